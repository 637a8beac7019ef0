"""Groups asked at a time: no more than was said, in order where they share objects, none lost."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import pytest

from contracts import load
from contracts.loader import API
from contracts.model import Operation
from harness.claim import Outcome
from harness.message import Message
from sandbox.auth import SECRET
from suites.asking import planned
from suites.hold import hold
from suites.lab import Lab
from suites.law import Family, Law, held, law
from suites.plan import Group
from suites.pool import Ended, Pool, weight
from suites.subjects import operations
from suites.worker import Worker
from tests.running import run
from tests.suites.servers import serving
from tests.suites.small import Respond, Spoken, everything, plan_of

PATIENCE = 20.0  # seconds that threads wait for each other on a busy machine
COUNT = 4
WALKED = "payment_intent.create.machine"  # a group that draws walks


class Crash(BaseException):
    """What no law may raise and nothing but the pool catches."""


@dataclass
class Line(Spoken):
    """A connection of a pool to a target that answers by a function."""

    stopped: str = ""

    def close(self) -> None:
        """Nothing is open."""


class Gauge:
    """Counts how many are inside at a time, in all and of each kind."""

    def __init__(self) -> None:
        self.now: Counter[str] = Counter()
        self.most: Counter[str] = Counter()
        self._lock = threading.Lock()

    def enter(self, *kinds: str) -> None:
        with self._lock:
            for kind in kinds:
                self.now[kind] += 1
                self.most[kind] = max(self.most[kind], self.now[kind])

    def leave(self, *kinds: str) -> None:
        with self._lock:
            self.now.subtract(kinds)


def asking(
    times: int = 1, name: str = "made", stand: Callable[[Lab], object] = id
) -> Law:  # fmt: skip
    """Return a law about every operation, whose groups send a few requests each."""

    def stood(lab: Lab, operation: Operation) -> tuple[Lab, Operation]:
        stand(lab)
        return lab, operation

    @law(Family(name, operations(), stood), clause="G-1", name=f"{name}.asks")
    def asks(made: tuple[Lab, Operation]) -> Outcome:
        lab, operation = made
        answers = [lab.ask("GET", f"/v1/{operation.id}") for _ in range(times)]
        return held(answers[-1].status == 200, "200", str(answers[-1].status), *answers)

    return asks


def pool_of(groups: tuple[Group, ...], respond: Respond, **given: Any) -> Pool:
    worker = Worker(Spoken(respond), load(), "standard", "r1", ids=given.pop("ids", {}))
    return Pool(groups, worker, given.pop("count", COUNT), lambda _name: Line(respond, **given))


def take_all(groups: tuple[Group, ...], respond: Respond) -> None:
    """Let a pool ask groups, and take each in turn."""
    pool = pool_of(groups, respond)
    try:
        for group in groups:
            pool.take(group)
    finally:
        pool.close()


def one_a_bundle(*laws: Law) -> tuple[Group, ...]:
    """Return the first group of each bundle."""
    return tuple({group.bundle: group for group in reversed(plan_of(*laws).groups)}.values())[::-1]


def test_as_many_requests_are_under_way_as_was_said() -> None:
    meeting, gauge = threading.Barrier(COUNT), Gauge()

    def respond(_message: Message) -> tuple[int, Any]:
        gauge.enter("request")
        meeting.wait(PATIENCE)  # answered when as many are under way, and else broken
        gauge.leave("request")
        return 200, {}

    groups = one_a_bundle(asking(3))[: 2 * COUNT]
    pool = pool_of(groups, respond)
    try:
        found = [verdict.status for group in groups for verdict in pool.take(group)]
    finally:
        pool.close()
    assert found == ["pass"] * 2 * COUNT
    assert gauge.most["request"] == COUNT


def test_groups_that_share_objects_are_asked_in_their_order() -> None:
    gauge, seen, lock = Gauge(), list[str](), threading.Lock()
    groups = plan_of(asking(), asking(name="more")).groups
    bundle = {group.id: group.bundle for group in groups}

    def respond(message: Message) -> tuple[int, Any]:
        gauge.enter(bundle[message.group])
        with lock:
            seen.append(message.group)
        gauge.leave(bundle[message.group])
        return 200, {}

    take_all(groups, respond)
    assert set(gauge.most.values()) == {1}
    for name in set(bundle.values()):
        assert [x for x in seen if bundle[x] == name] == [
            group.id for group in groups if group.bundle == name
        ]


def test_whatever_draws_says_so() -> None:
    families = {group.family.name: group.family for group in planned(API, "thorough").groups}
    drawing = {name for name, family in families.items() if family.draws}
    assert drawing == {"drawn", "links", "machine", "schemathesis"}


def test_what_is_found_and_sent_is_what_one_after_the_other_finds_and_sends() -> None:
    def respond(message: Message) -> tuple[int, Any]:
        return (200 if len(message.path) % 2 else 404), {}

    groups = plan_of(asking(), asking(2, "more")).groups
    alone = [v for group in groups for v in hold(group, Worker(Spoken(respond), load(),
                                                               "standard", "r1"))]  # fmt: skip
    pool = pool_of(groups, respond)
    try:
        found = [verdict for group in groups for verdict in pool.take(group)]
    finally:
        pool.close()
    assert {v.id: v.status for v in found} == {v.id: v.status for v in alone}
    assert {v.status for v in found} == {"pass", "fail"}


def test_a_group_that_raises_loses_no_other() -> None:
    def stand(lab: Lab) -> None:
        if lab.group == groups[1].id:
            raise Crash

    groups = one_a_bundle(asking(stand=stand))
    pool = pool_of(groups, everything)
    found: dict[str, str] = {}
    try:
        for group in groups:
            if group is groups[1]:
                with pytest.raises(Crash):
                    pool.take(group)
            else:
                found[group.id] = " ".join(v.status for v in pool.take(group))
    finally:
        pool.close()
    assert found == {group.id: "pass" for group in groups if group is not groups[1]}


def test_a_pool_that_is_closed_sends_no_more_and_leaves_no_thread() -> None:
    began, go_on, sent = threading.Semaphore(0), threading.Event(), Counter[str]()

    def respond(message: Message) -> tuple[int, Any]:
        sent[message.group] += 1
        began.release()
        go_on.wait(PATIENCE)
        return 200, {}

    before = threading.active_count()
    pool = pool_of(one_a_bundle(asking(50)), respond)
    for _ in range(COUNT):
        assert began.acquire(timeout=PATIENCE)
    threading.Timer(0.0, lambda: (pool._closed.wait(PATIENCE), go_on.set())).start()
    pool.close()
    assert sent.total() == COUNT  # one request of each group that was begun, of fifty
    assert threading.active_count() <= before + 1  # the timer may be ending


def test_the_bundle_that_has_most_before_it_goes_first() -> None:
    begun: list[str] = []

    def respond(message: Message) -> tuple[int, Any]:
        begun.append(message.group)
        return 200, {}

    groups = plan_of(asking(), asking(name="more")).groups
    bundle = {group.id: group.bundle for group in groups}
    of, lengths = {group.id: group for group in groups}, Counter[str]()
    for group in groups:
        lengths[group.bundle] += weight(group)
    first = lengths.most_common(1)[0][0]
    pool = pool_of(groups, respond, count=1)
    try:
        for group in groups:
            pool.take(group)
    finally:
        pool.close()
    assert bundle[begun[0]] == first
    for name in begun:
        assert lengths[bundle[name]] == max(lengths.values())
        lengths[bundle[name]] -= weight(of[name])


def test_what_was_asked_and_nobody_took_is_not_lost() -> None:
    meeting = threading.Barrier(2)
    groups = one_a_bundle(asking())[:2]

    def respond(_message: Message) -> tuple[int, Any]:
        meeting.wait(PATIENCE)
        return 200, {}

    pool = pool_of(groups, respond, count=2)
    try:
        taken = pool.take(groups[1])
    finally:
        pool.close()
    assert [v.status for v in taken] == ["pass"]
    assert [(g.id, [v.status for v in found]) for g, found in pool.untaken()] == [
        (groups[0].id, ["pass"])
    ]


def test_what_was_configured_is_used_by_one_group_at_a_time() -> None:
    gauge = Gauge()
    ids = {"issuing.settlement": ("ise_1", "ise_2")}

    def stand(lab: Lab) -> None:
        lab.provision.obtain("@issuing.settlement")
        gauge.enter("settlement")

    def respond(_message: Message) -> tuple[int, Any]:
        return 200, {}

    groups = one_a_bundle(asking(5, stand=stand))
    leaving = Lab.close

    def close(lab: Lab) -> None:
        gauge.leave("settlement")
        leaving(lab)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Lab, "close", close)
        pool = pool_of(groups, respond, ids=ids)
        try:
            found = [verdict.status for group in groups for verdict in pool.take(group)]
        finally:
            pool.close()
    assert found == ["pass"] * len(groups)
    assert gauge.most["settlement"] == 1


def test_used_up_ids_are_given_to_no_other_bundle() -> None:
    ids = {"issuing.settlement": ("ise_1", "ise_2", "ise_3")}
    given: list[str] = []

    def stand(lab: Lab) -> None:
        given.append(lab.provision.obtain("@issuing.settlement!"))

    groups = one_a_bundle(asking(stand=stand))[:COUNT]
    pool = pool_of(groups, everything, ids=ids)
    try:
        found = [verdict.status for group in groups for verdict in pool.take(group)]
    finally:
        pool.close()
    assert sorted(given) == ["ise_1", "ise_2"]
    assert Counter(found) == {"pass": 2, "not_testable": COUNT - 2}


def test_a_target_that_has_stopped_is_asked_for_no_other_group() -> None:
    groups = plan_of(asking(), asking(name="more")).groups
    pool = pool_of(groups, everything, stopped="the target stopped answering", count=1)
    try:
        found = [pool.take(group) for group in groups]
    finally:
        pool.close()
    assert sorted(len(verdicts) for verdicts in found) == [0] * (len(groups) - 1) + [1]
    assert pool.stopped == "the target stopped answering"


def test_no_law_takes_the_end_for_an_answer() -> None:
    assert not issubclass(Ended, Exception)


def test_groups_that_draw_at_a_time_send_what_they_send_alone() -> None:
    sent, globs = [], ("*.machine.reads",)
    for concurrency in (1, 6):
        with serving() as url:
            outcome = run(url, *globs, profile="standard", key=SECRET, concurrency=concurrency)
        asked = [x.request for x in outcome.ledger.exchanges.values() if x.group == WALKED]
        sent.append([(x.method, x.path.count("/"), len(x.body)) for x in asked])
        assert {v["status"] for v in outcome.results["verdicts"]} == {"pass"}
    assert sent[0] == sent[1]
    assert len(sent[0]) > 50


def test_eight_at_a_time_find_what_one_at_a_time_finds() -> None:
    found, globs = [], ("issuing.card.update.*", "payment_intent.confirm.*")
    for concurrency in (1, 8):
        with serving() as url:
            outcome = run(url, *globs, profile="smoke", key=SECRET, concurrency=concurrency)
        found.append({v["id"]: v["status"] for v in outcome.results["verdicts"]})
    assert found[0] == found[1]
    assert Counter(found[0].values())["pass"] > 30
    assert not {"fail", "warn", "error"} & set(found[0].values())
