"""What finishes by itself between two readings was not done by a refused request."""

from __future__ import annotations

import json
from typing import Any

from contracts import load
from harness.exchange import Exchange, Request, Response
from suites.looking.moving import moved

ACCOUNT = load().resource("financial_connections.account")


def _moved(before: Exchange, after: Exchange) -> list[str]:
    return moved(load(), ACCOUNT, before.item, after.item)


def _account(status: str, current: int) -> Exchange:
    body: dict[str, Any] = {"status": "active", "balance": {"current": {"usd": current}}}
    body["balance_refresh"] = {"status": status}
    answer = Response(200, {}, json.dumps(body).encode())
    return Exchange("e", "", Request("GET", "/v1/linked_accounts/fca_1"), answer, 0, 0)


def test_a_pending_refresh_may_come_to_its_end() -> None:
    assert not _moved(_account("pending", 1), _account("succeeded", 2))


def test_a_refresh_that_a_refusal_began_is_seen() -> None:
    assert _moved(_account("succeeded", 1), _account("pending", 1)) == ["balance_refresh"]


def test_data_that_nothing_refreshes_stay() -> None:
    assert _moved(_account("succeeded", 1), _account("succeeded", 2)) == ["balance"]
