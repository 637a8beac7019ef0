"""Hypothesis strategies built from the request tables: valid forms, and broken ones."""

from strategies.forms import forms, smallest
from strategies.plan import Sample, coverage
from strategies.violations import Violation, violation_forms, violations

__all__ = [
    "Sample",
    "Violation",
    "coverage",
    "forms",
    "smallest",
    "violation_forms",
    "violations",
]
