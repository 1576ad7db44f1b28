"""One picture an idea: each makes its artists once, and afterwards only moves them."""

from helpers.figures.activation_slopes import ActivationSlopes
from helpers.figures.backpropagation import Backpropagation
from helpers.figures.boundary import Boundary
from helpers.figures.bug_lab import BugLab
from helpers.figures.decision_region import DecisionRegion
from helpers.figures.dose_curve import DoseCurve
from helpers.figures.error_shapes import ErrorShapes
from helpers.figures.expression_graph import ExpressionGraph
from helpers.figures.forecast import Forecast
from helpers.figures.hidden_planes import HiddenPlanes
from helpers.figures.hidden_units import HiddenUnits
from helpers.figures.loss_along import LossAlong
from helpers.figures.loss_map import LossMap
from helpers.figures.many_neurons import ManyNeurons
from helpers.figures.mirror import Mirror
from helpers.figures.mistakes import Mistakes
from helpers.figures.nudged_weight import NudgedWeight
from helpers.figures.nudges import Nudges
from helpers.figures.one_digit import OneDigit
from helpers.figures.one_loss import OneLoss
from helpers.figures.one_neuron import BentNeuron, OneNeuron
from helpers.figures.one_step import OneStep
from helpers.figures.perceptron_learning import PerceptronLearning
from helpers.figures.race import Race
from helpers.figures.reading import Reading
from helpers.figures.residuals import Residuals
from helpers.figures.sheet_of_digits import SheetOfDigits
from helpers.figures.six_activations import SixActivations
from helpers.figures.slope import Slope
from helpers.figures.training import Training
from helpers.figures.two_lines import TwoLines
from helpers.figures.two_neurons import TwoNeurons
from helpers.figures.vanishing import Vanishing
