"""The frozen model of what the API promises: rows, operations, lifecycles, recipes.

Everything that reads a contract (strategies, suites, sandbox, exports) reads these values. They
hold facts only: no validation of requests, no encoding, no opinion about a response.
"""

from contracts.model.api import Api
from contracts.model.levels import (
    ENCODED,
    HOLDINGS,
    LEVELS,
    LOCATIONS,
    METHODS,
    TYPES,
    Encoded,
    Kind,
    Level,
    Location,
    Moving,
    Shape,
)
from contracts.model.lifecycles import Lifecycle, Refusal, Showing, Transition
from contracts.model.making import Choice, Own, Population, Recipe, Step
from contracts.model.operations import Excuse, Foreign, Operation
from contracts.model.recordings import Beside, Recordings
from contracts.model.situations import Situation
from contracts.model.tables import Field, Parameter, Signs
from contracts.model.whole import Contracts, ConventionSet, Resource, Unbound

__all__ = [
    "ENCODED", "HOLDINGS", "LEVELS", "LOCATIONS", "METHODS", "TYPES", "Api", "Beside", "Choice",
    "Contracts", "ConventionSet", "Encoded", "Excuse", "Field", "Foreign", "Kind",
    "Level", "Lifecycle", "Location", "Moving", "Operation", "Own",
    "Parameter", "Population", "Recipe", "Recordings", "Refusal", "Resource", "Shape", "Showing",
    "Signs", "Situation", "Step", "Transition", "Unbound",
]  # fmt: skip
