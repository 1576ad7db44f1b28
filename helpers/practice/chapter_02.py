"""What is right in the exercises of chapter 2, and what the usual mistakes lead to."""

import numpy as np

from helpers.activations import sigmoid, tanh
from helpers.gradient_check import numerical_gradient
from helpers.practice.kinds import Function, Value

RATIO_SLIPS = (
    (0.5, "That is run ÷ rise. A slope is rise ÷ run: what came out over what went in."),
    (0.4, "That is the rise alone. Divide it by how far z went."),
    (0.2, "That is the run alone. The rise is what the output did meanwhile."),
    (0.08, "You multiplied rise and run. A slope is their ratio."),
    (-2.0, "Both grew, so the slope is positive."),
)
CASES = [(tanh, 0.7), (sigmoid, -1.3), (np.exp, 1.0), (sigmoid, 0.4, 0.5)]
DIFFERENCE_SLIPS = (
    (
        lambda f, z, nudge=1e-5: (f(z + nudge) - f(z - nudge)) / nudge,
        "It is twice the slope. How far apart are the two places at which you ask f?",
    ),
    (
        lambda f, z, nudge=1e-5: (f(z + nudge) - f(z)) / nudge,
        "You nudge to one side only. To be exact for a large nudge too, go to either side of z.",
    ),
    (
        lambda f, z, nudge=1e-5: (f(z) - f(z - nudge)) / nudge,
        "You nudge to one side only. To be exact for a large nudge too, go to either side of z.",
    ),
    (
        lambda f, z, nudge=1e-5: (f(z - nudge) - f(z + nudge)) / (2 * nudge),
        "The sign is turned: take the value on the right minus the one on the left.",
    ),
    (
        lambda f, z, nudge=1e-5: f(z + nudge) - f(z - nudge),
        "That is the rise. The slope is the rise divided by the run.",
    ),
    (
        lambda f, z, nudge=1e-5: (f(z + nudge) - f(z - nudge)) / 2 * nudge,
        "You divide by 2 and then multiply by the nudge. Put brackets around 2 · nudge.",
    ),
)
SLOPE_SLIPS = (
    (0.2, "That is what the output lacks to 1. B14 has one factor more."),
    (0.64, "You multiplied the output by itself. The second factor of B14 is what it lacks to 1."),
    (0.25, "That is the largest slope of all, where the output is 0.5. Put 0.8 into B14."),
    (1.44, "The second factor of B14 is 1 minus the output, not 1 plus it."),
    (0.2139, "You took 0.8 for z. It is the output, σ(z), and B14 is written with the output."),
)
STEEP = np.log((1 + np.sqrt(0.9)) / (1 - np.sqrt(0.9)))  # σ(1 − σ) = 0.025, solved for z
TENTH_SLIPS = (
    (0.0, "There the slope is 0.25, its largest. Slide on to the right."),
    (2.063, "There the slope is 0.1. You want a tenth of 0.25."),
    (2.197, "There the output is 0.9. It is the slope that has to fall to a tenth."),
    (5.989, "There the slope is a hundredth of the largest. You went too far."),
    (1.317, "There the slope is 0.6 of the largest, not a tenth. Slide on."),
    (-STEEP, "That is the place on the left, where the slope is a tenth too. A positive z is asked for."),
)

ANSWERS = {
    "2.1": Value(2.0, slips=RATIO_SLIPS),
    "2.2": Function(lambda f, z, nudge=1e-5: numerical_gradient(f, z, nudge), CASES, slips=DIFFERENCE_SLIPS),
    "2.3": Value(0.16, slips=SLOPE_SLIPS),
    "2.4": Value(STEEP, close=0.03, slips=TENTH_SLIPS),
}
