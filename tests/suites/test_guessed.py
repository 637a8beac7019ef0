"""What stands on a guess is a probe, and a form that may need more is not held against a server."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from contracts import load
from contracts.importing.whole import imported
from contracts.model import Contracts
from harness.verdict import Verdict
from sandbox.app import create_service
from suites.asking import ascertained
from suites.discovery import columns, discover
from suites.guessed import guesses
from suites.plan import Plan, make
from tests.contracts.test_importing import DEPOT
from tests.packages.holding import held
from tests.packages.writing import write
from tests.suites.servers import FORM, Answer, Call

KEY = "sk_test_12345"


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("depot")
    write(imported(DEPOT).files, folder)
    return folder


@pytest.fixture(scope="module")
def contracts(package: Path) -> Contracts:
    return load(package)


@pytest.fixture(scope="module")
def plan(package: Path, contracts: Contracts) -> Plan:
    return make(contracts, discover(package), columns(package), "standard")


@pytest.mark.parametrize(("claim", "level"), [
    ("parcel.create.accepts", "must"),  # stated, and a refusal of it is not testable
    ("parcel.create.accepts.note", "should"),  # it may need another row
    ("parcel.create.accepts.content[litres]", "probe"),
    ("parcel.create.accepts.drawn", "should"),
    ("parcel.create.required.weight", "must"),
    ("parcel.create.enum.size", "should"),
    ("parcel.create.echo.note", "probe"),  # that a row is a field is read off their names
    ("parcel.create.response.response_table", "must"),
    ("event.create.accepts.parcel", "should"),  # the type of the answer names it
    ("event.create.accepts", "must"),
    ("parcel.replace.replace.kept", "probe"),  # a PUT need not replace
])  # fmt: skip
def test_a_claim_binds_as_far_as_what_it_stands_on(claim: str, level: str, plan: Plan) -> None:
    assert plan.claims[claim].level == level


def test_a_mark_that_is_taken_away_confirms(package: Path, contracts: Contracts) -> None:
    sure = replace(contracts, resources=tuple(
        replace(r, operations=tuple(replace(o, guessed=()) for o in r.operations))
        for r in contracts.resources
    ))  # fmt: skip
    found = make(sure, discover(package), columns(package), "standard").claims
    assert found["parcel.create.echo.note"].level == "must"
    assert found["parcel.create.accepts.note"].level == "must"


def test_what_is_confirmed_binds_as_if_it_were_stated(package: Path, contracts: Contracts) -> None:
    plan = ascertained(package)
    assert guesses(contracts)
    assert not guesses(plan.contracts)
    for claim in ("parcel.create.echo.note", "parcel.create.accepts.content[litres]"):
        assert plan.claims[claim].level == "must"


def answered(
    contracts: Contracts, change: Callable[[Call, Answer], Answer]
) -> Callable[[Call], Answer]:
    service = create_service(contracts, (KEY,))

    def respond(call: Call) -> Answer:
        headers = {**call.headers, **({} if call.method == "GET" else {"content-type": FORM})}
        reply = service.handle(call.method, call.path, call.query, headers, call.body.encode())
        return change(call, Answer(reply.status, reply.body, reply.headers))

    return respond


def refusing(call: Call, answer: Answer) -> Answer:
    """Refuse each creation of a courier: the document does not say what it lacks."""
    if call.method == "POST" and call.path.endswith("/couriers.json"):
        return Answer(422, b'{"error": {"code": "more", "message": "more"}}')
    return answer


def judged(package: Path, contracts: Contracts, *only: str, refuse: bool) -> dict[str, Verdict]:
    change = refusing if refuse else lambda _call, answer: answer
    return held(package, answered(contracts, change), *only, key=KEY)


def test_a_refused_smallest_form_is_not_testable(package: Path, contracts: Contracts) -> None:
    found = judged(package, contracts, "courier.create.accepts*", refuse=True)
    assert {v.status for v in found.values()} == {"not_testable"}
    assert "it may need more" in found["courier.create.accepts"].message


def test_an_imported_package_holds_on_its_own_sandbox(package: Path, contracts: Contracts) -> None:
    found = judged(package, contracts, "courier.*", "event.*", refuse=False)
    assert {n: v.message for n, v in found.items() if v.status in ("fail", "warn", "error")} == {}
    assert sum(v.status == "pass" for v in found.values()) > 100


def test_what_stands_below_another_is_asked_for_below_that(
    package: Path, contracts: Contracts
) -> None:
    asked: set[tuple[str, str]] = set()

    def seen(call: Call, answer: Answer) -> Answer:
        asked.add((call.method, call.path))
        return answer

    held(package, answered(contracts, seen), "event.create.accepts*", key=KEY)
    paths = {path.split("/")[4] for method, path in asked if path.endswith("/events.json")}
    assert paths != set()
    assert not any("{" in part or "@" in part for part in paths)
