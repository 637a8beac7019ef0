"""Recorded traffic of an API with several sets of conventions is read by each operation's own."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from contracts import load
from recordings.examine import Examined, examine
from recordings.read.files import read
from tests.packages.holding import PACKAGES

BOARD = PACKAGES / "switchboard"
CHAT = PACKAGES / "chat"
FORM = "application/x-www-form-urlencoded"


def entry(method: str, path: str, status: int, body: Any, form: str = "") -> dict[str, Any]:
    """Return an entry of a HAR file."""
    sent = {"postData": {"mimeType": FORM, "text": form}} if form else {}
    return {
        "startedDateTime": "2026-01-01T00:00:00Z", "time": 1,
        "request": {"method": method, "url": f"https://x.example{path}", "queryString": [],
                    "headers": [{"name": "Content-Type", "value": FORM}], **sent},
        "response": {"status": status, "headers": [
            {"name": "Content-Type", "value": "application/json"}],
            "content": {"mimeType": "application/json", "text": json.dumps(body)}},
    }  # fmt: skip


def judged(package: Path, folder: Path, *entries: dict[str, Any]) -> Examined:
    path = folder / "traffic.har"
    path.write_text(json.dumps({"log": {"version": "1.2", "entries": list(entries)}}), "utf-8")
    (found,) = [examine(one, load(package), mock=True) for one in read([path])]
    return found


ROOM = {"id": "r_1", "title": "Hall", "seats": None, "lock_reason": None}
CALLER = {"caller": {"Sid": 7001, "FriendlyName": "Ann", "Age": None}}


def test_each_exchange_is_read_by_the_set_of_its_operation(tmp_path: Path) -> None:
    found = judged(
        BOARD, tmp_path,
        entry("POST", "/v2/rooms", 201, ROOM, "title=Hall"),
        entry("POST", "/classic/AC7/Callers.json", 200, CALLER, "FriendlyName=Ann"),
        entry("GET", "/classic/AC7/Callers/9.json", 404, {"code": 20404, "message": "no"}),
        entry("GET", "/v2/rooms/r_9", 404, {"fault": {"code": "no_room", "words": "no"}}),
        entry("GET", "/v2/Callers/7001", 404, {"fault": {"code": "no_path"}}),  # of no operation
    )  # fmt: skip
    assert (found.exchanges, found.checked, found.observations) == (5, 4, ())


def test_what_one_set_has_is_not_taken_for_the_other(tmp_path: Path) -> None:
    found = judged(
        BOARD, tmp_path,
        entry("POST", "/v2/rooms", 200, ROOM, "title=Hall"),
        entry("POST", "/classic/AC7/Callers.json", 201, CALLER, "FriendlyName=Ann"),
    )  # fmt: skip
    told = [(one.index, one.check, one.expected) for one in found.observations]
    assert told == [(0, "success_status", "status 201"), (1, "success_status", "status 200")]


def test_a_read_by_post_is_one(tmp_path: Path) -> None:
    channel = {"id": "C12345678", "name": "x", "is_private": False, "is_archived": False,
               "created": 1_767_225_600}  # fmt: skip
    right, wrong = ({"ok": True, "channel": channel}, {"channel": channel})
    found = judged(
        CHAT, tmp_path,
        entry("POST", "/api/conversations.info", 200, right, "channel=C12345678"),
        entry("POST", "/api/conversations.info", 200, wrong, "channel=C12345678"),
        entry("POST", "/api/conversations.info", 200, {"ok": False, "error": "channel_not_found"},
              "channel=C0"),
    )  # fmt: skip
    assert [(one.index, one.check) for one in found.observations] == [(1, "success_status")]
