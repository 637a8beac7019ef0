"""Parts of one document that follow conventions of their own, and how these differ from the rest.

Operations below one part of the path are looked at together. Where their ids, their refusals, their
lists or what their paths end with are clearly other than elsewhere they become a set; where nothing
tells, they are like the rest.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from contracts.importing import around, casing
from contracts.importing.calls import Call
from contracts.importing.identity import field_of
from contracts.importing.limits import Limits
from contracts.importing.names import snake
from contracts.importing.presumed import Presumed
from contracts.importing.resources import Act, Group

Entry = dict[str, Any]
_VERSION = re.compile(r"v[0-9][0-9.]*")
_FEW = 3  # operations that have a convention by chance
_ALONE = ("guessed", "host", "name", "neighbours", "version")  # what is said once
_UNTOLD = ("error", "form", "success")  # of which nothing may be said: they are as elsewhere then
_ERROR = ("told", "envelope", "type", "code", "param", "message")
_LIST = ("by", "after", "before", "token", "offset", "page", "next", "limit")


@dataclass(slots=True)
class Family:
    """Operations of one part of a document; "" names those that are like most.

    `above` is the path of their server, `prefix` and `suffix` what all their paths have besides.
    """

    name: str
    calls: list[Call]
    above: str = ""
    prefix: str = ""
    suffix: str = ""
    groups: dict[str, Group] = field(default_factory=dict)
    read_off: dict[str, Group] = field(default_factory=dict)  # where its conventions are read
    api: Entry = field(default_factory=dict)
    items: str = ""  # where most of its lists stand
    own_ids: dict[str, str] = field(default_factory=dict)  # fields of resources that differ
    unknown: bool = False  # whether the document says how an unknown id is told

    @property
    def acts(self) -> list[Act]:
        """What they do."""
        return [act for holder in self.groups.values() for act in holder.acts.values()]

    @property
    def paths(self) -> list[str]:
        """Their paths, as the document has them."""
        return sorted({call.path for call in self.calls})

    def take(self, groups: dict[str, Group]) -> None:
        """Take its own part of the resources of a document."""
        own = {id(call) for call in self.calls}
        self.groups = {}
        for name, holder in groups.items():
            acts = {verb: act for verb, act in holder.acts.items() if id(act.call) in own}
            if acts:
                self.groups[name] = Group(name, acts, holder.shapes, holder.object,
                                          holder.kind_field)  # fmt: skip

    def id_of(self, resource: str) -> str:
        """Return the field that names the objects of a resource."""
        usual: str = self.api["object"]["id"]
        return self.own_ids.get(resource, usual)

    def cut(self, path: str) -> str:
        """Return a path without what the conventions say of all."""
        return path.removeprefix(self.prefix).removesuffix(self.suffix) or "/"


def apart(calls: list[Call], usual: str) -> list[Family]:
    """Return the parts of a document by the beginnings of their paths, the largest first.

    `usual` is the path of the server that most are asked at.
    """
    prefix = around.beginning(sorted({call.path for call in calls}))
    parts: dict[tuple[str, str], list[Call]] = {}
    for call in calls:
        above = usual if call.above is None else call.above
        parts.setdefault((above, _part(call.path.removeprefix(prefix))), []).append(call)
    found = [
        Family(snake(re.sub(r"[{}/]", " ", first).strip()) or "others", own, above,
               suffix=around.ending(sorted({call.path for call in own})))
        for (above, first), own in parts.items()
    ]  # fmt: skip
    return sorted(found, key=lambda family: -len(family.calls))


def _part(path: str) -> str:
    """Return the beginning of a path, with what a version stands before."""
    first, *more = path.strip("/").split("/")
    return "/".join([first, *more[:1]]) if _VERSION.fullmatch(first) else first


def told_apart(parts: list[Family], usual: str, suffix: str) -> tuple[Family, list[Family]]:
    """Return the rest, and the parts that are asked elsewhere, or end otherwise, than most."""
    own = [f for f in parts if f.above != usual or (f.suffix and f.suffix != suffix)]
    if len(own) == len(parts):
        own = own[1:]
    rest = [call for family in parts if family not in own for call in family.calls]
    return Family("", rest, usual), own


def signature(family: Family, rows: dict[str, Entry], fields: dict[str, Entry]) -> Entry:
    """Return what tells a family's conventions from others'; what nothing tells is left out."""
    presumed = Presumed(family.groups, rows, Limits())
    own = [name for holder in family.groups.values() if (name := field_of(holder))]
    found: Entry = {}
    if own:
        found["id"] = Counter(own).most_common(1)[0][0]
        found["type"] = presumed.ids(found["id"]).get("type", "string")
    refusal = _parts(presumed.errors(), _ERROR)
    found["error"] = {"envelope": "", "told": "status", **refusal} if refusal else {}
    found["list"] = _parts(presumed.pages(), _LIST) if _paged(presumed.pages()) else {}
    found["names"] = casing.rule_of((rows[a.id], fields[a.resource]) for a in family.acts)
    return {key: value for key, value in found.items() if value}


def _paged(pages: Entry) -> bool:
    return "by" in pages


def _parts(section: Entry, names: Iterable[str]) -> Entry:
    return {name: section[name] for name in names if name in section}


def differs(own: Entry, usual: Entry) -> bool:
    """Whether conventions are clearly others: both say something, and not the same."""
    for key in own.keys() & usual.keys():
        one, other = own[key], usual[key]
        if isinstance(one, dict) and isinstance(other, dict):
            if differs(one, other):
                return True
        elif one != other:
            return True
    return False


def joined(families: list[Family], signs: dict[str, Entry]) -> list[Family]:
    """Return families, those of which nothing tells them apart as one."""
    found: list[Family] = []
    for family in families:
        like = next((one for one in found if one.above == family.above
                     and one.suffix == family.suffix
                     and not differs(signs[family.name], signs[one.name])), None)  # fmt: skip
        if like is None:
            found.append(family)
        else:
            like.calls += family.calls
    return found


def clear(families: list[Family]) -> None:
    """Let no path be that of another family when what all have is cut off: then nothing is."""
    found = Counter(family.cut(path) for family in families for path in family.paths)
    if max(found.values(), default=1) > 1:
        for family in families:
            family.prefix = ""


def is_large(family: Family) -> bool:
    """Whether a family has enough operations to have conventions."""
    return len(family.calls) >= _FEW


def difference(api: Entry, base: Entry) -> Entry:
    """Return what conventions say otherwise than others, null where these say too much.

    Where nothing is said of refusals, forms or statuses, these are as they are elsewhere.
    """
    found: Entry = {}
    for key in [*base, *(key for key in api if key not in base)]:
        own, usual = api.get(key), base.get(key)
        if key in _ALONE or own == usual or (own is None and key in _UNTOLD):
            continue
        if isinstance(own, dict) and isinstance(usual, dict):
            kept = usual.keys() & own.keys() if key in _UNTOLD[1:] else usual.keys()
            more = difference(own, {name: usual[name] for name in usual if name in kept})
            found |= {key: more} if more else {}
        else:
            found[key] = own
    guessed = [key for key in api.get("guessed", ()) if key not in base.get("guessed", ())]
    return {**found, "guessed": [*base["guessed"], *guessed]} if guessed else found
