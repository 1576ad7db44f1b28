# make lab     set up what a learner needs, and open chapter 0 in JupyterLab
# make test    set up what a contributor needs, and run every test
# make versions    run every test with the lowest versions that are declared, and with the newest
# make notebooks   run the notebooks and write them as they are to be committed, and the README's pictures
# make bench       measure every picture in a real browser, training, opening and a slow line (an hour and a half, a quiet machine)
# make mutants     change the maths in one place after the other, and see that the tests notice each time (some hours, one core)
# make class FOLDER=submissions/   run what a class has handed in, and say who has done what, and which mistakes they make
# make exercises CHAPTER=3   print a chapter's exercises with hints and solutions, for a teacher
# make ten-questions   print the ten questions for before and after; ARGS=key what is right, ARGS="compare FOLDER" a class
# make pdf CHAPTER=3   print a chapter into a PDF, as it was saved
# make links REPO=owner/name   put the repository's own address for ORG/REPO, everywhere
# make site    build the static site, on which every chapter can be read, and made live in the browser alone
# make every-chapter   run what make test does with chapter 7 alone on every chapter: on the site, in Notebook 7, Firefox and WebKit
# make binder-check   build what Binder builds, without Docker, and open chapter 0 there

PYTHON ?= python3
BIN := .venv/bin
UV := $(CURDIR)/$(BIN)/uv
PYTEST := python -m pytest --numprocesses 2 --dist loadfile --no-loadscope-reorder

.PHONY: lab test versions versions-lowest versions-newest notebooks bench mutants class exercises ten-questions pdf binder-check site every-chapter links clean always

lab:
	@$(PYTHON) tools/open_lab.py $(ARGS)

test: .venv/test.done
	$(BIN)/ruff check --quiet .
	$(BIN)/ruff format --check --quiet .
	PYTHONWARNDEFAULTENCODING=1 $(BIN)/$(PYTEST) $(ARGS)

versions:
	@$(MAKE) --keep-going $(addprefix versions-,$(or $(ARGS),lowest newest)) ARGS=

versions-lowest: RESOLUTION := lowest-direct
versions-lowest: WARNINGS := -W ignore::DeprecationWarning# an old matplotlib asks a new pyparsing for what will go
versions-newest: RESOLUTION := highest

# In a clone of the last commit. Beside the five packages stands what the tests need, pinned, but for Notebook, which
# must fit the JupyterLab.
versions-lowest versions-newest: .venv/test.done
	rm -rf build/$@
	git clone --quiet . build/$@
	$(UV) venv --quiet --python $(BIN)/python build/$@/.venv
	sed -E '/^(jupyterlab|numpy|matplotlib|ipywidgets|nbval)=/d; s/^notebook=.*/notebook>=7.4/' \
	    tests/requirements.txt > build/$@.txt
	cd build/$@ && $(UV) pip install --python .venv --resolution $(RESOLUTION) -r requirements.txt -r ../$@.txt
	cd build/$@ && $(BIN)/$(PYTEST) $(WARNINGS)

notebooks: .venv/test.done
	$(BIN)/python -m tools.write_notebooks $(ARGS)
	$(BIN)/python -m tools.thumbnails
	$(BIN)/python -m tools.ten_questions > TEN_QUESTIONS.md

bench: .venv/bench.done site
	$(BIN)/python -m benchmarks.update
	$(BIN)/python -m benchmarks.calls
	$(BIN)/python -m benchmarks.training
	$(BIN)/python -m benchmarks.autodiff
	$(BIN)/python -m benchmarks.digits
	$(BIN)/python -m benchmarks.drag $(ARGS)
	$(BIN)/python -m benchmarks.slow_line
	$(BIN)/python -m benchmarks.opening
	$(BIN)/python -m benchmarks.site

# In a clone of the last commit, with 8 GB at most: a change may ask for an array of any size. What the filter leaves out
# counts as noticed: 2.8 in a hundred of all are 5 in a hundred of those that are tried.
mutants: .venv/test.done
	rm -rf build/mutants
	git clone --quiet . build/mutants
	$(BIN)/python -m compileall -q build/mutants
	cd build/mutants && ulimit -v 8388608 && PATH="$(CURDIR)/$(BIN):$$PATH" && \
	    cosmic-ray init cosmic-ray.toml mutants.sqlite && \
	    cr-filter-operators mutants.sqlite cosmic-ray.toml && \
	    cosmic-ray baseline cosmic-ray.toml && \
	    cosmic-ray exec cosmic-ray.toml mutants.sqlite && \
	    cr-report --surviving-only --show-diff mutants.sqlite && \
	    cr-rate --fail-over 2.8 mutants.sqlite

class: .venv/lab.done
	@$(BIN)/python -m tools.class_report "$(FOLDER)" $(ARGS)

exercises: .venv/test.done
	@$(BIN)/python -m tools.print_exercises $(CHAPTER)

ten-questions: .venv/test.done
	@$(BIN)/python -m tools.ten_questions $(ARGS)

pdf: .venv/test.done
	@$(BIN)/python -m tools.print_chapter $(CHAPTER)

binder-check: .venv/test.done
	$(BIN)/python -m tools.binder_check

build/site-env.done: site/requirements.txt
	mkdir -p build
	$(PYTHON) -m venv --clear build/site-env
	build/site-env/bin/python -m pip install --quiet -r site/requirements.txt
	touch $@

site: .venv/test.done build/site-env.done
	@$(BIN)/python -m tools.build_site $(ARGS)

every-chapter: site
	EVERY_CHAPTER=1 $(BIN)/$(PYTEST) $(addprefix tests/test_,built_site.py engines.py notebook_7.py no_kernel.py notebooks.py)

links: .venv/lab.done
	@$(BIN)/python -m tools.links $(REPO)

clean:
	rm -rf .venv

# It looks itself whether anything is to be done.
.venv/lab.done: always
	@$(PYTHON) tools/open_lab.py --set-up >&2

.venv/test.done: tests/requirements.txt .venv/lab.done
	@$(BIN)/python -m pip install --quiet -r tests/requirements.txt >&2
	@touch $@

.venv/bench.done: benchmarks/requirements.txt .venv/test.done
	$(BIN)/python -m pip install --quiet -r benchmarks/requirements.txt
	touch $@
