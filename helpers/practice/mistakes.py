"""Which edit of the right lines a wrong answer is: what the answer gives, that edit gives too.

Functions are compared on cases that leave no doubt. Numbers coincide more easily: what fits equally well is named
together. No edit is named that does not give the answer in every case.
"""

import time
from functools import partial
from itertools import chain, zip_longest

import numpy as np

from helpers.practice import notation
from helpers.practice.diagnosis import CONSTANTS, diagnosis
from helpers.practice.handed_in import shown, where_of
from helpers.practice.rules import ROUNDING, after_the_point

SECONDS = 0.9  # for all looking, which ends while it looks for two mistakes at once


def sentence(words):
    """Return words as a sentence."""
    return f"{words[0].upper()}{words[1:]}."


# --- numbers, by hand ---


def of_numbers(exercise, answer, right, words):
    """Return what is wrong with a number, or several."""
    misread = [
        said for text, said in words.items() if exercise.same(answer, exercise.given_by(exercise.lines.read_as(text)))
    ]
    fitting = [edit for edit, function in exercise.mistakes if exercise.same(answer, exercise.given_by(function))]
    likely = [edit.words for edit in fitting if edit.rare < ROUNDING]
    rounded = _of_rounding(answer, right) + [edit.words for edit in fitting if edit.rare == ROUNDING]
    return (
        comes_out(misread + _lost_minus(exercise, answer) + likely[: 2 if rounded else 3] + rounded)
        or _of_size(exercise, answer, right)
        or comes_out([edit.words for edit in fitting][:2] + ["two slips come together"] * bool(fitting))
        or _of_several(exercise, answer, right)
        or f"{shown(answer[()])} is not it, and no single slip leads there. {_first_step(exercise)}"
    )


def _lost_minus(exercise, answer):
    """Return in words which of the task's numbers would give the answer without their minus."""
    found = []
    for one, number in exercise.numbers.items():
        if np.any(np.less(number, 0)) and exercise.same(
            answer, exercise.given_by(exercise.lines, **{one: np.abs(number)})
        ):
            found.append(f"the minus of {notation.name(one)} is lost")
    return found


def comes_out(words):
    """Return in a sentence from which mistakes a number comes, or None."""
    fragments = list(dict.fromkeys(one.replace("in what is returned", "at the end") for one in words))[:3]
    return f"That comes out if {', or if '.join(fragments)}." if fragments else None


def _of_several(exercise, answer, right):
    """Return which of several numbers is wrong, and what with it, or None for a single number."""
    if not right.ndim:
        return None
    if exercise.same(np.sort(answer), np.sort(right)):
        return "The numbers are right, but not in the order that is asked for."
    found, names = [], exercise.lines.results
    for i in range(len(right)):
        number = f"Number {i + 1}{f' ({names[i]})' if names[0] else ''}"
        if exercise.same(answer[i], right[i]):
            found.append(f"{number} is right.")
            continue
        before = dict(zip(names, answer[:i], strict=False)) if names[0] else {}
        lines = exercise.lines.with_values(before)  # what comes before may be wrong, and this follow rightly from it
        if exercise.same(answer[i], exercise.given_by(lines)[i]):
            found.append(f"{number} follows rightly from it.")
            continue
        given = (
            (edit, exercise.given_by(function)) for edit, function in (lines.edits if before else exercise.mistakes)
        )
        fitting = [edit.words for edit, values in given if values.ndim and exercise.same(answer[i], values[i])]
        what = _of_size(exercise, answer[i], right[i]) or comes_out(
            _of_rounding(answer[i], right[i]) + (fitting[:1] if before else fitting)
        )
        found.append(f"{number} is wrong: {what or f'no single slip leads to {shown(answer[i])}.'}")
    return " ".join(found)


def _of_rounding(answer, right):
    """Return in a list that a number is the right one with too few digits, if it is."""
    digits = next((n for n in range(4) if np.any(answer) and np.array_equal(answer, np.round(right, n))), None)
    return [] if digits is None else [f"the right one is rounded too much, {after_the_point(digits)}"]


def _of_size(exercise, answer, right):
    """Return what is wrong with the point of a number, or with its size, or None."""
    for power in (-3, -2, -1, 1, 2, 3):
        if np.all(answer) and exercise.same(answer, right * 10.0**power):
            places = "one place" if abs(power) == 1 else f"{abs(power)} places"
            return f"The point stands {places} too far to the {'right' if power > 0 else 'left'}."
    for change, words in (
        (np.square, "That is the square of the right one."),
        (lambda right: np.sqrt(np.abs(right)), "That is the root of the right one."),
        (lambda right: 1 / right, "That is 1 divided by the right one."),
        (lambda right: 1 - right, "That is 1 minus the right one."),
    ):
        with np.errstate(divide="ignore"):
            if np.allclose(answer, change(right), rtol=0.003):
                return words
    return None


def _first_step(exercise):
    steps = exercise.lines.worked(exercise.numbers)
    return f"Look at your first step: {steps[0]}." if len(steps) > 1 else "Look at the first hint."


# --- functions ---


def of_function(exercise, answer, values, strange, words):
    """Return what is wrong with a function, from what it gives: for each case a list of results.

    strange: what is wrong with the form of a result, in words, or None.
    """
    end = time.monotonic() + SECONDS
    for text, said in words.items():
        if exercise.agree(values, exercise.given_by(exercise.lines.read_as(text))):
            return said
    for edit, function in chain(*(lines.edits for lines in exercise.ways)):
        if exercise.agree(values, exercise.given_by(function)):
            return sentence(edit.words)
    if strange:
        return strange
    right = list(exercise.given_by(exercise.lines))
    by_pairs = partial(_by_pairs, end=end)
    for look in (_by_results, _by_factors, _by_digits, _always_the_same, by_pairs, _of_unused, _by_a_number):
        found = look(exercise, answer, values, right)
        if found:
            return found
    return f"What is wrong with it I cannot tell. {_where(exercise, values, right)}"


def _column(values, i):
    return [results[i : i + 1] for results in values]


def _by_results(exercise, answer, values, right):
    """Return what is wrong with several results where a single edit explains each, or None."""
    wrong = [i for i in range(len(right[0])) if not exercise.agree(_column(values, i), _column(right, i))]
    found = {}
    for edit, function in exercise.lines.edits if len(wrong) > 1 or len(right[0]) > 1 else ():
        given = exercise.given_by(function)
        first = next(given)
        fits = [
            i for i in wrong if i not in found and first and len(first) > i and exercise.same(values[0][i], first[i])
        ]
        if fits:
            rest = [first, *given]
            found |= {i: edit for i in fits if all(rest) and exercise.agree(_column(values, i), _column(rest, i))}
        if len(found) == len(wrong):
            return " ".join(sentence(edit.words) for edit in dict.fromkeys(found.values()))
    return None


def _by_factors(exercise, answer, values, right):
    """Return which factors are missing in a product, or too many, or None."""
    if not exercise.product:
        return None
    factors = [exercise.lines.factors(case) for case in exercise.cases]
    usual = [n for n, place in enumerate(factors) if all(place.values())]
    listed = {name: np.array([factors[n][name] for n in usual]) for name in factors[0]}
    for i, name in enumerate(exercise.lines.results):
        numbers, wanted = (np.array([float(results[n][i]) for n in usual]) for results in (values, right))
        if not np.allclose(numbers, wanted, rtol=exercise.close, atol=exercise.close):
            words = diagnosis(numbers, wanted, listed)
            formula = exercise.lines.formulas_of(name)
            return words and f"{f'{name}: ' if name else ''}{words}{formula}."
    return None


def _by_digits(exercise, answer, values, right):
    """Return that the values are rounded, or nearly right, or None."""
    flat = [
        np.concatenate([np.ravel(part) for results in one for part in results]).astype(float) for one in (values, right)
    ]
    for digits in range(6):
        if np.allclose(flat[0], np.round(flat[1], digits), rtol=0, atol=1e-12):
            return f"What is returned is right, but rounded {after_the_point(digits)}."
    if np.allclose(flat[0], flat[1], rtol=0.05, atol=0.01 * np.max(np.abs(flat[1]))):
        return "It is nearly right everywhere, but not quite: is a number in it rounded, or measured by nudging?"
    return None


def _always_the_same(exercise, answer, values, right):
    """Return that a function gives the same in every case, or None."""
    if all(exercise.agree([values[0]], [other]) for other in values) and not exercise.agree([right[0]], [right[-1]]):
        return f"It gives {shown(values[0][0])} in every case, whatever it is given."
    return None


def _of_unused(exercise, answer, values, right):
    """Return which argument a function does not use, or None."""
    for i, name in enumerate(exercise.lines.parameters):
        given = [n for n, case in enumerate(exercise.cases) if len(case) > i]
        others = [exercise.cases[n][i] for n in given]
        moved = [
            (*exercise.cases[n][:i], other, *exercise.cases[n][i + 1 :])
            for n, other in zip(given, [*others[1:], others[0]], strict=True)
        ]
        if len(given) == 1:
            moved = [(*case[:i], 2 * case[i], *case[i + 1 :]) for case in moved]
        changes = sum(
            not exercise.agree([right[n]], [other])
            for n, other in zip(given, exercise.given_by(exercise.lines, moved), strict=True)
        )
        if changes >= min(2, len(given)) and exercise.agree(
            [values[n] for n in given], exercise.given_by(answer, moved)
        ):
            return f"It gives the same whatever {name} is: {name} is not used in it."
    return None


def _by_pairs(exercise, answer, values, right, end):
    """Return which two edits together give the values, or None; until the time is over."""
    in_turn = chain.from_iterable(zip_longest(*(lines.pairs() for lines in exercise.ways)))
    for first, second, function in filter(None, in_turn):
        if exercise.agree(values, exercise.given_by(function)):
            return f"There are two mistakes. {sentence(first)} {sentence(second)}"
        if time.monotonic() > end:
            break
    return None


def _by_a_number(exercise, answer, values, right):
    """Return by which number all values are multiplied, or None."""
    for number, words in CONSTANTS.items():
        if exercise.agree(values, ([number * result for result in results] for results in right)):
            return f"In every case {words}."
    return None


def _where(exercise, values, right):
    """Return in how many cases a function is right, and one in which it is wrong, with its numbers."""
    fits = [exercise.agree([one], [other]) for one, other in zip(values, right, strict=True)]
    n = fits.index(False)
    i = next(i for i, (one, other) in enumerate(zip(values[n], right[n], strict=True)) if not exercise.same(one, other))
    result = exercise.lines.results[i]
    return (
        f"It is right in {sum(fits)} of {len(fits)} cases. {where_of(exercise.lines, exercise.cases[n])} yours gives "
        f"{shown(values[n][i])}, but {shown(right[n][i])} is right{f', for {result}' if result else ''}."
    )
