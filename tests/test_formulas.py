"""Tested prose: every displayed formula of every notebook is checked by value, at random places.

Values are the helpers'. A derivative is measured: one quantity is nudged, and what depends on it is worked out again.
"""

import re
from itertools import pairwise
from pathlib import Path

import nbformat
import numpy as np
import pytest

from helpers import activations, descent, mlp, neuron, two_layer
from helpers.activations import identity, sigmoid, tanh
from helpers.gradient_check import numerical_gradient
from helpers.losses import half_squared_error, mse
from tests.formulas import claims

ROOT = Path(__file__).parents[1]
NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
TAGS = [f"F{i}" for i in range(1, 9)] + [f"B{i}" for i in range(1, 17)]
NOT_CHECKED = {r"\alpha < \frac{2}{c}": "a bound on a whole run; tests/test_chapter_05.py runs to both sides of it"}


def formulas():
    """Return (notebook, cell id, latex) of every displayed formula."""
    found = []
    for path in NOTEBOOKS:
        for cell in nbformat.read(path, as_version=4).cells:
            if cell.cell_type == "markdown":
                found += [
                    (path.stem, cell.id, text.strip()) for text in re.findall(r"\$\$(.+?)\$\$", cell.source, re.S)
                ]
    return found


def slopes(graph, values):
    """Return dAdB for every two quantities of a graph {name: function of all values}: nudge B, and follow."""
    names = list(values)
    found = {}
    for below in names:

        def run(nudged, below=below):
            now = values | {below: nudged}
            for name, rule in graph.items():
                if name != below:
                    now[name] = rule(now)
            return np.array([now[name] for name in names])

        e = 1e-6
        rates = (run(values[below] + e) - run(values[below] - e)) / (2 * e)
        found |= {f"d{above}d{below}": rate for above, rate in zip(names, rates, strict=True)}
    return found


def worked_out(graph, given):
    values = dict(given)
    for name, rule in graph.items():
        values[name] = rule(values)
    return values | slopes(graph, values)


FUNCTIONS = {
    "sigma": sigmoid,
    "sigmaprime": activations.sigmoid_prime,
    "slopeofsigma": lambda z: numerical_gradient(sigmoid, z),
    "tanh": tanh,
    "relu": activations.relu,
    "leaky": activations.leaky_relu,
    "exp": np.exp,
    "max": max,
}


class Loss(float):
    """The loss: a number, and a function of the four parameters."""

    def __new__(cls, value, function):
        self = super().__new__(cls, value)
        self.function = function
        return self

    def __call__(self, *params):
        return self.function(*params)


def network(rng):
    """Return all that stands in the formulas of the two-layer network, at a random place."""
    params, x, t = two_layer.Params(*rng.normal(0, 1.2, 4)), *rng.normal(0, 1.2, 2)
    graph = {
        "z1": lambda v: v["w1"] * v["x"] + v["b1"],
        "h": lambda v: sigmoid(v["z1"]),
        "z2": lambda v: v["w2"] * v["h"] + v["b2"],
        "y": lambda v: sigmoid(v["z2"]),
        "L": lambda v: half_squared_error(v["y"], v["t"]),
    }
    values = worked_out(graph, params._asdict() | {"x": x, "t": t})
    trace = two_layer.forward(params, x)
    values |= trace._asdict()
    flow = two_layer.deltas(two_layer.local_derivatives(params, trace, t))

    def loss(*four):
        return half_squared_error(two_layer.forward(four, x).y, t)

    def slope_along(*four, name):
        return getattr(numerical_gradient(lambda p: loss(*p), two_layer.Params(*four)), name)

    alpha, gradient = rng.uniform(0.1, 3), two_layer.backward(params, trace, t)
    aliases = {"dLdh2": values["dLdy"], "dh2dh1": values["dydh"], "dh1dw1": values["dhdw1"]}
    return FUNCTIONS | values | aliases | {
        "sigma1": sigmoid, "sigma2": sigmoid, "L": Loss(values["L"], loss),
        "delta1": flow.delta1, "delta2": flow.delta2, "alpha": alpha,
        "slopeofL": lambda *a: slope_along(*a[:4], name=a[4]), **{f"along{name}": name for name in params._fields},
        "after": descent.step(params, gradient, alpha)._asdict(),
    }  # fmt: skip


class Map:
    """A function that can stand in W3 ∘ σ2 ∘ …, and is then given its input in brackets."""

    def __init__(self, function):
        self.function = function

    def __matmul__(self, inner):
        return Map(lambda x: self.function(inner.function(x)))

    def __mul__(self, x):
        return self.function(x)

    __call__ = __mul__


def layers(rng):
    """Return a network of three layers, with another activation in each, so that none can stand for another."""
    w1, b1, w2, b2, w3, b3, x = rng.normal(0, 1.2, 7)
    parts = [mlp.Layer(np.array([[w]]), np.array([b])) for w, b in ((w1, b1), (w2, b2), (w3, b3))]
    three = mlp.forward(parts, [[x]], (tanh, sigmoid, identity))
    affine = {f"W{i}": Map(lambda h, w=w, b=b: w * h + b) for i, (w, b) in enumerate(((w1, b1), (w2, b2), (w3, b3)), 1)}
    return FUNCTIONS | affine | {
        "x": x, "w1": w1, "b1": b1, "w2": w2, "b2": b2, "sigma1": Map(tanh), "sigma2": Map(sigmoid),
        "h": three.h[1].item(), "y": three.h[2].item(),
        "MLP": lambda at: mlp.forward(parts, [[at]], (tanh, sigmoid, identity)).y.item(),
    }  # fmt: skip


def one_neuron(rng):
    """Return one neuron with four inputs, a step of the perceptron's rule, and the line of a single input."""
    w, x, b, t = rng.normal(0, 1, 4), rng.normal(0, 1, 4), rng.normal(), float(rng.integers(0, 2))
    new_w, new_b = neuron.perceptron_rule(w, b, x, t)
    return FUNCTIONS | {
        "w": w, "x": x, "b": b, "t": t, "y": neuron.neuron(w, b, x, activations.step), "i": 2, "g": tanh,
        "w1": w[0], "x1": x[0], "w2": w[1], "x2": x[1], "dots": w[2] * x[2], "wn": w[3], "xn": x[3],
        "total": lambda term: sum(term(i) for i in range(4)), "after": {"w[i]": new_w[2], "b": new_b},
        "z": neuron.weighted_sum(w, b, x),
    }  # fmt: skip


def with_activation(rng):
    names = one_neuron(rng)
    return names | {"y": neuron.neuron(names["w"], names["b"], names["x"], tanh)}


def line(rng):
    w, x, b = rng.normal(0, 1, 3)
    return {"w1": w, "x1": x, "m": w, "x": x, "b": b, "c": b, "z": neuron.weighted_sum(w, b, x)}


def table(rng):
    y, t = rng.uniform(0, 1, (2, 5))
    return {"y": y, "t": t, "N": 5, "total": lambda term: sum(term(i) for i in range(5)), "MSE": mse(y, t)}


def bowl(rng):
    w, c, alpha = rng.uniform(0.5, 3, 3)
    values = worked_out({"L": lambda v: 0.5 * c * v["w"] ** 2}, {"w": w})
    return values | {"c": c, "alpha": alpha, "after": {"w": descent.step(w, values["dLdw"], alpha)}}


def chain_of(outer, inner, name):
    def names(rng):
        graph = {"u": lambda v: inner(v[name]), "y": lambda v: outer(v["u"])}
        return FUNCTIONS | worked_out(graph, {name: rng.uniform(0.3, 2)}) | {"du": rng.normal()}

    return names


CONTEXTS = {  # what the letters of a formula stand for, by tag or cell; the two-layer network where nothing is said
    "F2": one_neuron, "F3": line, "F4": line, "F5": with_activation, "rule-text": one_neuron,
    "F1": lambda rng: FUNCTIONS | {"z": rng.normal(0, 3)}, "B14": lambda rng: FUNCTIONS | {"z": rng.normal(0, 3)},
    "mirror-text": lambda rng: FUNCTIONS | {"z": rng.normal(0, 3)},
    "F6": layers, "F7": layers, "F8": layers, "B1": table, "B2": bowl, "bound-text": bowl,
    "B5": chain_of(np.sin, np.exp, "x"), "settle": chain_of(lambda u: u**2, lambda x: 2 * x + 1, "x"),
    "sigma-text": chain_of(lambda u: 1 / u, lambda z: 1 + np.exp(-z), "z"),
    "sigma-first-formula": chain_of(lambda u: 1 / u, lambda z: 1 + np.exp(-z), "z"),
    "sigma-product": chain_of(lambda u: 1 / u, lambda z: 1 + np.exp(-z), "z"),
}  # fmt: skip


def tag_of(latex):
    found = re.search(r"\\tag\{(\w+)\}", latex)
    return found and found[1]


SLOPE = re.compile(r"d([A-Za-z]\d?)d([A-Za-z]\d?)")


def broken_chain(sides):
    """Return a side whose derivatives do not lead from one to the next, as dLdy · dydz2 · dz2dw2 does, or None.

    By value alone nothing would be seen of a ∂z2/∂b2 that is left out, since it is 1.
    """
    ends = set()
    for side in sides:
        links = [SLOPE.fullmatch(part) for part in side.split(" * ")]
        if all(links):
            if any(one[2] != other[1] for one, other in pairwise(links)):
                return side
            ends.add((links[0][1], links[-1][2]))
    return " = ".join(sides) if len(ends) > 1 else None


def fault(latex, cell):
    """Return what is wrong with a formula, or None."""
    names = CONTEXTS.get(tag_of(latex)) or CONTEXTS.get(cell) or network
    rng = np.random.default_rng(24)
    try:
        said = claims(latex)
        for _, sides in said:
            if broken_chain(sides):
                return f"{broken_chain(sides)} is no chain"
        for place in [names(rng) for _ in range(6)]:
            for relation, sides in said:
                wrong = _wrong(relation, sides, place)
                if wrong:
                    return wrong
    except (ValueError, NameError, SyntaxError, TypeError, AttributeError, KeyError) as error:
        return f"{type(error).__name__}: {error}"
    return None


def _wrong(relation, sides, place):
    if relation == "<-":
        values = [place["after"][sides[0]], eval(sides[1], place)]
    else:
        values = [float(eval(side, place)) for side in sides]
    equal = np.allclose(values, values[0], rtol=1e-5, atol=1e-8)
    if equal == (relation == "!="):
        return f"{' , '.join(sides)} are {values}"
    return None


@pytest.mark.parametrize(("notebook", "cell", "latex"), formulas())
def test_a_displayed_formula_is_true(notebook, cell, latex):
    if latex not in NOT_CHECKED:
        assert fault(latex, cell) is None


def sheet():
    """Return the formulas of the sheet, each with its number as a tag."""
    page = nbformat.read(ROOT / "notebooks" / "formulas.ipynb", as_version=4).cells[0].source
    rows = re.findall(r"^- \*\*(\w\d+)\*\* [^$]*\$(.+)\$$", page, re.MULTILINE)
    return [latex.replace("$<br>$", r" \; ") + rf" \tag{{{tag}}}" for tag, latex in rows]


@pytest.mark.parametrize("latex", sheet())
def test_a_formula_of_the_sheet_is_true(latex):
    assert fault(latex, "") is None


def test_the_sheet_has_all_24():
    assert [tag_of(latex) for latex in sheet()] == TAGS


def test_all_24_formulas_of_the_notes_occur():
    assert {tag_of(latex) for _, _, latex in formulas()} - {None} == set(TAGS)


def test_what_is_not_checked_still_stands_on_a_page():
    assert NOT_CHECKED.keys() <= {latex for _, _, latex in formulas()}


def changes(latex):
    """Return a formula with one sign, factor or subscript changed, in every way."""
    body, _, tag = latex.partition(r" \tag")
    found = [body[: m.start()] + {"+": "-", "-": "+"}[m[0]] + body[m.end() :] for m in re.finditer(r"[+-]", body)]
    others = {"1": "2", "2": "1", "0": "1", "3": "1", "n": "1"}
    subscripts = re.finditer(r"(?<=_)[0123n](?!\w)", body)
    found += [body[: m.start()] + others[m[0]] + body[m.end() :] for m in subscripts]
    equals = re.finditer(r"(?<![ie])=|\\leftarrow", body)
    found += [body[: m.end()] + r" 2 \cdot" + body[m.end() :] for m in equals]
    factors = re.finditer(r" \\cdot (?:\w_\w|\w(?!\w)|\w\(1 - \w\)|\\frac\{[^{}]+\}\{[^{}]+\})", body)
    found += [body[: m.start()] + body[m.end() :] for m in factors]
    return [f"{changed} \\tag{tag}" for changed in found]


@pytest.mark.parametrize("tag", TAGS)
def test_any_change_of_sign_factor_or_subscript_is_refused(tag):
    latex, cell = next((latex, cell) for _, cell, latex in formulas() if tag_of(latex) == tag)
    assert fault(latex, cell) is None
    assert len(changes(latex)) >= 2
    assert not [changed for changed in changes(latex) if fault(changed, cell) is None]


@pytest.mark.parametrize(
    ("latex", "words"),
    [
        (r"y = \sqrt{x}", "no part of the course's formulas"),
        (r"y = q \cdot x", "name 'q' is not defined"),
        (r"\frac{\partial L}{\partial w_1} = \frac{\partial L}{\partial w_2}", "is no chain"),
        (r"y(1 - y)", "says nothing that could be checked"),
        (r"y = y(1 - y)h(1 - h)", "are"),
    ],
)
def test_what_the_course_does_not_write_is_refused(latex, words):
    assert words in fault(latex, "")
