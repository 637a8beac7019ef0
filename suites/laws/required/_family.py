"""A batch of requests that each lack a required row."""

from __future__ import annotations

from contracts.model import Operation
from strategies import Violation
from suites.lab import Lab
from suites.law import Family, Profile
from suites.looking.batch import Batch
from suites.looking.violations import every
from suites.subjects import operations


def _has_required(operation: Operation) -> bool:
    return any(row.required and row.location != "path" for row in operation.walk())


def chosen(operation: Operation, profile: Profile) -> list[Violation]:
    """Return what a profile sends; a quick run keeps to a few rows of the form itself."""
    found = [v for v in every(operation) if v.topic == "required"]
    return [v for v in found if "[" not in v.row][:3] if profile == "smoke" else found


def _stand(lab: Lab, operation: Operation) -> Batch:
    return Batch(lab, operation, chosen(operation, lab.profile))


LACKING = Family("required", operations(_has_required), _stand, least="smoke", feeds=True)
