"""One picture an idea: each makes its artists once, and afterwards only moves them."""

from helpers.figures.backpropagation import Backpropagation

__all__ = ["Backpropagation"]
