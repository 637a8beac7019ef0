"""Imports a document: from its operations to the files of a package."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

from contracts.importing import around, casing, settling
from contracts.importing.bound import spoken
from contracts.importing.calls import Call, calls, media_facts
from contracts.importing.document import Node, read
from contracts.importing.fields import Fields
from contracts.importing.keys import key_rows, with_key
from contracts.importing.limits import Limits
from contracts.importing.names import snake, told
from contracts.importing.over import Over
from contracts.importing.overlay import Overlay, base, kind
from contracts.importing.owners import Owners
from contracts.importing.paths import parents
from contracts.importing.presumed import Presumed
from contracts.importing.recipes import NoValue, Recipes
from contracts.importing.resources import Act, Group, group
from contracts.importing.rows import Rows, bracketed, place
from contracts.importing.shapes import Shape
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
    told = (over.overlay if over is not None else None, overlay)  # the last one wins
    laid = tuple(one for one in told if one is not None)
    root = read(file)
    host = around.host(root)
    every = list(calls(root, host, only, limits))
    base = around.base_of(root, (call.path for call in every), host, limits)
    found = [call for call in every if _writable(call, base[2], limits)]
    known = [resource.name for resource in over.contracts.resources] if over is not None else []
    groups = group(found, partial(kind, laid), limits, known)
    made = _Import(root, host, found, groups, base, over, laid, limits)
    api, resources = made.whole()
    for one in laid:
        one.lay(api, resources, limits)
    files = _files(api, resources, over, hint, limits, whole=not only)
    return Imported(files, limits, len(found), made.count)


def _files(
    api: Entry, resources: dict[str, Entry], over: Over | None, hint: str, limits: Limits, *,
    whole: bool,
) -> dict[str, str]:  # fmt: skip
    if over is None:
        return package(api, resources, hint)
    found = over.lay(api, resources, limits, whole=whole)
    return {**{k: v for k, v in package({}, resources, hint).items() if k.startswith("resources/")},
            **found}  # fmt: skip


def _writable(call: Call, suffix: str, limits: Limits) -> bool:
    """Whether a path can be written without what all of them end with."""
    parts = call.path.removesuffix(suffix).split("/")
    reason = ""
    if not call.path.endswith(suffix):
        reason = f"its path does not end with {suffix!r}, as the others do"
    elif any(("{" in part and not part.startswith("{")) or "}" in part[:-1] for part in parts):
        reason = "an id stands in its path beside other text"
    if reason:
        limits.add("left out", call.pointer, f"{call.title}: {reason}")
    return not reason


class _Import:
    def __init__(
        self, root: Node, host: str, found: list[Call], groups: dict[str, Group],
        base: tuple[str, str, str], over: Over | None, laid: tuple[Overlay, ...], limits: Limits,
    ) -> None:  # fmt: skip
        self.over, self.laid = over, laid
        self.root, self.host, self.calls, self.groups = root, host, found, groups
        self.base, self.limits = base, limits
        self.count = 0
        self.items = ""  # where most lists stand
        self.named = {
            target: name for name, holder in groups.items()
            for shape in holder.shapes for target in shape.targets
        }  # fmt: skip
        self.tables: dict[str, dict[str, Entry]] = {}  # fields by resource
        self.rows: dict[str, Entry] = {}  # rows by place, by operation
        told = around.auth_of(root, limits)
        self.unknown = False  # whether the document says how an unknown id is told
        self.owners = Owners(groups, self.tables, self.rows, limits)
        self.keys = key_rows(found, told)
        self.auth = with_key(told, self.keys)

    def whole(self) -> tuple[Entry, dict[str, Entry]]:
        """Return the conventions and the resources of the package."""
        self._fields()
        for act in self._acts():
            self.rows[act.id] = self._rows(act)
        self.rule = self._ruled()
        presumed = Presumed(self.groups, self.rows, self.limits)
        names = presumed.objects()
        above, prefix, suffix = self.base
        if self.over is not None:
            told = self.over.contracts.api.base
            prefix, suffix = told.prefix.removeprefix(above), told.suffix
        self.cut = prefix, suffix
        self.owners.refer(self._acts(), names["id"])
        api = self._api(presumed, names, f"{above}{prefix}", suffix)
        self._settle(api)
        paths = {act.id: self._path(act) for act in self._acts()}
        bases = {act.id: base(self.laid, f"{act.call.method} {paths[act.id]}")
                 for act in self._acts()}  # fmt: skip
        recipes = Recipes(self.groups, self.rows, paths, bases, self.limits)
        recipes.make_all()
        resources = {name: self._resource(holder, recipes) for name, holder in self.groups.items()}
        return api, resources

    def _ruled(self) -> str:
        """Give rows the names of their fields, and return the rule by which they are written."""
        rule = casing.rule_of((self.rows[act.id], self.tables[act.resource])
                              for act in self._acts())  # fmt: skip
        if self.over is not None:
            asked = self.over.contracts.api.names.asked
            rule = "" if asked in ("as_written", "snake") else asked
        casing.rename(self.rows, rule)
        return rule

    def _acts(self) -> list[Act]:
        return [act for holder in self.groups.values() for act in holder.acts.values()]

    def _path(self, act: Act) -> str:
        prefix, suffix = self.cut
        return act.call.path.removeprefix(prefix).removesuffix(suffix) or "/"

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
        name = told((shape,), self.limits)
        return name if name in self.groups else ""

    # -- requests ----------------------------------------------------------------------------

    def _rows(self, act: Act) -> Entry:
        writer = Rows(self.limits)
        tables: Entry = {}
        for where, name, node in act.call.parameters:
            if (where, name) in self.keys:
                reason = f"{name!r} is the key, which is sent as auth says"
                self.limits.add("chosen", node.pointer, reason)
            else:
                self._parameter(tables, writer, where, name, node)
        for name in parents(act.call.path):
            if name not in tables.get("path", {}):
                self.limits.add(
                    "not read", act.call.pointer, f"its path names {name!r}, no parameter"
                )
                tables.setdefault("path", {})[name] = {"type": "string", "guessed": ["type"]}
            tables["path"][name]["required"] = True
        path = tables.get("path", {})
        tables["path"] = {name: path[name] for name in parents(act.call.path)}
        self._body(tables, writer, act.call)
        self.count += writer.count
        return {where: rows for where, rows in tables.items() if rows}

    def _parameter(self, tables: Entry, writer: Rows, where: str, name: str, node: Node) -> None:
        schema, encoded = node.get("schema"), False
        content = node.get("content")
        if schema is None and content is not None:
            media = next(iter(content.entries()), ("", None))
            schema = media[1].get("schema") if media[1] else None
            encoded = "json" in media[0]
        schema = schema or Node({}, node.pointer, node.resolver)
        row = writer.row(
            (_with_example(node, schema),), required=node.value.get("required") is True
        )
        if encoded:
            row["encoded"] = "json"
        if where == "query":
            top, below = bracketed(name)
            if row["type"] == "object" and _flat(node) and row.get("children"):
                tables.setdefault("query", {}).update(row["children"])
                return
            place(tables.setdefault("query", {}), top, below, row)
        elif row["type"] in ("object", "array", "map"):
            self.limits.add("not read", node.pointer, f"{name!r} in the {where} is no single value")
            tables.setdefault(where, {})[name] = {"type": "string", "guessed": ["type"]}
        else:
            tables.setdefault(where, {})[name] = row

    def _body(self, tables: Entry, writer: Rows, call: Call) -> None:
        schema = call.form.get("schema") if call.form is not None else None
        if schema is None or call.form is None:
            return
        rows = writer.table((schema,))
        said = media_facts(call.form)
        for name, row in rows.items():
            told = said.get(name)
            kind = told.get("contentType", "") if isinstance(told, dict) else ""
            if "json" in str(kind) and row["type"] in ("object", "array", "map", "any"):
                row["encoded"] = "json"
        if rows:
            tables["body"] = rows

    def _settle(self, api: Entry) -> None:
        """Let what follows no convention, and what few servers refuse, be no promise."""
        self.items, stands = api.get("list", {}).get("items", ""), api["object"].get("stands", "")
        acts = self._acts()
        ids = api["object"]["id"]
        settling.settle(acts, self.tables, ids, self.items, stands, self.limits)
        settling.page(acts, self.rows, api.get("list", {}), self.limits)
        settling.presume(acts, self.rows, self.tables)
        settling.choose(acts, self.rows, api["object"]["id"])
        settling.same_formats(acts, self.rows, self.tables.values())
        settling.excuse(acts, self.rows, api.get("form", {}).get("arrays", ""))

    # -- writing -----------------------------------------------------------------------------

    def _api(self, presumed: Presumed, names: Entry, prefix: str, suffix: str) -> Entry:
        info = self.root.get("info") or Node({}, "", None)
        base = {key: text for key, text in (("prefix", prefix), ("suffix", suffix)) if text}
        found: Entry = {"name": snake(info.text("title")) or "api"}
        sections = {
            "version": info.text("version"), "host": self.host, "base": base,
            "auth": self.auth, "form": around.form_of(self.calls),
            "names": {"asked": self.rule} if self.rule else {}, "object": names,
            "id": presumed.ids(names["id"]), "list": presumed.pages(),
            "neighbours": sorted(self.owners.strangers), "success": presumed.success(),
            "error": presumed.errors(), **presumed.changing(), "situations": presumed.situations(),
        }  # fmt: skip
        found |= {key: value for key, value in sections.items() if value}
        found |= spoken(self.over.folder) if self.over is not None else {}
        found["guessed"] = [key for key in GUESSED if key in found]
        self.unknown = "unknown_id" in found["situations"]
        return found

    def _resource(self, holder: Group, recipes: Recipes) -> Entry:
        found: Entry = {"resource": holder.name, "object": holder.object or holder.name}
        found["operations"] = {
            verb: self._operation(act, recipes) for verb, act in holder.acts.items()
        }
        found["fields"] = _without_patterns(self.tables[holder.name])
        recipe = recipes.made.get(holder.name)
        if recipe:
            found["recipes"] = {holder.name: {"default": recipe}}
        return found

    def _operation(self, act: Act, recipes: Recipes) -> Entry:
        found: Entry = {"method": act.call.method, "path": self._path(act), "kind": act.kind}
        found["shape"] = act.shape
        if act.stands:
            found["stands"] = act.stands
        found["source"] = act.call.pointer
        marks = {
            "kind": act.judged.guessed,
            "required": act.kind not in ("retrieve", "delete"),
            "echo": act.call.method not in ("GET", "DELETE"),
        }
        guessed = [mark for mark, fits in marks.items() if fits]
        if guessed:
            found["guessed"] = guessed
        if act.kind == "list" and act.answer.stands != self.items:
            found["items"] = act.answer.stands
        if self.unknown and self.owners.is_strange(act):
            found["situations"] = {"unknown_id": None}
        population = self._population(act, recipes) if act.kind == "list" else None
        if population is not None:
            found["population"] = population
        found["parameters"] = self.rows[act.id]
        return found

    def _population(self, act: Act, recipes: Recipes) -> Entry | None:
        """Return how a list is filled: by the creation that stands at its path.

        What no call makes is read as it is there.
        """
        if "pick" in recipes.made.get(act.resource, {}) and "{" not in self._path(act):
            return {}
        made = self.groups[act.resource].of("create")
        creation = next((one for one in made if self._path(one) == self._path(act)), None)
        if creation is None:
            return None
        try:
            return {"steps": [recipes.step(creation)]}
        except NoValue:
            return None


def _flat(node: Node) -> bool:
    """Whether the document says that the rows of an object stand beside the others."""
    value = node.value
    told = value.get("style") == "form" or ("style" not in value and value.get("explode") is True)
    return told and value.get("explode", True) is True and "content" not in value


def _with_example(node: Node, schema: Node) -> Node:
    """Return a schema with the example that stands beside it."""
    example = node.value.get("example")
    if example is None or not isinstance(schema.value, dict) or "example" in schema.value:
        return schema
    return Node({**schema.value, "example": example}, schema.pointer, schema.resolver)


def _without_patterns(value: Any) -> Any:
    """Return fields without the patterns that only told resources apart."""
    if isinstance(value, list):
        return [_without_patterns(inner) for inner in value]
    if not isinstance(value, dict):
        return value
    kept = {k: v for k, v in value.items() if not (k == "pattern" and isinstance(v, str))}
    return {key: _without_patterns(inner) for key, inner in kept.items()}
