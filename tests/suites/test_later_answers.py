"""What later answers say of an object is held against its creation, its id and a reading."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import Any

from sandbox.auth import SECRET
from tests.near import answering
from tests.running import Outcome, run
from tests.suites.servers import Answer, Call, Reference

INTENT = "payment_intent"
_ASKED = (
    f"{INTENT}.retrieve.response.set_once", f"{INTENT}.retrieve.response.same_object",
    f"{INTENT}.create.copies.retrieved.confirm", f"{INTENT}.cancel.expand.posted",
    f"{INTENT}.capture.expand.posted", "mandate.retrieve.response.same_object",
    f"{INTENT}.apply_customer_balance.transition.requires_action.full",
)  # fmt: skip


def _found(spoilt: Callable[[Call, Any], None], *asked: str) -> Outcome:
    """Return what is found where accepted answers are spoilt on their way."""
    server = Reference()

    def respond(call: Call) -> Answer:
        answer = server(call)
        if answer.status != 200:
            return answer
        body = answer.json
        spoilt(call, body)
        return answer.saying(body)

    with answering(respond) as url:
        return run(url, *asked, key=SECRET, ids=server.ids)


@functools.cache
def _clean() -> Outcome:
    return _found(lambda _call, _body: None, *_ASKED)


def test_all_of_it_holds_where_nothing_is_spoilt() -> None:
    """A cancellation has references in one state, and a full balance pays as before."""
    assert {_clean().verdict(claim)["status"] for claim in _ASKED} == {"pass"}


def _by_hand(call: Call, body: Any) -> None:
    if call.method == "GET" and body.get("object") == INTENT:
        body["confirmation_method"] = "manual"


def _renamed(call: Call, body: Any) -> None:
    if call.method == "GET" and body.get("object") == "mandate":
        body["id"] = "mandate_another0000000000"


def _unpaid(call: Call, body: Any) -> None:
    if call.path == "/v1/payment_intents" and body.get("status") == "succeeded":
        body["payment_method"] = None


def _held(call: Call, body: Any) -> None:
    if call.path.endswith("/capture") and isinstance(body.get("latest_charge"), dict):
        body["latest_charge"]["captured"] = False


def test_what_only_a_creation_sets_stays() -> None:
    claim = f"{INTENT}.retrieve.response.set_once"
    found = _found(_by_hand, claim)
    assert found.ids("warn") == [claim]
    assert found.places(claim) == ["confirmation_method"]
    assert found.verdict(claim)["clause"] == "G-116"


def test_an_id_is_answered_with_the_object_of_that_id() -> None:
    """It is seen where nothing can be made, and the id was configured or lent."""
    claim = "mandate.retrieve.response.same_object"
    found = _found(_renamed, claim)
    assert found.ids("fail") == [claim]
    assert found.places(claim) == ["id"]


def test_a_creation_that_is_confirmed_at_once_answers_with_what_is_kept() -> None:
    claim = f"{INTENT}.create.copies.retrieved.confirm"
    assert _found(_unpaid, claim).ids("fail") == [claim]


def test_what_an_action_expands_is_no_charge_of_before() -> None:
    claim = f"{INTENT}.capture.expand.posted"
    found = _found(_held, claim)
    assert found.ids("fail") == [claim]
    assert "captured" in found.verdict(claim)["message"]


def test_what_never_changes_is_as_it_was_first_seen() -> None:
    """A settlement that no call makes is seen by one group and changed by another."""
    claims = [f"issuing.settlement.{name}.response.constant" for name in ("retrieve", "update")]
    changed: set[str] = set()

    def cleared_elsewhere(call: Call, body: Any) -> None:
        if "/settlements/" in call.path and call.method == "POST":
            changed.add(body["id"])
        if body.get("id") in changed and "settlement_service" in body:
            body["settlement_service"] = "domestic"

    found = _found(cleared_elsewhere, *claims)
    assert set(found.ids("fail")) == set(claims)
    assert found.places(claims[1]) == ["settlement_service"]
    said = found.verdict(claims[1])["message"]
    assert 'expected settlement_service "international", as it was first seen' in said
