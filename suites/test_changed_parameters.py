"""A key that comes again with other parameters is refused, whatever is posted (G-108)."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import pytest

from contracts.model import Operation
from strategies import coverage, smallest
from suites.law import Unavailable
from suites.legacy import Lab, said
from suites.looking.likeness import resembles
from suites.scope import operations
from suites.test_idempotency import claim_of

OTHER = {"assay": "other"}  # no form of the plan has this metadata


def _changeable(operation: Operation) -> bool:
    return operation.method == "POST" and other_form(operation) is not None


def other_form(operation: Operation) -> Mapping[str, Any] | None:
    """Return another valid form for the same object than the smallest; None when there is none."""
    first = smallest(operation)
    if any(row.name == "metadata" for row in operation.sent):
        return {**first, "metadata": OTHER}
    fit = (s.form for s in coverage(operation) if not s.subject and "expand" not in s.form)
    return next((form for form in fit if form != first), None)


@pytest.mark.parametrize("operation", operations(_changeable))
def test_changed_parameters(lab: Lab, operation: Operation) -> None:
    """A request with a known key that asks for something else is refused, with its own type."""
    claim = claim_of(operation, "changed_parameters", "G-108")
    if lab.profile == "smoke" or not lab.judge.asked(claim.id):
        return
    key = lab.provision.unique()
    try:
        form = lab.provision.fill(smallest(operation))
        changed = lab.provision.fill(other_form(operation) or {})
        ids = lab.subject(operation, fresh=True)
    except Unavailable as reason:
        lab.untestable(claim, str(reason))
        return
    first = lab.call(operation, form, ids, idempotency_key=key)
    if not resembles(first, operation):
        seen = f"a request with a key was not accepted ({said(first)})"
        lab.untestable(claim, seen, first)
        return
    if "metadata" in changed:  # only that shall differ
        changed = {**form, "metadata": changed["metadata"]}
    second = lab.call(operation, changed, ids, idempotency_key=key)
    good = second.status == 400 and second.error_body.get("type") == "idempotency_error"
    lab.held(claim, good, "status 400, idempotency_error", said(second), second, first)
