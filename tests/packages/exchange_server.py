"""A server of the exchange API, written by hand: calls stand below lines, a path has both ids.

`bugs` are planted, one word each; without any it keeps every promise.
"""

from __future__ import annotations

import itertools
import json
from typing import Any
from urllib.parse import parse_qsl

from tests.suites.servers import Answer, Call


class Exchange:
    """Lines and their calls, in memory."""

    def __init__(self, *bugs: str, key: str = "sk_test_assay") -> None:
        self.bugs, self.key = bugs, key
        self.lines: dict[str, dict[str, Any]] = {}
        self.calls: dict[str, dict[str, Any]] = {}
        self.count = itertools.count(1)

    def __call__(self, call: Call) -> Answer:
        """Answer a call."""
        if call.headers.get("authorization") != f"Bearer {self.key}":
            return _no(401, "no_key")
        form = dict(parse_qsl(call.query if call.method == "GET" else call.body, True))
        match [call.method, *call.path.strip("/").split("/")]:
            case ["POST", "lines"]:
                if not form.get("label"):
                    return _no(400, "missing")
                line = {"sid": f"L{next(self.count):06d}", "label": form["label"]}
                self.lines[line["sid"]] = line
                return _yes(201, line)
            case ["GET", "lines", name]:
                return _yes(200, self.lines[name]) if name in self.lines else _no(404, "no_line")
            case [_, "lines", name, "calls", *rest] if name in self.lines and len(rest) < 2:
                return self._below(call.method, name, rest, form)
        return _no(404, "no_line")

    def _below(self, method: str, line: str, rest: list[str], form: dict[str, str]) -> Answer:
        if not rest:
            return self._made(line, form) if method == "POST" else self._listed(line, form)
        found = self.calls.get(rest[0])
        if found is None or found["line"] != line:
            return _no(404, "no_call")
        if method == "DELETE":
            if "undead" not in self.bugs:
                del self.calls[rest[0]]
            return Answer(204, b"", {"Content-Type": ""})
        if method == "POST":
            return self._changed(found, form)
        if "first" in self.bugs:
            found = next(one for one in self.calls.values() if one["line"] == line)
        return _yes(200, found)

    def _made(self, line: str, form: dict[str, str]) -> Answer:
        if not form.get("to"):
            return _no(400, "missing")
        if "ring" in form and not _fits(form["ring"]) and "any ring" not in self.bugs:
            return _no(400, "too_large")
        ring = int(form["ring"]) if form.get("ring", "").isdecimal() else None
        made = {"sid": f"C{next(self.count):06d}", "line": line, "to": form["to"], "ring": ring}
        self.calls[made["sid"]] = made
        return _yes(201, made)

    def _changed(self, found: dict[str, Any], form: dict[str, str]) -> Answer:
        if "to" in form and not form["to"]:
            return _no(400, "missing")
        if "ring" in form and not _fits(form["ring"]):
            return _no(400, "too_large")
        own = self.calls.values() if "whole line" in self.bugs else [found]
        for one in own:
            one["to"] = form.get("to", one["to"]) if "deaf" not in self.bugs else one["to"]
            one["ring"] = int(form["ring"]) if "ring" in form else one["ring"]
        return _yes(200, {**found, "to": form.get("to", found["to"])})

    def _listed(self, line: str, form: dict[str, str]) -> Answer:
        every = [one for one in self.calls.values() if one["line"] == line][::-1]
        size = min(max(int(form.get("size", "3") or 3), 1), 6)
        names = [one["sid"] for one in every]
        if "after" in form and form["after"] not in names:
            return _no(400, "no_cursor")
        start = names.index(form["after"]) + 1 if "after" in form else 0
        start -= "overlap" in self.bugs and start > 0
        page = every[start : start + size]
        return _yes(200, {"calls": page, "more": start + size < len(every)})


def _fits(text: str) -> bool:
    return text.isdecimal() and 1 <= int(text) <= 60


def _yes(status: int, body: Any) -> Answer:
    return Answer(status, json.dumps(body).encode())


def _no(status: int, code: str) -> Answer:
    return Answer(status, json.dumps({"code": code, "message": "no"}).encode())
