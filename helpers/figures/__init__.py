"""One picture an idea: each makes its artists once, and afterwards only moves them."""

from helpers.figures.activation_slopes import ActivationSlopes
from helpers.figures.backpropagation import Backpropagation
from helpers.figures.bug_lab import BugLab
from helpers.figures.decision_region import DecisionRegion
from helpers.figures.error_shapes import ErrorShapes
from helpers.figures.hidden_planes import HiddenPlanes
from helpers.figures.hidden_units import HiddenUnits
from helpers.figures.line import Line
from helpers.figures.loss_along import LossAlong
from helpers.figures.loss_map import LossMap
from helpers.figures.mistakes import Mistakes
from helpers.figures.nudges import NudgedWeight, Nudges
from helpers.figures.one_digit import OneDigit
from helpers.figures.one_step import OneStep
from helpers.figures.plane import Boundary, PerceptronLearning
from helpers.figures.race import Race
from helpers.figures.reading import Reading
from helpers.figures.residuals import Residuals
from helpers.figures.slope import Slope
from helpers.figures.training import Training
from helpers.figures.two_layers import TwoLayers, TwoLines
from helpers.figures.vanishing import Vanishing

__all__ = [
    "ActivationSlopes",
    "Backpropagation",
    "Boundary",
    "BugLab",
    "DecisionRegion",
    "ErrorShapes",
    "HiddenPlanes",
    "HiddenUnits",
    "Line",
    "LossAlong",
    "LossMap",
    "Mistakes",
    "NudgedWeight",
    "Nudges",
    "OneDigit",
    "OneStep",
    "PerceptronLearning",
    "Race",
    "Reading",
    "Residuals",
    "Slope",
    "Training",
    "TwoLayers",
    "TwoLines",
    "Vanishing",
]
