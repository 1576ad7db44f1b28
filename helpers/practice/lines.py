"""The right lines of an exercise: a function whose source is read, so that it can be edited, run and put into words."""

import ast
import inspect
import re
from functools import cached_property
from itertools import combinations

import numpy as np

from helpers.activations import sigmoid, sigmoid_prime
from helpers.practice import edits
from helpers.practice.notation import name, said
from helpers.practice.rules import RULES, read

KNOWN = {"np": np, "sigmoid": sigmoid, "sigmoid_prime": sigmoid_prime}  # what an edit may bring in
FORMULA = re.compile(r"\b[BF]\d+\b")


class Lines:
    """A function with its source. The ids of the formulas in it stand at the ends of its lines, as in `helpers`."""

    def __init__(self, function, tree=None):
        self.function = function
        source = inspect.getsource(function)
        self.source = source[source.index("def ") :]  # without what stands above it
        self.tree = tree or ast.parse(self.source).body[0]
        self.parameters = edits.parameters(self.tree)
        self.results = self._results()

    def __call__(self, *case):
        """Return what the lines give."""
        return self._function(*case)

    @cached_property
    def _function(self):
        return self.compiled(self.tree)

    def _results(self):
        """Return what the page calls the numbers that are returned."""
        last = self.tree.body[-1].value
        return [said(value) for value in last.elts] if isinstance(last, ast.Tuple) else [""]

    @cached_property
    def edits(self):
        """Every single edit, as (Edit, function), the common ones first."""
        found = sorted(edits.edits(self.tree, RULES), key=lambda edit: edit.rare)
        return [(edit._replace(words=self.words(edit)), self.compiled(edit.tree)) for edit in found]

    def pairs(self):
        """Yield every two edits in different lines together, and then the others, as (words, words, function)."""
        apart = combinations([edit for edit, _ in self.edits if edit.rare < 3 and edit.at], 2)
        for first, second in sorted(apart, key=lambda pair: pair[0].rare + pair[1].rare):
            if first.at is not second.at:
                one, other = first.tree.body, second.tree.body
                body = [a if a is not b else c for a, b, c in zip(one, self.tree.body, other, strict=True)]
                yield first.words, second.words, self.compiled(edits.put_in(self.tree, "body", body))
        for first, _ in self.edits:
            for second in edits.edits(first.tree, RULES) if first.rare < 3 else ():
                if second.rare <= first.rare:
                    yield first.words, self.words(second), self.compiled(second.tree)

    def compiled(self, tree):
        """Return an edited tree as a function, in which `w_at_the_start` is w before any line."""
        tree = edits.put_in(tree, "body", [*self._kept, *tree.body])
        names = KNOWN | self.function.__globals__
        exec(compile(edits.located(ast.Module([tree], [])), "an edit", "exec"), names)
        return names[tree.name]

    @cached_property
    def _kept(self):
        changed = {name for line in self.tree.body for name in edits.assigned(line)} & {*self.parameters}
        return [ast.Assign([ast.Name(f"{name}_at_the_start", ast.Store())], read(name)) for name in sorted(changed)]

    def read_as(self, expression):
        """Return a function that gives an expression of the parameters, of `right`, and of what the chapter knows."""
        code, known = compile(expression, "a misreading", "eval"), KNOWN | self.function.__globals__

        def function(*case):
            bound = inspect.signature(self.function).bind(*case)
            bound.apply_defaults()
            return eval(code, known | bound.arguments | {"right": self.function(*case)})

        return function

    def with_values(self, values):
        """Return the lines with given values in the place of some quantities, {what the page calls it: value}."""
        body = [
            edits.put_in(line, "value", ast.Constant(float(values[line_name(line)])))
            if line_name(line) in values
            else line
            for line in self.tree.body
        ]
        return Lines(self.function, edits.put_in(self.tree, "body", body))

    def quantities(self, *case):
        """Return {name: value} of all that has a name."""
        everything = ast.Return(ast.Call(read("locals"), [], []))
        found = self.compiled(edits.put_in(self.tree, "body", [*self.tree.body[:-1], everything]))(*case)
        return {key: value for key, value in found.items() if not key.endswith("_at_the_start")}

    def factors(self, case):
        """Return {name: value} of all that may stand in a product, by right or by mistake."""
        found = self.quantities(*case)
        listed = {name(key): value for key, value in found.items() if not key.startswith(("dL_", "delta"))}
        for line in self.tree.body:
            match line:
                case ast.Assign([ast.Name(output)], ast.Call(ast.Name("sigmoid"))):
                    listed[f"1 − {name(output)}"] = 1 - found[output]
                    listed[f"σ'({name(output)})"] = sigmoid_prime(found[output])
        for node in ast.walk(self.tree):
            match node:
                case ast.BinOp(ast.Name(one), ast.Sub(), ast.Name(other)):
                    listed[said(node)] = found[one] - found[other]
        return listed

    def worked(self, numbers):
        """Return the lines with the numbers put in, and what each comes to; without those that only name a number."""
        found = self.quantities(*(numbers[name] for name in self.parameters))
        steps = []
        for line in self.tree.body:
            if not isinstance(line.value, ast.Name | ast.Tuple):
                value = eval(compile(ast.Expression(line.value), "a line", "eval"), KNOWN | found)
                written = {key: ast.parse(digits(number)).body[0].value for key, number in found.items()}
                put_in = edits.with_names(line.value, written)
                text = re.sub(r"(?<=[*/+-] )(-[\d.]+)", r"(\1)", ast.unparse(put_in))
                steps.append(
                    f"{f'{line.targets[0].id} = ' if isinstance(line, ast.Assign) else ''}{text} = {digits(value)}"
                )
        return steps

    def words(self, edit):
        """Return where an edit is and what it is, with the formula to look at."""
        where = ""
        match edit.at:
            case ast.Assign([ast.Name(target)]):
                where = f"in {name(target)} "
            case ast.Return() if len(self.tree.body) > 1:
                where = "in what is returned "
        return f"{where}{edit.words}{self.formulas(edit.at)}"

    def formulas_of(self, result):
        """Return the formulas of the line that gives a result its value."""
        return next((self.formulas(line) for line in self.tree.body if line_name(line) == result), "")

    def formulas(self, statement):
        """Return the ids of the formulas that a statement is, as " (B8)", or of the whole."""
        line = self.source.splitlines()[getattr(statement, "lineno", 1) - 1]
        ids = FORMULA.findall(line.partition("#")[2])
        return f" ({', '.join(ids)})" if ids else ""


def line_name(line):
    """Return what the page calls the quantity that a line is about."""
    match line:
        case ast.Assign([ast.Name(target)]):
            return name(target)
    return ""


def digits(value, spec=".4g"):
    """Return a number, or several, in few digits, as Python writes them."""
    if np.ndim(value) == 2:
        return f"[{', '.join(f'[{digits(row, spec)}]' for row in value)}]"
    return ", ".join(digits(one, spec) for one in value) if np.ndim(value) else format(float(value), spec)
