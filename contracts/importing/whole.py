"""Imports a document: from its operations to the files of a package."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path
from typing import Any

from contracts.importing import around, casing, settling
from contracts.importing.bound import spoken
from contracts.importing.calls import calls
from contracts.importing.document import Node, read
from contracts.importing.families import (
    Family,
    apart,
    clear,
    difference,
    differs,
    is_large,
    joined,
    signature,
    told_apart,
)
from contracts.importing.fields import Fields, without_patterns
from contracts.importing.id_patterns import beginning
from contracts.importing.identity import of_other_type, own_field
from contracts.importing.keys import key_rows, with_key
from contracts.importing.limits import Limits
from contracts.importing.names import fit, snake, told
from contracts.importing.over import Over
from contracts.importing.overlay import Overlay, base, kind
from contracts.importing.owners import Owners
from contracts.importing.presumed import Presumed
from contracts.importing.recipes import Recipes
from contracts.importing.requests import Requests
from contracts.importing.resources import Act, Group, group
from contracts.importing.shapes import Shape
from contracts.importing.slots import Keys
from contracts.importing.writing import package

Entry = dict[str, Any]
GUESSED = ("list", "error")


@dataclass(slots=True)
class Imported:
    """A package as it will be written, and what it lacks."""

    files: dict[str, str]  # path -> text
    limits: Limits
    operations: int = 0  # that were imported
    rows: int = 0  # of their requests


def imported(
    file: Path, only: tuple[str, ...] = (), overlay: Overlay | None = None,
    over: Over | None = None, hint: str = "",
) -> Imported:  # fmt: skip
    """Return the package that a document makes; a hand-made file, or package, lies over it.

    `only` are globs of paths and titles, `hint` is where editors find the schemas of contracts.
    Raises DocumentError.
    """
    limits = Limits()
    every_overlay = (over.overlay if over is not None else None, overlay)  # the last one wins
    laid = tuple(one for one in every_overlay if one is not None)
    root = read(file)
    host = around.host(root)
    every = list(calls(root, host, only, limits))
    above, _, suffix = around.base_of(root, (call.path for call in every), host, limits)
    rest, own = (Family("", every, above), list[Family]()) if over is not None else (
        told_apart(apart(every, above), above, suffix)
    )  # fmt: skip
    rest.prefix, rest.suffix = around.beginning(rest.paths), around.ending(rest.paths)
    for family in (rest, *own):
        family.calls = [
            call for call in family.calls if around.writable(call, family.suffix, limits)
        ]
    found = [call for family in (rest, *own) for call in family.calls]
    known = [resource.name for resource in over.contracts.resources] if over is not None else []
    auth = around.auth_of(root, limits)
    keys = key_rows(found, auth)
    groups = group(found, partial(kind, laid), limits, known, keys)
    made = _Import(root, host, [rest, *(family for family in own if family.calls)], groups, over,
                   laid, limits, with_key(auth, keys), keys)  # fmt: skip
    api, resources = made.whole()
    for one in laid:
        one.lay(api, resources, limits)
    files = _files(api, resources, over, hint, limits, whole=not only)
    return Imported(files, limits, len(found), made.requests.count)


def _files(
    api: Entry, resources: dict[str, Entry], over: Over | None, hint: str, limits: Limits, *,
    whole: bool,
) -> dict[str, str]:  # fmt: skip
    if over is None:
        return package(api, resources, hint)
    found = over.lay(api, resources, limits, whole=whole)
    return {**{k: v for k, v in package({}, resources, hint).items() if k.startswith("resources/")},
            **found}  # fmt: skip


class _Import:
    def __init__(
        self, root: Node, host: str, families: list[Family], groups: dict[str, Group],
        over: Over | None, laid: tuple[Overlay, ...], limits: Limits, auth: Entry, keys: Keys,
    ) -> None:  # fmt: skip
        self.over, self.laid = over, laid
        self.root, self.host, self.groups = root, host, groups
        self.families, self.limits = families, limits
        self.named = {
            target: name for name, holder in groups.items()
            for shape in holder.shapes for target in shape.targets
        }  # fmt: skip
        self.tables: dict[str, dict[str, Entry]] = {}  # fields by resource
        self.rows: dict[str, Entry] = {}  # rows by place, by operation
        self.own_ids: dict[str, str] = {}  # by resource that has another than most
        self.owners = Owners(groups, self.tables, self.rows, limits)
        self.auth = auth
        self.requests = Requests(keys, limits)

    def whole(self) -> tuple[Entry, dict[str, Entry]]:
        """Return the conventions and the resources of the package."""
        self._fields()
        for act in self._acts():
            self.rows[act.id] = self.requests.tables(act.call)
            self.owners.take_slot(act)
        self.families = self._families()
        self.family = {act.id: family for family in self.families for act in family.acts}
        for family in self.families:
            self._convene(family)
        api = self._joined()
        paths = {act.id: self._path(act) for act in self._acts()}
        bases = {act.id: base(self.laid, f"{act.call.method} {paths[act.id]}")
                 for act in self._acts()}  # fmt: skip
        recipes = Recipes(self.groups, self.rows, paths, bases, self.limits)
        recipes.make_all()
        self.prefixes = Counter(map(self._prefix, self.groups.values()))
        resources = {name: self._resource(holder, recipes) for name, holder in self.groups.items()}
        for name in recipes.given:  # it has no file of its own
            own = next(iter(resources.values())).setdefault("recipes", {})
            own[name] = {"default": recipes.made[name]}
        return api, resources

    def _families(self) -> list[Family]:
        """Return the operations by the conventions that they follow, those of most first."""
        rest, *own = self.families
        if self.over is None:
            known = apart(rest.calls, rest.above)
            signs = self._signs([rest, *known])
            other = [f for f in known if is_large(f) and differs(signs[f.name], signs[""])]
            other = other[1:] if len(other) == len(known) else other
            whole = rest.groups
            taken = {id(call) for family in other for call in family.calls}
            rest.calls = [call for call in rest.calls if id(call) not in taken]
            alone = self._signs([rest])[""]
            if alone.keys() <= signs[""].keys() and not differs(alone, signs[""]):
                rest.read_off = whole  # which say the same, and more surely
            for family in other:
                family.prefix, family.suffix = rest.prefix, rest.suffix
            own += other
        found = [rest, *joined(own, self._signs(own))]
        for family in found:
            family.take(self.groups)
        clear(found)
        return found

    def _signs(self, families: list[Family]) -> dict[str, Entry]:
        for family in families:
            family.take(self.groups)
        return {f.name: signature(f, self.rows, self.tables) for f in families}

    def _convene(self, family: Family) -> None:
        """Read the conventions of a family off its operations, and let its rows follow them."""
        rule = self._ruled(family)
        presumed = Presumed(family.read_off or family.groups, self.rows, self.limits)
        names = presumed.objects()
        if self.over is not None:
            told = self.over.contracts.api.base
            family.prefix, family.suffix = told.prefix.removeprefix(family.above), told.suffix
        fields = {name: own_field(holder, self.tables[name], names["id"])
                  for name, holder in family.groups.items()
                  if len(holder.acts) == len(self.groups[name].acts)}  # fmt: skip
        family.own_ids = {name: field for name, field in fields.items() if field}
        self.own_ids |= family.own_ids
        self.owners.refer(family.acts, names["id"], self.own_ids)
        family.api = self._api(presumed, names, family, rule)
        counted = of_other_type(family.groups, self.tables, names["id"], family.api.get("id", {}))
        family.own_ids |= {name: names["id"] for name in counted if name in fields}
        self.own_ids |= family.own_ids
        self._settle(family)

    def _joined(self) -> Entry:
        """Return the conventions of most, with the sets of those that differ."""
        first, *others = self.families
        found = first.api
        strangers = sorted(self.owners.strangers)
        found |= {"neighbours": strangers} if strangers else {}
        sets = {}
        for family in others:
            sets[family.name] = {"operations": self._globs(family), **difference(family.api, found)}
            first_of = family.calls[0].title
            reason = f"{first_of} and others, {len(family.acts)} in all, have their own conventions"
            self.limits.add("chosen", family.calls[0].pointer, reason)
        return {**found, "sets": sets, "default": "base"} if sets else found

    def _globs(self, family: Family) -> list[str]:
        """Return what binds a family: its resources, and operations where one is of several."""
        found = []
        for name, own in family.groups.items():
            others = (act.id for act in self._acts() if self.family[act.id] is not family)
            if any(fnmatchcase(other, f"{name}.*") for other in others):
                found += [act.id for act in own.acts.values()]
            else:
                found.append(f"{name}.*")
        return found

    def _ruled(self, family: Family) -> str:
        """Give rows the names of their fields, and return the rule by which they are written."""
        own = {act.id: self.rows[act.id] for act in family.acts}
        rule = casing.rule_of((own[act.id], self.tables[act.resource]) for act in family.acts)
        if self.over is not None:
            asked = self.over.contracts.api.names.asked
            rule = "" if asked in ("as_written", "snake") else asked
        casing.rename(own, rule)
        return rule

    def _acts(self) -> list[Act]:
        return [act for holder in self.groups.values() for act in holder.acts.values()]

    def _path(self, act: Act) -> str:
        return self.family[act.id].cut(act.call.path)

    # -- answers -----------------------------------------------------------------------------

    def _fields(self) -> None:
        writer = Fields(self.limits, self._resource_of)
        for name, holder in self.groups.items():
            self.tables[name] = writer.table(holder.shapes) if holder.shapes else {}

    def _resource_of(self, shape: Shape) -> str:
        """Return the resource that a shape is: by its component, or by what it is called."""
        for target in shape.targets:
            if target in self.named:
                return self.named[target]
        if not shape.targets:
            return ""
        name = fit(told((shape,), self.limits))
        return name if name in self.groups else ""

    def _settle(self, family: Family) -> None:
        """Let what follows no convention, and what few servers refuse, be no promise."""
        api = family.api
        family.items, stands = api.get("list", {}).get("items", ""), api["object"].get("stands", "")
        acts, ids = family.acts, family.id_of
        settling.settle(acts, self.tables, ids, family.items, stands, self.limits)
        settling.page(acts, self.rows, api.get("list", {}), self.limits)
        settling.presume(acts, self.rows, self.tables)
        settling.choose(acts, self.rows, ids)
        settling.same_formats(acts, self.rows, [self.tables[name] for name in family.groups])
        arrays = api.get("form", {}).get("arrays", "")
        settling.unwritten(acts, self.rows, arrays, self.limits)
        settling.excuse(acts, self.rows, arrays)

    # -- writing -----------------------------------------------------------------------------

    def _api(self, presumed: Presumed, names: Entry, family: Family, rule: str) -> Entry:
        info = self.root.get("info") or Node({}, "", None)
        base = {"prefix": f"{family.above}{family.prefix}", "suffix": family.suffix}
        base = {key: text for key, text in base.items() if text}
        found: Entry = {"name": snake(info.text("title")) or "api"}
        sections = {
            "version": info.text("version"), "host": self.host, "base": base,
            "auth": self.auth, "form": around.form_of(family.calls),
            "names": {"asked": rule} if rule else {}, "object": names,
            "id": presumed.ids(names["id"]), "list": presumed.pages(),
            "success": presumed.success(),
            "error": presumed.errors(), **presumed.changing(), "situations": presumed.situations(),
        }  # fmt: skip
        found |= {key: value for key, value in sections.items() if value}
        found |= spoken(self.over.folder) if self.over is not None else {}
        found["guessed"] = [key for key in GUESSED if key in found]
        family.unknown = "unknown_id" in found["situations"]
        return found

    def _resource(self, holder: Group, recipes: Recipes) -> Entry:
        found: Entry = {"resource": holder.name, "object": holder.object or holder.name}
        prefix = self._prefix(holder)
        if prefix and self.prefixes[prefix] == 1:
            found["prefix"] = prefix
        if holder.name in self.own_ids:
            found["id"] = self._own_id(holder)
        found["operations"] = {
            verb: self._operation(act, recipes) for verb, act in holder.acts.items()
        }
        found["fields"] = without_patterns(self.tables[holder.name])
        recipe = recipes.made.get(holder.name)
        if recipe:
            found["recipes"] = {holder.name: {"default": recipe}}
        return found

    def _own_id(self, holder: Group) -> Entry:
        """Return what is said of the ids of a resource that are others than those of most."""
        field = self.own_ids[holder.name]
        if self.tables[holder.name][field]["type"] == "integer":
            return {"field": field, "type": "integer"}
        shape = Presumed({holder.name: holder}, self.rows, Limits()).ids(field)
        return {"field": field, **{key: told for key, told in shape.items() if key == "pattern"}}

    def _prefix(self, holder: Group) -> str:
        """Return with what the ids of a resource begin, "" where their pattern does not say it."""
        field = next(self.family[act.id].id_of(holder.name) for act in holder.acts.values())
        return beginning(self.tables[holder.name].get(field, {}).get("pattern"))[0]

    def _operation(self, act: Act, recipes: Recipes) -> Entry:
        found: Entry = {"method": act.call.method, "path": self._path(act), "kind": act.kind}
        found["shape"] = act.shape
        if act.stands:
            found["stands"] = act.stands
        if about := self.owners.slot(act):
            found["about"] = about
        found["source"] = act.call.pointer
        marks = {
            "kind": act.judged.guessed,
            "required": act.kind not in ("retrieve", "delete"),
            "echo": act.call.method not in ("GET", "DELETE"),
        }
        guessed = [mark for mark, fits in marks.items() if fits]
        if guessed:
            found["guessed"] = guessed
        statuses = list(act.call.statuses)
        if self.family[act.id].api.get("success", {}).get(act.kind, statuses) != statuses:
            found["success"] = statuses
        if act.kind == "list" and act.answer.stands != self.family[act.id].items:
            found["items"] = act.answer.stands
        if self.family[act.id].unknown and self.owners.is_strange(act):
            found["situations"] = {"unknown_id": None}
        population = recipes.population(act) if act.kind == "list" else None
        if population is not None:
            found["population"] = population
        found["parameters"] = self.rows[act.id]
        return found
