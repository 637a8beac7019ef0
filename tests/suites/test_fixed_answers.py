"""A server that answers from fixtures, and remembers nothing, earns no pass by looking right.

Reads of some collections always show the same object, with the id that was asked for; what an
action, or an update, does is not kept. The claims below cannot be told from kept ones by that.
"""

from __future__ import annotations

from dataclasses import replace
from fnmatch import fnmatchcase

import pytest

from tests.suites.faults import Fault
from tests.suites.proxied import through, told
from tests.suites.servers import Answer, Call, Respond

CARDS = "/v1/issuing/cards"
DESIGNS = "/v1/issuing/personalization_designs"
DISPUTES = "/v1/issuing/disputes"
INTENTS = "/v1/payment_intents"
TRANSACTIONS = "/v1/issuing/transactions"


def fixture_of(collection: str) -> Fault:
    """Read every object of a collection as the first one that was read, whatever its id is."""
    seen: list[Answer] = []

    def fault(call: Call, forward: Respond) -> Answer:
        name = call.path.removeprefix(f"{collection}/")
        if call.method != "GET" or name == call.path:
            return forward(call)
        answer = forward(call)
        if not seen:
            seen.append(answer)
        return seen[0].saying({**seen[0].json, "id": name})

    return fault


def done_in_words(verb: str) -> Fault:
    """Answer an action with the object as it is, and do nothing."""

    def fault(call: Call, forward: Respond) -> Answer:
        if call.method != "POST" or not call.path.endswith(f"/{verb}"):
            return forward(call)
        path = call.path.removesuffix(f"/{verb}").replace("/test_helpers", "")
        return forward(replace(call, method="GET", path=path, body=""))

    return fault


def no_default(call: Call, forward: Respond) -> Answer:
    """Read no design as the default."""
    answer = forward(call)
    if call.method != "GET" or not call.path.startswith(f"{DESIGNS}/"):
        return answer
    preferences = {**answer.json["preferences"], "is_default": False}
    return answer.saying({**answer.json, "preferences": preferences})


def numbered(number: str) -> Fault:
    """Show one number of all cards."""

    def fault(call: Call, forward: Respond) -> Answer:
        answer = forward(call)
        asked = call.path.startswith(f"{CARDS}/") and "expand" in call.query
        return answer.saying({**answer.json, "number": number}) if asked else answer

    return fault


def strange_charge(call: Call, forward: Respond) -> Answer:
    """Expand the latest charge to one of another payment."""
    answer = forward(call)
    body = answer.json
    if not call.path.startswith(f"{INTENTS}/") or "latest_charge" not in call.query:
        return answer
    fixture = {"object": "charge", "id": "ch_fixture", "paid": True, "captured": False}
    return answer.saying({**body, "latest_charge": {**fixture, "payment_intent": None}})


def strangers_listed(call: Call, forward: Respond) -> Answer:
    """List all cards and transactions, whatever the filter says."""
    unfiltered = [pair for pair in call.pairs if pair[0] not in ("cardholder", "card")]
    fits = call.method == "GET" and call.path in (CARDS, TRANSACTIONS)
    return forward(call.having(unfiltered) if fits else call)


def all_of(*faults: Fault) -> Fault:
    """Return a server that has several faults at once."""
    if not faults:
        return lambda call, forward: forward(call)
    first, rest = faults[0], all_of(*faults[1:])
    return lambda call, forward: first(call, lambda inner: rest(inner, forward))


SILENT: dict[str, tuple[Fault, tuple[str, ...]]] = {
    "one dispute, no action, no number of a card, a charge of another payment": (
        all_of(fixture_of(DISPUTES), done_in_words("submit"), numbered(""), strange_charge), (
            "issuing.dispute.update.unset.evidence?fraudulent?*",
            "issuing.dispute.retrieve.schemathesis.linked",
            "issuing.card.create.replacement.same_number",
            "issuing.card.create.replacement.new_number",
            "payment_intent.create.money.charge.*", "payment_intent.confirm.money.charge.*",
            "payment_intent.create.money.nothing_yet*", "payment_intent.create.defaults.nothing",
        ),
    ),
    "one design, one transaction, one number of all cards": (
        all_of(fixture_of(DESIGNS), fixture_of(TRANSACTIONS), numbered("4000009990000104")), (
            "issuing.personalization_design.update.unset.name",
            "issuing.dispute.create.amount.whole",
            "issuing.card.create.replacement.same_number",
        ),
    ),
    "designs that become neither default nor inactive": (
        all_of(no_default, done_in_words("deactivate")), (
            "issuing.personalization_design.create.default.moves",
            "issuing.card.create.design.inactive_refused",
        ),
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", SILENT)
def test_nothing_is_said(name: str) -> None:
    outcome = through(*SILENT[name])
    assert not told(outcome)
    silent = outcome.ids("not_testable")
    assert all(any(fnmatchcase(found, glob) for found in silent) for glob in SILENT[name][1])


def test_an_update_that_is_not_kept_is_no_move() -> None:
    globs = ("issuing.dispute.update.transition.unsubmitted.*",)
    outcome = through(fixture_of(DISPUTES), globs)
    assert outcome.failures("issuing.dispute.update.transition.unsubmitted.*") == [
        "issuing.dispute.update.transition.unsubmitted.evidence",
        "issuing.dispute.update.transition.unsubmitted.metadata",
    ]


def test_a_filter_that_is_ignored_makes_no_second_object() -> None:
    """What a list should have kept out is no trace of a request that was sent twice."""
    globs = (
        "issuing.card.create.idempotency.one_object", "issuing.card.create.idempotency.race",
        "issuing.transaction.list.made.once",
    )  # fmt: skip
    outcome = through(strangers_listed, globs)
    assert sorted(outcome.ids("pass")) == sorted(globs)
