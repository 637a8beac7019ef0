"""Who goes on with another worker's groups judges what that one would have judged, and no more."""

from __future__ import annotations

from collections.abc import Iterable

from contracts import load
from contracts.loader import API
from harness.exchange import Exchange
from harness.ledger import roll_up
from harness.redaction import Keys
from harness.verdict import Verdict
from sandbox.auth import SECRET
from suites.asking import selected
from suites.conventions import conventions
from suites.hold import hold
from suites.plan import Group
from suites.recalling import recall
from suites.worker import Worker
from tests.near import Near, answering
from tests.suites.servers import Reference

LIST = "payment_intent.list"
ASKED = ("payment_intent.*.accepts", "payment_intent.*.present", f"{LIST}.response.*")
PLAN = selected(API, "standard", ASKED).plan
GROUPS = [group for group in PLAN.groups if group.id.startswith("payment_intent.")
          and group.id.endswith((".accepts", ".present"))]  # fmt: skip
CUT = 6  # groups behind which a run was ended


def asked(
    url: str, groups: Iterable[Group], before: Iterable[Exchange] = ()
) -> tuple[list[Verdict], list[Exchange]]:
    """Return what one worker finds and is answered; `before` is what another one was."""
    seen: list[Exchange] = []
    target = Near(url, Keys(SECRET), api_version=load().api_version, sink=seen.append,
                  conventions=conventions(load()))  # fmt: skip
    worker = Worker(target, load(), "smoke", "r1", 1, watched=PLAN.watched)
    recall(worker, before)
    return [verdict for group in groups for verdict in hold(group, worker)], seen


def test_a_run_that_is_gone_on_with_judges_what_a_whole_one_does() -> None:
    with answering(Reference()) as url:
        whole, _ = asked(url, GROUPS)
    with answering(Reference()) as url:
        first, seen = asked(url, GROUPS[:CUT])
        then, _ = asked(url, GROUPS[CUT:], seen)
    statuses = _statuses(whole)
    assert _statuses([*first, *then]) == statuses
    assert statuses[f"{LIST}.response.list_envelope"] == "pass"
    assert statuses[f"{LIST}.present"] == "pass"


def test_a_list_is_judged_by_an_entry_of_the_groups_own_in_whichever_order() -> None:
    with answering(Reference()) as url:
        forth, _ = asked(url, GROUPS)
    with answering(Reference()) as url:
        asked(url, GROUPS[:CUT])  # another run fills the lists before
        back, _ = asked(url, GROUPS[::-1])
    assert _statuses(forth).items() <= _statuses(back).items()
    more = _statuses(back).keys() - _statuses(forth).keys()
    fuller = {"filtered", "full_pages", "own"}  # of longer lists
    assert {name.rpartition(".")[2] for name in more} <= fuller
    alone = next(group for group in GROUPS if group.id == f"{LIST}.accepts")
    with answering(Reference()) as url:
        own, seen = asked(url, [alone])
    named = {name for name in _statuses(forth) if name.startswith(f"{LIST}.response.")}
    assert _statuses(own).keys() >= named
    assert len(named) == 22
    assert [(e.request.method, e.request.path) for e in seen][:2] == [
        ("POST", "/v1/payment_intents"), ("GET", "/v1/payment_intents"),
    ]  # fmt: skip


def _statuses(verdicts: Iterable[Verdict]) -> dict[str, str]:
    return {verdict.id: verdict.status for verdict in roll_up(verdicts)}
