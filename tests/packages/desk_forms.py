"""How the desk reads what is sent: rows by their rules, as its contracts have them."""

from __future__ import annotations

import re
from typing import Any

Item = dict[str, Any]
Form = dict[str, list[str]]


class No(Exception):  # noqa: N818 - it is an answer
    """A refusal."""

    def __init__(self, status: int, code: str, field: str = "") -> None:
        super().__init__(code)
        self.status, self.code, self.field = status, code, field


class Forms:
    """Readers of rows; each bug is something that one of them does not look at."""

    def __init__(self, *bugs: str) -> None:
        self.bugs = bugs

    def has(self, bug: str) -> bool:
        """Whether the server has a defect."""
        return bug in self.bugs

    def read(
        self, form: dict[str, list[str]], rows: dict[str, Any], needed: tuple[str, ...] = ()
    ) -> Item:
        found: Item = {}
        for name in form:
            if (
                name.partition("[")[0] not in {r.partition("[")[0] for r in rows}
                or name not in rows
            ):
                if self.has("unknown_taken"):
                    continue
                raise No(422, "unknown", name)
        for name, rule in rows.items():
            if name in form:
                many = rule[0] == "many"
                values = form[name]
                found[name] = (
                    [rule[1](name, v) for v in values] if many else rule[1](name, values[-1])
                )
        for name in needed:
            if name not in found:
                raise No(422, "missing", name)
        return found

    def text(self, most: int = 500, pattern: str = "", clear: bool = False) -> Any:
        def read(name: str, v: str) -> Any:
            if not v:
                if clear:
                    return None
                if self.has("empty_taken"):
                    return v
                raise No(422, "empty", name)
            if len(v) > most and not self.has("long_taken"):
                raise No(422, "too_long", name)
            loose = self.has("pattern_search") and re.search(pattern, v)
            fits = re.fullmatch(pattern, v) or self.has("pattern_free") or loose
            if pattern and not fits:
                raise No(422, "bad_form", name)
            return v

        return ("one", read)

    def number(self, low: int = -(10**9), high: int = 10**9) -> Any:
        def read(name: str, v: str) -> Any:
            if not v and self.has("empty_taken"):
                return low
            if not re.fullmatch(r"-?[0-9]{1,30}", v):
                if self.has("number_loose") and re.match(r"-?[0-9]+", v):
                    return int(re.match(r"-?[0-9]+", v)[0])
                raise No(422, "no_number", name)
            if (int(v) < low and not self.has("low_taken")) or (
                int(v) > high and not self.has("high_taken")
            ):
                raise No(422, "out_of_range", name)
            return int(v)

        return ("one", read)

    def enum(self, *known: str) -> Any:
        def read(name: str, v: str) -> Any:
            if v not in known and not self.has("enum_free"):
                raise No(422, "no_such_value", name)
            return v

        return ("one", read)

    def flag(self) -> Any:
        def read(name: str, v: str) -> Any:
            if v not in ("1", "0"):
                if self.has("flag_free"):
                    return bool(v)
                raise No(422, "no_flag", name)
            return v == "1" and not self.has("flag_never")

        return ("one", read)

    def time(self) -> Any:
        def read(name: str, v: str) -> Any:
            if not re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)", v):
                raise No(422, "no_time", name)
            return v

        return ("one", read)

    def many(self, most: int) -> Any:
        return ("many", self.text(most)[1])
