"""How objects are made: the creations of a document, those first that others stand on.

A recipe sends what its creation requires. What has no creation, what requires a value that nobody
can think of and what leads back to itself is listed: no recipe makes it. Where there is a list of
such objects the first of it is read; else what stands below one is made below one that is given.
"""

from __future__ import annotations

import re
from contextlib import suppress
from typing import Any

from contracts.fitting import fitting
from contracts.importing.kinds import unnamed
from contracts.importing.limits import Limits
from contracts.importing.resources import Act, Group
from contracts.patterns import LONGEST

Entry = dict[str, Any]
_TEXT = "assay"
_GIVEN = "no operation is about it: give the id of one in assay.toml"
_UNMADE = "the document has no creation"
_HOLDERS = ("object", "array", "map")


class NoValue(Exception):  # noqa: N818 - it is not an error, it is an answer
    """Why a row has no value that a recipe could send."""


class Recipes:
    """Writes recipes in the order in which they stand on each other."""

    def __init__(
        self, groups: dict[str, Group], tables: dict[str, Entry], paths: dict[str, str],
        bases: dict[str, Entry], limits: Limits,
    ) -> None:  # fmt: skip
        """`tables` are rows by place of each operation, by id; `paths` how each is written, `bases`
        what working calls send beside what they have to.
        """
        self._groups = groups
        self._tables = tables
        self._paths = paths
        self._bases = bases
        self._limits = limits
        self.made: dict[str, Entry] = {}  # resource -> recipe, in the order of need
        self.given: list[str] = []  # what no operation is about
        self._failed: dict[str, str] = {}
        self._open: list[str] = []

    def make_all(self) -> None:
        """Write what can be written; list the rest."""
        for name in self._groups:
            with suppress(NoValue):
                self._make(name)
            reason = self._failed.get(name)
            if reason is not None:
                pointer = next(iter(self._groups[name].acts.values())).call.pointer
                self._limits.add("no recipe", pointer, f"{name}: {reason}")

    def population(self, act: Act) -> Entry | None:
        """Return how a list is filled: by the creation that stands where it does.

        What no call makes is read as it is there. None: nothing fills it.
        """
        if "pick" in self.made.get(act.resource, {}) and "{" not in self._paths[act.id]:
            return {}
        place = unnamed(self._paths[act.id])
        made = self._groups[act.resource].of("create")
        creation = next((one for one in made if unnamed(self._paths[one.id]) == place), None)
        with suppress(NoValue):
            return {"steps": [self.step(creation)]} if creation is not None else None
        return None

    def _make(self, name: str) -> None:
        """Write the recipe of a resource, and before it those that it needs. Raises NoValue."""
        if name in self.made:
            return
        if name in self._failed:
            raise NoValue(self._failed[name])
        if name not in self._groups:
            self.made[name] = self._given(name)
            return
        if name in self._open:
            raise NoValue(f"{' needs '.join([*self._open, name])}")
        self._open.append(name)
        try:
            self.made[name] = self._recipe(name)
        except NoValue as reason:
            self._failed[name] = str(reason)
            self.made[name] = self._picked(name, str(reason))
        finally:
            self._open.pop()

    def _make_or_give(self, name: str) -> None:
        """Write the recipe of what another recipe needs: what the document lists and never makes
        is given by whoever runs. Raises NoValue.
        """
        try:
            self._make(name)
        except NoValue:
            if name not in self._groups or self._groups[name].of("create"):
                raise
            self.made[name] = {"note": f"{_UNMADE}: give the id of one in assay.toml"}

    def _given(self, name: str) -> Entry:
        """Return the recipe of what no operation is about: whoever runs gives the id of one."""
        acts = (act for group in self._groups.values() for act in group.acts.values())
        pointer = next((a.call.pointer for a in acts if self._named(a, name)), "#/paths")
        self._limits.add("no recipe", pointer, f"{name}: {_GIVEN}")
        self.given.append(name)
        return {"note": _GIVEN}

    def _named(self, act: Act, name: str) -> bool:
        """Whether the path of an operation names a resource."""
        rows = self._tables[act.id].get("path", {}).values()
        return any(name in row.get("references", ()) for row in rows)

    def _recipe(self, name: str) -> Entry:
        creations = self._groups[name].of("create")
        if not creations:
            raise NoValue(_UNMADE)
        reasons = []
        for act in creations:
            try:
                return {"steps": [self.step(act)]}
            except NoValue as reason:
                reasons.append(f"{act.call.title}: {reason}")
        raise NoValue("; ".join(dict.fromkeys(reasons)))

    def _picked(self, name: str, reason: str) -> Entry:
        """Return the recipe of what is there and not made: the first of a list. Raises NoValue."""
        for act in self._groups[name].of("list"):
            path, asked = self._paths[act.id], self._tables[act.id].get("query", {})
            if "{" not in path and not any(row.get("required") for row in asked.values()):
                return {"pick": path}
        raise NoValue(reason)

    def step(self, act: Act) -> Entry:
        """Return the request of a creation. Raises NoValue."""
        tables = self._tables[act.id]
        path = self._paths[act.id]
        for part in re.findall(r"\{([^{}/]+)\}", path):
            value = self._value(part, tables.get("path", {}).get(part, {"type": "string"}))
            path = path.replace(f"{{{part}}}", str(value))
        form = self.form({**tables.get("query", {}), **tables.get("body", {})})
        form = _with(form, self._bases.get(act.id, {}))
        step: Entry = {"request": f"{act.call.method} {path}"}
        if form:
            step["form"] = form
        return step

    def form(self, rows: dict[str, Entry]) -> Entry:
        """Return the smallest form of a table. Raises NoValue."""
        return {name: self._value(name, row) for name, row in rows.items() if row.get("required")}

    def _value(self, name: str, row: Entry) -> Any:
        for resource in row.get("references", ()):
            self._make_or_give(resource)
            return f"@{resource}"
        if "example" in row:
            return row["example"]
        if "enum" in row:
            return row["enum"][0]
        kind = row.get("type")
        if kind == "object":
            inner = self.form(row.get("children", {})) or self._first(row.get("children", {}))
            if not inner:
                raise NoValue(f"{name!r} is required, and has no rows")
            return inner
        if kind == "array":
            return [self._value(name, row["items"])]
        if kind == "map":
            return {_TEXT: self._value(name, row["values"])}
        return _scalar(name, row)

    def _first(self, rows: dict[str, Entry]) -> Entry:
        """Return a form of one row, the plainest, where an object requires none. Raises NoValue."""
        plain = [name for name, row in rows.items()
                 if row.get("type") not in _HOLDERS and not row.get("references")]  # fmt: skip
        if plain:
            return {plain[0]: self._value(plain[0], rows[plain[0]])}
        for name, row in rows.items():
            try:
                return {name: self._value(name, row)}
            except NoValue:
                continue
        return {}


def _with(form: Entry, base: Entry) -> Entry:
    """Return a form with what working calls send, at any depth."""
    found = dict(form)
    for name, value in base.items():
        there = found.get(name)
        both = isinstance(value, dict) and isinstance(there, dict)
        found[name] = _with(there, value) if both else value  # type: ignore[arg-type]
    return found


def _scalar(name: str, row: Entry) -> Any:
    """Return a value of a scalar row. Raises NoValue where a pattern stands in the way."""
    kind = row.get("type", "string")
    if kind == "boolean":
        return True
    if kind in ("integer", "number"):
        least, most = row.get("minimum"), row.get("maximum")
        value = least if least is not None else min(1, most) if most is not None else 1
        whole = kind == "integer"
        return "@now" if row.get("format") == "timestamp" else int(value) if whole else value
    if "pattern" in row:
        return _fitting(name, row)
    return _text(row)


def _fitting(name: str, row: Entry) -> str:
    """Return the plainest text of a pattern. Raises NoValue where none can be made."""
    least, most = row.get("min_length", 0), row.get("max_length", LONGEST)
    text = fitting(row["pattern"], least)
    if not text or not least <= len(text) <= most or not text.isprintable():
        raise NoValue(f"{name!r} has a pattern that no text is made of, and no example")
    return text


def _text(row: Entry) -> str:
    known = {
        "email": "@unique.email", "url": "https://example.com/", "date": "2030-01-31",
        "rfc3339": "2030-01-31T12:00:00Z",
        "ip": "192.0.2.1", "phone": "+14155550123", "country": "US", "currency": "usd",
        "decimal": "10.50", "locale": "en",
    }  # fmt: skip
    if row.get("format") in known:
        return str(known[row["format"]])
    least, most = row.get("min_length", 1), row.get("max_length", 5000)
    text = _TEXT * (least // len(_TEXT) + 1)
    return str(text[: max(least, min(most, len(_TEXT)))])
