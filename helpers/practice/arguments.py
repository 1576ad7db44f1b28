"""What a wrong function has done with its arguments, found by trying and not from a list of known answers.

A function that gives, in every case, what is right for a case with two arguments exchanged, one in another's place, or
one with its sign turned, has that mistake in it. One that never changes with an argument does not use it.
"""

import inspect
from itertools import permutations

import numpy as np


def misread(answer, right, cases, same):
    """Return in words what a wrong function has done with its numbers, or None if it is none of these mistakes.

    cases: tuples of arguments. same(value, other): whether two values are equal.
    """
    names = list(inspect.signature(right).parameters)
    numbers = [
        i for i in range(len(names)) if all(isinstance(part, int | float) for case in cases for part in case[i:][:1])
    ]
    for words, change in _readings(names, [i for i in numbers if all(i < len(case) for case in cases)]):
        if _agree(answer, cases, right, [change(case) for case in cases], same):
            return words
    for i in numbers:
        moved = [_with(case, i, *other[i:][:1]) for case, other in zip(cases, [*cases[1:], cases[0]], strict=True)]
        if _agree(answer, cases, answer, moved, same) and not _agree(right, cases, right, moved, same):
            return f"Yours gives the same whatever {names[i]} is: is {names[i]} used in it?"
    return None


def _readings(names, numbers):
    """Yield (words, change) for each mistake: change(case) is the case as it is read with that mistake."""
    for i in numbers:
        yield f"{names[i]} has the wrong sign in yours.", lambda case, i=i: _with(case, i, -case[i])
    for i, j in permutations(numbers, 2):
        one, other = names[i], names[j]
        yield f"Yours has {one} where {other} belongs.", lambda case, i=i, j=j: _with(case, j, case[i])
        words = f"{one} and {other} have changed places in yours."
        yield words, lambda case, i=i, j=j: _with(_with(case, i, case[j]), j, case[i])


def _with(case, i, *value):
    """Return a case with another value in one place, or with none."""
    return (*case[:i], *value, *case[i + 1 :])


def _agree(function, cases, other, others, same):
    """Whether two functions, each called with cases of its own, give equal values."""
    try:
        with np.errstate(all="ignore"):
            return all(same(function(*one), other(*two)) for one, two in zip(cases, others, strict=True))
    except Exception:  # not every change of arguments makes sense
        return False
