"""What a program that finds the chain by itself costs beside chapters 7's and 10's backward; and PyTorch's own lines.

    python -m benchmarks.autodiff      (make bench)

The gradient of one loss, forward and back, in turn: chapter 7's network on one dose, and chapter 11's on one digit.
First the lines for PyTorch that stand in chapter 12 are run as they stand there, and must give chapter 7's slopes.
"""

import re
import statistics
import timeit
from pathlib import Path

import nbformat
import numpy as np
import torch

from benchmarks.results import report
from helpers import autodiff, data, mlp, two_layer
from helpers.activations import sigmoid
from helpers.autodiff import Value
from helpers.tree import tree_map

CHAPTER = Path(__file__).parents[1] / "notebooks" / "12_autodiff.ipynb"
PARAMS, X, T = two_layer.Params(0.5, 0.1, 0.8, -0.2), 1.4, 0.98
ROUNDS = 15


def lines_for_pytorch():
    """Return the lines for PyTorch as they stand in chapter 12."""
    cells = nbformat.read(CHAPTER, as_version=4).cells
    (lines,) = re.findall(r"```python\n(import torch\n.*?)```", "\n".join(cell.source for cell in cells), re.DOTALL)
    return lines


def run_in_pytorch():
    """Return the four slopes that those lines leave behind."""
    names = {}
    exec(lines_for_pytorch(), names)
    return [names[name].grad.item() for name in two_layer.Params._fields]


def look_at_the_table():
    """See that PyTorch does what the table below its lines says."""
    w = torch.tensor(3.0, requires_grad=True)
    optimiser = torch.optim.SGD([w], lr=0.1)
    assert w.grad is None
    for expected in (6, 12):  # the second is added to the first
        (w * w).backward()
        assert w.grad == expected
    optimiser.zero_grad()
    assert w.grad is None
    with torch.no_grad():
        assert not (w * w).requires_grad
    (w * (w * w).detach()).backward()  # 9, for w·w is a plain number there, and not 27
    assert w.grad == 9
    assert not (torch.tensor(1.0) * 2).requires_grad


def by_hand():
    """Return the four slopes as chapter 7 has them."""
    return two_layer.backward(PARAMS, two_layer.forward(PARAMS, X), T)


def by_itself():
    """Return the four slopes as chapter 12 finds them."""
    w1, b1, w2, b2 = params = tree_map(Value, PARAMS)
    y = autodiff.sigmoid(w2 * autodiff.sigmoid(w1 * X + b1) + b2)
    slopes = autodiff.backward(autodiff.half_square(y - T))
    return tree_map(slopes.get, params)


LAYERS = mlp.random_layers((64, 32, 10), np.random.default_rng(0))
DIGIT, TARGET = data.digits().train.x[:1], data.digits().train.t[:1]


def digit_in_matrices():
    """Return the gradient of one digit's loss as chapter 11 has it."""
    both = (sigmoid, sigmoid)
    return mlp.backward(LAYERS, mlp.forward(LAYERS, DIGIT, both), TARGET, both)


def digit_by_itself():
    """Return the same, each number a Value."""
    layers, inputs = tree_map(np.vectorize(Value), LAYERS), np.vectorize(Value)(DIGIT[0])
    for W, b in layers:
        sums = [sum((w * v for w, v in zip(column, inputs, strict=True)), z) for column, z in zip(W.T, b, strict=True)]
        inputs = [autodiff.sigmoid(z) for z in sums]
    loss = sum(autodiff.half_square(y - t) for y, t in zip(inputs, TARGET[0], strict=True))
    return tree_map(np.vectorize(autodiff.backward(loss).get), layers)


PAIRS = {"one dose": (by_itself, by_hand, 200), "one digit": (digit_by_itself, digit_in_matrices, 5)}


def main():
    """Run PyTorch's lines, then measure over several rounds: medians in µs, and of the ratios taken round by round."""
    np.testing.assert_allclose(run_in_pytorch(), by_hand(), rtol=1e-12)
    look_at_the_table()
    np.testing.assert_allclose(by_itself(), by_hand(), rtol=1e-12)
    tree_map(
        lambda one, other: np.testing.assert_allclose(one, other, atol=1e-12), digit_by_itself(), digit_in_matrices()
    )
    rows = {}
    for what, (ours, hand, calls) in PAIRS.items():
        rounds = [[1e6 * timeit.timeit(way, number=calls) / calls for way in (ours, hand)] for _ in range(ROUNDS)]
        medians = map(statistics.median, zip(*rounds, strict=True))
        ratio = statistics.median(one / other for one, other in rounds)
        rows[what] = dict(zip(("µs", "by hand, µs", "times by hand"), (*medians, ratio), strict=True))
    report("autodiff", ("numpy", "torch"), rows)


if __name__ == "__main__":
    main()
