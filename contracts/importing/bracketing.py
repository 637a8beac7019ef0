"""Names in brackets, as documents write rows that stand below others."""

from __future__ import annotations

import re
from typing import Any

Entry = dict[str, Any]
_BRACKETS = re.compile(r"\[([^\[\]]*)\]")


def bracketed(name: str) -> tuple[str, list[str]]:
    """Return the parts of a name in brackets: `created[gt]` is `created` and [`gt`]."""
    start = name.find("[")
    if start <= 0 or not name.endswith("]"):
        return name, []
    below = _BRACKETS.findall(name[start:])
    whole = "".join(f"[{part}]" for part in below) == name[start:]
    return (name[:start], below) if whole else (name, [])


def unnamed(name: str) -> str:
    """Return why what is left of a name in brackets names no row, "" where it names one."""
    if not name:
        return "a row without a name"
    stray = "[" in name or "]" in name
    return f"{name!r}: its brackets name no row below another" if stray else ""


def place(table: dict[str, Entry], name: str, below: list[str], entry: Entry) -> None:
    """Put a row where its name in brackets says."""
    if not below:
        table[name] = entry
        return
    part, *rest = below
    if part == "":
        element = entry.get("items", entry) if entry["type"] == "array" and not rest else entry
        table.setdefault(name, {"type": "array", "items": dict(element)})
        for key in ("required", "excludes", "needs", "clearable"):
            table[name]["items"].pop(key, None)
        if rest:
            table[name]["items"] = {"type": "object", "children": {}}
            place(table[name]["items"]["children"], rest[0], rest[1:], entry)
        if entry.get("required"):
            table[name]["required"] = True
        return
    holder = table.setdefault(name, {"type": "object", "children": {}})
    if holder.get("type") == "array":
        holder = holder["items"]
    holder["type"] = "object"
    place(holder.setdefault("children", {}), part, rest, entry)
