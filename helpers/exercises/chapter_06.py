"""What is right in the exercises of chapter 6."""

from helpers import two_layer
from helpers.activations import sigmoid_prime
from helpers.exercises.kinds import Found, Function, Value


def turned_gradient_fault(answer):
    """Return why ∂L/∂w1 is not above 0.05 at these (w2, b2) and the chapter's other numbers, or None."""
    params = two_layer.Params(0.5, 0.1, *answer)
    slope = two_layer.backward(params, two_layer.forward(params, 1.4), 0.98).w1
    return None if slope > 0.05 else f"With w2 = {answer[0]:g} and b2 = {answer[1]:g}, ∂L/∂w1 is {slope:.4f}."


ANSWERS = {
    "6.1": Value(12.0),
    "6.2": Function(
        lambda w, b, x: sigmoid_prime(w * x + b) * w,
        [(0.5, 0.1, 1.4), (-2.0, 0.7, 0.6), (3.0, -1.0, 0.0), (0.0, 0.5, 1.2)],
    ),
    "6.3": Found((0, 0), turned_gradient_fault),
}
