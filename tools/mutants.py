"""Change the maths in one place, run its tests, and see whether they notice; again for every place: `make mutants`.

    python -m tools.mutants [activations exercises/diagnosis ...]

Cosmic Ray makes the mutants: another operator, another number, a `not`, a loop that never runs. tools/mutants.toml says
which tests look after which module, and which mutants no test can kill, and why. All of it happens in copies of the
tree, one for each processor. It fails if fewer than 95 % are killed, or if one survives without an explanation.
"""

import compileall
import importlib
import multiprocessing
import os
import re
import resource
import shutil
import subprocess
import sys
import tempfile
import time
import tomllib
import warnings
from collections import Counter
from contextlib import redirect_stderr, redirect_stdout
from itertools import chain
from multiprocessing.connection import wait
from pathlib import Path
from py_compile import PycInvalidationMode
from typing import NamedTuple

import pytest
from cosmic_ray.ast import ast_nodes, get_ast
from cosmic_ray.mutating import mutate_code
from cosmic_ray.plugins import get_operator, operator_names

ROOT = Path(__file__).parents[1]
CONFIG = tomllib.loads(Path(__file__).with_suffix(".toml").read_text())
EQUIVALENT = CONFIG["equivalent"]  # tables with a module, a line of it, what it may become, and why
WHY = {(known["module"], known["line"], to): known["why"] for known in EQUIVALENT for to in known["mutants"]}
AT_LEAST = 0.95  # of all mutants must be killed
SECONDS = 120  # of the processor, after which a test run is ended: a mutant that loops for ever is killed by that
MEMORY = 8 * 2**30  # bytes of address space: a mutant may ask for an array of any size
SURVIVED, KILLED, ASTRAY = 0, 1, 99  # what a test run ends with
HEAVY = ("numpy", "autograd.numpy", "sympy", "hypothesis.extra.numpy")  # imported once, for every test run to find
OPTIONS = ["-o", "addopts=", "-p", "no:cacheprovider", "--noconftest", "--assert=plain", "-x", "-q"]
fork = multiprocessing.get_context("fork")


class Mutant(NamedTuple):
    """A module with one place changed: its first line that differs, before and after, and the whole code with it."""

    module: str
    number: int
    line: str
    change: str
    code: str


def mutants(module, source):
    """Yield every Mutant of a module's source that is Python at all, each once."""
    nodes, seen = list(ast_nodes(get_ast(source))), {source}
    for operator in operators():
        for occurrence, _ in enumerate(chain.from_iterable(map(operator.mutation_positions, nodes))):
            code = mutate_code(source, operator, occurrence)
            if code not in seen and is_python(code):
                seen.add(code)
                yield Mutant(module, *changed_line(source, code), code)


def operators():
    """Return Cosmic Ray's ways to change code, but for those that want a list of variables."""
    found = [get_operator(name) for name in operator_names()]
    return [operator() for operator in found if not operator.arguments()]


def is_python(code):
    """Whether some code can be compiled without an error or a warning."""
    with warnings.catch_warnings(action="error"):
        try:
            compile(code, "mutant", "exec")
        except (SyntaxError, SyntaxWarning):
            return False
    return True


def changed_line(source, code):
    """Return the number of the first line that differs in a mutant, and that line before and after."""
    lines = enumerate(zip(source.splitlines(), code.splitlines(), strict=False), 1)
    return next((number, *map(tidy, pair)) for number, pair in lines if pair[0] != pair[1])


def tidy(line):
    """Return a line without the blanks at its ends, and those that Cosmic Ray puts before a number."""
    return re.sub(r"(?<=[\[( ]) +", "", line.strip())


def path_of(tree, module):
    """Return the file of a module, such as exercises/diagnosis, in a tree."""
    return tree / "helpers" / f"{module}.py"


def copied(folder):
    """Copy what git knows, or would take in, into a folder, with bytecode that is valid for its source and no other."""
    listing = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = subprocess.run(listing, cwd=ROOT, capture_output=True, check=True, text=True).stdout.split("\0")
    for name in names:
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / name, folder / name)
    compileall.compile_dir(folder, quiet=2, invalidation_mode=PycInvalidationMode.CHECKED_HASH)
    return folder


def run_tests(tree, module):
    """Run a module's tests in a tree, in this process, and end it with the result."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))  # ends the process
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    os.chdir(tree)
    sys.path[:] = [str(tree), *(path for path in sys.path if path and Path(path).resolve() != ROOT)]
    sys.modules.pop("tools", None)
    with open("report.txt", "w") as report, redirect_stdout(report), redirect_stderr(report):
        result = pytest.main([*OPTIONS, *(f"tests/{name}.py" for name in CONFIG["tests"][module])])
    helpers = sys.modules["helpers"]
    astray = not Path(helpers.__file__).is_relative_to(tree)
    os._exit(ASTRAY if astray else KILLED if result else SURVIVED)


def started(tree, module):
    """Return a new process that runs a module's tests in a tree."""
    process = fork.Process(target=run_tests, args=(tree, module))
    process.start()
    return process


def tested(module, trees):
    """Test every mutant of a module, one in each tree at a time; yield (mutant, whether it survived)."""
    free, running, source = list(trees), {}, path_of(trees[0], module).read_text()
    for mutant in mutants(module, source):
        if not free:
            yield from finished(running, free, source)
        tree = free.pop()
        path_of(tree, module).write_text(mutant.code)
        process = started(tree, module)
        running[process.sentinel] = process, tree, mutant
    while running:
        yield from finished(running, free, source)


def finished(running, free, source):
    """Wait for a test run or more to end; yield (mutant, whether it survived) for each, and mend its tree."""
    for sentinel in wait(running):
        process, tree, mutant = running.pop(sentinel)
        process.join()
        if process.exitcode == ASTRAY:
            sys.exit("The tests have imported other helpers than the mutant's.")
        path_of(tree, mutant.module).write_text(source)
        free.append(tree)
        yield mutant, process.exitcode == SURVIVED


def prepared():
    """Import what is heavy, and nothing of the project, so that each test run finds it done."""
    os.environ |= {"OPENBLAS_NUM_THREADS": "1", "PYTEST_DISABLE_PLUGIN_AUTOLOAD": "1"}
    sys.dont_write_bytecode = True
    for name in HEAVY:
        importlib.import_module(name)
    from hypothesis import Phase, settings

    settings.register_profile("mutants", derandomize=True, database=None, phases=[Phase.explicit, Phase.generate])
    settings.load_profile("mutants")


def counted(module, trees):
    """Test a module's mutants, print those that survive without an explanation, and return how many did what."""
    refuse_failing_tests(module, trees[0])
    counts, begun = Counter(), time.monotonic()
    for mutant, survived in tested(module, trees):
        explained = (module, mutant.line, mutant.change) in WHY
        counts["killed" if not survived else "explained" if explained else "unexplained"] += 1
        if survived and not explained:
            print(f"{module}.py:{mutant.number}\n  - {mutant.line}\n  + {mutant.change}", flush=True)
    print(f"{module}: {in_words(counts)}; {time.monotonic() - begun:.0f} s", flush=True)
    return counts


def refuse_failing_tests(module, tree):
    """End here if a module's tests fail without any mutant."""
    process = started(tree, module)
    process.join()
    if process.exitcode != SURVIVED:
        sys.exit(f"{(tree / 'report.txt').read_text()}\nThe tests of {module} fail without any mutant.")


def in_words(counts):
    """Return counts as text."""
    total, killed, explained = counts.total(), counts["killed"], counts["explained"]
    return (
        f"{total} mutants, {killed} killed ({killed / total:.1%}), {explained} explained, "
        f"{counts['unexplained']} unexplained; of those that can be killed {killed / (total - explained):.1%}"
    )


def main(modules):
    """Test the mutants of all modules, and return what is wrong with the result, or None."""
    prepared()
    with tempfile.TemporaryDirectory() as folder:
        trees = [copied(Path(folder).resolve() / str(number)) for number in range(os.cpu_count())]
        counts = sum((counted(module, trees) for module in modules), Counter())
    print(f"Together: {in_words(counts)}")
    if counts["unexplained"]:
        return "A mutant has survived: a test is missing, or an explanation in tools/mutants.toml."
    if counts["killed"] < AT_LEAST * counts.total():
        return f"At least {AT_LEAST:.0%} must be killed."
    return None


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:] or CONFIG["tests"]))
