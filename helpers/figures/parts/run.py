"""A training run to walk along: the steps that were kept, and a dot on each line that says where it stands now."""

import numpy as np

from helpers.look import RULE


def step_range(histories):
    """Return the range of a slider that walks along runs, Histories: from the start to the last step of the longest."""
    return 0, max(history.steps[-1] for history in histories), min(history.steps[1] for history in histories)


def at_step(history, step):
    """Return the place in a History of the step kept that is nearest to this one, and in words which step it is."""
    at = int(np.argmin(np.abs(np.array(history.steps) - step)))
    found = history.steps[at]
    return at, f"After {found} steps" if found == step else f"Step {step} was not kept. After {found} steps"


class Walker:
    """A rule across a chart at one step of a run, and a dot for each line of it: {its name: its colour}."""

    def __init__(self, axes, colors):
        self.rule = axes.axvline(0, color=RULE, linewidth=1, animated=True)
        style = {"mew": 0, "ms": 9, "clip_on": False, "animated": True}
        self.dots = {
            name: axes.plot([], [], "o", color=color, gid=f"dot_{name}", **style)[0] for name, color in colors.items()
        }

    def update(self, step, values):
        """Move to a step, at which the lines have these values, {name: number}."""
        self.rule.set_xdata([step, step])
        for name, value in values.items():
            self.dots[name].set_data([step], [value])
