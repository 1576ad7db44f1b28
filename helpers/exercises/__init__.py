"""Exercises: `check("2.2", answer)` says whether an answer is right, `hint` and `solution` help on."""

from helpers.exercises.checking import check, hint, solution

__all__ = ["check", "hint", "solution"]
