"""Questions before a picture and exercises after it: `predict("3.a")`, `check("3.1", answer)`, `hint`, `solution`."""

from helpers.practice.checking import again, check, hint, solution
from helpers.practice.question import predict
from helpers.practice.recall import review

__all__ = ["again", "check", "hint", "predict", "review", "solution"]
