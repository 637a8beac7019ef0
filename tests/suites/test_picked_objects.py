"""The object is taken that the forms which name it can be used with.

Of what a list shows it is the one with the right fields; of what is configured the one that is
still in the state that the configuration says.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from contracts import load
from harness.exchange import Exchange, Request, Response
from suites.law import Unavailable
from suites.objects.provision import Provisioner
from suites.objects.stock import Stock


def _bundle(name: str, logo: str, text: str, status: str = "active") -> dict[str, Any]:
    features = {"card_logo": logo, "carrier_text": text, "second_line": "optional"}
    return {"id": name, "status": status, "features": features}


def _picked(*bundles: dict[str, Any]) -> str:
    body = json.dumps({"object": "list", "data": bundles}).encode()

    def send(method: str, path: str, _form: object) -> Exchange:
        return Exchange("e", "", Request(method, path), Response(200, {}, body), 0, 0)

    return Provisioner(send, load(), Stock({}), lambda: "run").obtain("@issuing.physical_bundle")


OLD = _bundle("old", "optional", "optional", "inactive")
LOGO = _bundle("logo", "required", "optional")
PLAIN = _bundle("plain", "unsupported", "unsupported")
ROOMY = _bundle("roomy", "optional", "optional")


@pytest.mark.parametrize(
    ("bundles", "wanted"),
    [
        ((OLD, LOGO, PLAIN, ROOMY), "roomy"),  # a design without a logo, or with a text
        ((OLD, LOGO, PLAIN), "plain"),
        ((LOGO,), "logo"),  # better than none: it can be read
    ],
)
def test_a_design_needs_a_bundle_that_takes_it(
    bundles: tuple[dict[str, Any], ...], wanted: str
) -> None:
    assert _picked(*bundles) == wanted


def test_an_empty_list_has_none() -> None:
    with pytest.raises(Unavailable, match="lists no "):
        _picked()


ACCOUNTS = ("fca_0", "fca_1", "fca_2", "fca_3")
ACTIVE = "@financial_connections.account:active"


def _configured(states: dict[str, str]) -> Provisioner:
    def send(method: str, path: str, _form: object) -> Exchange:
        name = path.rpartition("/")[2]
        status = 200 if name in states else 404
        body = json.dumps({"id": name, "status": states.get(name)}).encode()
        return Exchange("e", "", Request(method, path), Response(status, {}, body), 0, 0)

    ids = {"financial_connections.account:active": ACCOUNTS}
    return Provisioner(send, load(), Stock(ids), lambda: "run")


def test_what_an_earlier_run_disconnected_is_passed_over() -> None:
    """A second disconnection may be refused (FA-07): it would look like a breach."""
    states = dict.fromkeys(ACCOUNTS, "active")
    states |= {"fca_0": "disconnected", "fca_3": "disconnected"}
    provisioner = _configured(states)
    assert provisioner.obtain(f"{ACTIVE}!") == "fca_1"
    assert provisioner.obtain(ACTIVE) == "fca_2"
    assert provisioner.obtain(f"{ACTIVE}!") == "fca_2"
    with pytest.raises(Unavailable, match="used up"):
        provisioner.obtain(f"{ACTIVE}!")


def test_what_cannot_be_read_is_taken() -> None:
    """That it is missing is for the checks to say."""
    provisioner = _configured({})
    assert provisioner.obtain(f"{ACTIVE}!") == "fca_0"
    assert provisioner.obtain(ACTIVE) == "fca_3"


def test_a_token_is_active_again_before_the_next_update() -> None:
    """Suspending a suspended token may be refused: each form is to change something."""
    status = "active"
    sent: list[str] = []

    def send(method: str, path: str, form: Any) -> Exchange:
        nonlocal status
        refused = method == "POST" and form["status"] == status
        if method == "POST" and not refused:
            status = form["status"]
        sent.append(f"{method} {status}")
        body = json.dumps({"error": {}} if refused else {"id": "intok_0", "status": status})
        code = 400 if refused else 200
        return Exchange("e", "", Request(method, path), Response(code, {}, body.encode()), 0, 0)

    provisioner = Provisioner(
        send, load(), Stock({"issuing.token:active": ("intok_0",)}), lambda: "run"
    )
    path = f"/v1/issuing/tokens/{provisioner.obtain('@issuing.token:active', changing=True)}"
    send("POST", path, {"status": "suspended"})
    provisioner.moved("intok_0")
    provisioner.obtain("@issuing.token:active", changing=True)
    provisioner.obtain("@issuing.token:active", changing=True)
    assert sent == ["GET active", "POST suspended", "POST active"]


@pytest.mark.parametrize("currency", ["usd", "gbp"])
def test_cards_are_issued_in_the_currency_of_the_account(currency: str) -> None:
    """An account in another country issues none in dollars (CA-15)."""
    asked: list[str] = []

    def send(method: str, path: str, form: Any) -> Exchange:
        other = form.get("currency", currency) != currency
        asked.extend([form["currency"]] if "currency" in form else [])
        error = {"type": "invalid_request_error", "param": "currency"}
        body = json.dumps({"error": error} if other else {"id": f"id_{len(asked)}"}).encode()
        code = 400 if other else 200
        return Exchange("e", "", Request(method, path), Response(code, {}, body), 0, 0)

    provisioner = Provisioner(send, load(), Stock({}), lambda: "run")
    assert provisioner.fill({"currency": "@issuing.currency"}) == {"currency": currency}
    assert provisioner.fill("@issuing.currency") == currency
    tried = {"usd": ["usd"], "gbp": ["usd", "eur", "gbp"]}[currency]
    assert asked == tried
    assert provisioner.obtain("@issuing.card") == f"id_{len(tried)}"
