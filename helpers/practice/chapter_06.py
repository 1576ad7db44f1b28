"""What is right in the exercises of chapter 6: the lines, and the cases or numbers that they are tried with."""

from helpers import two_layer
from helpers.activations import sigmoid, sigmoid_prime
from helpers.practice.kinds import by_hand, places, to_find, to_write


@by_hand("6.1", {"a": 3, "b": 1, "x": 1}, {"a": (3, 4, 5), "b": (1, 2, 7, 8), "x": (2, 3, 4, 5)})
def slope_of_square(a, b, x):
    u = a * x - b
    du_dx = a
    dy_du = 2 * u
    return dy_du * du_dx  # B5


def by_sigmoid_prime(w, b, x):
    z = w * x + b
    return sigmoid_prime(z) * w  # B5, B14


def cases_of_neuron(random):
    return [*places(3, 30)(random), (0.0, 0.5, 1.2), (3.0, -1.0, 0.0)]


@to_write("6.2", cases_of_neuron, written=[by_sigmoid_prime], product=True)
def slope_along_x(w, b, x):
    z = w * x + b
    y = sigmoid(z)
    return y * (1 - y) * w  # B5, B14


def along_w1(w2, b2):
    params = two_layer.Params(0.5, 0.1, w2, b2)
    trace = two_layer.forward(params, 1.4)
    return two_layer.backward(params, trace, 0.98).w1, trace.y


@to_find("6.3", (0, 0), ("w2", "b2"))
def not_turned(answer):
    w2, b2 = answer
    slope, y = along_w1(w2, b2)
    if slope > 0.05:
        return None
    way = "up" if y < 0.5 else "down"
    return _why_not(w2, y), {"w2": w2, "b2": b2, "slope": round(slope, 4) + 0.0, "way": way}


def _why_not(w2, y):
    if w2 == 0:
        return "w2 is 0"
    if w2 > 0:
        return "none turned" if y < 0.98 else "past the target"
    if y > 0.98 and w2 < 0:
        return "two turned"
    return "flat" if y * (1 - y) < 0.05 else "too small"
