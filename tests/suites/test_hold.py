"""Every claim of a group gets exactly one verdict, whatever law, family or target do."""

from __future__ import annotations

from typing import Any

from contracts import load
from contracts.model import Contracts, Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from harness.message import Message
from harness.verdict import Finding
from suites.lab import Lab
from suites.law import Breach, Family, Unavailable, exchange_law, held, law, passed
from suites.subjects import operations
from tests.suites.small import plan_of, verdicts

CARD = "issuing.card.retrieve"


def _one(operation: Operation) -> bool:
    return operation.id == CARD


def _family(stand: Any) -> Family:
    return Family("made", operations(_one), stand)


def _asked(lab: Lab, _operation: Operation) -> Lab:
    return lab


def _exchange(lab: Lab) -> Exchange:
    return lab.ask("GET", "/v1/x")


def test_each_law_of_a_group_has_a_verdict_of_its_own() -> None:
    family = _family(_asked)

    @law(family, clause="G-1", name="made.holds")
    def holds(lab: Lab) -> Outcome:
        return passed(_exchange(lab))

    @law(family, clause="G-2", name="made.breaks", level="should")
    def breaks(lab: Lab) -> Outcome:
        return held(False, "a", "b", _exchange(lab))

    @law(family, clause="G-3", name="made.lacks")
    def lacks(lab: Lab) -> Outcome:
        raise Unavailable("nothing there", _exchange(lab), blocked_by="GET /v1/x")

    @law(family, clause="G-4", name="made.ends")
    def ends(lab: Lab) -> Outcome:
        raise Breach("a page", "none", _exchange(lab))

    @law(family, clause="G-5", name="made.fails")
    def fails(_lab: Lab) -> Outcome:
        raise ZeroDivisionError("x")

    found, _ = verdicts(plan_of(holds, breaks, lacks, ends, fails))
    assert {v.id.removeprefix(f"{CARD}.made."): v.status for v in found} == {
        "holds": "pass", "breaks": "warn", "lacks": "not_testable", "ends": "fail",
        "fails": "error",
    }  # fmt: skip
    said = {v.id.rpartition(".")[2]: v for v in found}
    assert said["lacks"].blocked_by == "GET /v1/x"
    assert said["lacks"].exchanges
    assert said["fails"].message == "the suite failed: ZeroDivisionError: x"
    assert said["ends"].expected == "a page"


def test_what_cannot_be_had_is_the_verdict_on_each_claim() -> None:
    def stand(lab: Lab, _operation: Operation) -> Lab:
        raise Unavailable("no card", _exchange(lab), blocked_by="POST /v1/cards")

    family = _family(stand)

    @law(family, clause="G-1", name="made.first")
    def first(_lab: Lab) -> Outcome:
        raise AssertionError

    @law(family, clause="G-1", name="made.second")
    def second(_lab: Lab) -> Outcome:
        raise AssertionError

    found, target = verdicts(plan_of(first, second))
    assert [(v.status, v.message, v.blocked_by) for v in found] == [
        ("not_testable", "no card", "POST /v1/cards")
    ] * 2
    assert [message.setup for message in target.sent] == [True]


def test_what_a_group_sends_says_whose_it_is() -> None:
    def stand(lab: Lab, _operation: Operation) -> Lab:
        _exchange(lab)
        return lab

    @law(_family(stand), clause="G-1", name="made.holds")
    def holds(lab: Lab) -> Outcome:
        return passed(_exchange(lab))

    _, target = verdicts(plan_of(holds))
    assert [(m.group, m.setup) for m in target.sent] == [(f"{CARD}.made", True),
                                                         (f"{CARD}.made", False)]  # fmt: skip


def test_unique_texts_depend_on_the_run_and_the_group_alone() -> None:
    texts = []

    @law(_family(_asked), clause="G-1", name="made.holds")
    def holds(lab: Lab) -> Outcome:
        texts.append([lab.unique(), lab.unique()])
        return passed()

    plan = plan_of(holds)
    verdicts(plan)
    verdicts(plan)
    assert texts[0] == texts[1]
    assert len(set(texts[0])) == 2


def _watching(where: Any, body: Any) -> Any:
    body.__module__ = "suites.laws.response.made"
    return exchange_law(clause="G-1", where=where, recorded=False)(body)


def _every(_operation: Operation, _contracts: Contracts) -> bool:
    return True


def _listing(lab: Lab, operation: Operation) -> Lab:
    lab.call(operation, {}, {"card": "ic_1"})
    return lab


@law(_family(_listing), clause="G-1", name="made.holds")
def _quiet(_lab: Lab) -> Outcome:
    return passed()


def _card(_message: Message) -> tuple[int, Any]:
    return 200, {"object": "issuing.card", "id": "ic_1"}


def test_a_law_of_exchanges_tells_places_inside_one_claim() -> None:
    def body(_exchange: Exchange, _operation: Operation, _contracts: Contracts) -> Any:
        yield Finding("e", "o", "amount", "should")
        yield Finding("e", "o", "currency")
        yield Finding("e", "o", "amount")

    found, _ = verdicts(plan_of(_watching(_every, body), _quiet), _card)
    (verdict,) = [v for v in found if v.law == "response.made"]
    assert verdict.id == f"{CARD}.response.made"
    assert (verdict.status, verdict.level) == ("fail", "must")
    assert [f.place for f in verdict.findings] == ["amount", "currency"]
    assert {f.exchange for f in verdict.findings} == {"m-1"}


def test_findings_of_one_claim_are_bounded() -> None:
    def body(_exchange: Exchange, _operation: Operation, _contracts: Contracts) -> Any:
        yield from (Finding("e", "o", f"data.{n}") for n in range(1000))

    found, _ = verdicts(plan_of(_watching(_every, body), _quiet), _card)
    (verdict,) = [v for v in found if v.law == "response.made"]
    assert (len(verdict.findings), verdict.more) == (20, 980)


def test_an_answer_of_another_kind_earns_nothing() -> None:
    def body(_exchange: Exchange, _operation: Operation, _contracts: Contracts) -> Any:
        yield None

    plan = plan_of(_watching(_every, body), _quiet)
    assert not [v for v in verdicts(plan)[0] if v.law == "response.made"]
    assert [v.status for v in verdicts(plan, _card)[0] if v.law == "response.made"] == ["pass"]


def test_a_claim_of_exchanges_is_planned_for_each_operation_that_can_show_it() -> None:
    def body(_exchange: Exchange, _operation: Operation, _contracts: Contracts) -> Any:
        yield None

    plan = plan_of(_watching(lambda o, _: o.method == "GET", body))
    reads = {o.id for o in load().operations if o.method == "GET"}
    assert set(plan.claims) == {f"{name}.response.made" for name in reads}
