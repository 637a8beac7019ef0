"""Of several complaints, which comes first (G-36)."""

from __future__ import annotations

import pytest

from contracts.model import Operation
from strategies import smallest
from suites.law import Unavailable
from suites.legacy import Claim, Lab, said
from suites.scope import operations

UNKNOWN = "assay_unknown"


def _required(operation: Operation) -> list[str]:
    return [row.name for row in operation.sent if row.required]


@pytest.mark.parametrize("operation", operations(lambda o: bool(_required(o))))
def test_unknown_first(lab: Lab, operation: Operation) -> None:
    """An unknown parameter is told before a missing one."""
    claim = Claim(f"{operation.id}.order.unknown_first", "G-36", operation.title, "should")
    if lab.profile == "smoke" or not lab.judge.asked(claim.id):
        return
    reason = lab.ready(operation)
    if reason:
        lab.untestable(claim, reason)
        return
    missing = _required(operation)[0]
    try:
        form = lab.provision.fill(smallest(operation))
        kept = {name: value for name, value in form.items() if name != missing}
        ids = lab.subject(operation, fresh=False)
        alone = lab.call(operation, kept, ids)
        exchange = lab.call(operation, {**kept, UNKNOWN: "1"}, ids)
    except Unavailable as trouble:
        lab.untestable(claim, str(trouble))
        return
    if alone.error_body.get("code") != "parameter_missing":
        reason = f"the missing {missing} alone is not told ({said(alone)})"
        lab.untestable(claim, reason, alone)
        return
    good = exchange.error_body.get("code") == "parameter_unknown"
    lab.held(claim, good, f"parameter_unknown, {UNKNOWN}", said(exchange), exchange, alone)
