"""What can be told of an API package alone: what it holds, what is wrong in it, what it lacks."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from assay.doctor.finding import Finding, Whose, fine, note, problem
from assay.kills.table import read
from assay.trouble import USAGE
from assay.unbound import left_out
from assay.unmoved import unmoved
from contracts import ContractError, Contracts
from sandbox.defects import OWN, Fault, discover
from sandbox.serve import broken_service
from suites.asking import planned
from suites.lacking import lacking
from suites.plan import Plan

_ABOUT = "contracts"
_WHOSE: Whose = "your API package"


def findings(contracts: Contracts, ids: Collection[str]) -> Iterator[Finding]:
    """Yield what is found of a package; `ids` are the objects that are configured."""
    try:
        plan, faults = planned(contracts.root, "standard"), discover(contracts.root)
        broken_service(contracts, ())
        read(contracts.root)
    except ContractError as trouble:
        yield problem(_ABOUT, _WHOSE, USAGE, trouble.told)
        return
    count = len(contracts.operations)
    yield fine(_ABOUT, f"{contracts.api.name}: {count} operations, {len(plan.claims)} claims")
    if left_out(contracts):
        yield note(_ABOUT, _WHOSE, left_out(contracts))
    if unmoved(contracts):
        yield note(_ABOUT, _WHOSE, unmoved(contracts))
    for says in _unproven(plan, faults.values()):
        yield note(_ABOUT, _WHOSE, says)
    for lack in lacking(plan, ids):
        yield note(_ABOUT, _WHOSE, lack.line())


def _unproven(plan: Plan, faults: Collection[Fault]) -> Iterator[str]:
    """Yield which laws of a package have no fault, and which of its faults no law."""
    proven = {fault.law for fault in faults}
    for law in plan.laws:
        if law.own and law.name not in proven:
            place = f"{OWN}/{law.name.replace('.', '/')}.py"
            yield f"the law {law.name} has no fault that it is seen to find: write {place}"
    known = {law.name for law in plan.laws}
    for fault in faults:
        if fault.own and fault.law not in known:
            yield f"the fault {fault.name} is one of a law that there is not"
