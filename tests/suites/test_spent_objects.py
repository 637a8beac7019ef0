"""What a server wrongly did to an object is no reason to blame it for the next request."""

from __future__ import annotations

import json

import pytest
import requests

from contracts import load
from harness.exchange import Exchange, Request, Response
from harness.message import Message
from suites.generic import HOST, LabSession
from suites.lab import Lab
from suites.law import Unavailable
from suites.objects.provision import Provisioner, Send
from suites.objects.stock import Stock
from suites.worker import Worker

_CANCEL = "@payment_intent:default"


def _provisioning(send: Send) -> Provisioner:
    return Provisioner(send, load(), Stock({}), lambda: "run")


def _provisioner() -> tuple[Provisioner, list[str]]:
    made: list[str] = []

    def send(method: str, path: str, _form: object) -> Exchange:
        made.append(f"pi_{len(made)}")
        body = f'{{"id":"{made[-1]}","object":"payment_intent"}}'.encode()
        return Exchange("e", "", Request(method, path), Response(200, {}, body), 0, 0)

    return _provisioning(send), made


def test_an_object_that_was_spent_is_not_handed_out_again() -> None:
    """A canceled intent would answer every broken form with its state, and be right."""
    provisioner, _ = _provisioner()
    first = provisioner.obtain(_CANCEL, changing=True)
    assert provisioner.obtain(_CANCEL, changing=True) == first
    provisioner.forget(first)
    assert provisioner.obtain(_CANCEL, changing=True) != first


class _Canceling:
    """Makes intents, and cancels each that it is asked to."""

    has_publishable = False

    def __init__(self) -> None:
        self.made = 0

    def send(self, message: Message) -> Exchange:
        if message.path == "/v1/payment_intents":
            self.made += 1
        status = "canceled" if message.path.endswith("/cancel") else "requires_payment_method"
        body = {"id": f"pi_{self.made}", "object": "payment_intent", "status": status}
        answer = Response(200, {}, json.dumps(body).encode())
        return Exchange("e", "", Request(message.method, message.path), answer, 0, 0)

    def twin(self, _name: str) -> _Canceling:
        return self


def _lab() -> Lab:
    return Lab(Worker(_Canceling(), load(), "standard", "x"), "group")


def test_what_a_generated_form_did_spends_an_object_too() -> None:
    """Generated forms cancel intents as well; metadata of a canceled one may be refused."""
    lab = _lab()
    first = lab.provision.obtain(_CANCEL, changing=True)
    sent = requests.Request("POST", f"{HOST}/v1/payment_intents/{first}/cancel").prepare()
    LabSession(lab, lambda *_: None).send(sent)
    assert lab.provision.obtain(_CANCEL, changing=True) != first


def test_a_generated_id_may_hold_anything() -> None:
    """A slash and a question mark in an id neither make a longer path nor end it."""
    used: list[str] = []
    lab = _lab()
    session = LabSession(lab, lambda operation, _: used.append(operation.id))
    for name in ("a%3F%2Fb", "%2F", "a%2Fcancel"):
        sent = requests.Request("POST", f"{HOST}/v1/payment_intents/{name}/cancel").prepare()
        assert session.send(sent) is not None
    assert used == ["payment_intent.cancel"] * 3


def test_objects_that_forms_name_stay() -> None:
    """Only what a test changes is renewed: forms go on naming the same objects."""
    provisioner, made = _provisioner()
    named = provisioner.obtain(_CANCEL)
    provisioner.forget(named)
    assert provisioner.obtain(_CANCEL) == named
    assert len(made) == 1


def test_an_object_in_another_state_is_no_set_up() -> None:
    """Where a server ignores `confirm`, nothing follows for what happens to a paid intent."""
    body = b'{"id":"pi_1","object":"payment_intent","status":"requires_confirmation"}'

    def send(method: str, path: str, _form: object) -> Exchange:
        return Exchange("e", "", Request(method, path), Response(200, {}, body), 0, 0)

    provisioner = _provisioning(send)
    with pytest.raises(Unavailable, match="status requires_confirmation, not succeeded"):
        provisioner.obtain("@payment_intent:succeeded!", changing=True)


def test_a_feature_that_an_account_lacks_is_told() -> None:
    """Where a charge shows that it cannot be raised, nothing follows for raising it."""
    flag = {"incremental_authorization": {"status": "unavailable"}}
    charge = {"payment_method_details": {"card": flag}}
    shown = {"id": "pi_1", "object": "payment_intent", "status": "requires_capture"}
    answer = json.dumps({**shown, "latest_charge": charge}).encode()

    def send(method: str, path: str, _form: object) -> Exchange:
        return Exchange("e", "", Request(method, path), Response(200, {}, answer), 0, 0)

    provisioner = _provisioning(send)
    with pytest.raises(Unavailable, match='status "unavailable", not "available"'):
        provisioner.obtain("@payment_intent:incrementable!", changing=True)


def test_a_step_that_should_be_refused_and_is_not_is_told() -> None:
    """Set-up that takes a declined card fails where no card is declined."""
    answer = b'{"id":"pi_1","object":"payment_intent","status":"succeeded"}'

    def send(method: str, path: str, _form: object) -> Exchange:
        return Exchange("e", "", Request(method, path), Response(200, {}, answer), 0, 0)

    provisioner = _provisioning(send)
    with pytest.raises(Unavailable, match=r"was accepted \(status 200\), not answered with 402"):
        provisioner.obtain("@payment_intent:declined!", changing=True)
