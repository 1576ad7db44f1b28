# make lab     set up what a learner needs, and open chapter 0 in JupyterLab
# make test    set up what a contributor needs, and run every test
# make versions    run every test with the lowest versions that are declared, and with the newest
# make notebooks   run the notebooks and write them as they are to be committed, and the README's pictures
# make bench       measure every picture in a real browser, training, opening and a slow line (40 minutes, a quiet machine)
# make mutants     change the maths in one place after the other, and see that the tests notice each time (half an hour)
# make exercises CHAPTER=3   print a chapter's exercises with hints and solutions, for a teacher
# make pdf CHAPTER=3   print a chapter into a PDF, as it was saved
# make binder-check   build what Binder builds, without Docker, and open chapter 0 there

PYTHON ?= python3
BIN := .venv/bin

.PHONY: lab test versions notebooks bench mutants exercises pdf binder-check clean

lab: .venv/lab.done
	$(BIN)/jupyter lab notebooks/00_start_here.ipynb $(ARGS)

test: .venv/test.done
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --check --quiet .
	$(BIN)/python -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder $(ARGS)

versions: .venv/test.done
	$(BIN)/python -m tools.versions $(ARGS)

notebooks: .venv/test.done
	$(BIN)/python -m tools.write_notebooks $(ARGS)
	$(BIN)/python -m tools.thumbnails

bench: .venv/bench.done
	$(BIN)/python -m benchmarks.update
	$(BIN)/python -m benchmarks.training
	$(BIN)/python -m benchmarks.digits
	$(BIN)/python -m benchmarks.drag $(ARGS)
	$(BIN)/python -m benchmarks.slow_line
	$(BIN)/python -m benchmarks.opening
	$(BIN)/python -m benchmarks.readme
	$(BIN)/python -m benchmarks.bars

mutants: .venv/test.done
	$(BIN)/python -m tools.mutants $(ARGS)

exercises: .venv/test.done
	@$(BIN)/python -m tools.print_exercises $(CHAPTER)

pdf: .venv/test.done
	@$(BIN)/python -m tools.print_chapter $(CHAPTER)

binder-check: .venv/test.done
	$(BIN)/python -m tools.binder_check

clean:
	rm -rf .venv

.venv/bin/python:
	@$(PYTHON) -c 'import sys; sys.version_info < (3, 11) and sys.exit("This needs Python 3.11 or later, but $(PYTHON) is %d.%d. Try: make PYTHON=python3.12 lab" % sys.version_info[:2])'
	$(PYTHON) -m venv .venv

.venv/lab.done: requirements.txt pyproject.toml | .venv/bin/python
	$(BIN)/python -m pip install --quiet -r requirements.txt
	touch $@

.venv/test.done: tests/requirements.txt .venv/lab.done
	$(BIN)/python -m pip install --quiet -r tests/requirements.txt
	touch $@

.venv/bench.done: benchmarks/requirements.txt .venv/test.done
	$(BIN)/python -m pip install --quiet -r benchmarks/requirements.txt
	touch $@
