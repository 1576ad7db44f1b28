"""How wrong the outputs are, as one number.

Two conventions, never mixed: `half_squared_error` (B7, what training steps on, for its gradient is y − t)
and `mse` (B1, what is reported). At equal outputs, mse is twice half_squared_error.
"""

import numpy as np

from helpers import checks


def residual(y, t):
    """Return y − t, the slope of ½(y − t)² along y (B8).

    y, t: outputs and targets, arrays of one shape, or one of them a single number for all.
    Raises TypeError or ValueError where t is text, NaN, infinite or empty, or has another shape than y.
    """
    t = checks.numbers("t", t)
    if np.ndim(y):
        checks.same_shape("t", t, "y", y)
    return y - t  # B8


def half_squared_error(y, t):
    """Return the mean over examples of ½(y − t)² (B7). y, t: as `residual` takes them."""
    return np.mean(0.5 * residual(y, t) ** 2)  # B7


def mse(y, t):
    """Return the mean squared error, the mean over examples of (y − t)², no ½ (B1). y, t: as `residual` takes them."""
    return np.mean(residual(y, t) ** 2)  # B1
