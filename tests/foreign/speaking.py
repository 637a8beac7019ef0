"""The faces of the depot: how each is asked, and how it answers."""

from __future__ import annotations

import re

from tests.foreign.depot import Depot, Form, Wrong, answer, basic
from tests.suites.servers import Answer, Call


class Marked(Depot):
    """Every answer is a 200 and says `ok`; `drop_off[floor]`, `tags[0]`; the key is a field."""

    booleans = ("1", "0")
    prefix = "/api"

    def key(self, _call: Call, form: Form) -> str | None:
        found = form.pop("token", None)
        return found if isinstance(found, str) else None

    def form(self, pairs: list[tuple[str, str]]) -> Form:
        found: Form = {}
        for name, value in pairs:
            head, _, rest = name.partition("[")
            rest = rest.rstrip("]")
            if rest.isdigit():
                found.setdefault(head, []).append(value)
            elif rest and isinstance(found.setdefault(head, {}), dict):
                found[head][rest] = value
            elif not rest:
                found[head] = value
        return found

    def done(self, _verb: str, parcel: Form) -> Answer:
        mark = {} if "unmarked" in self.bugs else {"ok": True}
        return answer(200, {**mark, "parcel": parcel})

    def refuse(self, wrong: Wrong) -> Answer:
        row = re.sub(r"/(\w+)", r"[\1]", wrong.row)
        code = "oops" if "same code" in self.bugs else wrong.why
        said = wrong.why in ("key", "nowhere") or "shrugs" not in self.bugs
        return answer(200, {"ok": not said, "error": code, **({"field": row} if row else {})})


class Pascal(Depot):
    """`RecipientName`, `DropOff.Floor`, `Tags=a&Tags=b`; the key is the password of an account."""

    prefix, suffix = "/2010/Accounts/AC42", ".json"

    def __init__(self, *bugs: str) -> None:
        super().__init__(*bugs)
        self.ignores = "strict" not in bugs

    codes = {  # noqa: RUF012 - written once
        "missing": 21201, "no_number": 21202, "too_small": 21203, "too_large": 21203,
        "no_flag": 21204, "too_long": 21205, "not_found": 20404, "unknown": 21206,
    }  # fmt: skip

    def key(self, call: Call, _form: Form) -> str | None:
        user, password = basic(call)
        return password if user == "AC42" else None

    def form(self, pairs: list[tuple[str, str]]) -> Form:
        found: Form = {}
        for name, value in pairs:
            head, *below = [re.sub(r"(?<!^)([A-Z])", r"_\1", part).lower()
                            for part in name.split(".")]  # fmt: skip
            if below and isinstance(found.setdefault(head, {}), dict):
                found[head][below[0]] = value
            elif head == "tags":
                found.setdefault(head, []).append(value)
            elif not below:
                found[head] = value
        return found

    def done(self, verb: str, parcel: Form) -> Answer:
        made = verb == "create" and "always 200" not in self.bugs
        return answer(201 if made else 200, capital(parcel))

    def refuse(self, wrong: Wrong) -> Answer:
        status = {"key": 401, "not_found": 404, "nowhere": 404}.get(wrong.why, 400)
        code = self.codes.get(wrong.why, 20003)
        if "texts as codes" in self.bugs:
            code = 1
        body = {"code": code, "message": wrong.why, "status": status}
        return answer(status, {} if "speechless" in self.bugs else body)


def capital(value: object) -> object:
    """Return what is shown with names that begin with capitals."""
    if isinstance(value, dict):
        return {re.sub(r"(?:^|_)([a-z])", lambda m: m[1].upper(), name): capital(inner)
                for name, inner in value.items()}  # fmt: skip
    return value


class Dotted(Depot):
    """`drop_off.floor`, `tags1`; the key has a header of its own, a fault stands deep below."""

    def key(self, call: Call, _form: Form) -> str | None:
        return call.headers.get("x-depot-key")

    def form(self, pairs: list[tuple[str, str]]) -> Form:
        found: Form = {}
        for name, value in pairs:
            head, *below = name.split(".")
            numbered = re.fullmatch(r"tags(\d+)", head)
            if numbered:
                found.setdefault("tags", []).append(value)
            elif below and isinstance(found.setdefault(head, {}), dict):
                found[head][below[0]] = value
            elif not below:
                found[head] = value
        return found

    def done(self, verb: str, parcel: Form) -> Answer:
        return answer(202 if verb == "create" else 200, parcel)

    def refuse(self, wrong: Wrong) -> Answer:
        status = {"key": 403, "not_found": 404, "nowhere": 404}.get(wrong.why, 422)
        row = wrong.row.replace("/", "[") + "]" * wrong.row.count("/")
        row = row if "brackets" in self.bugs else wrong.row.replace("/", ".")
        if wrong.why == "key" and "404 for keys" in self.bugs:
            status = 404
        why = {"code": wrong.why, **({"field": row} if row else {})}
        return answer(status, {"fault": {"detail": {"sort": "request", "why": why}}})


class Open(Depot):
    """No key, flat names, and refusals that say nothing but their status."""

    def key(self, _call: Call, _form: Form) -> str | None:
        return "nothing"

    def form(self, pairs: list[tuple[str, str]]) -> Form:
        found: Form = {}
        for name, value in pairs:
            if name in ("city_name", "floor"):
                found.setdefault("drop_off", {})[name] = value
            elif name == "tags":
                found.setdefault(name, []).append(value)
            else:
                found[name] = value
        return found

    def done(self, _verb: str, parcel: Form) -> Answer:
        return answer(200, parcel)

    def refuse(self, wrong: Wrong) -> Answer:
        status = 404 if wrong.why in ("not_found", "nowhere") else 400
        return Answer(410 if "gone" in self.bugs and status == 404 else status, b"no")


FACES: dict[str, type[Depot]] = {
    "marked": Marked, "pascal": Pascal, "dotted": Dotted, "open": Open,
}  # fmt: skip
