"""A batch of requests that each lack a required row."""

from __future__ import annotations

from contracts.model import Operation
from strategies import Violation
from suites.lab import Lab
from suites.law import Family, Profile
from suites.looking.batch import Batch, asked_of
from suites.looking.violations import every
from suites.subjects import operations


def _has_required(operation: Operation) -> bool:
    return any(row.required and row.location != "path" for row in operation.walk())


def chosen(operation: Operation, _profile: Profile) -> list[Violation]:
    """Return what every profile sends."""
    return [v for v in every(operation) if v.topic == "required"]


def _stand(lab: Lab, operation: Operation) -> Batch:
    return Batch(lab, operation, asked_of(lab, chosen(operation, lab.profile)))


LACKING = Family("required", operations(_has_required), _stand, feeds=True)
