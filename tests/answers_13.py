"""Answers to the exercises of chapter 13: whole pages, most of them with one slip, written with what a learner has.

Each wrong one is the right page with a piece of its text replaced. By somebody who had seen how answers are judged.
"""

import math

import numpy as np

from helpers import data
from tests.answers import HandedIn

PAGE = """
def sigma(z):
    return 1 / (1 + np.exp(-z))


def forward(x, w1, b1, w2, b2):
    h = sigma(w1 * x + b1)
    y = sigma(w2 * h + b2)
    return h, y


def gradients(x, t, w1, b1, w2, b2):
    h, y = forward(x, w1, b1, w2, b2)
    d2 = (y - t) * y * (1 - y)
    d1 = d2 * w2 * h * (1 - h)
    return np.mean(d1 * x), np.mean(d1), np.mean(d2 * h), np.mean(d2)


def trained(x, t, w1, b1, w2, b2, learning_rate, steps):
    for _ in range(steps):
        g = gradients(x, t, w1, b1, w2, b2)
        w1 = w1 - learning_rate * g[0]
        b1 = b1 - learning_rate * g[1]
        w2 = w2 - learning_rate * g[2]
        b2 = b2 - learning_rate * g[3]
    return w1, b1, w2, b2
"""

ROW_BY_ROW = """
def forward(x, w1, b1, w2, b2):
    h = 1 / (1 + math.exp(-(w1 * x + b1)))
    return [h, 1 / (1 + math.exp(-(w2 * h + b2)))]


def gradients(x, t, w1, b1, w2, b2):
    sums = [0, 0, 0, 0]
    for i in range(len(x)):
        h, y = forward(x[i], w1, b1, w2, b2)
        d2 = (y - t[i]) * y * (1 - y)
        d1 = d2 * w2 * h * (1 - h)
        sums[0] += d1 * x[i]
        sums[1] += d1
        sums[2] += d2 * h
        sums[3] += d2
    return [s / len(x) for s in sums]


def trained(x, t, w1, b1, w2, b2, learning_rate, steps):
    params = [w1, b1, w2, b2]
    while steps > 0:
        slopes = gradients(x, t, *params)
        params = [w - learning_rate * s for w, s in zip(params, slopes)]
        steps -= 1
    return params
"""

WITHOUT_CALLS = """
def forward(x, w1, b1, w2, b2):
    return np.array([np.exp(w1 * x + b1) / (np.exp(w1 * x + b1) + 1),
                     0.5 + 0.5 * np.tanh((w2 / (1 + np.exp(-w1 * x - b1)) + b2) / 2)])


def gradients(x, t, w1, b1, w2, b2):
    h = 1 / (1 + np.exp(-w1 * x - b1))
    y = 1 / (1 + np.exp(-w2 * h - b2))
    d2 = (y - t) * (y - y**2) / len(t)
    return (d2 * (h - h**2)) @ x * w2, sum(d2 * (h - h**2)) * w2, d2 @ h, d2.sum()


def trained(x, t, w1, b1, w2, b2, learning_rate, steps):
    p = np.array([w1, b1, w2, b2], float)
    for _ in range(steps):
        h = 1 / (1 + np.exp(-p[0] * x - p[1]))
        y = 1 / (1 + np.exp(-p[2] * h - p[3]))
        d2 = (y - t) * y * (1 - y)
        d1 = d2 * p[2] * h * (1 - h)
        p -= learning_rate * np.array([(d1 * x).mean(), d1.mean(), (d2 * h).mean(), d2.mean()])
    return p
"""

WITH_A_CLASS = """
class Network:
    def __init__(self, w1, b1, w2, b2):
        self.w1, self.b1, self.w2, self.b2 = w1, b1, w2, b2

    def __call__(self, x):
        self.h = np.reciprocal(1 + np.exp(-(self.w1 * x + self.b1)))
        self.y = np.reciprocal(1 + np.exp(-(self.w2 * self.h + self.b2)))
        return self.y


def forward(x, w1, b1, w2, b2):
    network = Network(w1, b1, w2, b2)
    network(x)
    return network.h, network.y


def slopes_of_one(x, t, w1, b1, w2, b2):
    h, y = forward(x, w1, b1, w2, b2)
    along_z2 = (y - t) * y * (1 - y)
    along_z1 = along_z2 * w2 * h * (1 - h)
    return np.array([along_z1 * x, along_z1, along_z2 * h, along_z2])


def gradients(x, t, w1, b1, w2, b2):
    return sum(slopes_of_one(a, b, w1, b1, w2, b2) for a, b in zip(x, t)) / len(x)


def trained(x, t, w1, b1, w2, b2, learning_rate, steps):
    params = np.array([w1, b1, w2, b2], dtype=float)
    for _ in range(steps):
        params = params - learning_rate * gradients(x, t, *params)
    return tuple(params)
"""


def page(source, *changes):
    """Return the three functions of a page's source with some pieces of its text replaced, {old: new} in pairs."""
    for old, new in changes:
        assert source.count(old) == 1, old
        source = source.replace(old, new)
    names = {"np": np, "math": math, "x": data.dose_table().x, "t": data.dose_table().t}
    exec(source, names)
    return [names["forward"], names["gradients"], names["trained"]]


UPDATES = PAGE[PAGE.index("        g = gradients") : PAGE.index("    return w1, b1, w2, b2")]
G = "        g = gradients(x, t, w1, b1, w2, b2)\n"
LOOP = f"    for _ in range(steps):\n{G}"
MEANS = "np.mean(d1 * x), np.mean(d1), np.mean(d2 * h), np.mean(d2)"
FIRST_RIGHT, BOTH_RIGHT = "forward: right. gradients: ", "forward: right. gradients: right. trained: "
SLIPS = [  # the piece, what stands in its place, and what is said
    ("w1 * x + b1", "w1 * x", "forward: In z₁ the term b₁ is missing (B12)."),
    ("w2 * h + b2", "w2 * x + b2", "forward: In z₂ there is x where h belongs (B11)."),
    ("w2 * h + b2", "w1 * h + b2", "forward: In z₂ there is w₁ where w₂ belongs (B11)."),
    ("w2 * h + b2", "w2 * h + b1", "forward: In z₂ there is b₁ where b₂ belongs (B11)."),
    ("w2 * h + b2", "w2 * (h + b2)", "forward: In z₂ there are brackets too many: w₂·(h + b₂) (B11)."),
    ("sigma(w1 * x + b1)", "w1 * x + b1", "forward: In h σ is missing: there is z₁ where σ(z₁) belongs (B12)."),
    ("sigma(w2 * h + b2)", "w2 * h + b2", "forward: In what is returned there is z₂ where y belongs."),
    ("np.exp(-z)", "math.exp(-z)", FIRST_RIGHT + "For x of shape (8,)"),
    ("np.exp(-z)", "np.exp(z)", "forward: Your σ falls where it should rise."),
    ("1 / (1 + np.exp(-z))", "1 / 1 + np.exp(-z)", "forward: In your σ the brackets round 1 + e⁻ᶻ are missing"),
    ("1 / (1 + np.exp(-z))", "np.tanh(z)", "forward: Your neurons bend by tanh."),
    ("1 / (1 + np.exp(-z))", "z", "forward: σ is missing in both neurons"),
    ("return h, y", "return y", "forward: It returns y alone."),
    ("return h, y", "return y, h", "forward: It returns y before h."),
    ("    return h, y", "    print(h, y)", "your function returns nothing. Is a return missing where it ends?"),
    ("    return h, y", "    return h, v", "your function stops with NameError"),
    ("    return h, y", "    while True: pass", "had not come to its end after 4 seconds: does its loop end?"),
    ("forward(x, w1, b1, w2, b2):", "forward(x, w1, w2, b1, b2):", "takes its arguments in another order"),
    ("(y - t)", "(t - y)", FIRST_RIGHT + "All four have the wrong sign."),
    ("(y - t) * y * (1 - y)", "(y - t)", FIRST_RIGHT + "In δ₂ the factor ∂y/∂z₂ is missing (B13)."),
    ("(y - t) * y * (1 - y)", "2 * (y - t) * y * (1 - y)", FIRST_RIGHT + "All four are twice the right ones."),
    ("* y * (1 - y)", "* y * 1 - y", FIRST_RIGHT + "In δ₂ the brackets round 1 − y are missing (B8, B14)."),
    ("* y * (1 - y)", "* h * (1 - h)", FIRST_RIGHT + "In ∂y/∂z₂ there is h wherever y belongs (B14)."),
    ("d2 * w2 * h", "d2 * h", FIRST_RIGHT + "In δ₁ the factor w₂ is missing (B16)."),
    ("d2 * w2 * h", "d2 * w1 * h", FIRST_RIGHT + "In δ₁ there is w₁ where w₂ belongs (B16)."),
    ("w2 * h * (1 - h)", "w2 * y * (1 - y)", FIRST_RIGHT + "In δ₁ there is y wherever h belongs (B16)."),
    ("w2 * h * (1 - h)", "w2", FIRST_RIGHT + "In δ₁ the factor ∂h/∂z₁ is missing (B16)."),
    ("w2 * h * (1 - h)", "w2 * sigma(h) * (1 - sigma(h))", FIRST_RIGHT + "In δ₁ there is σ'(h) where h·(1 − h) belongs"),
    ("np.mean(d1 * x)", "np.mean(d1)", FIRST_RIGHT + "In ∂L/∂w₁ the factor x is missing (B15)."),
    ("np.mean(d2 * h)", "np.mean(d2)", FIRST_RIGHT + "In ∂L/∂w₂ the factor h is missing (B9)."),
    ("np.mean(d2 * h)", "np.mean(d2 * x)", FIRST_RIGHT + "In ∂L/∂w₂ there is x where h belongs (B9)."),
    ("np.mean(d2)", "np.mean(d2 * w2)", FIRST_RIGHT + "In ∂L/∂b₂ "),
    ("np.mean(d2)", "np.sum(d2)", FIRST_RIGHT + "In ∂L/∂b₂ there is np.sum(δ₂) where np.mean(δ₂) belongs (B13)."),
    (MEANS, MEANS.replace("mean", "sum"), FIRST_RIGHT + "It adds up the slopes of the examples."),
    (MEANS, "d1 * x, d1, d2 * h, d2", FIRST_RIGHT + "It returns the slopes of each example. Their mean"),
    (MEANS, "np.mean(d1) * np.mean(x), np.mean(d1), np.mean(d2) * np.mean(h), np.mean(d2)",
     FIRST_RIGHT + "It multiplies means. "),
    (MEANS, "np.mean(d1 * x), np.mean(d2 * h), np.mean(d1), np.mean(d2)", FIRST_RIGHT + "In what is returned the order"),
    ("    h, y = forward(x, w1, b1, w2, b2)\n", "    h, y = forward(np.mean(x), w1, b1, w2, b2)\n    x, t = np.mean(x), np.mean(t)\n",
     FIRST_RIGHT + "It takes the means of x and t first."),
    (f"    return {MEANS}", f"    print({MEANS})", "gradients: For x"),
    ("w1 - learning_rate", "w1 + learning_rate", BOTH_RIGHT + "In w₁ there is + where − belongs, before α·∂L/∂w₁ (B4)."),
    (UPDATES, UPDATES.replace(" - ", " + "), BOTH_RIGHT + "It climbs."),
    (UPDATES, UPDATES.replace("learning_rate * ", ""), BOTH_RIGHT + "α is missing in the step"),
    (UPDATES, UPDATES.replace(G, "").replace("g[", "gradients(x, t, w1, b1, w2, b2)["),
     BOTH_RIGHT + "The four numbers move one after the other"),
    (LOOP, G[4:] + "    for _ in range(steps):\n", BOTH_RIGHT + "The slopes are taken once, before the loop."),
    ("learning_rate * g[1]", "learning_rate * g[0]", BOTH_RIGHT + "In b₁ there is ∂L/∂w₁ where ∂L/∂b₁ belongs (B4)."),
    ("learning_rate * g[1]", "g[1]", BOTH_RIGHT + "In b₁ the factor α is missing (B4)."),
    ("        b2 = b2 - learning_rate * g[3]\n", "", BOTH_RIGHT + "In b₂ the term −α·∂L/∂b₂ is missing (B4)."),
    ("range(steps)", "range(steps + 1)", BOTH_RIGHT + "It takes one step too many."),
    ("range(steps)", "range(1, steps)", BOTH_RIGHT + "It takes one step too few."),
    ("range(steps)", "range(1000)", BOTH_RIGHT + "It takes 1,000 steps, however many are asked for"),
    ("    for _ in range(steps):\n", "    for _ in range(steps):\n        learning_rate = 10\n",
     BOTH_RIGHT + "It steps with α = 10"),
    (LOOP, "    w1, b1, w2, b2 = 1, 0, -1, 0\n" + LOOP, BOTH_RIGHT + "It begins at 1, 0, −1, 0"),
    ("learning_rate, steps):\n", "learning_rate, steps):\n    x, t = globals()['x'], globals()['t']\n",
     BOTH_RIGHT + "It trains on the eight doses"),
    ("    return w1, b1, w2, b2\n", "        return w1, b1, w2, b2\n", BOTH_RIGHT + "It takes one step only"),
    ("    return w1, b1, w2, b2\n", "    return w1, w2, b1, b2\n", BOTH_RIGHT + "In what is returned the order is wrong"),
    ("    return w1, b1, w2, b2\n", "    return g\n", BOTH_RIGHT + "It returns slopes."),
    ("    return w1, b1, w2, b2\n", "    print(w1, b1, w2, b2)\n", BOTH_RIGHT + "For x of shape (8,)"),
    ("range(steps):", "iter(int, 1):", "had not come to its end after 4 seconds: does its loop end?"),
]  # fmt: skip
IN_A_LOOP = [
    ("        sums[0] += d1 * x[i]", "        sums = [0, 0, 0, 0]\n        sums[0] += d1 * x[i]",
     FIRST_RIGHT + "It gives those of the last example, divided by how many there are"),
    ("    return [s / len(x) for s in sums]", "        return [s / len(x) for s in sums]",
     FIRST_RIGHT + "It gives those of the first example, divided by how many there are"),
    ("range(len(x))", "range(1, len(x))", FIRST_RIGHT + "The first example is left out."),
    ("range(len(x))", "range(len(x) - 1)", FIRST_RIGHT + "The last example is left out."),
    ("    return [s / len(x) for s in sums]", "        return sums", FIRST_RIGHT + "It gives the slopes of the first example alone"),
    ("    return [s / len(x) for s in sums]", "    return sums", FIRST_RIGHT + "It adds up the slopes of the examples."),
    ("range(len(x))", "range(8)", "gradients: For x = "),
]  # fmt: skip


def three(source):
    names = {"np": np}
    exec(source, names)
    return names["slopes"]


THREE = """
def slopes(x, t, w1, b1, w2, b2, w3, b3):
    h1 = 1 / (1 + np.exp(-(w1 * x + b1)))
    h2 = 1 / (1 + np.exp(-(w2 * h1 + b2)))
    y = 1 / (1 + np.exp(-(w3 * h2 + b3)))
    d3 = (y - t) * y * (1 - y)
    d2 = d3 * w3 * h2 * (1 - h2)
    d1 = d2 * w2 * h1 * (1 - h1)
    return d1 * x, d2 * h1, d3 * h2
"""
OF_THREE = [
    ("d3 * w3 * h2 * (1 - h2)", "d3 * h2 * (1 - h2)", "In δ₂ the factor w₃ is missing."),
    ("d3 * w3 * h2 * (1 - h2)", "d3 * w2 * h2 * (1 - h2)", "In δ₂ there is w₂ where w₃ belongs."),
    ("d2 * w2 * h1", "d3 * w2 * h1", "In δ₁ there is δ₃ where δ₂ belongs."),
    ("w2 * h1 * (1 - h1)", "w2 * h2 * (1 - h2)", "In δ₁ there is h₂ wherever h₁ belongs."),
    ("w2 * h1 * (1 - h1)", "w2", "In δ₁ the factor ∂h₁/∂z₁ is missing."),
    ("d2 * h1,", "d2 * h2,", "In ∂L/∂w₂ there is h₂ where h₁ belongs."),
    ("d3 * h2\n", "d3 * y\n", "In ∂L/∂w₃ there is y where h₂ belongs."),
    ("(w3 * h2 + b3)", "(w3 * h1 + b3)", "In y there is h₁ where h₂ belongs."),
    ("d1 * x, d2 * h1, d3 * h2", "d3 * h2, d2 * h1, d1 * x", "The order is wrong: yours begins with w₃"),
    ("d1 * x, d2 * h1, d3 * h2", "d1, d2, d3", "In ∂L/∂w₁ the factor x is missing."),
]

WRONG = [
    *[HandedIn("13.1", page(PAGE, (old, new)), f"{old} → {new}", words) for old, new, words in SLIPS],
    *[HandedIn("13.1", page(ROW_BY_ROW, (old, new)), f"{old} → {new}", words) for old, new, words in IN_A_LOOP],
    HandedIn("13.1", page(PAGE)[0], "only one", "All of it is handed in together, as a list: [forward, gradients, trained]."),
    HandedIn("13.1", [*page(PAGE)[:2], 5], "a number", BOTH_RIGHT + "Your answer must be a function, but it is 5."),
    HandedIn("13.2", 0.4135, "not trained", "That is what the network says at the start"),
    HandedIn("13.2", 0.1975, "h", "That is h, the output of the first neuron."),
    HandedIn("13.2", 0.9811, "x = 58", "That is the output at x = 58."),
    HandedIn("13.2", 0.9717, "x = log 58", "That is the output at x = log₁₀ 58."),
    HandedIn("13.2", 0.6717, "survivors", "That is the share that survives."),
    HandedIn("13.2", 32.83, "per cent", "That is in per cent"),
    HandedIn("13.2", 0.3038, "α = 1", "That comes out with α = 1."),
    HandedIn("13.2", 0.3035, "100 steps", "That comes out after 100 steps."),
    HandedIn("13.2", 0.33, "rounded", "0.33 is close. Give four digits"),
    HandedIn("13.2", 7.5, "no share", "7.5 is no share"),
    HandedIn("13.2", 0.9, "something else", "0.9 is not it."),
    HandedIn("13.2", (0.1975, 0.3283), "both", "must be one number, but it is 2 numbers."),
    *[HandedIn("13.3", three(THREE.replace(old, new)), f"{old} → {new}", words) for old, new, words in OF_THREE],
]  # fmt: skip
RIGHT = [
    *[HandedIn("13.1", page(source)) for source in (PAGE, ROW_BY_ROW, WITHOUT_CALLS, WITH_A_CLASS)],
    HandedIn("13.1", tuple(page(PAGE))),
    HandedIn("13.2", 0.3283),
    HandedIn("13.2", 0.32831),
    HandedIn("13.3", three(THREE)),
]
ANSWERS = [*WRONG, *RIGHT]
