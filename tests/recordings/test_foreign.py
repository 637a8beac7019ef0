"""Recorded traffic of an API is read by its conventions: what stands around paths, what says no."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from contracts import load
from harness.exchange import Exchange, Request, Response
from recordings.read.model import Recorded
from recordings.scope import Named, scope
from tests.foreign.test_faces import package

ROWS: list[tuple[str, str, dict[str, Any], bool]] = [
    ("pascal", "/2010/Accounts/AC42/parcels/p1.json", {"Id": "p1"}, True),
    ("marked", "/api/parcels/p1", {"ok": True, "parcel": {"id": "p1"}}, True),
    ("marked", "/api/parcels/p1", {"ok": False, "error": "not_found"}, False),
]


@pytest.mark.parametrize(("face", "path", "body", "accepted"), ROWS)
def test_an_exchange_is_found_and_read(
    face: str, path: str, body: dict[str, Any], accepted: bool, tmp_path: Path
) -> None:
    answer = Response(200, {"content-type": "application/json"}, json.dumps(body).encode())
    exchange = Exchange("f#0", "", Request("GET", path), answer, 0.0, 0.0)
    one = Recorded("f", 0, "depot.example", exchange, "", "", keyed=True, text=True)
    found = scope([one], load(package(face, tmp_path / "api")), Named(mock=True))
    (entry,) = found.entries
    assert (entry.operation.id, entry.exchange.accepted) == ("parcel.retrieve", accepted)
    assert entry.exchange.request.target == path
    if accepted:
        assert entry.exchange.item["id"] == "p1"
