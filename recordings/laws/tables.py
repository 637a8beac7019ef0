"""Holds recorded objects to their tables, as far as the version allows.

At the version of the contracts a table is kept whole, at others of the same release as far as they
can only have added to it; at every other one only what never changed is judged.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from typing import Any

from contracts.model import Contracts, Recordings, Resource
from recordings.checks import Finding, Misfit, bare, misfits, shown
from recordings.entry import Entry, Rule
from recordings.read.masking import masked

_OBJECT, _LIST = re.compile(rb"\{\s*\}"), re.compile(rb"\[\s*\]")
_INNER = 500  # objects of an answer that are looked through


def table(entry: Entry, contracts: Contracts) -> Iterator[Finding]:
    """Yield a finding for each field that fits no version of its table (G-113).

    Objects that stand in the answer are held to their own tables: a card's cardholder (G-96), what
    was expanded (G-87), the intent in a refusal (G-28).
    """
    resource = entry.resource
    for item in _items(entry) if entry.exchange.accepted else ():
        if not isinstance(item, dict):
            yield from _misfits(entry, item, resource, contracts)
            continue
        if _modern(entry) and item.get("object") not in _names(entry, resource):
            yield Finding(f"object {shown(resource.object)}", shown(item.get("object")), "object")
        if entry.near and entry.full and not _named(item, resource, contracts):
            yield Finding("an object that says what it is", shown(item.get("object")), "object")
        yield from _misfits(entry, item, resource, contracts)
    if entry.exchange.json is not None:
        tables = {known.object: known for known in contracts.resources}
        for path, item in _inner(entry):
            yield from _misfits(entry, item, tables.get(item["object"]), contracts, path)


def _modern(entry: Entry) -> bool:
    """Whether an operation with an older path was called by the one of official clients (T-40)."""
    modern = entry.operation.sdk_path.split("/")[:3]
    return modern != [""] and entry.exchange.request.path.split("/")[:3] == modern


def _names(entry: Entry, resource: Resource) -> tuple[str, ...]:
    """Return what an object may be called: at other versions also by its name of old (T-40)."""
    former = resource.formerly
    return (resource.object, former) if former and not entry.near else (resource.object,)


def _named(item: Mapping[str, Any], resource: Resource, contracts: Contracts) -> bool:
    """Whether an object, and those that always stand in it whole, have a name (G-96, G-113)."""
    return isinstance(item.get("object"), str) and all(
        _says(item[name], wanted) for name, wanted in _embedded(resource, contracts)
        if name in item
    )  # fmt: skip


def _embedded(resource: Resource, contracts: Contracts) -> Iterator[tuple[str, str]]:
    """Yield the fields that hold a whole object of a contract, never its id, and its name."""
    tables = {known.name: known.object for known in contracts.resources}
    for field in resource.fields:
        whole = field.type == "object" and not field.expandable and field.items is None
        if whole and field.resource in tables:
            yield field.name, tables[field.resource]


def _says(value: Any, wanted: str) -> bool:
    return not isinstance(value, dict) or value.get("object") == wanted


def _misfits(
    entry: Entry, item: Any, resource: Resource | None, contracts: Contracts, place: str = ""
) -> Iterator[Finding]:
    if resource is None:
        return
    request = entry.exchange.request
    unrecorded = entry.operation.kind in ("create", "update") and not request.body
    row = entry.expanding
    asked = unrecorded or (bool(row) and row in request.target + request.body)
    strict = entry.near and entry.full
    recordings = contracts.recordings
    always = _always(item, resource, recordings) if entry.full else ()
    for misfit in misfits(item, resource, expanded=asked or not strict):
        whole = strict and _kept(misfit, entry)
        if _emptied(misfit) and not _as_sent(entry):
            continue  # some languages write an empty object as a list
        if _counts(misfit, entry, recordings, strict=whole, always=always):
            words = f"{misfit.expected} in {place}" if place else misfit.expected
            found = f"{bare(place)}.{misfit.path}" if place else misfit.path
            yield Finding(words, misfit.observed, found)


def _inner(entry: Entry) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield the objects below those that the exchange returned, with their paths."""
    tops = entry.items
    if not entry.exchange.accepted:
        tops = [entry.exchange.error_body]
    waiting = [("", top) for top in tops]
    for _ in range(_INNER):
        if not waiting:
            return
        path, found = waiting.pop()
        for name, value in found.items():
            for below in value if isinstance(value, list) else [value]:
                if isinstance(below, dict) and name != entry.own_texts:
                    there = f"{path}.{name}".lstrip(".")
                    waiting.append((there, below))
                    if isinstance(below.get("object"), str) and "id" in below:
                        yield there, below


def _items(entry: Entry) -> list[Any]:
    if entry.operation.shape == "object":
        return [entry.exchange.json]
    data = entry.exchange.body.get("data")
    return data if isinstance(data, list) else []


def _always(item: Any, resource: Resource, recordings: Recordings) -> tuple[str, ...]:
    """Return the fields that an object had at every version.

    None when it was not recorded whole: stubs and cut bodies hold a few fields only.
    """
    whole = isinstance(item, dict) and sum(field.name in item for field in resource.fields) >= 12
    newer = recordings.beside(resource.name).newer
    return tuple(name for name in recordings.everywhere if name not in newer) if whole else ()


def _kept(misfit: Misfit, entry: Entry) -> bool:
    """Whether what a table says of a field is so at the version of an exchange."""
    if misfit.kind == "missing":
        return entry.grown
    return entry.known or misfit.kind != "value"


def _counts(
    misfit: Misfit, entry: Entry, recordings: Recordings, *, strict: bool, always: tuple[str, ...]
) -> bool:
    if isinstance(misfit.found, str) and masked(misfit.found):
        return False
    if misfit.kind == "value" and _added(misfit, recordings):
        return False
    if strict or misfit.kind == "shape":
        return True
    if misfit.kind == "missing":
        return misfit.path in ("id", "object", *always)
    if misfit.kind == "null":
        return misfit.path in ("id", "object", entry.own_texts, *recordings.everywhere)
    if misfit.kind == "value":
        return misfit.path == "object"
    return misfit.path in recordings.everywhere or _other_scalar(misfit, entry)


def _emptied(misfit: Misfit) -> bool:
    """Whether an empty list stands for an object."""
    return misfit.found == [] and misfit.wanted in ("object", "map")


def _as_sent(entry: Entry) -> bool:
    """Whether empty objects of an answer are written as the service wrote them.

    An answer that was decoded and written anew by a language without empty objects has none of
    them, or it has slashes behind backslashes.
    """
    text = entry.exchange.response.body if entry.exchange.response else b""
    if not entry.text or b"\\/" in text:
        return False
    return _OBJECT.search(text) is not None or len(_LIST.findall(text)) == 1


def _added(misfit: Misfit, recordings: Recordings) -> bool:
    """Whether a value is one that came later."""
    found = [values for path, values in recordings.added.items() if misfit.path.endswith(path)]
    return any(misfit.found in values for values in found)


def _other_scalar(misfit: Misfit, entry: Entry) -> bool:
    """Whether a value is of a kind that no version gives it; ids do become objects."""
    scalar = isinstance(misfit.found, str | int | float)
    if misfit.wanted in ("integer", "number", "boolean"):
        return scalar
    if misfit.wanted == "string":
        return scalar and not isinstance(misfit.found, str)
    if misfit.path == entry.own_texts:
        return True
    top = "." not in misfit.path and "[" not in misfit.path
    if top and misfit.wanted in ("object", "map") and isinstance(misfit.found, str):
        return "_" not in misfit.found  # an id may have stood there
    return top and (misfit.wanted == "array" or not isinstance(misfit.found, str | dict | list))


RULES = (Rule("response_table", "G-113", table),)
