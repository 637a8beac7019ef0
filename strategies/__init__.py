"""Hypothesis strategies built from the request tables: valid forms, and broken ones."""

from strategies.expansion import expansions
from strategies.forms import forms, smallest
from strategies.otherwise import otherwise
from strategies.plan import Sample, coverage, uncovered
from strategies.search import violation_forms
from strategies.violations import Violation, violations

__all__ = [
    "Sample",
    "Violation",
    "coverage",
    "expansions",
    "forms",
    "otherwise",
    "smallest",
    "uncovered",
    "violation_forms",
    "violations",
]
