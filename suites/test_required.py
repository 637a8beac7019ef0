"""Each required row is required: missing, it is refused as documented (G-31 to G-33)."""

from __future__ import annotations

import pytest

from contracts.model import Operation
from strategies import violations
from suites.legacy import Lab
from suites.scope import operations
from suites.unchanged import refuse_all


def _has_required(operation: Operation) -> bool:
    return any(row.required and row.location != "path" for row in operation.walk())


@pytest.mark.parametrize("operation", operations(_has_required))
def test_required(lab: Lab, operation: Operation) -> None:
    """Without a required row the request is refused and nothing changes."""
    found = [v for v in violations(operation) if v.topic == "required"]
    if lab.profile == "smoke":
        found = [v for v in found if "[" not in v.row][:3]
    refuse_all(lab, operation, "required", found)
