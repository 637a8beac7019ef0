"""What an id in a request names: sought in what the document says, the strongest hint first.

1. the type of the answer, where the field of the same name may hold a resource;
2. the pattern of the id, where only one resource has that pattern;
3. the parent in the path: `/customers/{customer}/cards`;
4. the name itself.

A row that two resources fit equally well names none, and is listed.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from contracts.importing.limits import Limits
from contracts.importing.names import snake
from contracts.importing.paths import singular, tidy
from contracts.importing.resources import Act, Group

Entry = dict[str, Any]
_ID = re.compile(r"_?(?:id|ids|sid|sids|token|key|uuid|ref|slug)$")
BY_TYPE, BY_PATTERN, BY_PATH, BY_NAME = (
    "the type of the answer", "its pattern", "the path", "the name",
)  # fmt: skip


@dataclass(slots=True)
class Known:
    """What the document says of where ids of resources stand."""

    groups: dict[str, Group]
    tables: dict[str, dict[str, Entry]]  # fields by resource
    patterns: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    places: dict[str, str] = field(default_factory=dict)  # path above that of one -> resource
    lists: dict[str, str] = field(default_factory=dict)  # path of a list or a creation -> resource
    words: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))


def known(
    groups: dict[str, Group], tables: dict[str, dict[str, Entry]], ids: str, own: Mapping[str, str],
) -> Known:  # fmt: skip
    """Return what tells resources by their ids; `ids` is the field that holds one, `own` the field
    by which paths name those of a resource that differs.
    """
    found = Known(groups, tables)
    for name, holder in groups.items():
        field = own.get(name, ids)
        pattern = tables[name].get(field, {}).get("pattern")
        if pattern and (name not in own or not _usual(pattern, tables, ids, own)):
            found.patterns[pattern].add(name)
        alone = name not in own or ids not in tables[name]  # else rows may well hold the other
        if alone and any(field in shape.properties for shape in holder.shapes):
            last = name.rpartition(".")[2]
            found.words[name].add(name)
            found.words[last].add(name)
        for act in holder.of("list", "create"):
            found.lists.setdefault(_general(tidy(act.call.path)), name)
        for act in holder.of("retrieve", "update", "delete", "replace"):
            above, _, last_part = tidy(act.call.path).rpartition("/")
            if last_part.startswith("{"):
                found.places.setdefault(_general(above), name)
    return found


def _usual(
    pattern: str, tables: dict[str, dict[str, Entry]], ids: str, own: Mapping[str, str]
) -> bool:
    """Whether ids of a resource that is named as most have a pattern: then it is of those."""
    return any(pattern == fields.get(ids, {}).get("pattern")
               for name, fields in tables.items() if name not in own)  # fmt: skip


def _general(path: str) -> str:
    return re.sub(r"\{[^{}]*\}", "{}", path)


class Finder:
    """Finds what the rows of operations name, and notes how it was found."""

    def __init__(self, known: Known, limits: Limits) -> None:
        self._known = known
        self._limits = limits

    def of_path(self, act: Act, name: str) -> tuple[str, str]:
        """Return the resource of an id in a path, and how it was found; "" for none."""
        parts = tidy(act.call.path).split("/")
        place = parts.index(f"{{{name}}}")
        above = "/".join(parts[:place])
        found = self._known.places.get(_general(above), "")
        if found:
            return found, BY_PATH
        found = self._known.lists.get(_general(above), "")
        if found:
            return found, BY_PATH
        return self._by_name(name, parts[place - 1] if place else "", act, act.call.pointer)

    def of_row(self, act: Act, name: str, row: Entry, pointer: str) -> tuple[str, str]:
        """Return the resource whose id a row takes, and how it was found; "" for none."""
        if row.get("type") != "string" or "enum" in row or "format" in row or "also" in row:
            return "", ""
        field = self._known.tables.get(act.resource, {}).get(name, {})
        named = field.get("resource") or field.get("items", {}).get("resource")
        if isinstance(named, str) and named in self._known.groups:
            return named, BY_TYPE
        same = self._known.patterns.get(row.get("pattern", ""), set())
        if len(same) == 1:
            return next(iter(same)), BY_PATTERN
        found, how = self._by_name(name, "", act, pointer)
        own = found == act.resource and act.kind in ("create", "update", "replace")
        return ("", "") if own else (found, how)  # a card's `card` is no id of one

    def _by_name(self, name: str, before: str, act: Act, pointer: str) -> tuple[str, str]:
        """Return the one resource that is called like a row: `customer`, `customer_id`."""
        whole = snake(name)
        bare = _ID.sub("", whole)
        words = [bare] if bare and bare != whole else [whole]
        if not bare and before:
            words = [singular(snake(before))]
        for word in words:
            fits = self._known.words.get(word, set()) or self._known.words.get(
                singular(word), set()
            )
            if len(fits) == 1:
                return next(iter(fits)), BY_NAME
            near = [one for one in fits if one.partition(".")[0] == act.resource.partition(".")[0]]
            if len(near) == 1:
                return near[0], BY_NAME
            if word in fits:
                return word, BY_NAME
            if fits:
                which = ", ".join(sorted(fits))
                self._limits.add("ambiguous", pointer, f"{name!r} may name {which}: none is taken")
        return "", ""


def strings(rows: dict[str, Entry], pointer: str) -> Iterator[tuple[str, Entry, str]]:
    """Yield every row of texts below a table, the elements of arrays as well."""
    for name, row in rows.items():
        place = f"{pointer}/{name}"
        if row.get("type") == "array" and row.get("items", {}).get("type") == "string":
            yield singular(name), row["items"], place
        elif row.get("type") == "array" and row.get("items", {}).get("type") == "object":
            yield from strings(row["items"].get("children", {}), place)
        elif row.get("type") == "object":
            yield from strings(row.get("children", {}), place)
        else:
            yield name, row, place
