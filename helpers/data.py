"""The data that the chapters fit, small enough to read."""

from typing import NamedTuple

import numpy as np

from helpers.inputs import checked, one_of


class Examples(NamedTuple):
    """N examples: inputs x, of shape (N,) or with n inputs each (N, n), and targets t (N,)."""

    x: np.ndarray
    t: np.ndarray


# C. I. Bliss, "The calculation of the dosage-mortality curve", Annals of Applied Biology 22 (1935), 134-167:
# beetles after five hours in carbon disulphide. The dose is log10 of mg CS2 per litre.
DOSE = np.array([1.6907, 1.7242, 1.7552, 1.7842, 1.8113, 1.8369, 1.8610, 1.8839])
EXPOSED = np.array([59, 60, 62, 56, 63, 59, 62, 60])
KILLED = np.array([6, 13, 18, 28, 52, 53, 61, 60])


def dose_table():
    """Return Bliss's eight doses as Examples of shape (8,): x from about −2 to 2, t the share killed, 0 to 1.

    x = 4·(dose − mean) / (max − min), t = killed / exposed.
    """
    x = 4 * (DOSE - DOSE.mean()) / (DOSE.max() - DOSE.min())
    return Examples(x, KILLED / EXPOSED)


CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
GATES = {"AND": (0, 0, 0, 1), "OR": (0, 1, 1, 1), "XOR": (0, 1, 1, 0)}


@checked(name=one_of(*GATES))
def gate(name):
    """Return a logic gate as Examples: x the four corners (4, 2) of a square, t of shape (4,), 0 or 1.

    name: "AND" (1 where both inputs are 1), "OR" (where at least one is) or "XOR" (where exactly one is).
    """
    return Examples(CORNERS.copy(), np.array(GATES[name], float))
