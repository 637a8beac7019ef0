"""`--clean` takes away what a run made by the contracts' own words for it, and nothing else."""

from __future__ import annotations

import json
import os
import signal
import time
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import pytest

from assay.run.cleaning import Cleaned, Cleaner, ending, path_of
from assay.run.made import Made, made
from contracts import load
from harness.encoding import encode
from harness.exchange import Exchange
from harness.redaction import Keys
from harness.target import Target
from sandbox.auth import SECRET
from suites.conventions import conventions
from tests.near import answering, target_class
from tests.running import PATIENCE, run
from tests.suites.servers import FORM, Answer, Call, Reference

CARDS, HOLDERS, INTENTS = "/v1/issuing/cards", "/v1/issuing/cardholders", "/v1/payment_intents"
HELD = {"amount": 2000, "currency": "usd", "payment_method_types": ["card"],
        "payment_method": "pm_card_visa", "capture_method": "manual", "confirm": True}  # fmt: skip
PERSON = {
    "name": "Ada", "type": "individual", "individual": {"first_name": "Ada", "last_name": "L"},
    "billing": {"address": {"line1": "1", "city": "X", "country": "US", "postal_code": "1"}},
}  # fmt: skip
ASKED = ("payment_intent.cancel.accepts", "payment_intent.capture.accepts",
         "payment_intent.list.pagination.page_size", "issuing.card.update.accepts")  # fmt: skip


@dataclass
class _Server:
    """A sandbox with somebody's objects; it keeps what it is sent."""

    inner: Reference = field(default_factory=Reference)
    calls: list[Call] = field(default_factory=list)
    theirs: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        holder = self.send("POST", HOLDERS, PERSON)["id"]
        card = {"cardholder": holder, "currency": "usd", "type": "virtual", "status": "active"}
        for path, form in ((CARDS, card), (INTENTS, HELD), (INTENTS, HELD)):
            self.theirs.append(f"{path}/{self.send('POST', path, form)['id']}")
        self.theirs.append(f"{HOLDERS}/{holder}")

    def send(self, method: str, path: str, form: dict[str, Any] | None = None) -> Any:
        headers = {"authorization": f"Bearer {SECRET}", "content-type": FORM}
        answer = self.inner(Call(method, path, "", encode(form or {}), headers))
        assert answer.status == 200, answer.body
        return answer.json

    def shown(self) -> list[Any]:
        return [self.send("GET", path) for path in self.theirs]

    def __call__(self, call: Call) -> Answer:
        self.calls.append(call)
        return self.inner(call)


@pytest.fixture
def asked() -> Iterator[tuple[_Server, Target, str]]:
    server = _Server()
    with answering(server) as url:
        names = conventions(load())
        target = target_class(url)(url, Keys(SECRET), api_version="v", conventions=names)
        yield server, target, url


def test_what_a_run_made_is_taken_away_and_nothing_of_a_stranger(
    asked: tuple[_Server, Target, str],
) -> None:
    server, target, url = asked
    before = server.shown()
    ledger = run(url, *ASKED, key=SECRET).ledger
    objects = made(ledger.exchanges.values(), load(), since=ledger.header["started"])
    server.calls.clear()
    found = Cleaner(target, load(), 2).clean(objects)
    assert server.shown() == before
    for one in objects:
        if one.resource in ("payment_intent", "issuing.card"):
            path = INTENTS if one.resource == "payment_intent" else CARDS
            assert server.send("GET", f"{path}/{one.id}")["status"] in ("canceled", "succeeded")
    kinds = {one.resource for one in objects}
    assert {"payment_intent", "issuing.card", "issuing.cardholder"} <= kinds
    assert found.removed["payment_intent"] > 5
    assert found.removed["issuing.card"] > 0
    ours = {one.id for one in objects}
    for call in server.calls:
        assert ours & set(call.path.split("/")), call.path
    counted = sum(found.removed.values()) + sum(found.over.values())
    assert counted + sum(map(len, found.left.values())) == len(objects)
    assert {reason for _, reason in found.left} == {
        "the contracts name no call that takes one away"}  # fmt: skip
    assert "issuing.cardholder" in {resource for resource, _ in found.left}


def test_an_object_that_moved_is_read_and_put_away_from_where_it_is(
    asked: tuple[_Server, Target, str],
) -> None:
    server, target, _ = asked
    held, taken = (server.send("POST", INTENTS, HELD) for _ in range(2))
    server.send("POST", f"{INTENTS}/{taken['id']}/capture")
    objects = [Made("payment_intent", held["id"], INTENTS, 1.0, {"status": "processing"}),
               Made("payment_intent", taken["id"], INTENTS, 2.0, taken)]  # fmt: skip
    found = Cleaner(target, load()).clean(objects)
    assert (dict(found.removed), dict(found.over)) == ({"payment_intent": 1}, {"payment_intent": 1})
    assert server.send("GET", f"{INTENTS}/{held['id']}")["status"] == "canceled"
    assert server.send("GET", f"{INTENTS}/{taken['id']}")["status"] == "succeeded"


def test_what_the_server_refuses_is_left_and_told() -> None:
    refusal = {"error": {"type": "invalid_request_error", "code": "locked_down"}}

    def respond(call: Call) -> Answer:
        if call.method == "GET":
            return Answer(200, json.dumps({"id": "pi_1", "status": "requires_capture"}).encode())
        return Answer(400, json.dumps(refusal).encode())

    with answering(respond) as url:
        target = target_class(url)(url, Keys(SECRET), api_version="v")
        one = Made("payment_intent", "pi_1", INTENTS, 1.0, {"status": "requires_capture"})
        found = Cleaner(target, load()).clean([one])
    assert list(found.lines()) == [
        "cleaned: 0 objects that this run made were taken away",
        "  1 payment_intent left: refused with status 400 locked_down (pi_1)",
    ]


def test_an_interruption_ends_it_and_what_is_left_is_told() -> None:
    sent: list[str] = []
    cleaners: list[Cleaner] = []

    def respond(call: Call) -> Answer:
        sent.append(call.path)
        if len(sent) == 2:
            os.kill(os.getpid(), signal.SIGINT)
        if len(sent) >= 2:  # on a busy machine all would be answered before the signal is heeded
            assert cleaners[0]._stop.wait(PATIENCE)
        return Answer(
            200, json.dumps({"id": call.path.split("/")[3], "status": "canceled"}).encode()
        )

    objects = [Made("payment_intent", f"pi_{n}", INTENTS, float(n), {"status": "requires_capture"})
               for n in range(200)]  # fmt: skip
    with answering(respond) as url:
        target = target_class(url)(url, Keys(SECRET), api_version="v")
        cleaners.append(Cleaner(target, load()))
        found = cleaners[0].clean(objects)
    assert 2 <= found.removed["payment_intent"] == len(sent) < 200
    left = found.left["payment_intent", "the run was told to stop"]
    assert len(left) == 200 - len(sent)


def test_what_is_under_way_when_it_is_interrupted_is_waited_for() -> None:
    """It is answered some time after the interruption was heeded."""
    sent: list[str] = []
    kept: list[Exchange] = []
    cleaners: list[Cleaner] = []

    def respond(call: Call) -> Answer:
        sent.append(call.path.split("/")[3])
        time.sleep(0.1)  # until somebody waits for this
        os.kill(os.getpid(), signal.SIGINT)
        assert cleaners[0]._stop.wait(PATIENCE)
        time.sleep(0.1)
        return Answer(200, json.dumps({"id": sent[-1], "status": "canceled"}).encode())

    objects = [Made("payment_intent", f"pi_{n}", INTENTS, float(n), {"status": "requires_capture"})
               for n in range(20)]  # fmt: skip
    with answering(respond) as url:
        target = target_class(url)(url, Keys(SECRET), api_version="v", sink=kept.append)
        cleaners.append(Cleaner(target, load()))
        found = cleaners[0].clean(objects)
        assert (len(kept), found.removed["payment_intent"]) == (1, 1)
    assert len(found.left["payment_intent", "the run was told to stop"]) == 19


def test_nothing_more_is_sent_where_an_answer_cannot_be_recorded() -> None:
    sent: list[str] = []

    def respond(call: Call) -> Answer:
        sent.append(call.path)
        return Answer(200, b'{"status": "canceled"}')

    def full(_exchange: Exchange) -> None:
        raise OSError(28, "No space left on device")

    objects = [Made("payment_intent", f"pi_{n}", INTENTS, float(n), {"status": "requires_capture"})
               for n in range(20)]  # fmt: skip
    with answering(respond) as url:
        target = target_class(url)(url, Keys(SECRET), api_version="v", sink=full)
        found = Cleaner(target, load()).clean(objects)
    assert len(sent) == 1
    why = "what was done cannot be recorded: No space left on device"
    assert {reason: len(ids) for (_, reason), ids in found.left.items()} == {why: 20}


def test_nothing_is_sent_where_only_reading_is_allowed() -> None:
    target = Target("http://127.0.0.1:9", Keys(SECRET), api_version="v", read_only=True)
    one = Made("payment_intent", "pi_1", INTENTS, 1.0, {"status": "requires_capture"})
    found = Cleaner(target, load()).clean([one])
    assert not found.removed


def test_what_stands_below_another_is_found_where_it_was_made() -> None:
    operation = load().operation("payment_intent.cancel")
    assert path_of(operation, Made("x", "pi/1", INTENTS, 0.0)) == f"{INTENTS}/pi%2F1/cancel"
    below = _Path("/parcels/{parcel}/events/{event}")
    assert path_of(below, Made("x", "e1", "/parcels/p1/events", 0.0)) == "/parcels/p1/events/e1"


@dataclass
class _Path:
    path: str


def test_the_plainest_cell_ends_an_object() -> None:
    intent, card = (load().resource(name).lifecycle for name in ("payment_intent", "issuing.card"))
    assert intent is not None
    assert card is not None
    cell = ending(intent, "requires_capture")
    assert cell is not None
    assert (cell.operation, cell.form) == ("payment_intent.cancel", {})
    assert ending(intent, "succeeded") is None
    cell = ending(card, "inactive")
    assert cell is not None
    assert (cell.operation, cell.form) == ("issuing.card.update", {"status": "canceled"})


def test_many_ids_are_told_in_part() -> None:
    found = Cleaned()
    found.over["a"] = 2
    found.left["b", "why"] += [f"b{n}" for n in range(7)]
    assert list(found.lines()) == [
        "cleaned: 0 objects that this run made were taken away",
        "  2 were at their end already: 2 a",
        "  7 b left: why (b0, b1, b2, b3, b4 and 2 more)",
    ]


@pytest.mark.parametrize("told", [{"code": "x" * 1_000_000}, {"type": ["y"] * 200_000}])
def test_what_a_server_says_is_told_in_part(told: Any) -> None:
    """Of a megabyte that refuses, or of a status, a line holds the start."""
    shown = {"id": "pi_1", "status": "z" * 1_000_000}

    def respond(call: Call) -> Answer:
        body = shown if call.method == "GET" else {"error": told}
        return Answer(200 if call.method == "GET" else 400, json.dumps(body).encode())

    with answering(respond) as url:
        target = target_class(url)(url, Keys(SECRET), api_version="v")
        held = {"status": "requires_capture"}
        names = ("pi_1", "pi_2" * 100_000)
        every = [Made("payment_intent", name, INTENTS, 1.0, held) for name in names]
        found = Cleaner(target, load()).clean(every)
    assert sum(map(len, found.left.values())) == 2
    assert max(map(len, found.lines())) < 600
