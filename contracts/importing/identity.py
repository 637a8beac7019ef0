"""Which field of an object is its id: read off the names of fields and of what stands in paths.

Most objects of an API have one such field; a resource that all paths name by another one
(`/countries/{country_code}`, `/issues/{issue_iid}` beside an `id`) says so. Where paths of one
resource take several, nothing of ours can be put there, and the row is left without what it names.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from contracts.importing.names import snake
from contracts.importing.paths import parents, singular, tidy
from contracts.importing.resources import Act, Group

USUAL = ("id", "sid", "uuid", "_id")
_OTHERS = ("key", "slug")
_KINDS = ("retrieve", "update", "replace", "delete")
_PLAIN = ("string", "integer")  # types of what can stand in a path


def id_field(groups: Iterable[Group]) -> str:
    """Return the field that holds the id of most objects, "id" where nothing tells."""
    told = Counter(name for holder in groups if (name := field_of(holder)))
    most = max(told.values(), default=0)
    first = [name for name, count in told.items() if count == most]
    return _first(first, USUAL) or next(iter(first), "id")


def own_field(holder: Group, table: Mapping[str, Any], ids: str) -> str:
    """Return the field that names the objects of a resource, "" where it is `ids` as of most.

    `table` are its fields: a text or a whole number is one that can stand in a path.
    """
    last = [act for act in holder.of(*_KINDS) if tidy(act.call.path).endswith("}")]
    told = {named(act, table) for act in last}
    field = told.pop() if len(told) == 1 else ""
    if not field and ids not in table:
        field = _first(table, USUAL)
    fits = field not in ("", ids) and table[field].get("type") in _PLAIN
    return field if fits else ""


def of_other_type(
    groups: Mapping[str, Group], tables: Mapping[str, Any], ids: str, told: Mapping[str, Any]
) -> list[str]:
    """Return the resources whose objects are named by the field of most, and by whole numbers where
    ids are texts; `told` is what the package says of its ids.
    """
    if told.get("type") == "integer":
        return []
    last = (name for name, holder in groups.items()
            if any(tidy(act.call.path).endswith("}") for act in holder.of(*_KINDS)))  # fmt: skip
    return [name for name in last if tables[name].get(ids, {}).get("type") == "integer"]


def field_of(holder: Group) -> str:
    """Return the field that paths name an object by, or that is called like an id."""
    fields = [name for shape in holder.shapes for name in shape.properties]
    for act in holder.of(*_KINDS):
        if name := named(act, fields):
            return name
    return _first(fields, (*USUAL, *_OTHERS))


def named(act: Act, fields: Iterable[str]) -> str:
    """Return the field that the last id of a path is, "" where no field is called so."""
    path = tidy(act.call.path)
    there = {snake(name): name for name in reversed(list(fields))}
    last = path.rpartition("/")[2]
    if not last.startswith("{"):
        return ""
    word, noun = snake(parents(last)[0]), _noun(path)
    usual = _first(there.values(), USUAL)
    if noun == f"by_{word}" and word in there:
        return there[word]
    if noun == word or noun.endswith(f"_{word}") or word in USUAL:
        return usual or there.get(word, "")
    rest = word.removeprefix(f"{noun}_")
    if rest in there and rest != word:
        return there[rest]
    if word in there:
        return there[word]
    return usual or _near(word, there)


def stranger(act: Act, name: str) -> str:
    """Return a name for what an id in a path names: `domain` of `{domain_name}`."""
    parts = tidy(act.call.path).split("/")
    word = re.sub(r"_(?:id|sid|uuid|name|key|slug)$", "", snake(name))
    noun = _noun("/".join(parts[: parts.index(f"{{{name}}}") + 1]))
    return noun if noun and word in USUAL else word


def _near(word: str, there: dict[str, str]) -> str:
    """Return the one field whose name ends, or begins, as a word does."""
    ends = (field for name, field in there.items() if word.endswith(f"_{name}"))
    return next(ends, "") or next(
        (field for name, field in there.items() if name.startswith(f"{word}_")), ""
    )


def _noun(path: str) -> str:
    """Return what stands before the last id of a path, of one."""
    parts = [part for part in path.split("/")[:-1] if part and "{" not in part]
    return singular(snake(parts[-1])) if parts else ""


def _first(names: Iterable[str], wanted: Iterable[str]) -> str:
    there = {name.lower(): name for name in reversed(list(names))}
    return next((there[name] for name in wanted if name in there), "")
