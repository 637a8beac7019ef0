"""Objects are made in another way where the first is refused; all refusals are told."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

import pytest

from contracts import load
from harness.exchange import Exchange, Request, Response
from suites.law import Unavailable
from suites.objects.provision import Provisioner
from suites.objects.stock import Stock

INTENTS = "/v1/payment_intents"
Answer = Callable[[str, str, Mapping[str, Any]], tuple[int, Any]]


class _Server:
    """Answers set-up calls, and keeps what it was asked."""

    def __init__(self, answer: Answer, stock: Stock | None = None) -> None:
        self.calls: list[tuple[str, Any]] = []
        self._answer = answer
        self.stock = stock or Stock({})
        self.provision = Provisioner(self._send, load(), self.stock, lambda: "run")

    def _send(self, method: str, path: str, form: Mapping[str, Any]) -> Exchange:
        self.calls.append((f"{method} {path}", form))
        status, body = self._answer(method, path, form)
        number = f"e-{len(self.calls)}"
        response = Response(status, {}, json.dumps(body).encode())
        return Exchange(number, "", Request(method, path), response, 0, 0)


def _intent(status: str, **more: Any) -> tuple[int, Any]:
    return 200, {"id": "pi_1", "object": "payment_intent", "status": status, **more}


def _in_two_calls(_method: str, path: str, form: Mapping[str, Any]) -> tuple[int, Any]:
    """Refuse to create and confirm at once."""
    if path == INTENTS and "confirm" in form:
        return 400, {"error": {"message": "Unexpected confirm"}}
    return _intent("succeeded" if path.endswith("/confirm") else "requires_confirmation")


def test_an_intent_is_made_in_two_calls_where_one_is_refused() -> None:
    server = _Server(_in_two_calls)
    assert server.provision.obtain("@payment_intent:succeeded!") == "pi_1"
    titles = [call for call, _ in server.calls]
    assert titles == [f"POST {INTENTS}", f"POST {INTENTS}", f"POST {INTENTS}/pi_1/confirm"]


def test_what_worked_is_remembered() -> None:
    server = _Server(_in_two_calls)
    for _ in range(2):
        server.provision.obtain("@payment_intent:succeeded!")
    assert [call for call, _ in server.calls[3:]] == [
        f"POST {INTENTS}", f"POST {INTENTS}/pi_1/confirm",
    ]  # fmt: skip
    beside = _Server(_in_two_calls, server.stock.beside())
    beside.provision.obtain("@payment_intent:succeeded!")
    assert len(beside.calls) == 2


def test_one_that_is_made_and_not_confirmed_is_no_success() -> None:
    """A server that ignores `confirm` answers 200 all the same."""

    def answer(_method: str, path: str, _form: Mapping[str, Any]) -> tuple[int, Any]:
        return _intent("succeeded" if path.endswith("/confirm") else "requires_confirmation")

    assert _Server(answer).provision.obtain("@payment_intent:succeeded!") == "pi_1"


def test_the_first_way_is_enough_where_it_works() -> None:
    server = _Server(lambda *_: _intent("succeeded"))
    server.provision.obtain("@payment_intent:succeeded!")
    assert [call for call, _ in server.calls] == [f"POST {INTENTS}"]


def test_all_refusals_are_told_when_no_way_works() -> None:
    server = _Server(lambda *_: (400, {"error": {"code": "no"}}))
    with pytest.raises(Unavailable) as trouble:
        server.provision.obtain("@price")
    assert str(trouble.value) == (
        "set-up call POST /v1/prices was not accepted: status 400 no; otherwise: "
        "set-up call POST /v1/products was not accepted: status 400 no"
    )
    assert trouble.value.blocked_by == "POST /v1/prices"
    assert [exchange.id for exchange in trouble.value.exchanges] == ["e-1", "e-2"]


def test_a_server_that_does_not_answer_is_asked_once() -> None:
    server = _Server(lambda *_: (0, {}))
    with pytest.raises(Unavailable):
        server.provision.obtain("@price")
    assert len(server.calls) == 1


HELD = {"status": "requires_capture"}


@pytest.mark.parametrize(
    ("charge", "made"),
    [
        ({}, True),  # it says nothing: tried
        ({"incremental_authorization": {"status": "available"}}, True),
        ({"incremental_authorization": {"status": "unavailable"}}, False),  # it says no
    ],
)
def test_what_lacks_the_flag_is_tried(charge: dict[str, Any], made: bool) -> None:
    shown = {"payment_method_details": {"card": charge}}
    server = _Server(lambda *_: _intent("requires_capture", latest_charge=shown))
    if made:
        assert server.provision.obtain("@payment_intent:incrementable!") == "pi_1"
        assert bool(server.stock.unannounced) is (charge == {})
    else:
        with pytest.raises(Unavailable, match='"unavailable", not "available"'):
            server.provision.obtain("@payment_intent:incrementable!")


def _only_lists(method: str, path: str, _form: Mapping[str, Any]) -> tuple[int, Any]:
    if method == "GET" and path == INTENTS:
        data = [{"id": "pi_a", "status": "canceled"}, {"id": "pi_b", "status": "succeeded"}]
        return 200, {"object": "list", "data": data}
    return 405, {}


def test_what_a_list_answers_may_be_read_and_nothing_else() -> None:
    provision = _Server(_only_lists).provision
    assert provision.obtain("@payment_intent:succeeded", reading=True) == "pi_b"
    assert provision.obtain("@payment_intent", reading=True) == "pi_a"
    with pytest.raises(Unavailable):
        provision.obtain("@payment_intent:succeeded", changing=True)
    with pytest.raises(Unavailable):  # no state of the lifecycle
        provision.obtain("@payment_intent:itemised", reading=True)
