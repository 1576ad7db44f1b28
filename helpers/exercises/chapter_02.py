"""What is right in the exercises of chapter 2."""

import numpy as np

from helpers.activations import sigmoid, tanh
from helpers.exercises.kinds import Function, Value
from helpers.gradient_check import numerical_gradient

SLOPE_CASES = [(tanh, 0.7), (sigmoid, -1.3), (np.exp, 1.0), (sigmoid, 0.4, 0.5)]


ANSWERS = {
    "2.1": Value(2.0),
    "2.2": Function(lambda f, z, nudge=1e-5: numerical_gradient(f, z, nudge), SLOPE_CASES),
    "2.3": Value(0.16),
    "2.4": Value(np.log((1 + np.sqrt(0.9)) / (1 - np.sqrt(0.9))), close=0.03),  # σ(1 − σ) = 0.025, solved for z
}
