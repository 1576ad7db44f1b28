"""What is right in the exercises of chapter 10."""

from typing import NamedTuple

import numpy as np

from helpers import data, mlp
from helpers.activations import identity, sigmoid, sigmoid_prime
from helpers.descent import train
from helpers.practice.handed_in import UNANSWERED, unanswered
from helpers.practice.kinds import Found, Value

COLLECTING_SLIPS = (
    ((0.0, -0.7), "You went down the columns of W2. What a unit has sent stands in its row: that is the transpose."),
    ((0.2, -0.2), "You took each unit's first weight alone. It sent to both outputs, and collects from both."),
    ((0.2, -0.6), "You took one output for each unit. Each unit sent to both outputs, and collects from both."),
    ((0.2, 0.1), "You took the first output alone. Each unit sent to both outputs, and collects from both."),
)


def layer_backward(delta2, h, W2, z1):
    """Return ∂L/∂W2, ∂L/∂b2 and delta1."""
    return h.T @ delta2 / len(h), delta2.mean(axis=0), delta2 @ W2.T * sigmoid_prime(z1)


NAMES = ("∂L/∂W2", "∂L/∂b2", "delta1")


class LayerBackward(NamedTuple):
    """A function that returns three arrays, tried on layers of these sizes (N, n1, n_out)."""

    sizes: list

    def fault(self, answer):
        """Return where a function differs from the right one."""
        if not callable(answer):
            return "Your answer must be a function."
        for N, n1, n_out in self.sizes:
            rng = np.random.default_rng(N)
            z1, W2, delta2 = rng.normal(0, 1, (N, n1)), rng.normal(0, 1, (n1, n_out)), rng.normal(0, 1, (N, n_out))
            case = delta2, sigmoid(z1), W2, z1
            found = self._tried(answer, case)
            if found:
                return found if found == UNANSWERED else f"With {N} examples, {n1} units, {n_out} outputs: {found}"
        return None

    def _tried(self, answer, case):
        try:
            parts = answer(*(array.copy() for array in case))
        except Exception as error:  # a learner's mistake is told, not raised
            return f"your function stops with {type(error).__name__}: {error}."
        if unanswered(parts):
            return UNANSWERED
        if not isinstance(parts, tuple | list) or len(parts) != 3:
            return "your function must return three arrays: ∂L/∂W2, ∂L/∂b2, delta1."
        for name, part, wanted in zip(NAMES, parts, layer_backward(*case), strict=True):
            fault = _array_fault(name, part, wanted, case)
            if fault:
                return fault
        return None


def _array_fault(name, part, wanted, case):
    """Return what is wrong with one of the three arrays, or None."""
    delta2, h, W2, z1 = case
    if np.shape(part) != wanted.shape:
        return f"{name} must have the shape {wanted.shape}, but yours has {np.shape(part)}."
    slips = {
        "is right": wanted,
        "is N times the right one: a mean is wanted, not a sum": wanted * len(h),
        "has its sign turned": -wanted,
        "lacks the slope of σ": delta2 @ W2.T,
        "takes the slope of σ at h in place of z1": delta2 @ W2.T * sigmoid_prime(h),
        "has W2 taken down its columns: transpose it": delta2 @ W2 * sigmoid_prime(z1)
        if W2.shape[0] == W2.shape[1]
        else 0,
    }
    found = next((words for words, slip in slips.items() if _close(part, slip)), "is not right")
    return None if found == "is right" else f"your {name} {found}."


def _close(one, other):
    return np.shape(one) == np.shape(other) and np.allclose(one, other, rtol=1e-9, atol=1e-12)


X = data.wave().x
VALLEYS = 0.5 + 0.4 * np.cos(2.1 * X)
BEND = (sigmoid, identity)


def final_loss(units):
    """Return the loss on the curve of exercise 10.3 after 2,000 steps, bends spread evenly at the start."""
    middles = np.linspace(-3, 3, units + 2)[1:-1]
    start = [mlp.Layer(np.full((1, units), 2.0), -2 * middles), mlp.Layer(np.zeros((units, 1)), np.zeros(1))]

    def loss(layers):
        return mlp.loss(mlp.forward(layers, X, BEND).y, VALLEYS)

    def gradient(layers):
        return mlp.backward(layers, mlp.forward(layers, X, BEND), VALLEYS, BEND)

    return train(start, loss, gradient, 0.2, 2000, keep_every=2000).loss[-1]


def fewest_fault(answer):
    """Return why this is not the smallest number of units whose loss ends below 0.005, or None."""
    if answer != int(answer):
        return f"There are no {answer:g} units: a whole number is asked for."
    if not 1 <= answer <= 16:
        return "Try from 1 to 16 units."
    loss = final_loss(int(answer))
    if loss >= 0.005:
        return f"With {int(answer)} the loss ends at {loss:.4f}, which is not below 0.005."
    if final_loss(int(answer) - 1) < 0.005:
        return f"{int(answer)} do it, but fewer can."
    return None


ANSWERS = {
    "10.1": Value((0.4, -0.5), slips=COLLECTING_SLIPS),
    "10.2": LayerBackward([(4, 2, 1), (5, 3, 3), (1, 2, 4)]),
    "10.3": Found(0, fewest_fault),
}
