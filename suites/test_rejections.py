"""Every other broken clause of a request table is refused as documented, and changes nothing."""

from __future__ import annotations

import pytest

from contracts.model import Operation
from strategies import violations
from suites.legacy import Lab
from suites.scope import operations
from suites.unchanged import refuse_all


@pytest.mark.parametrize("operation", operations(lambda _operation: True))
def test_rejections(lab: Lab, operation: Operation) -> None:
    """Wrong types, values, lengths, unknown and empty parameters are refused."""
    plain_only = lab.profile != "thorough"
    found = [v for v in violations(operation, plain_only=plain_only) if v.topic != "required"]
    if lab.profile == "smoke":
        kinds = ("unknown",) if operation.method == "GET" else ("unknown", "enum")
        found = [v for v in found if v.situation in kinds and "[" not in v.row][:2]
    refuse_all(lab, operation, "rejections", found)
