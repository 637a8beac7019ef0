"""Which operations belong together, and what their resource is called.

An operation stands in the file of what it returns. Where an answer has no name, the operations of
one path share a resource; where one returns nothing that is known, it stands with its path.
"""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from contracts.importing.answers import Answer, answer_of
from contracts.importing.calls import Call
from contracts.importing.kinds import Judged, corrected, kind_of
from contracts.importing.limits import Limits
from contracts.importing.names import (
    fit,
    gone,
    kind_field,
    kinds_of,
    nouns,
    shortened,
    strangeness,
    told,
    unique,
    verb_of,
)
from contracts.importing.paths import singular, tidy
from contracts.importing.shapes import Shape
from contracts.importing.slots import Keys

_SHOWING = ("retrieve", "create", "update", "replace", "list", "search")


@dataclass(slots=True)
class Act:
    """A call, what it answers, what it does, and how it is called."""

    call: Call
    answer: Answer
    judged: Judged
    resource: str = ""
    verb: str = ""
    shape: str = "object"  # as contracts say it
    stands: str = ""  # where its object stands, when elsewhere than that of most

    @property
    def id(self) -> str:
        """`customer.create`."""
        return f"{self.resource}.{self.verb}"

    @property
    def kind(self) -> str:
        """What it does."""
        return self.judged.kind


@dataclass(slots=True)
class Group:
    """A resource: its operations, and the shapes of its object."""

    name: str
    acts: dict[str, Act] = field(default_factory=dict)
    shapes: list[Shape] = field(default_factory=list)
    object: str = ""  # value of the field that tells the kind
    kind_field: str = ""

    def of(self, *kinds: str) -> list[Act]:
        """Return its operations of some kinds."""
        return [act for act in self.acts.values() if act.kind in kinds]


Correction = Callable[[str, str], str]  # title and path -> kind, "" for what is read off them


def group(
    calls: list[Call], correction: Correction, limits: Limits, known: Collection[str] = (),
    keys: Keys = (),
) -> dict[str, Group]:  # fmt: skip
    """Return the resources of a document by name; names that are `known` are not shortened.

    `keys` are places and names of the rows that hold the key.
    """
    paths: dict[str, set[str]] = {}
    for call in calls:
        path = tidy(call.path)
        above, _, last = path.rpartition("/")
        for name in (path, f"{above}/{{}}") if last.startswith("{") else (path,):
            paths.setdefault(name, set()).add(call.method)
    acts = []
    for call in sorted(calls, key=lambda c: (len(c.segments), tidy(c.path), c.method)):
        answer = answer_of(call, limits)
        kind = correction(call.title, call.path)
        judged = (corrected(kind, call, answer, limits, keys) if kind
                  else kind_of(call, answer, paths, limits, keys))  # fmt: skip
        acts.append(Act(call, answer, judged))
    _name(acts, limits, known)
    groups: dict[str, Group] = {}
    for act in sorted(acts, key=lambda act: strangeness(act.resource, act.call.path)):
        holder = groups.setdefault(act.resource, Group(act.resource))
        act.verb = unique(holder.acts, verb_of(act.kind, act.call.path), act.call.method,
                          tidy(act.call.path))  # fmt: skip
        holder.acts[act.verb] = act
    for holder in groups.values():
        _show(holder, limits)
    return groups


def _name(acts: list[Act], limits: Limits, known: Collection[str]) -> None:
    """Give each operation its resource and its shape."""
    names = {id(act): fit(told(act.answer.shapes, limits)) for act in acts}
    short = {name: name for name in names.values() if name}
    if not any(name in known for name in short):
        short = shortened(short)
    items: dict[str, str] = {}
    for act in acts:
        name = short.get(names[id(act)], "")
        if name and act.kind in _SHOWING and not gone(act.answer.shapes):
            items.setdefault(_place(act), name)
    for act in acts:
        name = short.get(names[id(act)], "")
        _place_one(act, name, items.get(_place(act), ""))
        if act.kind != "delete" and len(kinds_of(act.answer.shapes, limits)) > 1:
            reason = f"{act.call.title}: it answers with objects of several kinds: not looked at"
            limits.add("chosen", act.call.pointer, reason)
            act.judged, act.shape = Judged("action", True), "any"


def _place_one(act: Act, name: str, own: str) -> None:
    """Give an operation its resource: by what it returns, by others of its path, by the path."""
    act.resource = own or _noun(act)
    if act.kind == "delete":
        act.resource, act.shape = own or name or _noun(act), _deleted(act, name, own)
    elif act.answer.empty:
        act.shape = "any" if act.call.answer is not None else "empty"
    else:
        act.resource = name or own or _noun(act)
        act.shape = _shape(act, name)


def _shape(act: Act, name: str) -> str:
    """Return the shape of an answer that holds something."""
    if act.kind == "search":
        return "search_result"
    if act.answer.many:
        return "list"
    vague = not name and act.kind == "action"
    return "any" if vague or (name and gone(act.answer.shapes)) else "object"


def _deleted(act: Act, name: str, own: str) -> str:
    if act.answer.empty:
        return "any" if act.call.answer is not None else "empty"
    same = name == own and not gone(act.answer.shapes)
    return "object" if same and name else "stub" if gone(act.answer.shapes) else "any"


def _place(act: Act) -> str:
    """Return the path of the list that an operation speaks of."""
    parts = tidy(act.call.path).split("/")
    ids = [place for place, part in enumerate(parts) if part.startswith("{")]
    if act.kind in ("list", "search", "create"):
        return "/".join(parts[:-1] if act.kind == "search" and parts[-1] == "search" else parts)
    return "/".join(parts[: ids[-1]]) if ids else "/".join(parts)


def _noun(act: Act) -> str:
    """Return a name from the path: `gadget.part` of /gadgets/{id}/parts."""
    words = [singular(word.replace(".", "_")) for word in nouns(_place(act)) if word]
    return fit(".".join(words[-2:])) or "root"


def _show(holder: Group, limits: Limits) -> None:
    """Collect what the object of a resource looks like."""
    seen: set[tuple[frozenset[int], frozenset[str]]] = set()
    for kind in (*_SHOWING, "action"):
        for act in holder.of(kind):
            if act.shape not in ("object", "list", "search_result"):
                continue
            for shape in act.answer.shapes:
                mark = (shape.targets, frozenset(shape.properties))
                if mark not in seen:
                    seen.add(mark)
                    holder.shapes.append(shape)
    holder.kind_field, holder.object = kind_field(holder.shapes, limits)
