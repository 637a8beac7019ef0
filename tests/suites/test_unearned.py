"""Servers that lack what a claim rests on earn no verdict about it, neither good nor bad.

A proxy stands before the sandbox and leaves one thing undone; the claims below follow from it.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from tests.suites.faults import Fault, without
from tests.suites.proxied import through, told
from tests.suites.servers import Answer, Call, Respond

HOLDERS = "/v1/issuing/cardholders"
INTENTS = "/v1/payment_intents"
CONFIRMED = (
    "payment_intent.capture.money.*",
    "payment_intent.cancel.money.*",
    "payment_intent.verify_microdeposits.microdeposits.*",
    "payment_intent.apply_customer_balance.funds.*",
)
_LAST: list[str] = []


def _unkeyed(call: Call) -> Call:
    """Return the call without its idempotency key; an empty one would be refused."""
    return replace(call, headers={n: v for n, v in call.headers.items() if n != "idempotency-key"})


def pretended(call: Call, forward: Respond) -> Answer:
    """Answer updates of cardholders with what was sent, and do nothing."""
    if call.method != "POST" or not call.path.startswith(f"{HOLDERS}/"):
        return forward(call)
    answer = forward(replace(_unkeyed(call), body="", method="GET"))
    if answer.status != 200:
        return answer
    body = answer.json
    for name, value in call.pairs:
        top, _, rest = name.partition("[")
        if rest and isinstance(body.get(top), dict):
            body[top] = {**body[top], rest.rstrip("]"): value}
        elif not rest and top in body:
            body[top] = value
    return answer.saying(body)


def forward_only(call: Call, forward: Respond) -> Answer:
    """Refuse `ending_before` as if nobody knew it."""
    if call.method == "GET" and any(name == "ending_before" for name, _ in call.pairs):
        renamed = [("unheard_of", v) for n, v in call.pairs if n == "ending_before"]
        answer = forward(call.having(renamed))
        error = {k: v for k, v in answer.json["error"].items() if k in ("type", "message")}
        return answer.saying({"error": error})
    return forward(call)


def unconfirmed(call: Call, forward: Respond) -> Answer:
    """Confirm nothing, neither at once nor afterwards, and say that all is well."""
    if call.method == "POST" and call.path.endswith("/confirm"):
        path = call.path.removesuffix("/confirm")
        return forward(replace(_unkeyed(call), method="GET", path=path, body=""))
    return without("confirm", f"POST {INTENTS}")(call, forward)


def keyless(call: Call, forward: Respond) -> Answer:
    """Look at no idempotency key."""
    return forward(_unkeyed(call))


def blank(call: Call, forward: Respond) -> Answer:
    """Show no metadata of intents."""
    answer = forward(call)
    return answer.saying({**answer.json, "metadata": {}}) if call.path == INTENTS else answer


def frozen() -> Fault:
    """Show each cardholder for ever as it was when somebody first looked."""
    seen: dict[str, Answer] = {}

    def fault(call: Call, forward: Respond) -> Answer:
        if call.method != "GET" or not call.path.startswith(f"{HOLDERS}/"):
            return forward(call)
        return seen.setdefault(call.path, forward(call))

    return fault


def once(method: str, path: str) -> Callable[[], Fault]:
    """Answer, whatever is sent and with whatever key, as the first time; `path` is its end."""

    def make() -> Fault:
        seen: dict[str, Answer] = {}

        def fault(call: Call, forward: Respond) -> Answer:
            if call.method != method or not call.path.endswith(path):
                return forward(call)
            if call.path not in seen:
                answer = forward(_unkeyed(call))
                if answer.status != 200:
                    return answer
                seen[call.path] = answer
            return seen[call.path]

        return fault

    return make


def still(call: Call, forward: Respond) -> Answer:
    """Answer updates of intents and designs with the object, and do nothing."""
    own = (f"{INTENTS}/", "/v1/issuing/personalization_designs/")
    if call.method == "POST" and call.path.startswith(own) and call.path.count("/") < 5:
        answer = forward(replace(_unkeyed(call), body="", method="GET"))
        return answer if answer.status == 200 else forward(call)
    return forward(call)


def named_all(call: Call, forward: Respond) -> Answer:
    """Find an intent by any id, such as by the last one that was made."""
    answer = forward(call)
    if call.method == "POST" and call.path == INTENTS and answer.status == 200:
        _LAST[:] = [answer.json["id"]]
    if call.method != "GET" or answer.status != 404 or not _LAST:
        return answer
    return forward(replace(call, path=f"{INTENTS}/{_LAST[0]}"))


def keyholder() -> Fault:
    """Take whatever comes as a key for the right one, once that is known."""
    known: dict[str, str] = {}

    def fault(call: Call, forward: Respond) -> Answer:
        given = call.headers.get("authorization", "")
        if given.startswith("Bearer") and not known and forward(call).status == 200:
            known["authorization"] = given
        return forward(replace(call, headers={**call.headers, **(known if given else {})}))

    return fault


def unasked(call: Call, forward: Respond) -> Answer:
    """Read no parameter of what retrieves an intent."""
    own = call.method == "GET" and call.path.startswith(f"{INTENTS}/")
    return forward(replace(call, query="") if own else call)


def weightless(call: Call, forward: Respond) -> Answer:
    """Show transactions and disputes that are about no money."""
    answer = forward(call)
    if call.path.startswith("/v1/issuing/"):
        body = re.sub(r'"amount": ?-?\d+', '"amount": 0', answer.body.decode())
        return replace(answer, body=body.encode())
    return answer


def unpaged(call: Call, forward: Respond) -> Answer:
    """List all cardholders on each page."""
    if call.method != "GET" or call.path != HOLDERS or "assay_unknown" in call.query:
        return forward(call)
    names = ("limit", "starting_after", "ending_before")
    rest = [pair for pair in call.pairs if pair[0] not in names]
    answer = forward(call.having([*rest, ("limit", "100")]))
    return answer.saying({**answer.json, "has_more": False}) if answer.status == 200 else answer


def one_intent() -> Fault:
    """Make one intent for ever, and find it whatever is searched for."""
    make = once("POST", INTENTS)()

    def fault(call: Call, forward: Respond) -> Answer:
        if not call.path.endswith("/search"):
            return make(call, forward)
        made = make(Call("POST", INTENTS, "", "amount=1&currency=usd", call.headers), forward)
        found = {"object": "search_result", "data": [made.json], "has_more": False,
                 "next_page": None, "url": call.path}  # fmt: skip
        return made.saying(found)

    return fault


TABLE: dict[str, tuple[Fault, tuple[str, ...]]] = {
    "updates that are only said to be done": (pretended, (
        "issuing.cardholder.update.keeps.*", "issuing.cardholder.update.unset.*",
        "issuing.cardholder.update.idempotency.replayed",
        "issuing.cardholder.retrieve.idempotency.on_get",
    )),
    "a cursor that is not known": (forward_only, (
        "payment_intent.list.cursor.both", "payment_intent.list.cursor.unknown.ending_before",
    )),
    "confirmations that do not happen": (unconfirmed, CONFIRMED),
    "metadata that no answer shows": (blank, (
        "payment_intent.create.dialect.e*_*", "payment_intent.create.dialect.spaces*",
    )),
    "objects that never change": (frozen(), (
        "issuing.cardholder.update.*.unchanged",
        "issuing.cardholder.update.auth.unchanged_by_strangers",
    )),
    "an amount that nobody reads": (
        without("amount|currency", f"POST {INTENTS}/*/apply_customer_balance"),
        ("payment_intent.apply_customer_balance.echo.*",),
    ),
    "keys that are not looked at": (keyless, (
        "payment_intent.create.idempotency.key_longest",
    )),
    "creations that make nothing": (once("POST", HOLDERS)(), (
        "issuing.cardholder.create.readable", "issuing.cardholder.list.lists_created",
        "issuing.cardholder.create.copies.retrieved", "issuing.cardholder.create.idempotency.r*",
        "issuing.cardholder.create.idempotency.one_object",
    )),
    "an action without a state": (once("POST", "/cancel")(), (
        "payment_intent.cancel.idempotency.replayed",
    )),
    "updates that do nothing": (still, (
        "payment_intent.update.lasting", "payment_intent.update.echo.currency",
        "payment_intent.update.copies.updated", "payment_intent.update.copies.acted",
        "payment_intent.list.law.entries",
        "payment_intent.*.law.changes_nothing",
        "issuing.personalization_design.update.unset.name",
    )),
    "ids of nothing": (named_all, ("payment_intent.retrieve.schemathesis.linked",)),
    "any key at all": (keyholder(), ("payment_intent.*.auth.basic",)),
    "parameters that nobody reads": (unasked, (
        "payment_intent.retrieve.dialect.e*_*", "payment_intent.retrieve.expand.four_levels",
        "payment_intent.retrieve.expand.null",
    )),
    "no pages": (unpaged, (
        "issuing.cardholder.list.law.both_ways", "issuing.cardholder.list.law.page_sizes",
        "issuing.cardholder.list.pagination.forward_walk",
    )),
    "one object that every search finds": (one_intent(), (
        "payment_intent.search.search.fields.*", "payment_intent.search.search.operators.*",
    )),
    "no money": (weightless, (
        "issuing.transaction.retrieve.response.transaction_sign*",
        "issuing.dispute.create.amount.whole",
    )),
}  # fmt: skip


def test_what_is_confirmed_afterwards_only_is_earned_all_the_same() -> None:
    outcome = through(without("confirm", f"POST {INTENTS}"), CONFIRMED)
    assert {status for status, _, _ in told(outcome)} == {"pass"}
    assert len(outcome.ids("pass")) == 34


@pytest.mark.parametrize("name", TABLE)
def test_nothing_is_said(name: str) -> None:
    fault, globs = TABLE[name]
    outcome = through(fault, globs)
    assert not told(outcome)
    assert outcome.ids("not_testable")
