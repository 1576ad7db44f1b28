"""One walk through nested parameters: numbers and arrays in tuples, lists and NamedTuples.

Such a tree is a number, an array, a `two_layer.Params`, a list of `mlp.Layer`s. Its leaves are numbers and arrays.
"""

from itertools import islice

import numpy as np


def tree_map(function, tree, *others):
    """Return a tree of the same type, with function(leaf, *leaves of the others in the same place) for each leaf.

    Raises ValueError where a tuple or list is longer or shorter than the one in its place.
    """
    if not isinstance(tree, (tuple, list)):
        return function(tree, *others)
    parts = [tree_map(function, *branches) for branches in zip(tree, *others, strict=True)]
    return tree._make(parts) if hasattr(tree, "_make") else type(tree)(parts)


def entries(tree, name=""):
    """Yield (name, number) for every number of a tree, named by field, index, or both: w1, or 0.W[1, 2]."""
    if isinstance(tree, (tuple, list)):
        for part_name, part in zip(getattr(tree, "_fields", range(len(tree))), tree, strict=True):
            yield from entries(part, f"{name}.{part_name}".lstrip("."))
    elif np.ndim(tree) > 0:
        for index, number in np.ndenumerate(tree):
            yield f"{name}[{', '.join(map(str, index))}]", number
    else:
        yield name or "a single number", tree


def refilled(tree, numbers):
    """Return a tree of the same type and shapes that holds other numbers, in the order of `entries`."""
    rest = iter(numbers)

    def filled(leaf):
        return np.array([*islice(rest, np.size(leaf))]).reshape(np.shape(leaf)) if np.ndim(leaf) else next(rest)

    return tree_map(filled, tree)


def four_digits(record):
    """Return a NamedTuple as text, each number with four significant digits: what a page can hold."""
    parts = (
        f"{name}={value:.4g}" if np.ndim(value) == 0 else f"{name}={np.array2string(value, precision=4)}"
        for name, value in record._asdict().items()
    )
    return f"{type(record).__name__}({', '.join(parts)})"
