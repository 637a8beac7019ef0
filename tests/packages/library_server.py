"""A server of the library API that was written by hand, from its contracts, without the sandbox.

`bugs` are defects of real servers, one word each; without any it keeps every promise.
"""

from __future__ import annotations

import itertools
import json
import re
import time
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qsl

from tests.suites.servers import Answer, Call

Item = dict[str, Any]


class Refusal(Exception):  # noqa: N818 - it is an answer
    """What is answered instead of doing what was asked."""

    def __init__(self, status: int, code: str, param: str = "") -> None:
        super().__init__(code)
        self.answer = _json(
            status, {"error": {"type": "refused", "code": code, "param": param, "message": code}}
        )


def _json(status: int, body: Any) -> Answer:
    return Answer(status, json.dumps(body).encode())


def text(most: int = 10_000) -> Callable[[str, str], Any]:
    """Return the reader of a text that is not empty."""

    def read(name: str, sent: str) -> str:
        if not sent:
            raise Refusal(400, "empty", name)
        if len(sent) > most:
            raise Refusal(400, "too_long", name)
        return sent

    return read


def clearable(name: str, sent: str) -> str | None:  # noqa: ARG001 - all readers are called alike
    """Read a text that may be empty: then it is cleared."""
    return sent or None


def number(least: int, most: int) -> Callable[[str, str], int]:
    """Return the reader of a whole number."""

    def read(name: str, sent: str) -> int:
        if not sent:
            raise Refusal(400, "empty", name)
        if not sent.removeprefix("-").isdecimal() or not sent.isascii():
            raise Refusal(400, "no_number", name)
        if not least <= int(sent) <= most:
            raise Refusal(400, "out_of_range", name)
        return int(sent)

    return read


def flag(name: str, sent: str) -> bool:
    """Read true or false."""
    if not sent:
        raise Refusal(400, "empty", name)
    if sent not in ("true", "false"):
        raise Refusal(400, "no_flag", name)
    return sent == "true"


def form(pattern: str) -> Callable[[str, str], Any]:
    """Return the reader of a text that fits a pattern."""

    def read(name: str, sent: str) -> str:
        if not sent:
            raise Refusal(400, "empty", name)
        if not re.fullmatch(pattern, sent):
            raise Refusal(400, "no_such_form", name)
        return sent

    return read


def between(least: int, most: int) -> Callable[[str, str], Any]:
    """Return the reader of a text of some length."""

    def read(name: str, sent: str) -> str:
        if sent and len(sent) < least:
            raise Refusal(400, "too_short", name)
        return str(text(most)(name, sent))

    return read


def one_of(*known: int) -> Callable[[str, str], Any]:
    """Return the reader of one of some numbers."""

    def read(name: str, sent: str) -> int:
        found = number(-_ANY, _ANY)(name, sent)
        if found not in known:
            raise Refusal(400, "no_such_number", name)
        return int(found)

    return read


def share(name: str, sent: str) -> float:
    """Read a part of one, from a quarter to three of them."""
    if not re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,9})?", sent):
        raise Refusal(400, "no_number", name)
    if not 0.25 <= float(sent) <= 0.75:
        raise Refusal(400, "out_of_range", name)
    return float(sent)


def anything(_name: str, sent: str) -> Any:
    """Read whatever is sent."""
    return sent


_ANY = 10**12
ROWS: dict[str, dict[str, Callable[[str, str], Any]]] = {
    "books": {"title": text(80), "author": clearable, "pages": number(1, 9000), "lent": flag},
    "members": {"name": text()},
    "rooms": {"label": text(), "seats": number(-_ANY, _ANY)},
    "cards": {
        "number": form("[A-Z]{2}-[0-9]{4}"),
        "shelf": form("[a-z]+[0-9]?"),
        "pin": between(6, 12),
        "level": one_of(1, 2, 5),
        "discount": share,
        "remark": anything,
        "risky": text(),
    },
}
NEEDED = {"books": "title", "members": "name", "rooms": "label", "cards": "number"}
USUAL: dict[str, Item] = {
    "books": {"author": None, "pages": None, "lent": False}, "members": {},
    "rooms": {"seats": None},
    "cards": dict.fromkeys(("shelf", "pin", "level", "discount", "remark", "risky")),
}  # fmt: skip
KINDS = {
    "books": ("book", "bok_"), "members": ("member", "mem_"), "rooms": ("room", "rom_"),
    "cards": ("card", "crd_"),
}  # fmt: skip
PAGING = {"limit": number(1, 100), "starting_after": text(), "ending_before": text()}


class Library:
    """Books, members and rooms, in memory."""

    def __init__(self, *bugs: str, key: str = "sk_test_assay") -> None:
        self.bugs = bugs
        self.key = key
        self.things: dict[str, dict[str, Item]] = {name: {} for name in ROWS}
        self.count: Iterator[int] = itertools.count(1)

    def __call__(self, call: Call) -> Answer:
        """Answer a call."""
        try:
            return self._answer(call)
        except Refusal as refusal:
            return refusal.answer

    def _answer(self, call: Call) -> Answer:
        if call.headers.get("authorization") != f"Bearer {self.key}":
            raise Refusal(401, "no_key")
        kind, _, name = call.path.strip("/").partition("/")
        if kind not in ROWS or "/" in name:
            raise Refusal(404, "no_such_path")
        if name:
            return self._one(call, kind, name)
        if call.method == "POST":
            return self._create(kind, self._form(call, ROWS[kind], NEEDED[kind]))
        if call.method == "GET" and kind == "books":
            return self._list(kind, self._form(call, PAGING))
        raise Refusal(405, "no_such_method")

    def _form(
        self, call: Call, rows: dict[str, Callable[[str, str], Any]], needed: str = ""
    ) -> Item:
        found = {}
        pairs = parse_qsl(f"{call.query}&{call.body}".strip("&"), keep_blank_values=True)
        for name, sent in pairs:
            if name not in rows:
                raise Refusal(400, "parameter_unknown", name)
            found[name] = self._read(rows[name], name, sent)
        if needed and needed not in found:
            raise Refusal(400, "parameter_missing", needed)
        return found

    def _read(self, read: Callable[[str, str], Any], name: str, sent: str) -> Any:
        try:
            return read(name, sent)
        except Refusal as refusal:
            if self.bugs and refusal.args[0] in self.bugs:  # that is what it does not look at
                return sent
            raise

    def _create(self, kind: str, form: Item) -> Answer:
        label, prefix = KINDS[kind]
        number = next(self.count)
        item = {"id": f"{prefix}{number:06d}", "kind": label, "made_at": int(time.time()) + number}
        self.things[kind][item["id"]] = item | USUAL[kind] | form
        return _json(200, self.things[kind][item["id"]])

    def _one(self, call: Call, kind: str, name: str) -> Answer:
        item = self.things[kind].get(name)
        if item is None or (item.get("removed") and call.method != "GET"):
            if call.method == "DELETE" and "deleted_again" in self.bugs:
                return Answer(200, b"")
            raise Refusal(404, "resource_missing", "id")
        if call.method == "GET":
            self._form(call, {})
            return _json(200, item)
        if call.method == "DELETE" and kind != "cards":
            self._form(call, {})
            return self._delete(kind, name, item)
        if kind != "books" or call.method not in ("PATCH", "PUT"):
            raise Refusal(405, "no_such_method")
        return self._change(call, item)

    def _change(self, call: Call, item: Item) -> Answer:
        replacing = call.method == "PUT"
        form = self._form(call, ROWS["books"], NEEDED["books"] if replacing else "")
        if replacing and "put_is_patch" not in self.bugs:
            item |= USUAL["books"]
        if replacing and "made_anew" in self.bugs:
            item["made_at"] += 100
        item |= form
        return _json(200, item)

    def _delete(self, kind: str, name: str, item: Item) -> Answer:
        if "nothing_deleted" not in self.bugs:
            del self.things[kind][name]
        if "all_deleted" in self.bugs:
            self.things[kind].clear()
        if kind == "members":
            left = {"id": name, "kind": item["kind"], "removed": "unmarked" not in self.bugs}
            if "nothing_left" not in self.bugs:
                self.things[kind][name] = left
            return _json(200, left)
        if kind == "rooms":
            return _json(200, item)
        return Answer(200, b"{}" if "chatty" in self.bugs else b"")

    def _list(self, kind: str, form: Item) -> Answer:
        items = list(self.things[kind].values())[::-1]
        ids = [item["id"] for item in items]
        after, before = form.get("starting_after"), form.get("ending_before")
        for name, cursor in (("starting_after", after), ("ending_before", before)):
            if cursor is not None and cursor not in ids:
                raise Refusal(400, "resource_missing", name)
        limit = form.get("limit", 10)
        if before is not None:
            above = items[: ids.index(before)]
            page, more = above[-limit:], len(above) > limit
        else:
            rest = items[ids.index(after) + 1 :] if after is not None else items
            page, more = rest[:limit], len(rest) > limit
        return _json(200, {"data": page, "has_more": more})
