"""Reads operations: method, path, kind, and what follows from the kind where nothing else is said.

What an API does not say of an operation is not made up: a deletion whose answer nobody describes
may answer anything.
"""

from __future__ import annotations

import re
from dataclasses import replace
from typing import cast, get_args

from contracts.calls import CALLS, read_calls
from contracts.filtering import bounding
from contracts.model import LOCATIONS, METHODS, Api, Kind, Operation, Parameter, Shape
from contracts.model.api import Expansion, Metadata
from contracts.model.levels import READING, Location
from contracts.naming import misdotted
from contracts.near import hint
from contracts.reader import Reader
from contracts.recipes import read_population
from contracts.rows import read_rows
from contracts.sets import Sets
from contracts.shared import Shared
from contracts.values import sent

KINDS: tuple[Kind, ...] = get_args(Kind)
SHAPES: tuple[Shape, ...] = get_args(Shape)
PLACES = LOCATIONS
EXPAND = "expand"  # the row that asks for expansions, where nothing else is said
_USUAL: dict[str, Location] = {"GET": "query", "DELETE": "query", "POST": "body", "PUT": "body",
                               "PATCH": "body"}  # fmt: skip
_KEYS = frozenset({
    *CALLS,
    "about", "afterwards", "base", "description", "items", "kind", "method", "notes", "ordered",
    "parameters", "path", "population", "sdk_path", "shape", "situations", "source", "stands",
    "subject", "success",
})  # fmt: skip
_PLACE = re.compile(r"\{([^{}/\s]+)\}")  # of an id in a path
_NAME = re.compile(r"[A-Za-z_][\w-]*")  # of an operation: its id is one word behind the resource's
_OF_NONE = ("create", "list", "search")  # kinds that are about none of their own objects
_DELETED = ("any", "empty", "object", "stub")  # shapes of what a deletion answers


def read_operation(
    name: str, kinds: tuple[str, ...], reader: Reader, shared: Shared, api: Api
) -> Operation:
    """Read one operation, called `name` (`resource.verb`). Raises ContractError."""
    keys = reader.mapping(_KEYS, {"kind", "path"})
    kind = cast("Kind", keys["kind"].one_of(KINDS))
    resource, method = name.rpartition(".")[0], _method(keys, kind, api)
    rows = tuple(_own(row, kind, api) for row in _parameters(keys, shared, resource, kind))
    rows = _about(keys, rows, resource, method)
    rows = tuple(bounding(rows, api)) if kind == "list" else rows
    lines, origin = _source(keys["source"]) if "source" in keys else ((0, 0), "")
    return Operation(
        id=name,
        method=method,
        path=keys["path"].text(),
        kind=kind,
        resource=resource,
        returns=resource,
        kinds=kinds if api.object.object else (),
        label=api.object.object,
        form=api.form,
        ids=api.id,
        shape=_shape(keys, kind, api),
        source=lines,
        origin=origin,
        parameters=sent(rows, api.values),
        paging=_paging(rows, kind, api),
        metadata=_listed(rows, api.metadata),
        expansion=_expanding(rows, api),
        items=_dotted(keys, "items"),
        stands=_dotted(keys, "stands"),
        base=keys["base"].record() if "base" in keys else {},
        success=_success(keys["success"]) if "success" in keys else (),
        subject=keys["subject"].text() if "subject" in keys else "",
        ordered="ordered" in keys and keys["ordered"].boolean(),
        population=read_population(keys["population"]) if "population" in keys else None,
        description=keys["description"].text() if "description" in keys else "",
        sdk_path=_sdk_path(keys),
        notes=keys["notes"].texts() if "notes" in keys else (),
        afterwards=_afterwards(keys, kind, api),
        at=reader.place,
        **read_calls(keys),
    )


def read_operations(
    name: str, kinds: tuple[str, ...], reader: Reader, shared: Shared, sets: Sets
) -> tuple[Operation, ...]:
    """Read the operations of a resource that a set of conventions holds for.

    Raises ContractError.
    """
    found = []
    for verb, entry in reader.entries().items():
        if not _NAME.fullmatch(verb):
            raise entry.refuse(f"{verb!r} names no operation: letters, digits, '_' and '-' do")
        own = sets.of(f"{name}.{verb}", path_of(entry))
        if own is not None:
            read = read_operation(f"{name}.{verb}", kinds, entry, shared, sets.api(own))
            found.append(replace(read, set=own) if own else read)
    deletions = [o for o in found if o.kind == "delete"]
    told = [sets.api(o.set).object.deleted for o in deletions]
    # what a deletion answers whole stays the object that it was
    left = [o.afterwards for o in deletions if o.shape != "object" and o.afterwards != "absent"]
    tombs = tuple(dict.fromkeys(filter(None, (*told, *left))))
    return tuple(replace(operation, tombs=tombs) if tombs else operation for operation in found)


def path_of(reader: Reader) -> str:
    """Return the path of an operation. Raises ContractError."""
    place = reader.mapping(_KEYS, {"kind", "path"})["path"]
    path = place.text()
    names = _PLACE.findall(path)
    if not path.startswith("/"):
        raise place.refuse("a path begins with a slash")
    if re.search(r"[{}\s?#]", _PLACE.sub("", path)):
        raise place.refuse(f"{path!r} is no path: an id is {{name}}; no space, '?' or '#' in it")
    if len(set(names)) < len(names):
        raise place.refuse(f"{path!r} has two places of one name")
    return path


def _source(reader: Reader) -> tuple[tuple[int, int], str]:
    """Read the first and the last line of a block, or a text: a section, an address."""
    if reader.is_text():
        return (0, 0), reader.text()
    lines = reader.integers() if reader.is_list() else (reader.integer(),) * 2
    if len(lines) != 2 or lines[0] > lines[1]:
        raise reader.refuse("expected a text, a line, or the first and the last line of the block")
    return (lines[0], lines[1]), ""


def _success(reader: Reader) -> tuple[int, ...]:
    """Return the statuses of what was done. Raises ContractError."""
    found = reader.statuses()
    if not found:
        raise reader.refuse("expected at least one status")
    return found


def _method(keys: dict[str, Reader], kind: Kind, api: Api) -> str:
    if "method" in keys:
        found = keys["method"].one_of(METHODS)
        fits = ("GET", "POST") if kind in READING else tuple(m for m in METHODS if m != "GET")
        if found not in fits and kind != "action":
            raise keys["method"].refuse(f"{found!r} does not fit the kind {kind!r}")
        return found
    usual = {"create": "POST", "action": "POST", "update": api.update.method,
             "replace": api.replace.method, "delete": api.delete.method}  # fmt: skip
    return usual.get(kind, "GET")


def _shape(keys: dict[str, Reader], kind: Kind, api: Api) -> Shape:
    if "shape" not in keys:
        usual: dict[str, Shape] = {
            "list": "list", "search": "search_result", "delete": api.delete.answer,
        }  # fmt: skip
        return usual.get(kind, "object")
    found = cast("Shape", keys["shape"].one_of(SHAPES))
    if kind == "delete" and found not in _DELETED:
        raise keys["shape"].refuse(f"what is deleted is answered by {', '.join(_DELETED)}")
    return found


def _afterwards(keys: dict[str, Reader], kind: Kind, api: Api) -> str:
    if "afterwards" in keys and kind != "delete":
        raise keys["afterwards"].refuse("'afterwards' is said of what deletes")
    if "afterwards" in keys:
        return keys["afterwards"].text()
    return api.delete.afterwards if kind == "delete" else ""


def _parameters(
    keys: dict[str, Reader], shared: Shared, resource: str, kind: Kind
) -> tuple[Parameter, ...]:
    groups = keys["parameters"].mapping(PLACES) if "parameters" in keys else {}
    rows: list[Parameter] = []
    named = [part[1:-1] for part in keys["path"].text().split("/") if part.startswith("{")]
    if "path" not in groups and "parameters" not in keys:
        rows += [_id(name, resource) for name in named]
    for location in PLACES:
        if location in groups:
            lists = location == "body" and kind in ("list", "search")
            rows.extend(read_rows(groups[location], location, shared, reads=lists))
    told = [row.name for row in rows if row.location == "path"]
    if sorted(named) != sorted(told):
        raise keys["path"].refuse(_apart(named, told))
    return tuple(rows)


def _apart(named: list[str], told: list[str]) -> str:
    """Return how the ids in a path differ from the rows of its table."""
    words = ["the ids in the path are not the rows of 'path'"]
    lacking = [name for name in named if name not in told]
    if lacking:
        row = f"{lacking[0]}: {{type: string, required: true}}"
        words.append(f"'path' of 'parameters' lacks {', '.join(lacking)}, such as {row}")
    words += [f"the path has no {{{name}}}" for name in told if name not in named]
    return "; ".join(words)


def _about(
    keys: dict[str, Reader], rows: tuple[Parameter, ...], resource: str, method: str
) -> tuple[Parameter, ...]:
    """Return rows of which those that `about` names hold the ids of what an operation is about,
    though they do not stand in the path. Raises ContractError.
    """
    if "about" not in keys:
        return rows
    about = keys["about"]
    named = about.texts() if about.is_list() else (about.text(),)
    there = {row.name: row for row in rows}
    told = "parameters" in keys
    if not told and (len(named) > 1 or keys["kind"].text() in _OF_NONE):
        reason = f"nothing says what {named[0]!r} is the id of: a row of 'parameters' does"
        raise about.refuse(reason)
    found = []
    for name in named:
        row = there.get(name) if told else replace(_id(name, resource), location=_USUAL[method])
        if row is None or row.location not in ("query", "body"):
            raise about.refuse(f"{name!r} is no row of a query or of a body{hint(name, there)}")
        if row.type not in ("string", "integer"):
            raise about.refuse(f"{name!r} holds an id: a string, or an integer")
        found.append(replace(row, location="path", slot=row.location, required=True))
    return (*(row for row in rows if row.name not in named), *found)


def _id(name: str, resource: str) -> Parameter:
    """Return the row of an id in a path of which no table speaks: that of the resource itself."""
    return Parameter(
        name=name, type="string", path=name, location="path", required=True, references=(resource,)
    )


def _dotted(keys: dict[str, Reader], name: str) -> str:
    """Return where something stands, "" where nothing is said. Raises ContractError."""
    text = keys[name].text() if name in keys else ""
    if reason := misdotted(text):
        raise keys[name].refuse(reason)
    return text


def _sdk_path(keys: dict[str, Reader]) -> str:
    """Return the path by which libraries ask an operation, "" for its own. Raises ContractError."""
    text = keys["sdk_path"].text() if "sdk_path" in keys else ""
    if text and not re.fullmatch(r"/[^\s?#]*", text):
        raise keys["sdk_path"].refuse(f"{text!r} is no path: it begins with a slash")
    return text


def _own(row: Parameter, kind: Kind, api: Api) -> Parameter:
    """Let an id that a caller chooses, and a key of idempotency, be another one each time."""
    if row.example is not None or row.location == "path":
        return row
    named = {api.list.after, api.list.before, api.list.token.row if api.list.token else ""}
    cursor = bool(row.references) or api.list.by == "cursor"
    held = row.type == "string" or (row.type == "integer" and cursor)
    if kind == "list" and held and row.name in named and row.format is None:
        return replace(row, format="cursor")  # it takes what a page gave, and nothing made up
    if kind == "create" and api.id.chosen == "caller" and row.name == api.object.id:
        return replace(row, example="@unique.id")
    if api.idempotency is not None and api.idempotency.row == row.path:
        return replace(row, example="@unique")
    return row


def _listed(rows: tuple[Parameter, ...], words: Metadata | Expansion | None) -> str:
    """Return the row that conventions speak of, "" where it is not among these."""
    places = ("query", "body")
    named = {row.name for row in rows if row.location in places}
    return words.row if words is not None and words.row in named else ""


def _expanding(rows: tuple[Parameter, ...], api: Api) -> str:
    """Return the row that asks for expansions; the usual one where conventions say nothing.

    An import says nothing of them: what may be asked for is read off the tables all the same, and
    no other value is made up for the row.
    """
    if api.expansion is not None:
        return _listed(rows, api.expansion)
    usual = next((row for row in rows if row.name == EXPAND and row.type == "array"), None)
    return usual.name if usual is not None else ""


def _paging(rows: tuple[Parameter, ...], kind: Kind, api: Api) -> dict[str, str]:
    """Return the rows with which a list is paged through, by the names that are used for them."""
    shape = api.list
    named = {
        "limit": shape.limit, "starting_after": shape.after, "ending_before": shape.before,
        "token": shape.token.row if shape.token else "",
        "offset": shape.offset.row if shape.offset else "",
        "page": shape.page.row if shape.page else "",
        "expand": api.expansion.row if api.expansion else "",
    }  # fmt: skip
    places = ("query", "body") if kind == "list" else ()
    known = {row.name for row in rows if row.location in places}
    return {name: row for name, row in named.items() if row in known}
