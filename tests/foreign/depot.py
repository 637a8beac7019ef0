"""A depot of parcels: a small server that speaks other conventions, written without the project's.

Each face reads keys and forms and writes answers in its own way; what is kept and what is refused
is the same for all. A bug is planted by its name; without one a face keeps all that its file says.
"""

from __future__ import annotations

import base64
import json
import secrets
import threading
from collections.abc import Callable
from typing import Any

from tests.suites.servers import Answer, Call

Form = dict[str, Any]  # texts, and forms and lists of them
KEY = "k3y-of-the-depot-0001"
_BELOW = ("city_name", "floor")


class Wrong(Exception):  # noqa: N818 - an answer
    """What is refused: why, and of which row."""

    def __init__(self, why: str, row: str = "") -> None:
        super().__init__(why)
        self.why, self.row = why, row


class Depot:
    """The part that all faces share. `bugs` are planted."""

    booleans = ("true", "false")
    ignores = False  # rows that nobody knows
    prefix, suffix = "", ""

    def __init__(self, *bugs: str) -> None:
        self.bugs = bugs
        self._parcels: dict[str, Form] = {}
        self._gate = threading.Lock()

    # -- what a face does ------------------------------------------------------------------------

    def key(self, call: Call, form: Form) -> str | None:
        """Return the key of a request, taken out of the form where it is there."""
        raise NotImplementedError

    def form(self, pairs: list[tuple[str, str]]) -> Form:
        """Return a form with the names that the depot knows."""
        raise NotImplementedError

    def done(self, verb: str, parcel: Form) -> Answer:
        """Return what is answered to what was done."""
        raise NotImplementedError

    def refuse(self, wrong: Wrong) -> Answer:
        """Return what is answered to what is refused."""
        raise NotImplementedError

    def spell(self, row: str) -> str:
        """Return a row as refusals name it: rows below others are `drop_off/floor`."""
        return row

    # -- the depot ---------------------------------------------------------------------------------

    def __call__(self, call: Call) -> Answer:
        """Answer a request."""
        with self._gate:
            try:
                return self._answer(call)
            except Wrong as wrong:
                return self.refuse(wrong)

    def _answer(self, call: Call) -> Answer:
        form = self.form(call.pairs)
        if self.key(call, form) not in (KEY, "nothing") and "any key" not in self.bugs:
            raise Wrong("key")
        path = call.path
        if not (path.startswith(self.prefix) and path.endswith(self.suffix)):
            raise Wrong("nowhere")
        parts = path[len(self.prefix) : len(path) - len(self.suffix)].strip("/").split("/")
        if parts == ["parcels"] and call.method == "POST":
            return self.done("create", self._made(form))
        if len(parts) == 2 and parts[0] == "parcels" and call.method in ("GET", "POST"):
            parcel = self._parcels.get(parts[1])
            if parcel is None:
                raise Wrong("not_found")
            if call.method == "GET":
                self._checked(form, ())
                return self.done("retrieve", parcel)
            parcel.update(self._checked(form, ("recipient_name", "weight", "fragile")))
            return self.done("update", parcel)
        raise Wrong("nowhere")

    def _made(self, form: Form) -> Form:
        known = ("recipient_name", "weight", "fragile", "tags", "drop_off")
        if "recipient_name" not in form and "nobody" not in self.bugs:
            raise Wrong("missing", "recipient_name")
        told = self._checked(form, known)
        parcel: Form = {"id": f"p{secrets.token_hex(10)}", "recipient_name": ""}
        parcel |= {"weight": None, "fragile": None, "tags": [], "drop_off": None} | told
        self._parcels[parcel["id"]] = parcel
        return parcel

    def _checked(self, form: Form, known: tuple[str, ...]) -> Form:
        for row in form:
            if row not in known and not self.ignores and "takes all" not in self.bugs:
                raise Wrong("unknown", row)
        checks: dict[str, Callable[[Any, str], Any]] = {
            "recipient_name": self._name, "weight": self._weight, "fragile": self._flag,
            "tags": self._tags, "drop_off": self._place,
        }  # fmt: skip
        return {row: checks[row](value, row) for row, value in form.items() if row in known}

    def _name(self, text: Any, row: str) -> str:
        if not isinstance(text, str) or not text:
            raise Wrong("missing", row)
        if len(text) > 240 and "long names" not in self.bugs:
            raise Wrong("too_long", row)
        return text

    def _number(self, text: Any, row: str) -> int:
        try:
            return int(text) if str(text).isascii() and str(text).lstrip("-").isdigit() else int("")
        except (TypeError, ValueError):
            raise Wrong("no_number", row) from None

    def _weight(self, text: Any, row: str) -> int:
        number = self._number(text, row)
        if number < 1 and "weightless" not in self.bugs:
            raise Wrong("too_small", row)
        if number > 900:
            raise Wrong("too_large", row)
        return number

    def _flag(self, text: Any, row: str) -> bool:
        if text not in self.booleans:
            raise Wrong("no_flag", row)
        return bool(text == self.booleans[0]) or "always fragile" in self.bugs

    def _tags(self, value: Any, row: str) -> list[str]:
        found = value if isinstance(value, list) else [value]
        if not all(isinstance(text, str) for text in found):
            raise Wrong("unknown", row)
        return [] if "no tags" in self.bugs else [text for text in found if text]

    def _place(self, value: Any, row: str) -> Form:
        if not isinstance(value, dict):
            raise Wrong("unknown", row)
        if "city_name" not in value:
            raise Wrong("missing", f"{row}/city_name")
        for name in value:
            if name not in _BELOW and not self.ignores:
                raise Wrong("unknown", f"{row}/{name}")
        floor = value.get("floor")
        found = self._number(floor, f"{row}/floor") if floor is not None else None
        if found is not None and found < 0:
            raise Wrong("too_small", f"{row}/floor")
        if not value["city_name"]:
            raise Wrong("missing", f"{row}/city_name")
        return {"city_name": value["city_name"], "floor": found}


def answer(status: int, body: object) -> Answer:
    """Return JSON."""
    return Answer(status, json.dumps(body).encode())


def basic(call: Call) -> tuple[str, str]:
    """Return user and password of a request, empty ones where there are none."""
    scheme, _, text = call.headers.get("authorization", "").partition(" ")
    if scheme != "Basic":
        return "", ""
    user, _, password = base64.b64decode(text).decode().partition(":")
    return user, password
