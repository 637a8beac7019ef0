"""A server of the notes API, written by hand: 201, 204, DELETE, whole numbers for ids.

Its list goes on as it is told: by a token, an offset, the number of a page, or a link. `bugs` are
defects of real servers, one word each; without any it keeps every promise.
"""

from __future__ import annotations

import itertools
import json
from typing import Any
from urllib.parse import parse_qsl, urlencode

from tests.suites.servers import Answer, Call

# What api.yaml says of the list, and what its rows are then, for each way it may go on.
LISTS: dict[str, tuple[str, str]] = {
    "token": (
        (
            "{items: notes, by: token, token: {row: page_token, field: paging.next}, end: no_next,"
            " limit: size, default: 3, maximum: 50}"
        ),
        "page_token: {type: string, format: cursor}",
    ),
    "offset": (
        (
            "{items: page.notes, by: offset, offset: {row: skip}, end: total, total: page.all,"
            " limit: size, default: 3, maximum: 50}"
        ),
        "skip: {type: integer, minimum: 0}",
    ),
    "page": (
        (
            "{items: '', by: page, page: {row: number, first: 0}, end: short, limit: size,"
            " default: 3, maximum: 50}"
        ),
        "number: {type: integer, minimum: 0}",
    ),
    "empty": (
        (
            "{items: notes, wrapper: note, by: page, page: {row: number, first: 1}, end: empty,"
            " limit: size, default: 3, maximum: 50}"
        ),
        "number: {type: integer, minimum: 1}",
    ),
    "link": (
        (
            "{items: notes, by: link, next: links.next, end: no_next, limit: size, default: 3,"
            " maximum: 50}"
        ),
        "note_from: {type: string, format: cursor}",
    ),
}


class Notes:
    """Notes, in memory, the newest first."""

    def __init__(self, way: str, *bugs: str, key: str = "sk_test_assay") -> None:
        self.way = way
        self.bugs = bugs
        self.key = key
        self.notes: dict[int, dict[str, Any]] = {}
        self.numbers = itertools.count(501)

    def __call__(self, call: Call) -> Answer:
        """Answer a call."""
        if call.headers.get("authorization") != f"Bearer {self.key}":
            return _no(401, "no_key")
        parts = call.path.strip("/").split("/")
        if parts == ["notes"] and call.method == "POST":
            return self._create(dict(parse_qsl(call.body, keep_blank_values=True)))
        if parts == ["notes"] and call.method == "GET":
            return self._list(call, dict(parse_qsl(call.query, keep_blank_values=True)))
        if len(parts) == 2 and parts[0] == "notes" and call.method in ("GET", "DELETE"):
            return self._one(call.method, parts[1])
        return _no(404, "no_path")

    def _create(self, form: dict[str, str]) -> Answer:
        if "text" not in form:
            return _no(400 if "other_status" in self.bugs else 422, "text_missing")
        number = next(self.numbers)
        shown: Any = str(number) if "id_as_text" in self.bugs else number
        self.notes[number] = {"id": shown, "text": form["text"]}
        status = 200 if "status_200" in self.bugs else 201
        return _yes(status, {"note": self.notes[number]})

    def _one(self, method: str, name: str) -> Answer:
        number = int(name) if name.isdecimal() and name.isascii() else 0
        if number not in self.notes:
            return _no(404, "no_note")
        if method == "GET":
            note = self.notes[number]
            return _yes(200, note if "bare" in self.bugs else {"note": note})
        if "undeletable" not in self.bugs:
            del self.notes[number]
        return Answer(204, b"", {"Content-Type": ""})

    def _list(self, call: Call, query: dict[str, str]) -> Answer:
        size = min(max(int(query.get("size", "3") or 3), 1), 50)
        size += "one_more" in self.bugs
        items = list(self.notes.values())[::-1]
        start = self._start(query, size)
        if start is None:
            return _no(400, "no_such_page")
        if "overlap" in self.bugs and start:
            start -= 1
        if "gap" in self.bugs and start:
            start += 1
        page, more = items[start : start + size], start + size < len(items)
        if "ends_early" in self.bugs:
            more = False
        if "never_ends" in self.bugs:
            more = True
        return _yes(200, self._shown(call, query, page, start + size, len(items), more=more))

    def _start(self, query: dict[str, str], size: int) -> int | None:
        if self.way == "offset":
            return int(query.get("skip", "0"))
        if self.way in ("page", "empty"):
            first = int(self.way == "empty")
            return (int(query.get("number", first)) - first) * size
        token = query.get("page_token" if self.way == "token" else "note_from")
        if token is None:
            return 0
        number = token.removeprefix("after-")
        if not number.isdecimal() or number == token:
            return 0 if "any_token" in self.bugs else None
        return int(number)

    def _shown(
        self, call: Call, query: dict[str, str], page: list[Any], onward: int, count: int, *,
        more: bool,
    ) -> Any:  # fmt: skip
        token = f"after-{onward}" if more else None
        if self.way == "token":
            return {"notes": page, "paging": {"next": token}}
        if self.way == "offset":
            return {"page": {"notes": page, "all": count + ("wrong_total" in self.bugs)}}
        if self.way == "page":
            return page
        if self.way == "empty":
            return {"notes": [{"note": note} for note in page]}
        kept = {name: value for name, value in query.items() if name != "note_from"}
        link = f"{call.path}?{urlencode({**kept, 'note_from': token})}"
        host = "https://elsewhere.example" if "away" in self.bugs else ""
        host = "https://[" if "no_address" in self.bugs else host
        return {"notes": page, "links": {"next": host + link if more else ""}}


def _yes(status: int, body: Any) -> Answer:
    return Answer(status, json.dumps(body).encode())


def _no(status: int, code: str) -> Answer:
    words = {"error": code, "detail": f"it was refused: {code}"}
    return Answer(status, json.dumps(words).encode())
