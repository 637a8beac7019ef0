"""An OpenAPI document becomes a package: what it states is there, what is guessed is marked."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from benchmarks.document_rows import missing
from contracts import load
from contracts.importing.document import read
from contracts.importing.limits import DocumentError
from contracts.importing.whole import Imported, imported
from contracts.model import Contracts
from tests.packages.writing import write

DATA = Path(__file__).parent / "data" / "openapi"
DEPOT, CHAT = DATA / "depot.yaml", DATA / "chat.yaml"


@pytest.fixture(scope="module")
def depot(tmp_path_factory: pytest.TempPathFactory) -> Contracts:
    return package(imported(DEPOT), tmp_path_factory.mktemp("depot"))


@pytest.fixture(scope="module")
def chat(tmp_path_factory: pytest.TempPathFactory) -> Contracts:
    return package(imported(CHAT), tmp_path_factory.mktemp("chat"))


def package(found: Imported, folder: Path) -> Contracts:
    write(found.files, folder)
    return load(folder)


def lines(found: Imported, kind: str) -> list[str]:
    return [f"{limit.pointer}: {limit.reason}" for limit in found.limits if limit.kind == kind]


def document(paths: Any, version: str = "3.0.3", **parts: Any) -> dict[str, Any]:
    return {"openapi": version, "info": {"title": "T", "version": "1"}, "paths": paths, **parts}


def of(data: Any, folder: Path) -> Imported:
    file = folder / "document.json"
    file.write_text(data if isinstance(data, str) else json.dumps(data), encoding="utf-8")
    return imported(file)


def body(schema: Any, folder: Path, version: str = "3.0.3", **components: Any) -> dict[str, Any]:
    """Return the rows that a form's schema becomes."""
    form = {"content": {"application/x-www-form-urlencoded": {"schema": schema}}}
    paths = {"/things": {"post": {"requestBody": form, "responses": {"200": {"description": ""}}}}}
    found = of(document(paths, version, components={"schemas": components}), folder)
    text = next(text for name, text in found.files.items() if name.startswith("resources/"))
    operation = next(iter(yaml.safe_load(text)["operations"].values()))
    rows: dict[str, Any] = operation["parameters"].get("body", {})
    return rows


def row(schema: Any, folder: Path, version: str = "3.0.3", **components: Any) -> Any:
    return body({"type": "object", "properties": {"x": schema}}, folder, version, **components)["x"]


TEXT = {"type": "string"}
LETTER = {"type": "object", "required": ["kind", "pages"],
          "properties": {"kind": {"enum": ["letter"]}, "pages": {"type": "integer"}}}  # fmt: skip
BOX = {"type": "object", "properties": {"kind": {"const": "box"}, "size": {"type": "number"}}}


@pytest.mark.parametrize(("schema", "version", "expected"), [
    ({"type": "string", "maxLength": 5, "minLength": 2}, "3.0.3",
     {"type": "string", "max_length": 5, "min_length": 2}),
    ({"type": "string", "pattern": "^a"}, "3.0.3", {"type": "string", "pattern": "^a"}),
    ({"type": "string", "enum": ["a", "b"]}, "3.0.3", {"type": "string", "enum": ["a", "b"]}),
    ({"type": "integer", "enum": [1, 2]}, "3.0.3", {"type": "integer", "enum": [1, 2]}),
    ({"const": "a"}, "3.1.0", {"type": "string", "enum": ["a"]}),
    ({"type": "number", "minimum": 0.5}, "3.0.3", {"type": "number", "minimum": 0.5}),
    ({"type": "integer", "minimum": 0, "exclusiveMinimum": True}, "3.0.3",
     {"type": "integer", "minimum": 1}),
    ({"type": "integer", "exclusiveMaximum": 10}, "3.1.0", {"type": "integer", "maximum": 9}),
    ({"anyOf": [{"type": "string", "maxLength": 9}, {"type": "string", "enum": [""]}]}, "3.0.3",
     {"type": "string", "max_length": 9, "clearable": True}),
    ({"type": "string", "enum": ["", "a"]}, "3.0.3",
     {"type": "string", "enum": ["a"], "clearable": True}),
    ({"anyOf": [{"type": "integer"}, {"const": ""}]}, "3.1.0",
     {"type": "integer", "clearable": True}),
    ({"type": ["string", "null"]}, "3.1.0", TEXT),
    ({"type": "string", "nullable": True}, "3.0.3", TEXT),
    ({"anyOf": [TEXT, {"type": "null"}]}, "3.1.0", TEXT),
    ({"type": ["integer", "string"]}, "3.1.0", {"type": "integer", "also": [TEXT]}),
    ({"anyOf": [{"type": "object", "properties": {"a": TEXT}}, TEXT]}, "3.0.3",
     {"type": "object", "children": {"a": TEXT}, "also": [TEXT]}),
    ({}, "3.0.3", {"type": "any"}),
    ({"type": "object", "additionalProperties": {"type": "integer"}}, "3.0.3",
     {"type": "map", "values": {"type": "integer"}}),
    ({"type": "array", "items": {"type": "integer", "minimum": 3}}, "3.0.3",
     {"type": "array", "items": {"type": "integer", "minimum": 3},
      "unjudged": ["type one value is a list of one"]}),
    ({"type": "string", "format": "email"}, "3.0.3", {"type": "string", "format": "email"}),
    ({"type": "string", "format": "date-time"}, "3.0.3", {"type": "string", "format": "rfc3339"}),
    ({"type": "string", "format": "uuid", "maxLength": 9}, "3.0.3",
     {"type": "string", "max_length": 9}),
    ({"type": "string", "example": "Ada"}, "3.0.3", {"type": "string", "example": "Ada"}),
    ({"type": "string", "enum": ["a"], "example": "b"}, "3.0.3", {"type": "string", "enum": ["a"]}),
    ({"type": "string", "maxLength": 2, "example": "Ada"}, "3.0.3",
     {"type": "string", "max_length": 2}),
])  # fmt: skip
def test_a_schema_becomes_a_row(schema: Any, version: str, expected: Any, tmp_path: Path) -> None:
    assert row(schema, tmp_path, version) == expected


def test_all_of_is_merged_before_it_is_closed(tmp_path: Path) -> None:
    """Read one by one, each part would refuse the rows of the other."""
    closed = {"type": "object", "additionalProperties": False, "required": ["a"],
              "properties": {"a": {"type": "string", "maxLength": 9}}}  # fmt: skip
    more = {"properties": {"a": {"maxLength": 5}, "b": {"type": "integer"}}}
    assert body({"allOf": [{"$ref": "#/components/schemas/Closed"}, more]}, tmp_path,
                Closed=closed) == {
        "a": {"type": "string", "max_length": 5, "required": True}, "b": {"type": "integer"},
    }  # fmt: skip


def test_what_stands_beside_a_reference_follows_its_target(tmp_path: Path) -> None:
    beside = {"$ref": "#/components/schemas/Name", "maxLength": 5, "example": "Ada"}
    assert row(beside, tmp_path, "3.1.0", Name={"type": "string", "maxLength": 80}) == {
        "type": "string", "max_length": 5, "example": "Ada",
    }  # fmt: skip


def test_what_one_of_several_alternatives_demands_inside_is_sent(tmp_path: Path) -> None:
    """With `at` the object above is the first, and `online` has to have an `ip`."""
    inner = {"type": "object", "properties": {"ip": TEXT, "agent": TEXT}}
    first = {
        "type": "object",
        "properties": {"at": {"type": "integer"}, "online": {**inner, "required": ["ip"]}},
    }
    second = {"type": "object", "properties": {"online": inner}}
    assert row({"anyOf": [first, second]}, tmp_path)["children"] == {
        "at": {"type": "integer"},
        "online": {"type": "object", "children": {
            "ip": {"type": "string", "required": True, "guessed": ["required"]}, "agent": TEXT,
        }},
    }  # fmt: skip


def test_alternatives_exclude_each_other_and_need_what_tells_them(tmp_path: Path) -> None:
    found = row({"oneOf": [LETTER, BOX], "discriminator": {"propertyName": "kind"}}, tmp_path)
    assert found["children"] == {
        "kind": {"type": "string", "enum": ["letter", "box"]},
        "pages": {"type": "integer", "excludes": ["size"], "needs": ["kind=letter"],
                  "guessed": ["excludes", "needs"]},
        "size": {"type": "number", "excludes": ["pages"], "needs": ["kind=box"],
                 "guessed": ["excludes", "needs"]},
    }  # fmt: skip


def test_rows_of_every_alternative_are_there(tmp_path: Path) -> None:
    """Two without names were taken for one."""
    either = [{"type": "object", "properties": {name: TEXT}} for name in ("number", "token")]
    found = row({"anyOf": either}, tmp_path)
    assert list(found["children"]) == ["number", "token"]


def test_a_cycle_ends(tmp_path: Path) -> None:
    node = {"type": "object", "properties": {
        "name": TEXT, "next": {"$ref": "#/components/schemas/Node"},
        "all": {"type": "array", "items": {"$ref": "#/components/schemas/Node"}},
    }}  # fmt: skip
    found = row({"$ref": "#/components/schemas/Node"}, tmp_path, Node=node)
    assert found == {"type": "object", "children": {"name": TEXT}}


def test_what_goes_with_a_row_is_kept(chat: Contracts) -> None:
    assert chat.operation("room.create").row("topic").needs == ("hidden",)


@pytest.mark.parametrize(("path", "expected"), [
    ("created[gte]", ("integer", "query", "")), ("labels", ("array", "query", "")),
    ("where[city]", ("string", "query", "")), ("where", ("object", "query", "json")),
    ("width", ("integer", "query", "")), ("X-Tenant", ("string", "header", "")),
])  # fmt: skip
def test_parameters_are_rows_as_their_style_says(
    path: str, expected: tuple[str, str, str], depot: Contracts
) -> None:
    found = depot.operation("parcel.list").row(path)
    assert (found.type, found.location, found.encoded) == expected


def test_json_text_in_a_form_is_said(depot: Contracts) -> None:
    create = depot.operation("parcel.create")
    assert create.row("customs").encoded == "json"
    assert create.row("tags").encoded == ""


def test_operations_are_of_the_kind_that_path_and_answer_say(depot: Contracts) -> None:
    found = {o.title: (o.id, o.kind, o.shape) for o in depot.operations}
    assert found == {
        "GET /parcels": ("parcel.list", "list", "list"),
        "POST /parcels": ("parcel.create", "create", "object"),
        "GET /parcels/{parcel_id}": ("parcel.retrieve", "retrieve", "object"),
        "PATCH /parcels/{parcel_id}": ("parcel.update", "update", "object"),
        "PUT /parcels/{parcel_id}": ("parcel.replace", "replace", "object"),
        "DELETE /parcels/{parcel_id}": ("parcel.delete", "delete", "empty"),
        "POST /parcels/{parcel_id}/dispatch": ("parcel.dispatch", "action", "empty"),
        "GET /parcels/{parcel_id}/events": ("event.list", "list", "list"),
        "POST /parcels/{parcel_id}/events": ("event.create", "create", "object"),
        "GET /couriers": ("courier.list", "list", "list"),
        "POST /couriers": ("courier.create", "create", "object"),
    }


def test_calls_that_are_named_by_verbs_are_read_by_them(chat: Contracts) -> None:
    found = {o.title: (o.kind, o.shape) for o in chat.operations}
    assert found == {
        "GET /rooms.list": ("list", "list"), "POST /rooms.create": ("create", "object"),
        "POST /rooms.close": ("action", "any"),
    }  # fmt: skip


def test_conventions_are_those_that_most_operations_have(depot: Contracts, chat: Contracts) -> None:
    api = depot.api
    assert (api.base.prefix, api.base.suffix, api.host) == ("/api/v2", ".json", "eu.depot.example")
    assert (api.auth.schemes, api.auth.name) == (("header",), "X-Depot-Key")
    assert (api.error.envelope, api.error.param) == ("error", "field")
    assert api.success.create == (201,)
    assert (api.list.limit, api.list.maximum, api.list.default) == ("", 0, 0)  # of one list alone
    assert (api.delete.answer, api.update.method) == ("empty", "PATCH")
    assert depot.operation("parcel.list").items == "parcels"
    assert (chat.api.list.items, chat.api.object.stands) == ("rooms", "noun")
    assert chat.api.list.token is not None
    assert (chat.api.list.token.row, chat.api.list.token.field) == ("cursor", "next_cursor")
    assert (chat.api.auth.schemes, chat.api.guessed) == (("bearer",), ("list",))


def test_what_no_document_says_is_not_invented(depot: Contracts) -> None:
    assert depot.api.idempotency is None
    assert not any(operation.ordered for operation in depot.operations)
    assert {s.code for s in depot.situations.values()} == {()}


def test_guesses_are_marked(depot: Contracts) -> None:
    create = depot.operation("parcel.create")
    assert create.guessed == ("required", "echo")
    assert create.row("courier_id").guessed == ("references",)
    assert depot.operation("parcel.replace").guessed == ("kind", "required", "echo")
    assert depot.operation("parcel.retrieve").guessed == ()


@pytest.mark.parametrize(("operation", "path", "names", "how"), [
    ("event.create", "parcel", "parcel", "the type of the answer"),
    ("event.create", "parcel_id", "parcel", "the path"),
    ("event.create", "courier", "courier", "the name"),
    ("parcel.create", "courier_id", "courier", "the name"),
])  # fmt: skip
def test_a_reference_says_how_it_was_found(
    operation: str, path: str, names: str, how: str, depot: Contracts
) -> None:
    found = depot.operation(operation).row(path)
    assert found.references == (names,)
    assert found.note.endswith(how)


def test_a_pattern_that_one_resource_has_tells_it(tmp_path: Path) -> None:
    data = yaml.safe_load(DEPOT.read_text("utf-8"))
    events = data["paths"]["/v2/parcels/{parcel_id}/events.json"]["post"]
    form = events["requestBody"]["content"]["application/x-www-form-urlencoded"]["schema"]
    form["properties"]["target"] = {"type": "string", "pattern": "^pcl_[0-9a-f]{8}$"}
    found = package(of(data, tmp_path), tmp_path / "p").operation("event.create").row("target")
    assert (found.references, found.note.rpartition("by ")[2]) == (("parcel",), "its pattern")


def test_what_may_name_several_resources_names_none(tmp_path: Path) -> None:
    def item(name: str) -> Any:
        answer = {"type": "object", "properties": {"id": TEXT, "object": {"enum": [name]}}}
        content = {"application/json": {"schema": answer}}
        there = {"name": "id", "in": "path", "required": True, "schema": TEXT}
        return {"get": {"parameters": [there], "responses": {"200": {"content": content}}}}

    form = {"type": "object", "properties": {"session": TEXT}}
    send = {"requestBody": {"content": {"application/x-www-form-urlencoded": {"schema": form}}},
            "responses": {"200": {"description": ""}}}  # fmt: skip
    found = of(document({
        "/a/sessions/{id}": item("a.session"), "/b/sessions/{id}": item("b.session"),
        "/notes": {"post": send},
    }), tmp_path)  # fmt: skip
    assert lines(found, "ambiguous") == [
        "#/paths/~1notes/post/body/session: 'session' may name a.session, b.session: none is taken"
    ]


def test_recipes_follow_what_they_stand_on(depot: Contracts) -> None:
    steps = {r.resource: r.steps[0] for x in depot.resources for r in x.recipes}
    assert (steps["courier"].form, steps["courier"].status) == ({"name": "Ada"}, ())
    assert steps["parcel"].form == {"weight": 1, "courier_id": "@courier"}
    assert steps["event"].path == "/parcels/@parcel/events"
    assert steps["event"].form == {"kind": "scanned", "courier": "@courier"}


def test_what_leads_back_to_itself_has_no_recipe(tmp_path: Path) -> None:
    def made(name: str, other: str) -> Any:
        shown = {"type": "object", "required": ["id"],
                 "properties": {"id": TEXT, "object": {"enum": [name]}}}  # fmt: skip
        form = {"type": "object", "required": [f"{other}_id"], "properties": {f"{other}_id": TEXT}}
        return {"post": {
            "requestBody": {"content": {"application/x-www-form-urlencoded": {"schema": form}}},
            "responses": {"200": {"content": {"application/json": {"schema": shown}}}},
        }}  # fmt: skip

    found = of(document({"/hens": made("hen", "egg"), "/eggs": made("egg", "hen")}), tmp_path)
    assert [line.partition(": ")[2] for line in lines(found, "no recipe")] == [
        "egg: POST /eggs: POST /hens: egg needs hen needs egg",
        "hen: POST /hens: egg needs hen needs egg",
    ]


LEFT_OUT = {
    "GET /v2/labels/{label}.json: it answers with application/pdf, and no JSON",
    "POST /v2/files.json: its body is multipart/form-data, and no form",
    "POST /v2/reports.json: its body is application/json, and no form",
    "POST /v2/uploads.json: it stands on another host, files.depot.example",
}


def test_what_cannot_be_asked_is_left_out_with_its_reason() -> None:
    found = imported(DEPOT)
    assert {limit.reason for limit in found.limits.of("left out")} == LEFT_OUT
    assert found.operations == 11


def test_what_could_not_be_read_is_told_by_pointer() -> None:
    place = "#/components/schemas/Nested/properties/inside"
    assert lines(imported(DEPOT), "not read") == [
        "#/paths/~1v2~1parcels~1{parcel_id}.json/get/requestBody: no body goes with GET",
        f"{place}: it stands inside itself: left out from here on",
    ]


@pytest.mark.parametrize("file", [DEPOT, CHAT])
def test_every_parameter_is_a_row(file: Path, tmp_path: Path) -> None:
    """But what stands inside itself, which the walk ends at as well."""
    count, lost = missing(read(file).value, package(imported(file), tmp_path))
    assert count > 10
    assert lost == []


def test_only_some_operations_are_imported() -> None:
    assert imported(DEPOT, ("/v2/couriers*",)).operations == 2
    assert imported(DEPOT, ("GET *",)).operations == 4


def test_an_import_is_the_same_each_time() -> None:
    assert imported(DEPOT).files == imported(DEPOT).files


@pytest.mark.parametrize(("text", "reason"), [
    ("{", "not YAML"), ("[]", "a mapping was expected"), ("a: 1", "OpenAPI 3.0 and 3.1 are read"),
    ("swagger: '2.0'\npaths: {}", "Swagger 2.0 is not read"),
    ("openapi: 3.2.0\npaths: {}", "'openapi' is '3.2.0'"),
    ("openapi: 3.0.0", "no mapping of paths"),
    ("a: &a [*a]", "holds itself"), ("\ta: b", "not YAML"),
])  # fmt: skip
def test_what_is_no_document_is_refused_in_a_line(text: str, reason: str, tmp_path: Path) -> None:
    with pytest.raises(DocumentError, match=reason) as told:
        of(text, tmp_path)
    assert "\n" not in str(told.value)


def test_texts_of_yaml_stay_texts(tmp_path: Path) -> None:
    """By the rules of an older YAML `NO` is false, and 2026-01-01 a date."""
    (tmp_path / "d.yaml").write_text("openapi: 3.0.0\npaths: {a: {x: NO, y: 2026-01-01, z: on}}\n")
    assert read(tmp_path / "d.yaml").value["paths"] == {
        "a": {"x": "NO", "y": "2026-01-01", "z": "on"}
    }


def test_references_lead_to_files_beside_the_document_and_nowhere_else(tmp_path: Path) -> None:
    (tmp_path / "parts.yaml").write_text("Name: {type: string, maxLength: 7}\n", "utf-8")
    assert row({"$ref": "parts.yaml#/Name"}, tmp_path) == {"type": "string", "max_length": 7}
    for target in ("https://example.com/a.yaml", "../up.yaml#/A", "#/nowhere", "parts.yaml#/Other"):
        assert row({"$ref": target}, tmp_path) == {"type": "any"}
