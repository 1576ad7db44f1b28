"""How wrong the outputs are, as one number.

Two conventions, never mixed: `half_squared_error` (B7, what training steps on, for its gradient is y − t)
and `mse` (B1, what is reported). At equal outputs, mse is twice half_squared_error.
"""

import numpy as np

from helpers.inputs import checked, numbers, same_shape


@checked(same_shape("y", "t"), y=numbers, t=numbers)
def half_squared_error(y, t):
    """Return the mean over examples of ½(y − t)² (B7).

    y, t: outputs and targets, numbers or arrays of one shape (N,).
    Raises ValueError where the shapes differ.
    """
    return np.mean(0.5 * (y - t) ** 2)  # B7


@checked(same_shape("y", "t"), y=numbers, t=numbers)
def mse(y, t):
    """Return the mean squared error, the mean over examples of (y − t)², with no ½ (B1).

    y, t: outputs and targets, numbers or arrays of one shape (N,).
    Raises ValueError where the shapes differ.
    """
    return np.mean((y - t) ** 2)  # B1
