"""A server of the helpline API, written by hand: PUT and PATCH, dotted names, a list of errors.

`bugs` are planted, one word each; without any it keeps every promise.
"""

from __future__ import annotations

import itertools
import json
import re
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl

from tests.suites.servers import Answer, Call

KEY = "hl-good-key-0123456789"
Item = dict[str, Any]
ROWS: dict[str, Item] = {
    "subject": {"longest": 60}, "note": {"longest": 80}, "priority": {"range": (1, 5)},
    "channel": {"choices": ("mail", "phone", "chat")}, "tags": {"longest": 20, "many": True},
    "caller.name": {"longest": 40}, "caller.vip": {"choices": ("true", "false")},
}  # fmt: skip
PAGE: dict[str, Item] = {"limit": {"range": (1, 20)}, "offset": {"range": (0, 10**9)},
                         "channel": ROWS["channel"]}  # fmt: skip
CHANGED = ("subject", "note", "priority")
REPLACED = (*CHANGED, "channel")


class Refused(Exception):  # noqa: N818 - it is an answer
    """A refusal: its status, its code, and the row that is wrong."""


class Helpline:
    """Tickets, in memory."""

    def __init__(self, *bugs: str) -> None:
        self.bugs = bugs
        self.tickets: dict[int, Item] = {}
        self.gone: set[int] = set()
        self.numbers = itertools.count(101)

    def __call__(self, call: Call) -> Answer:
        """Answer a call."""
        try:
            if call.headers.get("x-api-key") != KEY:
                raise Refused(401, "bad_key")
            return self._answered(call)
        except Refused as refusal:
            status, code, *fields = refusal.args
            if "one_code" in self.bugs:
                code = "invalid"
            told = {"code": code, "detail": code, **dict(zip(["field"], fields, strict=False))}
            body = told if "no_list" in self.bugs else {"errors": [told]}
            return Answer(status, json.dumps(body).encode())

    def _answered(self, call: Call) -> Answer:
        match [call.method, *call.path.split("/")[1:]]:
            case ["POST", "v2", "tickets"]:
                form = self._form(call, ROWS, needed=True)
                item = {"id": next(self.numbers), "state": "open", "created_at": _now()}
                self.tickets[item["id"]] = item
                if "twice" in self.bugs:
                    other = {**item, **form, "id": next(self.numbers), "updated_at": _now()}
                    self.tickets[other["id"]] = other
                return self._one(item, form, 201)
            case ["GET", "v2", "tickets"]:
                return self._listed(self._form(call, PAGE))
            case [method, "v2", "tickets", name]:
                return self._of_one(method, self._ticket(name), call)
            case ["POST", "v2", "tickets", name, "solve"]:
                return self._solved(self._ticket(name), self._form(call, {}))
            case [_, "v2", "tickets", _, "solve"]:
                raise Refused(405, "no_verb")
        raise Refused(405 if call.path == "/v2/tickets" else 404, "no_route")

    def _of_one(self, method: str, item: Item, call: Call) -> Answer:
        if method == "GET":
            return self._one(item, self._form(call, {}))
        if method == "DELETE":
            self._form(call, {})
            if "not_gone" not in self.bugs:
                self.gone.add(item["id"])
            return Answer(204, b"")
        if method == "PATCH":
            form = self._form(call, {name: ROWS[name] for name in CHANGED}, clears=("note",))
            unsent = [name for name in ("note",) if "clears" in self.bugs and name not in form]
            return self._one(item, {**dict.fromkeys(unsent), **form})
        if method != "PUT":
            raise Refused(405, "no_verb")
        form = self._form(call, {name: ROWS[name] for name in REPLACED}, needed=True)
        unset = {} if "merges" in self.bugs else {"note": None, "priority": 3, "channel": None}
        return self._one(item, {**unset, **form})

    def _solved(self, item: Item, form: Item) -> Answer:
        if item["state"] == "solved" and "again" not in self.bugs:
            raise Refused(409, "wrong_state")
        return self._one(item, {**form, "state": "solved"})

    def _ticket(self, name: str) -> Item:
        number = int(name) if re.fullmatch(r"[0-9]{1,18}", name) else 0
        if number in self.gone and "undead" not in self.bugs:
            raise Refused(404 if "forgets" in self.bugs else 410, "gone")
        if number not in self.tickets:
            raise Refused(404, "not_found")
        return self.tickets[number]

    def _one(self, item: Item, form: Item, status: int = 200) -> Answer:
        if form or status == 201:
            item |= {**form, "updated_at": _now()}
        shown = self._shown(item)
        return Answer(
            status, json.dumps(shown if "bare" in self.bugs else {"ticket": shown}).encode()
        )

    def _shown(self, item: Item) -> Item:
        caller = {name: item.get(f"caller.{name}") for name in ("name", "vip")}
        if "vip_lost" in self.bugs:
            caller["vip"] = None
        found = {
            "note": None, "priority": 3, "channel": None, "tags": [],
            **{name: value for name, value in item.items() if "." not in name},
            "caller": caller if any(value is not None for value in caller.values()) else None,
        }  # fmt: skip
        return {**found, "id": str(item["id"])} if "texts" in self.bugs else found

    def _listed(self, form: Item) -> Answer:
        every = [one for name, one in sorted(self.tickets.items(), reverse=True)
                 if name not in self.gone or "ghosts" in self.bugs]  # fmt: skip
        if "channel" in form:
            every = [one for one in every if one.get("channel") == form["channel"]]
        start = form.get("offset", 0) + ("one_off" in self.bugs and "offset" in form)
        page = [self._shown(one) for one in every[start : start + form.get("limit", 5)]]
        total = len(page) if "page_total" in self.bugs else len(every)
        return Answer(200, json.dumps({"tickets": page, "total": total}).encode())

    def _form(
        self, call: Call, rows: dict[str, Item], clears: tuple[str, ...] = (), *,
        needed: bool = False,
    ) -> Item:  # fmt: skip
        found: Item = {}
        body = [] if call.method in ("GET", "DELETE") else parse_qsl(call.body, True)
        for name, text in [*parse_qsl(call.query, True), *body]:
            row = rows.get(name)
            if row is None or (name in found and "many" not in row):
                if row is None and "takes_all" in self.bugs:
                    continue
                raise Refused(422, "unrecognised", name)
            if not text and "many" in row:
                found.setdefault(name, [])
            elif "many" in row:
                found[name] = [*found.get(name, ()), self._value(name, row, text)]
            else:
                cleared = not text and name in clears
                found[name] = None if cleared else self._value(name, row, text)
        if needed and "subject" not in found:
            raise Refused(422, "blank", "subject")
        return found

    def _value(self, name: str, row: Item, text: str) -> Any:
        if not text:
            raise Refused(422, "blank", name)
        if "range" in row:
            least, most = row["range"]
            if not re.fullmatch(r"-?[0-9]{1,30}", text):
                raise Refused(422, "not_a_number", name)
            if not least <= int(text) <= most and "any_size" not in self.bugs:
                raise Refused(422, "out_of_range", name)
            return int(text)
        if text not in row.get("choices", (text,)):
            raise Refused(422, "not_a_choice", name)
        if len(text) > row.get("longest", len(text)):
            raise Refused(422, "too_long", name)
        return text == "true" if "true" in row.get("choices", ()) else text


def _now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
