"""Nothing that a run neither made nor was given is written to, whoever asks for it."""

from __future__ import annotations

import json
from typing import Any

import pytest

from contracts import load
from harness.message import Message
from suites.guard import Account, Guarded, Owned
from suites.law import Unavailable
from tests.suites.small import Spoken

INTENT = {"id": "pi_own", "object": "payment_intent", "customer": {"id": "cus_1",
          "object": "customer"}, "latest_charge": {"id": "ch_own", "object": "charge"}}  # fmt: skip
LISTED = {"object": "list", "data": [{"id": "pi_other", "object": "payment_intent"}]}
DESIGNS = "/v1/issuing/personalization_designs"


def _answer(message: Message) -> tuple[int, Any]:
    if message.method == "GET":
        return 200, LISTED
    if message.form.get("confirm"):
        return 402, {"error": {"type": "card_error", "payment_intent": {**INTENT, "id": "pi_bad"}}}
    return 200, INTENT


def _guarded(account: Account = "own", given: tuple[str, ...] = ()) -> tuple[Guarded, Spoken]:
    target = Spoken(_answer)
    return Guarded(target, Owned(load(), given, account)), target


def _post(path: str, **form: Any) -> Message:
    return Message("POST", path, form=form)


@pytest.mark.parametrize(
    "path",
    [
        "/v1/payment_intents/pi_other",
        "/v1/payment_intents/pi_other/cancel",
        "/v1/payment_intents/pi%5Fother/cancel",
        "/v1/customers/cus_1",  # shown by what was made, and there before
        "/v1/test_helpers/issuing/authorizations/iauth_other/capture",  # no operation of ours
    ],
)
def test_what_a_list_answered_is_never_written_to(path: str) -> None:
    sender, target = _guarded()
    sender.send(Message("GET", "/v1/payment_intents"))
    sender.send(_post("/v1/payment_intents", amount=100))
    for method in ("POST", "PUT", "PATCH", "DELETE"):
        with pytest.raises(Unavailable, match="neither made by this run nor given"):
            sender.send(Message(method, path))
    with pytest.raises(Unavailable):
        sender.twin("race").send(_post(path))
    assert len(target.sent) == 2
    sender.send(Message("GET", path))
    assert len(target.sent) == 3


@pytest.mark.parametrize(
    "name",
    [
        "pi_own",  # answered to a creation
        "pi_bad",  # named by its refusal
        "ch_own",  # made with it: no call makes one
        "pi_given",
        "pi_assayunknown0000000000000",  # made up by the suite
        "a%3F%2Fb",  # no id of anybody
    ],
)
def test_what_the_run_made_or_was_given_is_written_to(name: str) -> None:
    sender, target = _guarded(given=("pi_given",))
    sender.send(_post("/v1/payment_intents", amount=100))
    sender.send(_post("/v1/payment_intents", amount=100, confirm=True))
    sender.send(_post(f"/v1/payment_intents/{name}/cancel"))
    assert target.sent[-1].path == f"/v1/payment_intents/{name}/cancel"


@pytest.mark.parametrize("name", ["cancel", "word"])
def test_an_id_that_is_a_word_is_known_by_its_list(name: str) -> None:
    target = Spoken(lambda _message: (200, {"data": [{"id": "word"}], "object": "list"}))
    sender = Guarded(target, Owned(load(), ()))
    sender.send(Message("GET", "/v1/payment_intents"))
    if name == "word":
        with pytest.raises(Unavailable):
            sender.send(_post("/v1/payment_intents/word"))
    else:
        sender.send(_post("/v1/payment_intents/pi_assay/cancel"))


@pytest.mark.parametrize(
    ("form", "body", "displaces"),
    [
        ({"preferences": {"is_default": True}}, None, True),
        ({"preferences": {"is_default": "YES"}}, None, True),  # a lenient server takes it
        ({}, "preferences%5Bis_default%5D=true", True),
        ({"preferences": {"is_default": False}}, None, False),
        ({"preferences": ""}, None, False),
        ({"name": "Assay"}, None, False),
    ],
)
def test_what_displaces_the_accounts_default_has_to_be_allowed(
    form: dict[str, Any], body: str | None, displaces: bool
) -> None:
    message = Message("POST", DESIGNS, form=form, raw_body=body)
    kept, unsent = _guarded("kept")
    if displaces:
        with pytest.raises(Unavailable, match="--allow-account-changes"):
            kept.send(message)
    else:
        kept.send(message)
    assert bool(unsent.sent) is not displaces
    accounts: tuple[Account, ...] = ("own", "allowed")
    for account in accounts:
        assert json.dumps(_guarded(account)[0].send(message).item)
