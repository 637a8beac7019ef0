"""A server of the switchboard API, written by hand: two parts with conventions of their own.

Rooms: Bearer, `/v2`, 201, refusals below `fault`, keys of idempotency, a list by cursor. Callers:
the password of an account, `/classic/AC7`, `.json`, names with capitals, whole numbers as ids and
codes, a list by pages. A room is locked by a call of the old part. `bugs` are planted.
"""

from __future__ import annotations

import base64
import itertools
import json
import secrets
import threading
from typing import Any
from urllib.parse import parse_qsl

from tests.suites.servers import Answer, Call

OLD, OLD_END, NEW = "/classic/AC7", ".json", "/v2"


class Refused(Exception):  # noqa: N818 - an answer
    """What is refused: a status, a code, and the row that is wrong."""

    def __init__(self, status: int, code: str | int, row: str = "") -> None:
        super().__init__(str(code))
        self.status, self.code, self.row = status, code, row


class Switchboard:
    """Rooms and callers, in memory."""

    def __init__(self, *bugs: str, key: str = "sk_test_assay") -> None:
        self.bugs, self.key = bugs, key
        self.rooms: dict[str, dict[str, Any]] = {}
        self.callers: dict[int, dict[str, Any]] = {}
        self.numbers = itertools.count(7001)
        self.known: dict[str, tuple[str, str, Answer]] = {}
        self.gate = threading.Lock()

    def __call__(self, call: Call) -> Answer:
        """Answer a call."""
        with self.gate:
            if call.path.startswith(OLD + "/") and call.path.endswith(OLD_END):
                return self._old(call)
            return self._new(call)

    # -- rooms ---------------------------------------------------------------------------------

    def _new(self, call: Call) -> Answer:
        try:
            if call.headers.get("authorization") != f"Bearer {self.key}":
                raise Refused(401, "no_key")
            if not call.path.startswith(NEW + "/"):
                raise Refused(404, "no_path")
            key = call.headers.get("once-key") if call.method == "POST" else None
            if key is None or "forgets keys" in self.bugs:
                return self._room(call)
            if len(key) > 40:
                raise Refused(400, "long_key")
            if key in self.known:
                path, body, answer = self.known[key]
                if (path, body) != (call.path, call.body):
                    raise Refused(409, "other_request")
                return Answer(answer.status, answer.body, {"Once-Replayed": "true"})
            answer = self._room(call)
            self.known[key] = call.path, call.body, answer
            return answer
        except Refused as why:
            told = {"code": why.code, "words": "no"} | ({"row": why.row} if why.row else {})
            return Answer(why.status, json.dumps({"fault": told}).encode())

    def _room(self, call: Call) -> Answer:
        parts = call.path.removeprefix(NEW).strip("/").split("/")
        form = dict(parse_qsl(call.body if call.method == "POST" else call.query, True))
        if parts == ["rooms"] and call.method == "POST":
            self._strange(form, "title", "seats")
            if not form.get("title"):
                raise Refused(422, "missing", "title")
            room = {"id": f"r_{secrets.token_hex(8)}", "title": form["title"], "lock_reason": None}
            self.rooms[room["id"]] = {**room, "seats": self._seats(form)}
            return _yes(200 if "old status" in self.bugs else 201, self.rooms[room["id"]])
        if parts == ["rooms"] and call.method == "GET":
            return self._rooms(form)
        if len(parts) == 2 and parts[0] == "rooms" and call.method == "GET":
            if parts[1] not in self.rooms:
                raise Refused(404, "no_room")
            self._strange(form)
            return _yes(200, self.rooms[parts[1]])
        raise Refused(404, "no_path")

    def _seats(self, form: dict[str, str]) -> int | None:
        if "seats" not in form:
            return None
        if not form["seats"].isdecimal() or int(form["seats"]) < 1:
            raise Refused(422, "too_small", "seats")
        if int(form["seats"]) > 400 and "any seats" not in self.bugs:
            raise Refused(422, "too_large", "seats")
        return int(form["seats"])

    def _strange(self, form: dict[str, str], *known: str) -> None:
        for row in form:
            if row not in known and "takes all" not in self.bugs:
                raise Refused(422, "unknown", row)

    def _rooms(self, form: dict[str, str]) -> Answer:
        self._strange(form, "limit", "after")
        size = min(max(_number(form.get("limit", "3")), 1), 20)
        every = list(self.rooms.values())[::-1]
        start = 0
        if "after" in form:
            names = [room["id"] for room in every]
            if form["after"] not in names:
                raise Refused(422, "no_cursor", "after")
            start = names.index(form["after"]) + ("skips" not in self.bugs or 2)
        page = every[start : start + size]
        return _yes(200, {"rooms": page, "more": start + size < len(every)})

    # -- callers -------------------------------------------------------------------------------

    def _old(self, call: Call) -> Answer:
        try:
            scheme, _, text = call.headers.get("authorization", "").partition(" ")
            given = base64.b64decode(text).decode() if scheme == "Basic" else ""
            if given != f"AC7:{self.key}" and "any key" not in self.bugs:
                raise Refused(401, 20003)
            parts = call.path[len(OLD) : -len(OLD_END)].strip("/").split("/")
            return self._caller(call, parts)
        except Refused as why:
            if "new errors" in self.bugs:
                return Answer(why.status, json.dumps({"fault": {"code": why.code}}).encode())
            return Answer(why.status, json.dumps({"code": why.code, "message": "no"}).encode())

    def _caller(self, call: Call, parts: list[str]) -> Answer:
        form = dict(parse_qsl(call.body if call.method == "POST" else call.query, True))
        if len(parts) == 3 and (parts[0], parts[2]) == ("rooms", "lock"):
            return self._lock(parts[1], form)
        if parts[0] != "Callers":
            raise Refused(404, 20404)
        if len(parts) == 1 and call.method == "POST":
            if not form.get("FriendlyName") and "nobody" not in self.bugs:
                raise Refused(400, 20001)
            made = {"Sid": next(self.numbers), "FriendlyName": form.get("FriendlyName", "")}
            self.callers[made["Sid"]] = {**made, "Age": self._age(form)}
            return _yes(200, {"caller": self.callers[made["Sid"]]})
        if len(parts) == 1 and call.method == "GET":
            return self._callers(form)
        number = _number(parts[1]) if len(parts) == 2 else -1
        if number not in self.callers:
            raise Refused(404, 20404)
        if call.method == "DELETE":
            if "undead" not in self.bugs:
                del self.callers[number]
            return Answer(204, b"", {"Content-Type": ""})
        if call.method == "POST":
            return self._change(number, form)
        return _yes(200, {"caller": self.callers[number]})

    def _change(self, number: int, form: dict[str, str]) -> Answer:
        if "Age" in form:
            age = self._age(form)
            self.callers[number]["Age"] = 0 if "young" in self.bugs else age
        if form.get("FriendlyName"):
            self.callers[number]["FriendlyName"] = form["FriendlyName"]
        elif "FriendlyName" in form:
            raise Refused(400, 20001)
        return _yes(200, {"caller": self.callers[number]})

    def _age(self, form: dict[str, str]) -> int | None:
        if "Age" not in form:
            return None
        if not form["Age"].isdecimal():
            raise Refused(400, 20005)
        if int(form["Age"]) > 150 and "ancient" not in self.bugs:
            raise Refused(400, 20002)
        return int(form["Age"])

    def _callers(self, form: dict[str, str]) -> Answer:
        size = min(max(_number(form.get("PageSize", "2")), 1), 9)
        start = max(_number(form.get("Page", "0")), 0) * size
        start -= "overlap" in self.bugs and start > 0
        return _yes(200, {"callers": list(self.callers.values())[::-1][start : start + size]})

    def _lock(self, name: str, form: dict[str, str]) -> Answer:
        if name not in self.rooms:
            raise Refused(404, 20404)
        if not form.get("LockReason") and "unlocked" not in self.bugs:
            raise Refused(400, 20001)
        self.rooms[name]["lock_reason"] = form.get("LockReason")
        shown = {"Id": name, **{_capital(n): v for n, v in self.rooms[name].items() if n != "id"}}
        return _yes(200, shown)


def _capital(name: str) -> str:
    return "".join(word.capitalize() for word in name.split("_"))


def _number(text: str) -> int:
    return int(text) if text.isascii() and text.isdecimal() else -1


def _yes(status: int, body: Any) -> Answer:
    return Answer(status, json.dumps(body).encode())
