"""What pictures are given to draw from, and the gates at which it is refused: tables, training runs, codes."""

from functools import partial

import numpy as np

from helpers.data import Digits, Examples
from helpers.descent import History
from helpers.inputs import (
    LARGEST_COUNT,
    between,
    described,
    each,
    elementwise,
    fields,
    function,
    mapping,
    numbers,
    one_number,
    positive,
    shaped,
    text,
    whole,
)
from helpers.mlp import layers_gate
from helpers.two_layer import Params

LARGEST, FARTHEST = 1e6, 1e4  # larger numbers, and examples farther away, no picture can show
control, rate, nudge = between(-LARGEST, LARGEST), between(1e-4, LARGEST), between(1e-4, LARGEST)
step = whole(0, LARGEST_COUNT)


def small(gate, most=LARGEST):
    """Return a gate for numbers that pass through another one, and of which none is larger than the most."""

    def shown(name, value):
        passed = gate(name, value)
        largest = np.abs(passed).max()
        if largest > most:
            raise ValueError(f"{name} must hold numbers of {most:,.0f} at most, but one is {largest:g}.")
        return passed

    return shown


def examples(n_in, n_out):
    """Return a gate for Examples with x of shape (N, n_in) and t of shape (N, n_out)."""
    x, t = (small(shaped("N", n), FARTHEST) for n in (n_in, n_out))
    return partial(_examples, fields(Examples, x=x, t=t))


def _examples(gate, name, value):
    x, t = gate(name, value)
    if len(x) != len(t):
        raise ValueError(f"{name} must have as many targets as inputs, but they are {len(t)} and {len(x)}.")
    return Examples(x, t)


table = partial(_examples, fields(Examples, small(shaped("N"), FARTHEST)))
digits = fields(Digits, examples(64, 10))


def eight_rows(name, value):
    """Return a table of eight rows, as the dose table has them; refuse anything else."""
    rows = table(name, value)
    if len(rows.x) != 8:
        raise ValueError(f"{name} must have eight rows, as the dose table has, but it has {len(rows.x)}.")
    return rows


def run(params, loss=positive):
    """Return a gate for a History of at least two steps, whose params and gradients pass through a gate.

    loss: the gate for each of its losses; where a picture shows them, it does on a log axis.
    """

    def history(name, value):
        if not isinstance(value, History):
            raise TypeError(f"{name} must be a History, as descent.train returns one, not {described(value)}.")
        gates = {"steps": step, "params": params, "loss": loss, "gradients": params}
        kept = fields(History, **{field: each(gate) for field, gate in gates.items()})(name, value)
        if len({len(course) for course in kept}) > 1 or len(kept.steps) < 2:
            raise ValueError(f"{name} must have kept at least two steps, with params, loss and gradients of each.")
        if any(later <= step for step, later in zip(kept.steps, kept.steps[1:], strict=False)):
            raise ValueError(f"{name}.steps must rise from one to the next.")
        return kept

    return history


weights = fields(Params, control)
two_layer_run = run(weights)


def network_run(n_in, *widths, loss=positive):
    """Return a gate for a History of networks with these numbers of inputs and units; ... is any number of layers."""
    written = "-".join("…" if n is ... else str(n) for n in (n_in, *widths))

    def layers(name, value):
        found = layers_gate(name, value)
        for i, layer in enumerate(found):
            for field, part in layer._asdict().items():
                small(numbers)(f"{name}[{i}].{field}", part)
        sizes = (len(found[0].W), *(layer.b.size for layer in found))
        ends_fit = (sizes[0], sizes[-1]) == (n_in, widths[-1])
        if not ends_fit or (... not in widths and not _fits(sizes, (n_in, *widths))):
            raise ValueError(f"{name} must be a network of sizes {written}, but they are {'-'.join(map(str, sizes))}.")
        return found

    return run(layers, loss)


def digits_run(*hidden):
    """Return a gate for a History of networks that read digits; no picture of them shows its loss."""
    return network_run(64, *hidden, 10, loss=one_number)


def _fits(sizes, wanted):
    return len(sizes) == len(wanted) and all(isinstance(n, str) or n == m for n, m in zip(wanted, sizes, strict=True))


def runs(key, gate):
    """Return a gate for a dict of runs that have all kept the same steps."""

    def by_key(name, value):
        found = mapping(key, gate)(name, value)
        _refuse_unequal(name, [history.steps for history in found.values()])
        return found

    return by_key


def runs_by_width(n_in, n_out):
    """Return a gate for {n: History}, runs of networks with n hidden units that have all kept the same steps."""

    def by_width(name, value):
        widths = mapping(whole(1, 1000), lambda _, history: history)(name, value)
        found = {n: network_run(n_in, n, n_out)(f"{name}[{n}]", history) for n, history in widths.items()}
        _refuse_unequal(name, [history.steps for history in found.values()])
        return found

    return by_width


def good_and_others(name, value):
    """Return {a start in words: History}, at least two; refuse anything else."""
    found = runs(text, two_layer_run)(name, value)
    if len(found) < 2:
        raise ValueError(f"{name} must hold a good run and at least one other, but there is only one.")
    return found


def _refuse_unequal(name, steps):
    if any(other != steps[0] for other in steps):
        raise ValueError(f"{name} must all have kept the same steps.")


def fits(name, value):
    """Return {data: (examples, {n: History})}, all with runs of the same numbers of hidden units; refuse else."""
    gates = examples(1, 1), runs_by_width(1, 1)
    found = mapping(text, pair)(name, value)
    for key, parts in found.items():
        found[key] = [gate(f"{name}[{key!r}]", part) for gate, part in zip(gates, parts, strict=True)]
    widths = [list(of_data) for _, of_data in found.values()]
    if any(other != widths[0] for other in widths):
        raise ValueError(f"{name} must all have runs of the same numbers of hidden units.")
    _refuse_unequal(name, [history.steps for _, of_data in found.values() for history in of_data.values()])
    return found


def pair(name, value, gate=lambda name, value: value):
    """Return two parts, each through a gate; refuse anything else."""
    parts = each(gate)(name, value)
    if len(parts) != 2:
        raise ValueError(f"{name} must have two parts, but it has {len(parts)}.")
    return parts


code = partial(pair, gate=function)
codes = mapping(text, code)


def at_most_four(name, value):
    """Return {name: function}, four of them at most; refuse anything else."""
    functions = mapping(text, elementwise)(name, value)
    if len(functions) > 4:
        raise ValueError(f"{name} must be four at most, but there are {len(functions)}.")
    for error in functions.values():
        error(np.array([0.25, 0.75]), 0.5)  # what returns no numbers is refused at once
    return functions
