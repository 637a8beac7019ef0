"""A batch of requests that each break one clause of a request table, other than a required row."""

from __future__ import annotations

from dataclasses import replace

from contracts.model import Operation
from strategies import Violation
from suites.lab import Lab
from suites.law import Each, Family, Profile
from suites.looking import violations
from suites.looking.batch import Batch
from suites.looking.violations import every
from suites.subjects import operations


def chosen(operation: Operation, profile: Profile) -> list[Violation]:
    """Return what a profile sends: a quick run two rows, a thorough one also rare rows."""
    found = every(operation, plain_only=profile != "thorough")
    others = [v for v in found if v.topic != "required"]
    if profile != "smoke":
        return others
    kinds = ("unknown",) if operation.method == "GET" else ("unknown", "enum")
    few = [v for v in others if v.situation in kinds and "[" not in v.row][:2]
    return [replace(violation, also=()) for violation in few]


def breaking(law: str) -> Each:
    """Return what the claims of a law of this batch are about: one claim a row."""
    return violations.breaking(law, chosen)


def _stand(lab: Lab, operation: Operation) -> Batch:
    return Batch(lab, operation, chosen(operation, lab.profile))


BROKEN = Family("rejections", operations(), _stand, least="smoke", feeds=True)
