"""A walk that breaks something is reported as the shortest one that does; races have one winner."""

from __future__ import annotations

import itertools
import json
import time
from collections import Counter
from dataclasses import replace

import pytest

from contracts import load
from contracts.loader import API
from harness.encoding import encode
from harness.exchange import Exchange, Request, Response
from harness.message import Message
from harness.verdict import Verdict
from reports.formats import html
from sandbox.auth import SECRET
from sandbox.serve import broken_service
from suites.asking import planned, selected
from suites.hold import hold
from suites.machines.machine import Machine
from suites.worker import Worker
from tests.near import answering
from tests.running import run
from tests.suites.servers import Reference

PI = "payment_intent.create.machine"
VISA = "payment_method=pm_card_visa"


class Direct:
    """Sends to a sandbox with faults in this process; `spoil` may change an answer."""

    has_publishable = False

    def __init__(self, *faults: str) -> None:
        self.service = broken_service(load(), (SECRET,), faults)
        self.sent: list[Exchange] = []
        self._count = itertools.count(1)

    def send(self, message: Message) -> Exchange:
        body, text = encode(message.form, "index"), encode(message.query, "index")
        headers = {"authorization": f"Bearer {SECRET}"}
        path = message.path
        reply = self.service.handle(message.method, path, text, headers, body.encode())
        response = self.spoil(path, Response(reply.status, reply.headers, reply.body))
        request = Request(message.method, path, text, body)
        name, now = f"m-{next(self._count)}", time.time()
        found = Exchange(name, message.operation, request, response, now, 0.0)
        self.sent.append(found)
        return found

    def spoil(self, _path: str, response: Response) -> Response:
        return response

    def twin(self, _name: str) -> Direct:
        return self


class Wavering(Direct):
    """Accepts one second capture, and never again."""

    once = True

    def spoil(self, path: str, response: Response) -> Response:
        late = response.status == 400 and b'"succeeded"' in response.body
        if not self.once or not late or not path.endswith("/capture"):
            return response
        self.once = False
        found = self.service.store.find(path.split("/")[3])
        return Response(200, response.headers, json.dumps(found).encode())


class Tiring(Direct):
    """Cancels an intent that is confirmed once more than three times."""

    def __init__(self) -> None:
        super().__init__()
        self.cancels = 0
        self._confirmed: Counter[str] = Counter()

    def send(self, message: Message) -> Exchange:
        path = message.path
        if path.endswith("/confirm"):
            self._confirmed[path] += 1
            if self._confirmed[path] > 3:
                headers = {"authorization": f"Bearer {SECRET}"}
                where = path.replace("/confirm", "/cancel")
                if self.service.handle("POST", where, "", headers, b"").status == 200:
                    self.cancels += 1
                    read = replace(message, method="GET", path=path.removesuffix("/confirm"),
                                   form={})  # fmt: skip
                    return super().send(read)
        return super().send(message)


def walked(target: Direct, *only: str, seed: int = 1) -> dict[str, Verdict]:
    ids = {name: tuple(every) for name, every in target.service.ids.items()}
    selection = selected(API, "standard", only or ("*.machine.*",))
    worker = Worker(target, load(), "standard", "x", seed, ids)
    groups = [group for group in selection.groups if group.family.name == "machine"]
    found = [verdict for group in groups for verdict in hold(group, worker)]
    return {verdict.id: verdict for verdict in found if verdict.id in selection.asked}


def machines() -> list[type[Machine]]:
    every = (group.subject for group in planned(API, "standard").groups)
    return [one for one in every if isinstance(one, type) and issubclass(one, Machine)]


@pytest.mark.whole
def test_the_sandbox_passes_within_its_budget() -> None:
    target = Direct()
    found = walked(target, *(f"{m.resource}.create.machine" for m in machines()))
    assert {verdict.status for verdict in found.values()} == {"pass"}
    assert len(found) == 23
    assert len(target.sent) < 450


@pytest.mark.whole
@pytest.mark.parametrize(
    ("fault", "name", "told"),
    [
        ("machine.refusals.second_capture", f"{PI}.refusals",
         f"create(amount=1000, {VISA}) → confirm({VISA}) → capture()"),
        ("machine.refusals.back_from_canceled", "issuing.card.create.machine.refusals",
         "create() → update(status=canceled) → update(status=active)"),
        ("machine.money.held_by_update", f"{PI}.money",
         f"create(amount=1000, {VISA}) → update(amount=1000)"),
    ],
)  # fmt: skip
def test_the_shortest_walk_is_reported(fault: str, name: str, told: str) -> None:
    verdict = walked(Direct(fault), name)[name]
    assert verdict.status == "fail"
    assert verdict.observed.endswith(f"after {told}")


@pytest.mark.whole
def test_the_walk_is_the_evidence() -> None:
    target = Direct("machine.refusals.second_capture")
    verdict = walked(target, f"{PI}.refusals")[f"{PI}.refusals"]
    steps = [e for e in target.sent if e.id in verdict.exchanges]
    assert [e.id for e in steps] == list(verdict.exchanges)
    assert [e.operation.rpartition(".")[2] for e in steps if e.request.method == "POST"] == [
        "create", "confirm", "capture",
    ]  # fmt: skip


@pytest.mark.whole
def test_a_seed_walks_the_same_way_again() -> None:
    one, two, other = Direct(), Direct(), Direct()
    for target, seed in ((one, 3), (two, 3), (other, 4)):
        walked(target, PI, seed=seed)
    shown = [[e.request.body for e in target.sent] for target in (one, two, other)]
    assert shown[0] == shown[1] != shown[2]


@pytest.mark.whole
def test_what_happens_once_is_no_breach() -> None:
    verdict = walked(Wavering(), f"{PI}.refusals")[f"{PI}.refusals"]
    assert verdict.status == "not_testable"
    assert "found once and not again" in verdict.message


@pytest.mark.whole
def test_a_limit_of_confirmations_is_no_breach() -> None:
    target = Tiring()
    found = walked(target, PI, seed=5)
    assert target.cancels
    assert {verdict.status for verdict in found.values()} == {"pass"}


@pytest.mark.whole
def test_every_invariant_can_be_looked_up() -> None:
    assert {m.resource for m in machines()} == {"payment_intent", "issuing.dispute", "issuing.card"}
    for machine in machines():
        life = load().resource(machine.resource).lifecycle
        assert life is not None
        assert {*machine.tiring} <= {*life.states}


@pytest.mark.whole
def test_lost_updates_are_found_when_two_ask_at_once() -> None:
    """A server that lets two captures win, and counts both."""
    faults = ("race.one_wins.captured_twice", "machine.refusals.second_capture")
    with answering(Reference(*faults)) as url:
        outcome = run(url, "payment_intent.capture.race", f"{PI}.refusals", key=SECRET)
    assert outcome.code == 1
    failed = outcome.ids("fail")
    assert failed == ["payment_intent.capture.race.one_wins.captures", f"{PI}.refusals"]
    assert "Script that shows it" in html.render(outcome.ledger)
