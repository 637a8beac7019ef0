"""A server of the visits API, written by hand: times in one of five forms, three kinds of nothing.

`bugs` are planted, one word each; without any it keeps every promise.
"""

from __future__ import annotations

import itertools
import json
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from typing import Any
from urllib.parse import parse_qsl

from tests.suites.servers import Answer, Call


class Visits:
    """Visits, in memory. `form` is how times are written, `empty` what stands for nothing."""

    def __init__(self, form: str, empty: str, *bugs: str, key: str = "sk_test_assay") -> None:
        self.form, self.empty, self.bugs, self.key = form, empty, bugs, key
        self.visits: dict[str, dict[str, Any]] = {}
        self.count = itertools.count(1)

    def __call__(self, call: Call) -> Answer:
        """Answer a call."""
        if call.headers.get("authorization") != f"Bearer {self.key}":
            return _no(401, "no_key")
        form = dict(parse_qsl(call.query if call.method == "GET" else call.body, True))
        match [call.method, *call.path.strip("/").split("/")]:
            case ["POST", "visits"]:
                if not form.get("guest"):
                    return _no(400, "missing")
                number = next(self.count)
                made = datetime.now(UTC) - timedelta(seconds=40_000 - number)
                visit = {"id": f"v{number:06d}", "made": made, "due": None, "note": None}
                self.visits[visit["id"]] = visit
                return _yes(201, self._shown(self._put(visit, form)))
            case ["GET", "visits"]:
                return self._listed(form)
            case [method, "visits", name] if name in self.visits:
                if method == "POST" and form.get("guest", "x") == "":
                    return _no(400, "missing")
                visit = self.visits[name]
                if method == "POST":
                    self._put(visit, form)
                    if "drift" in self.bugs:
                        visit["made"] += timedelta(hours=1)
                return _yes(200, self._shown(visit))
        return _no(404, "no_visit")

    def _put(self, visit: dict[str, Any], form: dict[str, str]) -> dict[str, Any]:
        for name in ("guest", "note"):
            if name in form:
                visit[name] = form[name] or None
        if form.get("due"):
            visit["due"] = self._read(form["due"])
            if "shifted" in self.bugs:
                visit["due"] += timedelta(hours=25)
        return visit

    def _read(self, text: str) -> datetime:
        if self.form == "rfc2822":
            return parsedate_to_datetime(text)
        if text.isdecimal():
            many = 1000 if self.form == "milliseconds" else 1
            return datetime.fromtimestamp(int(text) / many, UTC)
        found = datetime.fromisoformat(text)
        return found if found.tzinfo else found.replace(tzinfo=UTC)

    def _written(self, at: datetime) -> Any:
        form = "unix" if "seconds" in self.bugs else self.form
        if "text" in self.bugs:
            return at.strftime("%d.%m.%Y %H:%M")
        if form in ("unix", "milliseconds"):
            return int(at.timestamp()) * (1000 if form == "milliseconds" else 1)
        if form == "rfc2822":
            return format_datetime(at)
        if form == "date":
            return at.strftime("%Y-%m-%d")
        return at.strftime("%Y-%m-%dT%H:%M:%S.000+00:00")  # the same time as with a Z

    def _shown(self, visit: dict[str, Any]) -> dict[str, Any]:
        found = {}
        empty = "nothing" if "nulls" in self.bugs else self.empty
        for name, value in visit.items():
            if isinstance(value, datetime):
                old = name == "made" and "old" in self.bugs
                found[name] = self._written(value - timedelta(days=old * 4_000))
            elif value is not None or empty == "nothing":
                found[name] = value
            elif empty == "text":
                found[name] = ""
        return found

    def _listed(self, form: dict[str, str]) -> Answer:
        every = list(self.visits.values())
        every = every if "oldest first" in self.bugs else every[::-1]
        names = [one["id"] for one in every]
        if "after" in form and form["after"] not in names:
            return _no(400, "no_cursor")
        start = names.index(form["after"]) + 1 if "after" in form else 0
        size = min(max(int(form.get("size", "3") or 3), 1), 6)
        page = [self._shown(one) for one in every[start : start + size]]
        return _yes(200, {"visits": page, "more": start + size < len(every)})


def _yes(status: int, body: Any) -> Answer:
    return Answer(status, json.dumps(body).encode())


def _no(status: int, code: str) -> Answer:
    return Answer(status, json.dumps({"code": code, "message": "no"}).encode())
