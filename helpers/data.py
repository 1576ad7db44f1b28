"""The data that the chapters fit, small enough to read."""

from pathlib import Path
from typing import NamedTuple

import numpy as np


class Examples(NamedTuple):
    """N examples: inputs x, of shape (N,) or with n inputs each (N, n), and targets t (N,) or (N, n)."""

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
    return Examples(x_of_dose(10**DOSE), KILLED / EXPOSED)


def x_of_dose(milligrams):
    """Return the x of a dose in mg/l, above 0: its logarithm, shifted and scaled as in `dose_table`."""
    return 4 * (np.log10(milligrams) - DOSE.mean()) / (DOSE.max() - DOSE.min())


def dose_of_x(x):
    """Return the dose in mg/l of an x, the other way round than `x_of_dose`."""
    return 10 ** (x * (DOSE.max() - DOSE.min()) / 4 + DOSE.mean())


CORNERS = np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]])
GATES = {"AND": (0, 0, 0, 1), "OR": (0, 1, 1, 1), "XOR": (0, 1, 1, 0), "NAND": (1, 1, 1, 0)}


def gate(name):
    """Return a logic gate as Examples: x the four corners (4, 2) of a square, t of shape (4,), 0 or 1.

    name: "AND" (1 where both inputs are 1), "OR" (where at least one is), "XOR" (where exactly one is) or
    "NAND" (where AND is 0).
    """
    return Examples(CORNERS.copy(), np.array(GATES[name], float))


def wave(examples=40):
    """Return one and a half waves as Examples: x of shape (N, 1) from −3 to 3, t of shape (N, 1), 0.1 to 0.9."""
    x = np.linspace(-3, 3, examples)[:, np.newaxis]
    return Examples(x, 0.5 + 0.4 * np.sin(1.5 * x))


def ring(examples, rng):
    """Return a blob inside a ring as Examples: x of shape (N, 2), t of shape (N, 1), 1 inside and 0 on the ring.

    examples: N, how many points, half of them inside. rng: a numpy Generator.
    """
    inside = np.arange(examples) % 2 == 0
    radius = np.where(inside, rng.uniform(0, 0.8, examples), rng.uniform(1.3, 2, examples))
    angle = rng.uniform(0, 2 * np.pi, examples)
    x = np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)
    return Examples(x, inside.astype(float)[:, np.newaxis])


DIGITS = Path(__file__).with_name("digits.npz")


class Digits(NamedTuple):
    """Handwritten digits in three sets: Examples with x (N, 64), 0 to 1, and t (N, 10), 0 or 1."""

    train: Examples
    validation: Examples
    test: Examples


def digits():
    """Return 1,797 digits as Digits: 1,047 to train on, 300 to choose by (validation), 450 for the test at the end.

    A row of x is an image of 8 × 8 pixels, row by row, 0 (paper) to 1 (ink); a row of t is 1 at the digit's place.
    E. Alpaydin and C. Kaynak, "Optical Recognition of Handwritten Digits", UCI Machine Learning Repository, 1998,
    doi 10.24432/C50P49, CC BY 4.0: its 1,797 test images, by 13 writers, as scikit-learn
    ships them; here shuffled once.
    """
    with np.load(DIGITS) as file:
        x, t = file["images"].reshape(-1, 64) / 16, np.eye(10)[file["labels"]]
    parts = slice(1047), slice(1047, 1347), slice(1347, None)
    return Digits(*(Examples(x[part], t[part]) for part in parts))


def shifted(x, right=0, down=0):
    """Return images of 8 × 8 pixels, a row of x (N, 64) each, moved by whole pixels; paper comes in at the edge.

    right, down: from −8 to 8; a negative number moves left or up.
    """
    padded = np.pad(x.reshape(-1, 8, 8), ((0, 0), (8, 8), (8, 8)))
    return padded[:, 8 - down : 16 - down, 8 - right : 16 - right].reshape(-1, 64)
