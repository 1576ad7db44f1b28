"""Codes with a bug, each trained beside the right one, and what two checks say of it at any step of its run."""

from helpers import two_layer
from helpers.figures.parts.marks import text
from helpers.figures.parts.panels import beside_dots, log_scale, panel
from helpers.gradient_check import compare, implied_gradient, numerical_gradient
from helpers.look import BACKWARD, DATA, INK, LOSS, RULE, number, sheet, signed, styled, subscripted
from helpers.losses import half_squared_error, mse

STEPS = 200
LEFT, TOP, WIDTH, HEIGHT = 60, 36, 590, 156  # of the panel with the losses, in pixels
ROWS = {name: 302 + 24 * row for row, name in enumerate(two_layer.Params._fields)}
GRADIENT, NUDGED, STEPPED = 192, 290, 622  # right ends of the columns of numbers
RATIOS = {"gradient": 364, "step": 696}  # the same of the ratios; a verdict stands beside each


class BugLab:
    """Runs of the right code and of codes with a bug, from one start, over a table of examples.

    right, and each of bugs (by its letter): has gradient(params, x, t) -> Params, what the code says the gradient is,
    and update(params, x, t, learning_rate) -> Params, what it does in a step.
    """

    @styled
    def __init__(self, right, bugs, table, start):
        self.right, self.bugs, self.table, self.start = right, bugs, table, start
        self.runs = {}  # each is trained when it is first looked at, and kept
        self.ranges = {
            "bug": list(bugs), "learning_rate": [0.25, 1, 2, 20], "checked_on": ["one dose", "all doses"],
            "step": (0, STEPS, 1),
        }  # fmt: skip
        self.figure, page = sheet(800, 448)
        self.losses = Losses(self.figure, page)
        self.checks = Checks(page)

    def update(self, bug="A", learning_rate=2, checked_on="one dose", step=100):
        """Show the losses up to a step, and both checks at the parameters that the code with the bug has there."""
        right, wrong = (self._run(name, learning_rate) for name in ("right", bug))
        self.losses.update(bug, [loss for _, loss in right], [loss for _, loss in wrong], step)
        x, t = self.table if checked_on == "all doses" else (self.table.x[6], self.table.t[6])
        before = wrong[step][0]
        code = self.bugs[bug]
        claimed = code.gradient(before, x, t)
        nudged = numerical_gradient(lambda near: half_squared_error(two_layer.forward(near, x).y, t), before)
        implied = implied_gradient(before, code.update(before, x, t, learning_rate), learning_rate)
        checks = compare(claimed, nudged), compare(implied, claimed)
        self.checks.update(before, *checks, two_layer.forward(before, x), t)
        return (
            f"After {step} steps with α = {learning_rate:g} the MSE is {right[step][1]:.4f} with the right code and "
            f"{wrong[step][1]:.4f} with bug {bug}. There, on {checked_on}, "
            f"{_verdict('the gradient of the code', 'nudging', checks[0])}, and "
            f"{_verdict('(before − after)/α', 'that gradient', checks[1])}."
        )

    def _run(self, name, learning_rate):
        """Return what a code goes through: (params, MSE) after each step, from 0 on."""
        if (name, learning_rate) not in self.runs:
            code = self.right if name == "right" else self.bugs[name]
            params, run = self.start, []
            for _ in range(STEPS + 1):
                run.append((params, mse(two_layer.forward(params, self.table.x).y, self.table.t)))
                params = code.update(params, *self.table, learning_rate)
            self.runs[name, learning_rate] = run
        return self.runs[name, learning_rate]


def _verdict(one, other, comparison):
    wrong = ", ".join(f"{subscripted(row.name)} (ratio {_ratio(row)})" for row in comparison if not row.agrees)
    return f"{one} differs from {other} for {wrong}" if wrong else f"{one} agrees with {other}"


def _ratio(row):
    """Return a row's ratio as text, or a dash where it would be one of two zeros."""
    if abs(row.numeric) < 1e-9:
        return "–"
    ratio = row.analytic / row.numeric
    return f"{ratio:.3f}".replace("-", "−") if abs(ratio) < 10 else number(ratio)


class Losses:
    """The MSE up to a step, twice: the right code's solid, with a round dot, the one with the bug's dash-dotted."""

    def __init__(self, figure, page):
        text(page, 14, 16, "MSE over the table, each grid line a tenth of the one above", LOSS, align="left")
        text(page, LEFT + WIDTH, TOP + HEIGHT + 34, "steps", align="right")
        self.axes = panel(figure, LEFT, TOP, WIDTH, HEIGHT, xlim=(0, STEPS), xticks=range(0, STEPS + 1, 50))
        log_scale(self.axes, 0.0005, 0.6)
        self.axes.grid(axis="y", alpha=0.4)
        self.walked, self.labels = [], []
        for name, style, marker in (("right", "-", "o"), ("bug", "-.", "D")):
            look = {"marker": marker, "ms": 8, "mew": 0, "markevery": [-1], "clip_on": False, "gid": f"mse_{name}"}
            self.walked += self.axes.plot([], [], color=LOSS, linestyle=style, animated=True, **look)
            self.labels.append(text(page, 0, 0, "", LOSS, align="left", moves=True, name=f"label_{name}"))

    def update(self, bug, right, wrong, step):
        """Draw both runs, each a list of losses, up to a step, and write the loss there beside each dot."""
        now = right[step], wrong[step]
        x, heights = beside_dots(self.axes, step, now, 20)
        for course, walked in zip((right, wrong), self.walked, strict=True):
            walked.set_data(range(step + 1), course[: step + 1])
        for name, loss, label, y in zip(("right", f"bug {bug}"), now, self.labels, heights, strict=True):
            label.set(text=f"{name}: {loss:.4f}", position=(x, y))


class Checks:
    """A row a parameter: the gradient beside nudging, the step beside the gradient, and each time their ratio."""

    def __init__(self, page):
        self._draw_headings(page)
        self.cells = {}
        for name, y in ROWS.items():
            for column, x, color, align in (
                ("value", 8, INK, "left"),
                ("gradient", GRADIENT, BACKWARD, "right"),
                ("nudged", NUDGED, DATA, "right"),
                ("gradient_ratio", RATIOS["gradient"], INK, "right"),
                ("gradient_verdict", RATIOS["gradient"] + 14, INK, "left"),
                ("stepped", STEPPED, BACKWARD, "right"),
                ("step_ratio", RATIOS["step"], INK, "right"),
                ("step_verdict", RATIOS["step"] + 14, INK, "left"),
            ):
                cell = text(page, x, y, "", color, align=align, moves=True, name=f"{column}_{name}")
                self.cells[column, name] = cell
        self.factors = [text(page, 14, y, "", align="left", moves=True, name="factors") for y in (408, 432)]

    def _draw_headings(self, page):
        text(page, 14, 250, "1. Does the gradient agree with nudging?", align="left", weight="bold")
        text(page, 500, 250, "2. Did the step follow it?", align="left", weight="bold")
        page.plot([482, 482], [240, 386], color=RULE, linewidth=1)
        for x, words in ((GRADIENT, "gradient"), (NUDGED, "by nudging"), (STEPPED, "(before − after)/α")):
            text(page, x, 276, words, DATA, align="right")
        for x in RATIOS.values():
            text(page, x, 276, "ratio", DATA, align="right")

    def update(self, params, gradient_check, step_check, trace, t):
        """Write two Comparisons into the rows, and for a single example the factors that a chain may hold."""
        for name, value in params._asdict().items():
            self.cells["value", name].set_text(f"{subscripted(name)} = {number(value)}")
        for check, rows in (("gradient", gradient_check), ("step", step_check)):
            for row in rows:
                self.cells[f"{check}_ratio", row.name].set_text(_ratio(row))
                verdict = "✓ agrees" if row.agrees else "✗ differs"
                self.cells[f"{check}_verdict", row.name].set(text=verdict, weight="normal" if row.agrees else "bold")
        for row, step in zip(gradient_check, step_check, strict=True):
            self.cells["gradient", row.name].set_text(signed(row.analytic))
            self.cells["nudged", row.name].set_text(signed(row.numeric))
            self.cells["stepped", row.name].set_text(signed(step.analytic))
        for line, words in zip(self.factors, _factors(params, trace, t), strict=True):
            line.set_text(words)


def _factors(params, trace, t):
    """Return what is to be known of the factors of a chain, in two lines."""
    if trace.y.ndim:
        return "Each dose has factors of its own,", "so here a missing one need not show as one ratio."
    local = two_layer.local_derivatives(params, trace, t)
    named = {
        "y − t": local.dL_dy, "y(1 − y)": local.dy_dz2, "h": local.dz2_dw2, "w₂": local.dz2_dh,
        "h(1 − h)": local.dh_dz1, "x": local.dz1_dw1,
    }  # fmt: skip
    gap = "\u2003"  # a wide space: of ordinary ones in a row the page shows a single one
    written = [f"{name} = {number(value)}" for name, value in named.items()]
    return gap.join(["The factors here:", *written[:3]]), gap.join(written[3:])
