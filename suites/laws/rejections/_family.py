"""A batch of requests that each break one clause of a request table, other than a required row."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from contracts.model import Operation
from strategies import Violation
from suites.lab import Lab
from suites.law import Each, Family, Profile
from suites.looking import violations
from suites.looking.batch import Batch, asked_of
from suites.looking.violations import every
from suites.subjects import operations


def chosen(operation: Operation, profile: Profile) -> list[Violation]:
    """Return what a profile sends: a thorough run also rare rows, a smoke run one form of each.

    Of what is alike only a thorough run sends all, the others the first.
    """
    found = every(operation, plain_only=profile != "thorough")
    others = [v for v in found if v.topic != "required"]
    if profile == "thorough":
        return others
    once = _first_of_alike(others)
    return [replace(v, also=()) for v in once] if profile == "smoke" else once


def _first_of_alike(violations: Sequence[Violation]) -> list[Violation]:
    known: set[str] = set()

    def new(violation: Violation) -> bool:
        first = violation.alike not in known
        known.update(filter(None, [violation.alike]))
        return first

    return [
        replace(found, also=tuple(filter(new, found.also))) for found in filter(new, violations)
    ]


def breaking(law: str) -> Each:
    """Return what the claims of a law of this batch are about: one claim a row."""
    return violations.breaking(law, chosen)


def _stand(lab: Lab, operation: Operation) -> Batch:
    return Batch(lab, operation, asked_of(lab, chosen(operation, lab.profile)))


BROKEN = Family("rejections", operations(), _stand, feeds=True)
