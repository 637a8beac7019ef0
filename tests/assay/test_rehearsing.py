"""What is told of a run before anything is sent, and what counts as made by a run."""

from __future__ import annotations

import json
from typing import Any

import pytest

from assay.run.made import counted, made
from assay.run.rehearsing import Forecast, alike, span
from contracts import load
from harness.exchange import Exchange, Request, Response

FORECAST = Forecast("http://x", 2120, 361, 4000, {"intent": 700, "card": 6}, 40.0)


def test_what_is_told_has_its_numbers_and_how_they_were_found() -> None:
    told = "\n".join(FORECAST.lines())
    assert "  groups    361, of 2,120 claims\n" in told
    assert "  requests  4,000\n" in told
    assert "  objects   706: 700 intent, 6 card\n" in told
    assert "40 s where answers come as soon as on this machine; 2 min 40 s at 25 requests" in told
    assert "asked of the embedded sandbox, in 40 s" in told


def test_a_rate_decides_how_long_it_takes_and_max_time_ends_it() -> None:
    told = list(Forecast("", 1, 1, 4000, {}, 40.0, rate=10.0, most=60.0).lines())
    assert told[0] == "nothing was sent to a server; a run would take about"
    assert told[4] == (
        "  time      6 min 40 s at 10 requests a second; --max-time ends it after 1 min 0 s"
    )
    assert told[3] == "  objects   0"
    slow = Forecast("", 1, 1, 4000, {}, 40.0, rate=1000.0, beside=15.0)
    assert list(slow.lines())[4] == "  time      55 s at 1000 requests a second"
    usual = Forecast("", 1, 1, 4000, {}, 40.0, beside=15.0)
    assert "55 s where answers come" in list(usual.lines())[4]
    assert "2 min 55 s at 25 requests" in list(usual.lines())[4]
    assert span(0.2) == "1 s"


def test_the_sandbox_gives_as_many_ids_as_are_configured() -> None:
    there = {"a": ("1", "2", "3"), "b:on": ("4",), "c": ("5",)}
    assert alike({"a": ("x", "y"), "b:on": ("z", "w"), "d": ("q",)}, there) == (
        {"a": ("1", "2"), "b:on": ("4",)}, ("d",)
    )  # fmt: skip


def _said(number: int, method: str, path: str, body: Any, status: int = 200) -> Exchange:
    answer = Response(status, {}, json.dumps(body).replace("Infinity", "1e999").encode())
    known = load().operations
    operation = next((o.id for o in known if (o.method, o.path) == (method, path)), "")
    return Exchange(f"m-{number}", operation, Request(method, path), answer, 1000.0 + number, 0.5)


def _intent(name: str, created: float = 1000, **rest: Any) -> dict[str, Any]:
    return {"id": name, "object": "payment_intent", "created": created, **rest}


INTENTS = "/v1/payment_intents"


def test_what_a_run_made_is_what_nobody_had_before() -> None:
    exchanges = [
        _said(1, "GET", INTENTS, {"object": "list", "data": [_intent("pi_theirs")]}),
        _said(2, "POST", INTENTS, _intent("pi_own", status="requires_capture")),
        _said(3, "POST", INTENTS, _intent("pi_theirs")),  # somebody's, given for a new one
        _said(4, "POST", INTENTS, _intent("pi_given")),  # of the configuration
        _said(5, "POST", INTENTS, _intent("pi_old", created=500)),  # older than the run
        _said(6, "POST", INTENTS, {"error": {"payment_intent": _intent("pi_no")}}, 402),
        _said(7, "POST", f"{INTENTS}/pi_seen/cancel", _intent("pi_seen")),  # only changed
        _said(8, "POST", "/v1/customers", {"id": "cus_own", "object": "customer"}),
        _said(9, "GET", f"{INTENTS}/pi_own", _intent("pi_own", status="canceled")),
        _said(10, "POST", "/v1/charges", {"id": "ch_named", "object": "charge"}),
    ]  # fmt: skip
    shown = _said(0, "GET", f"{INTENTS}/pi_else", _intent("pi_else", latest_charge="ch_named"))
    found = made([*exchanges, shown], load(), ("pi_given",), since=1000.0)
    assert [(one.resource, one.id) for one in found] == [
        ("payment_intent", "pi_own"), ("customer", "cus_own")]  # fmt: skip
    assert found[0].item["status"] == "canceled"
    assert counted(found) == {"customer": 1, "payment_intent": 1}


def test_what_was_shown_while_it_was_made_is_the_runs_own() -> None:
    creation = _said(2, "POST", INTENTS, _intent("pi_own"))
    listed = _said(1, "GET", INTENTS, {"object": "list", "data": [_intent("pi_own")]})
    slow = Exchange("m-1", listed.operation, listed.request, listed.response, 1001.9, 0.5)
    assert [one.id for one in made([slow, creation], load())] == ["pi_own"]
    assert made([listed, creation], load()) == ()


def test_an_object_older_than_what_else_was_made_is_somebodys() -> None:
    """The clock of the server is an hour ahead: an old object has a time after the run's start."""
    new = [_said(n, "POST", INTENTS, _intent(f"pi_{n}", created=4600 + n)) for n in range(1, 60)]
    old = _said(60, "POST", INTENTS, _intent("pi_old", created=4640))
    found = {one.id for one in made([*new, old], load(), since=1000.0)}
    assert found == {f"pi_{n}" for n in range(1, 60)}


@pytest.mark.parametrize("created", [10**4000, -(10**400), float("inf"), 1e300])
def test_a_time_that_is_none_says_nothing(created: float) -> None:
    """Whatever a server says of the time, each object is known by the call that made it."""
    strange = _said(1, "POST", INTENTS, _intent("pi_odd", created=created))
    usual = _said(2, "POST", INTENTS, _intent("pi_own"))
    found = {one.id for one in made([strange, usual], load(), since=1000.0)}
    assert found == {"pi_odd", "pi_own"}
