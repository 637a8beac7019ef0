"""A server that remembers nothing is one cause, and one that changes a field is not that."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from http import HTTPStatus
from typing import Any

from harness.claim import Law
from harness.exchange import Exchange
from harness.ledger import Ledger
from harness.verdict import Verdict
from reports.fixing import Causes
from sandbox.auth import SECRET
from tests.near import answering
from tests.reports.test_fixing import LAWS, exchange, ledger, told, verdict
from tests.running import run
from tests.suites.servers import Answer, Call
from tests.suites.servers import Reference as Sandbox

AGAIN = {**LAWS, "copies.copied": Law("copies.copied", "same everywhere", again=True)}
Made = tuple[Verdict, Exchange, Exchange]


def _made(number: int, read: dict[str, object], *, status: str = "fail") -> Made:
    """Return the claim about one form: what made the object, and what it reads as."""
    name = f"th_{number}aaaaaaaa"
    made = exchange(f"m-{number}", body={"id": name, "object": "thing", "amount": number},
                    form=f"amount={number}")  # fmt: skip
    seen = exchange(
        f"r-{number}", body={"id": name, **read}, call=f"GET /v1/things/{name}", form=""
    )
    found = verdict(f"thing.create.copies.copied.{number}", "copies.copied", seen,
                    "what create returned", f"amount {read.get('amount')} and not {number}",
                    status=status)  # type: ignore[arg-type] # fmt: skip
    return replace(found, exchanges=(seen.id, made.id)), made, seen


def _told(*made: Made, beside: tuple[Verdict, ...] = ()) -> list[tuple[str, str]]:
    found: Ledger = ledger(*(one[0] for one in made), *beside,
                           exchanges=tuple(e for one in made for e in one[1:]))  # fmt: skip
    return told(Causes(replace(found, laws=AGAIN)).fixes)


def test_a_server_that_remembers_nothing_is_one_cause_and_the_first() -> None:
    """What others saw of the same, and what its answers left untestable, are symptoms."""
    made = [_made(number, {"object": "thing", "amount": 9}) for number in (1, 2, 3)]
    shown = made[0][2]
    beside = (
        verdict("thing.create.copies.echoed", "copies.copied", shown, "what was sent",
                "amount 9 and not 1"),
        verdict("thing.create.money.held", "money.held", shown, status="not_testable",
                message="it shows amount 9, not 1", root="POST /v1/things"),
        *(verdict(f"thing.create.enum.{n}", "enum.enum", made[0][1], "a refusal (4xx)",
                  "status 200") for n in range(9)),
    )  # fmt: skip
    assert _told(*made, beside=beside) == [
        ("what is created is not found again: it reads the same, whatever was sent",
         "4 broken, 1 blocked"),
        ("accepts what has to be refused: enum", "9 broken"),
    ]  # fmt: skip


def test_a_server_that_changes_one_field_remembers() -> None:
    """Every copy differs from what was made in one field, and otherwise from every other."""
    made = [_made(n, {"object": "thing", "amount": 9, "note": f"n{n}"}) for n in (1, 2, 3)]
    assert _told(*made) == [("thing: amount 9 and not 1", "3 broken")]


def test_what_is_seen_too_seldom_says_nothing() -> None:
    one = _made(1, {"object": "thing", "amount": 9})
    assert _told(one) == [("thing: amount 9 and not 1", "1 broken")]
    two = [one, _made(2, {"object": "thing", "amount": 9})]
    held = [_made(n, {"object": "thing", "amount": n}, status="pass") for n in (4, 5)]
    three = [*two, _made(3, {"object": "thing", "amount": 9})]
    assert _told(*three, *held) == [("thing: amount 9 and not 1", "3 broken")]


def _forgetful() -> Callable[[Call], Answer]:
    """Return a sandbox that shows each cardholder that is read as the first one."""
    sandbox, kept = Sandbox(), dict[str, Any]()

    def respond(call: Call) -> Answer:
        answer, name = sandbox(call), call.path.rpartition("/")[2]
        if call.method != "GET" or not name.startswith("ich_") or answer.status != HTTPStatus.OK:
            return answer
        kept.setdefault("first", answer.json)
        return answer.saying({**kept["first"], "id": name})

    return respond


def test_the_laws_that_look_again_tell_a_server_that_remembers_nothing() -> None:
    with answering(_forgetful()) as url:
        found = run(url, "issuing.cardholder.create.copies.*", "issuing.cardholder.create.readable",
                    key=SECRET)  # fmt: skip
    first = Causes(found.ledger).fixes.first[0]
    assert first.title == "what is created is not found again: it reads the same, whatever was sent"
    shown = found.ledger.exchanges[first.exchange]
    assert (shown.request.method, shown.status) == ("GET", 200)
