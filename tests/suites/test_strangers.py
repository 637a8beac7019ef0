"""A server full of a stranger's objects, compared before and after a run, is unchanged."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

import pytest
import requests

from assay.proving import Bench
from contracts.loader import API
from harness.encoding import encode
from sandbox.auth import PUBLISHABLE, SECRET
from suites.asking import planned
from tests.running import run

INTENTS, DESIGNS = "/v1/payment_intents", "/v1/issuing/personalization_designs"
HELD = {"amount": 2000, "currency": "usd", "payment_method_types": ["card"],
        "payment_method": "pm_card_visa", "capture_method": "manual", "confirm": True}  # fmt: skip
ASKED = (
    "payment_intent.cancel.*", "payment_intent.capture.transition.*", "payment_intent.list.*",
    "payment_intent.update.metadata.*", "issuing.personalization_design.create.default.*",
    "issuing.personalization_design.update.review.*",
)  # fmt: skip


class _Server:
    """A sandbox on which somebody has made objects, the last of them the default design."""

    def __init__(self) -> None:
        self._bench = Bench((), planned(API, "standard"), 1)
        self.url = self._bench.url
        self.close = self._bench.close
        bundle = self._send("GET", "/v1/issuing/physical_bundles")["data"][0]["id"]
        form = {"physical_bundle": bundle, "name": "Theirs", "preferences": {"is_default": True}}
        self.paths = [
            f"{path}/{self._send('POST', path, made)['id']}"
            for path, made in (
                (INTENTS, HELD), (INTENTS, {"amount": 2000, "currency": "usd"}), (DESIGNS, form),
            )
        ]  # fmt: skip

    def _send(self, method: str, path: str, form: Mapping[str, Any] | None = None) -> Any:
        answer = requests.request(
            method, self.url + path, data=encode(form) if form else None, timeout=10,
            headers={"Authorization": f"Bearer {SECRET}",
                     "Content-Type": "application/x-www-form-urlencoded"},
        )  # fmt: skip
        assert answer.status_code == 200, answer.text
        return answer.json()

    def shown(self) -> list[Any]:
        return [self._send("GET", path) for path in self.paths]


@pytest.fixture
def server() -> Iterator[_Server]:
    found = _Server()
    try:
        yield found
    finally:
        found.close()


MOVES = "issuing.personalization_design.create.default.moves"


def test_nothing_of_a_stranger_is_changed(server: _Server) -> None:
    before = server.shown()
    found = run(server.url, *ASKED, key=SECRET, publishable=PUBLISHABLE, account="kept")
    assert server.shown() == before
    assert MOVES in found.ids("not_testable")
    verdict = next(v for v in found.results["verdicts"] if v["id"] == MOVES)
    assert verdict["message"] == (
        "it takes the place of what belongs to the account; --allow-account-changes lets it"
    )
    assert "payment_intent.cancel.accepts" in found.ids("pass")


def test_what_was_displaced_is_put_back_where_that_is_allowed(server: _Server) -> None:
    before = server.shown()
    assert before[-1]["preferences"]["is_default"] is True
    found = run(server.url, MOVES, key=SECRET, account="allowed")
    assert MOVES in found.ids("pass")
    assert server.shown() == before


def test_a_run_that_owns_the_server_puts_nothing_back(server: _Server) -> None:
    found = run(server.url, MOVES, key=SECRET)
    assert MOVES in found.ids("pass")
    assert server.shown()[-1]["preferences"]["is_default"] is False
