"""What a generic API tester finds: Schemathesis with our encoder, our links and our checks."""

from __future__ import annotations

import contextlib
from functools import cache
from typing import Any

import pytest
from hypothesis import HealthCheck, Phase, settings
from hypothesis import seed as seeded
from hypothesis.errors import Flaky
from hypothesis.stateful import run_state_machine_as_test

from contracts import load
from contracts.model import Operation
from harness.exchange import Exchange
from strategies import smallest
from suites.generic import LabSession, generated, schema_of
from suites.law import Unavailable
from suites.laws.unknown_id._family import UNKNOWN_ID
from suites.legacy import Claim, Lab, said
from suites.looking.likeness import resembles
from suites.scope import operations

PHASES = {
    "standard": (["fuzzing"], 6),
    "thorough": (["examples", "coverage", "fuzzing"], 60),
}
WALKS = {"standard": (8, 5), "thorough": (80, 10)}  # walks, and steps of each
_MOST = 400  # cases of one operation
_NOTHING = "assayunknown0000000000001"  # the id of nothing, but for its prefix


@cache
def _schema() -> Any:
    return schema_of(load())


@pytest.mark.parametrize("operation", operations(lambda _operation: True))
def test_generated(lab: Lab, operation: Operation) -> None:
    """Whatever a schema makes, valid or not, is answered with a success or an error (G-02)."""
    claim = Claim(f"{operation.id}.schemathesis.survives", "G-02", operation.title)
    if lab.profile not in PHASES or not lab.judge.asked(claim.id):
        return
    reason = lab.ready(operation)
    if reason:
        lab.untestable(claim, reason)
        return
    modes, examples = PHASES[lab.profile]
    seen: list[Exchange] = []
    session = LabSession(lab, lambda _operation, exchange: seen.append(exchange))

    def use(case: Any) -> None:
        if len(seen) < _MOST:
            case.path_parameters.update(_ids(lab, operation))
            case.call(session=session)

    try:
        generated(_schema(), operation, modes, examples, lab.seed)(use)
    except Unavailable as trouble:
        lab.untestable(claim, str(trouble))
        return
    _judge(lab, claim, seen)


def _ids(lab: Lab, operation: Operation) -> dict[str, str]:
    return lab.subject(operation, fresh=False) if operation.path_parameters else {}


def _judge(lab: Lab, claim: Claim, seen: list[Exchange]) -> None:
    for exchange in seen:
        if not exchange.accepted and not exchange.refused:
            lab.broken(claim, "a success (2xx) or an error (4xx)", said(exchange), exchange)
            return
    if seen:
        lab.passed(claim, seen[-1])
    else:
        lab.untestable(claim, "nothing was generated")


@pytest.mark.parametrize("operation", operations(lambda o: o.kind == "create"))
def test_links(lab: Lab, operation: Operation) -> None:
    """What one call returned is found by the calls that take its id (G-116)."""
    retrieve = lab.reader(operation)
    if retrieve is None or lab.profile not in WALKS:
        return
    claim = Claim(f"{retrieve.id}.schemathesis.linked", "G-116", retrieve.title)
    if not lab.judge.asked(claim.id):
        return
    made: set[str] = set()
    seen: list[Exchange] = []

    def note(used: Operation, exchange: Exchange) -> None:
        name = exchange.body.get("id")
        if used.id == operation.id and resembles(exchange, used) and isinstance(name, str):
            made.add(name)
        elif used.id == retrieve.id and exchange.request.path.rpartition("/")[2] in made:
            seen.append(exchange)

    reason = lab.ready(operation)
    if reason:
        lab.untestable(claim, reason)
        return
    with contextlib.suppress(Flaky):  # a target remembers earlier walks, and may answer otherwise
        _walk(lab, operation, LabSession(lab, note))
    if not seen:
        reason = "no walk read what it made" if made else "nothing was made"
        lab.untestable(claim, reason)
        return
    nobody = f"{lab.contracts.resource(retrieve.resource).prefix}{UNKNOWN_ID}"
    other = lab.call(retrieve, {}, {row.name: nobody for row in retrieve.path_parameters})
    if resembles(other, retrieve):
        lab.untestable(claim, "ids that nothing has are found as well", other, seen[0])
        return
    lost = [exchange for exchange in seen if not resembles(exchange, retrieve)]
    found = lost[0] if lost else seen[0]
    if not lost and _knows_anything(lab, retrieve):
        lab.untestable(claim, "an id of nothing is answered as well", found)
        return
    lab.held(claim, not lost, "the object that was just made", said(found), found)


def _knows_anything(lab: Lab, retrieve: Operation) -> bool:
    """Whether an object is found by an id that no object has."""
    name = lab.contracts.resource(retrieve.resource).prefix + _NOTHING
    return not lab.call(retrieve, {}, {retrieve.path_parameters[0].name: name}).refused


def _walk(lab: Lab, operation: Operation, session: LabSession) -> None:
    """Walk along the links of one resource."""
    walks, steps = WALKS[lab.profile]
    run_state_machine_as_test(
        seeded(lab.seed)(_machine(lab, operation, session)),
        settings=settings(
            max_examples=walks, stateful_step_count=steps, database=None, deadline=None,
            phases=(Phase.generate,), suppress_health_check=list(HealthCheck), print_blob=False,
        ),
    )  # fmt: skip


def _machine(lab: Lab, operation: Operation, session: LabSession) -> Any:
    base: Any = _schema().include(tag=operation.resource).as_state_machine()

    class Walk(base):  # type: ignore[misc] # made at run time, of the schema
        """A walk along the links of the export."""

        def before_call(self, case: Any) -> None:
            """Let creations succeed: what a schema allows is not all that the API asks for."""
            if case.operation.label == operation.title:
                with contextlib.suppress(Unavailable):
                    case.body = lab.provision.fill(smallest(operation))
            elif case.method == "GET":
                case.query = {}  # made-up expansions are refused

        def get_call_kwargs(self, case: Any) -> dict[str, Any]:  # noqa: ARG002
            return {"session": session}

        def validate_response(self, *_arguments: Any, **_rest: Any) -> None:
            """Judge nothing here: every exchange was examined when it was seen."""

    return Walk
