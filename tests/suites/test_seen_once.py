"""A breach is told when it is found twice; what one attempt alone shows is a warning, seen once."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

import jsonschema

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from harness.ledger import roll_up
from harness.message import Message
from harness.verdict import Finding, Verdict
from reports.formats import html
from suites.doubts import ALLOWED
from suites.lab import Lab
from suites.law import Family, Law, Unavailable, exchange_law, held, law
from suites.subjects import operations
from tests.pages import page
from tests.running import ROOT
from tests.suites.proxied import through
from tests.suites.servers import Answer, Call, Reference
from tests.suites.small import Respond, Spoken, plan_of, verdicts

CARD = "issuing.card.retrieve"
HOLDER = "issuing.cardholder.retrieve"
HOLDERS = "issuing.cardholder.create"
GONE = "seen once, and not when it was asked again: expected right; observed wrong"
LATE = "seen once, when it was asked again: expected right; observed wrong"


def family(name: str = "made", operation: str = CARD) -> Family:
    return Family(name, operations(lambda one: one.id == operation), lambda lab, _operation: lab)


def asking(group: Family, path: str = "/v1/x", **options: Any) -> Law:
    """Return a law that holds when a path is answered with "right"."""

    @law(group, clause="G-1", name=f"made.{path[4:]}", **options)
    def body(lab: Lab) -> Outcome:
        answer = lab.ask("GET", path)
        return held(answer.item.get("is") == "right", "right", "wrong", answer)

    return body


def wrong(*places: int, path: str = "/v1/x") -> Respond:
    """Answer requests to a path wrongly where their places are named; 0 is each of them."""
    count = 0

    def respond(message: Message) -> tuple[int, Any]:
        nonlocal count
        if message.path != path:
            return 200, {"is": "right"}
        count += 1
        return 200, {"is": "wrong" if count in places or 0 in places else "right"}

    return respond


def only(found: tuple[list[Verdict], Spoken]) -> Verdict:
    (verdict,) = found[0]
    return verdict


def test_a_breach_that_does_not_come_back_is_seen_once() -> None:
    verdict = only(verdicts(plan_of(asking(family())), wrong(1)))
    assert (verdict.status, verdict.level, verdict.once) == ("warn", "must", True)
    assert verdict.message == GONE
    assert verdict.exchanges == ("m-1", "m-2")
    assert (verdict.expected, verdict.observed) == ("right", "wrong")


def test_a_breach_that_comes_back_is_told_as_it_was_first_seen() -> None:
    found, target = verdicts(plan_of(asking(family())), wrong(0))
    (verdict,) = found
    assert (verdict.status, verdict.once, verdict.exchanges) == ("fail", False, ("m-1",))
    assert verdict.message == "expected right; observed wrong"
    assert len(target.sent) == 2


def test_what_breaks_only_when_it_is_asked_again_is_seen_once() -> None:
    group = family()
    plan = plan_of(asking(group), asking(group, "/v1/y"))
    respond = wrong(2)

    def both(message: Message) -> tuple[int, Any]:
        return (200, {}) if message.path == "/v1/y" else respond(message)

    found = {verdict.law: verdict for verdict in verdicts(plan, both)[0]}
    assert found["made.y"].status == "fail"
    assert (found["made.x"].status, found["made.x"].message) == ("warn", LATE)
    assert found["made.x"].exchanges == ("m-1", "m-3")


def test_a_group_in_which_nothing_breaks_is_asked_once() -> None:
    _, target = verdicts(plan_of(asking(family())), wrong())
    assert len(target.sent) == 1


def test_a_race_is_told_though_it_was_seen_once() -> None:
    found, target = verdicts(plan_of(asking(family(), chance=True)), wrong(1))
    assert [(v.status, v.message) for v in found] == [("fail", "expected right; observed wrong")]
    assert len(target.sent) == 1


def test_a_race_that_breaks_beside_what_is_asked_again_is_told() -> None:
    group = family()
    plan = plan_of(asking(group, chance=True), asking(group, "/v1/y"))
    respond = wrong(2)

    def both(message: Message) -> tuple[int, Any]:
        return (200, {}) if message.path == "/v1/y" else respond(message)

    found = {verdict.law: verdict for verdict in verdicts(plan, both)[0]}
    assert (found["made.x"].status, found["made.x"].exchanges) == ("fail", ("m-3",))


def test_what_cannot_be_asked_again_is_told_as_it_was_seen() -> None:
    asked = []

    def stand(lab: Lab, _operation: Operation) -> Lab:
        asked.append(lab)
        if len(asked) > 1:
            raise Unavailable("no card is left")
        return lab

    group = Family("made", operations(lambda one: one.id == CARD), stand)
    verdict = only(verdicts(plan_of(asking(group)), wrong(0)))
    assert (verdict.status, verdict.once) == ("fail", False)
    assert verdict.message == "expected right; observed wrong; not asked again: no card is left"


def test_what_used_up_configured_objects_is_not_asked_again() -> None:
    @law(family(), clause="G-1", name="made.uses")
    def uses(lab: Lab) -> Outcome:
        used = lab.provision.given.fresh("issuing.card", "default", ("ic_1", "ic_2"))
        return held(False, "right", used, lab.ask("GET", "/v1/x"))

    found, target = verdicts(plan_of(uses))
    assert [(v.status, v.message) for v in found] == [
        ("fail", "expected right; observed ic_1; not asked again: it used up configured objects")
    ]
    assert [message.path for message in target.sent] == ["/v1/issuing/cards/ic_1", "/v1/x"]


def test_the_second_attempt_has_texts_of_its_own_and_the_same_in_each_run() -> None:
    texts: list[str] = []

    @law(family(), clause="G-1", name="made.breaks")
    def breaks(lab: Lab) -> Outcome:
        texts.append(lab.unique())
        return held(False, "right", "wrong", lab.ask("GET", "/v1/x"))

    plan = plan_of(breaks)
    verdicts(plan)
    verdicts(plan)
    assert texts[:2] == texts[2:]
    assert texts[0] != texts[1]


def test_the_second_attempt_stands_on_fresh_objects_and_twins() -> None:
    labs: list[Lab] = []

    @law(family(), clause="G-1", name="made.breaks")
    def breaks(lab: Lab) -> Outcome:
        labs.append(lab)
        lab.worker.stock.made["issuing.card:default", False] = "ic_1"
        lab.worker.learnt.twins["x", ""] = "it was refused"
        return held(False, "right", "wrong", lab.ask("GET", "/v1/x"))

    twins = []

    @law(family(), clause="G-1", name="made.begins")
    def begins(lab: Lab) -> Outcome:
        twins.append((dict(lab.worker.learnt.twins), dict(lab.worker.stock.made)))
        return held(True, "", "", lab.ask("GET", "/v1/x"))

    verdicts(plan_of(breaks, begins))
    assert twins == [({}, {}), ({}, {})]
    assert len(labs) == 2


def test_what_came_back_once_is_believed_elsewhere() -> None:
    plan = plan_of(asking(family()), asking(family("more", HOLDER)))
    found, target = verdicts(plan, wrong(0))
    assert [(v.status, v.exchanges) for v in found] == [("fail", ("m-1",)), ("fail", ("m-3",))]
    assert len(target.sent) == 3


def test_what_was_observed_otherwise_is_not_believed() -> None:
    def saying(observed: str, group: Family, times: list[str]) -> Law:
        @law(group, clause="G-1", name="made.both")
        def body(lab: Lab) -> Outcome:
            times.append(observed)
            broke = observed == "accepted" or len(times) == 1
            return held(not broke, "right", observed, lab.ask("GET", "/v1/x"))

        return body

    plan = plan_of(saying("accepted", family(), []),
                   saying("status 503", family("more", HOLDER), []))  # fmt: skip
    assert [(v.status, v.observed) for v in verdicts(plan)[0]] == [
        ("fail", "accepted"), ("warn", "status 503")
    ]  # fmt: skip


def test_what_asking_again_costs_is_bounded() -> None:
    @law(family(), clause="G-1", name="made.breaks")
    def breaks(lab: Lab) -> Outcome:
        answers = [lab.ask("GET", "/v1/x") for _ in range(ALLOWED + 1)]
        return held(False, "right", "wrong", answers[0])

    found, target = verdicts(plan_of(breaks))
    assert [v.status for v in found] == ["fail"]
    assert len(target.sent) == ALLOWED + 1


# -- laws of exchanges ---------------------------------------------------------------------------


def watching(told: Callable[[Exchange], Iterator[Finding | None]]) -> Law:
    """Return a law of exchanges that tells what a function does."""

    def body(exchange: Exchange, _operation: Operation, _contracts: Contracts) -> Any:
        yield from told(exchange)

    body.__module__ = "suites.laws.response.made"
    declared = exchange_law(clause="G-1", where=lambda o, _: o.id == CARD, recorded=False)
    return declared(body)


def listing(name: str = "made") -> Law:
    def stand(lab: Lab, operation: Operation) -> Lab:
        lab.call(operation, {}, {"card": "ic_1"})
        return lab

    group = Family(name, operations(lambda one: one.id == CARD), stand)

    @law(group, clause="G-1", name=f"{name}.holds")
    def holds(_lab: Lab) -> Outcome:
        return Outcome(True)

    return holds


def card(_message: Message) -> tuple[int, Any]:
    return 200, {"object": "issuing.card", "id": "ic_1"}


def places(*each: str) -> Callable[[Exchange], Iterator[Finding | None]]:
    """Complain at the places that are named for each answer in turn; "" is none."""
    left = iter(each)

    def told(_exchange: Exchange) -> Iterator[Finding | None]:
        found = next(left).split()
        yield from (Finding("right", f"wrong {place}", place) for place in found)
        if not found:
            yield None

    return told


def part(found: list[Verdict]) -> Verdict:
    (verdict,) = [v for v in found if v.law == "response.made"]
    return verdict


def test_a_place_that_does_not_come_back_is_seen_once() -> None:
    plan = plan_of(watching(places("amount", "")), listing())
    verdict = part(verdicts(plan, card)[0])
    assert (verdict.status, verdict.level, verdict.once) == ("warn", "must", True)
    assert verdict.message.startswith("seen once, and not when it was asked again: expected right")
    assert verdict.exchanges == ("m-1", "m-2")
    assert [(f.place, f.once) for f in verdict.findings] == [("amount", True)]


def test_another_place_is_no_return() -> None:
    plan = plan_of(watching(places("amount", "currency")), listing())
    verdict = part(verdicts(plan, card)[0])
    assert (verdict.status, verdict.once, verdict.exchanges) == ("warn", True, ("m-1", "m-2"))
    assert [(f.place, f.once) for f in verdict.findings] == [("amount", True), ("currency", True)]


def test_of_several_places_those_that_came_back_are_told() -> None:
    plan = plan_of(watching(places("amount currency", "currency")), listing())
    verdict = part(verdicts(plan, card)[0])
    assert (verdict.status, verdict.once) == ("fail", False)
    assert verdict.observed == "wrong currency"
    assert [(f.place, f.once) for f in verdict.findings] == [("amount", True), ("currency", False)]


def test_a_finding_that_nothing_shows_again_did_not_come_back() -> None:
    left = iter((True, False))

    def told(_exchange: Exchange) -> Iterator[Finding | None]:
        if next(left):
            yield Finding("right", "wrong", "error")

    verdict = part(verdicts(plan_of(watching(told), listing()), card)[0])
    assert (verdict.status, verdict.once, verdict.exchanges) == ("warn", True, ("m-1",))


def test_what_two_groups_saw_once_came_back() -> None:
    plan = plan_of(watching(places("amount", "", "amount", "")), listing(), listing("more"))
    found = [v for v in verdicts(plan, card)[0] if v.law == "response.made"]
    assert [v.status for v in found] == ["warn", "warn"]
    (verdict,) = roll_up(found)
    assert (verdict.status, verdict.level, verdict.once) == ("fail", "must", False)
    assert verdict.message == "expected right; observed wrong amount"
    assert verdict.exchanges == ("m-1", "m-2", "m-3", "m-4")


def test_what_two_groups_saw_once_at_two_places_stays_seen_once() -> None:
    plan = plan_of(watching(places("amount", "", "currency", "")), listing(), listing("more"))
    (verdict,) = roll_up(v for v in verdicts(plan, card)[0] if v.law == "response.made")
    assert (verdict.status, verdict.once) == ("warn", True)
    assert [f.place for f in verdict.findings] == ["amount", "currency"]


# -- a whole run ---------------------------------------------------------------------------------


def breaking(count: int, where: Callable[[Call], bool], broken: Callable[[Answer], Answer]) -> Any:
    """Return a fault that breaks the first answers to some calls."""
    left = count

    def fault(call: Call, server: Reference) -> Answer:
        nonlocal left
        answer = server(call)
        if left and where(call):
            left -= 1
            return broken(answer)
        return answer

    return fault


def _read(call: Call) -> bool:
    return call.method == "GET" and call.path.startswith("/v1/issuing/cardholders/ich_")


def _unsaid(answer: Answer) -> Answer:
    return answer.saying({k: v for k, v in answer.json.items() if k != "livemode"})


def test_a_run_that_saw_breaches_once_is_not_red() -> None:
    outcome = through(breaking(1, _read, _unsaid), [f"{HOLDER}.response.*"])
    assert outcome.ids("fail") == []
    assert outcome.ids("warn") == [f"{HOLDER}.response.response_table"]
    verdict = outcome.verdict(f"{HOLDER}.response.response_table")
    assert (verdict["level"], verdict["once"]) == ("must", True)
    assert verdict["message"].startswith("seen once, and not when it was asked again: ")
    assert len(verdict["exchanges"]) == 2
    assert outcome.code == 0
    shown = page(html.render(outcome.ledger))
    assert "once: the claim was asked twice, and this was found one time only" in shown.whole
    assert [x["id"] for x in shown.exchanges(verdict["id"])] == verdict["exchanges"]
    schema = json.loads((ROOT / "docs" / "results.schema.json").read_text(encoding="utf-8"))
    jsonschema.validate(outcome.results, schema)


def test_a_run_that_saw_breaches_each_time_is_red() -> None:
    outcome = through(breaking(10_000, _read, _unsaid), [f"{HOLDER}.response.*"])
    assert outcome.ids("fail") == [f"{HOLDER}.response.response_table"]
    assert outcome.code == 1


def test_a_form_that_was_refused_once_serves_as_a_twin_afterwards() -> None:
    def create(call: Call) -> bool:
        return call.method == "POST" and call.path == "/v1/issuing/cardholders"

    def refused(_answer: Answer) -> Answer:
        return Answer(400, b'{"error": {"type": "invalid_request_error", "message": "busy"}}')

    outcome = through(breaking(1, create, refused), [f"{HOLDERS}.*"])
    assert outcome.ids("fail") == []
    assert outcome.ids("warn") != []
    assert f"{HOLDERS}.required.name" in outcome.ids("pass")
    assert outcome.code == 0
