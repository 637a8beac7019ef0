"""Odd documents become packages that load, and what cannot be read of them is listed."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings

from contracts import load
from sandbox.auth import SECRET
from sandbox.serve import broken_service
from strategies.drawn_values import values
from tests.contracts.test_importing import body, document, lines, of, package, row
from tests.packages.holding import held, sandbox_of, told, wrong

FORM = "application/x-www-form-urlencoded"
PET: dict[str, Any] = {
    "type": "object", "required": ["id"],
    "properties": {"id": {"type": "string"}, "name": {"type": "string"}},
}  # fmt: skip


def answers(schema: Any) -> dict[str, Any]:
    content = {"application/json": {"schema": schema}}
    return {"200": {"description": "ok", "content": content}}


def pets(rows: Any, *parameters: Any, **components: Any) -> dict[str, Any]:
    """Return a document of pets that are created by some rows and listed by some parameters."""
    pet = {"$ref": "#/components/schemas/Pet"}
    made = {"content": {FORM: {"schema": {"type": "object", "properties": rows}}}}
    page = {"type": "object", "properties": {"data": {"type": "array", "items": pet}}}
    paths = {
        "/pets": {
            "post": {"requestBody": made, "responses": answers(pet)},
            "get": {"parameters": list(parameters), "responses": answers(page)},
        },
        "/pets/{id}": {"get": {"responses": answers(pet), "parameters": [
            {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}]}},
    }  # fmt: skip
    return document(paths, components={"schemas": {"Pet": PET, **components}})


@pytest.mark.parametrize(("wrapped", "name"), [
    ({"oneOf": [{"$ref": "#/components/schemas/A"}]}, "pet"),
    ({"anyOf": [{"$ref": "#/components/schemas/A"}]}, "pet"),
    ({"oneOf": [{"$ref": "#/components/schemas/A"}], "nullable": True}, "a"),
    ({"oneOf": [{"$ref": "#/components/schemas/A"}, {"enum": [None]}]}, "a"),
])  # fmt: skip
def test_one_alternative_alone_is_what_it_is_called(
    wrapped: Any, name: str, tmp_path: Path
) -> None:
    """A component that only says that another may be null is that other one."""
    contracts = package(of(pets({}, Pet=wrapped, A=PET), tmp_path), tmp_path / "out")
    assert [resource.name for resource in contracts.resources] == [name]


def test_what_no_form_can_say_is_listed_and_the_rest_runs(tmp_path: Path) -> None:
    limit = {"name": "limit", "in": "query", "schema": {"type": "integer"}}
    texts = {"type": "array", "items": {"type": "string"}}
    rows = {
        "": {"type": "string"}, "a[b": {"type": "string"},
        "kind": {"type": "string", "enum": [" high", "low"]},
        "odd": {"type": 7}, "mixed": {"enum": [1, "a", True]},
    }  # fmt: skip
    found = of(pets(
        rows, limit, {**limit, "schema": {"type": "string"}}, {**limit, "in": "header"},
        {"name": "tags", "in": "query", "style": "pipeDelimited", "schema": texts},
        {"name": "[c]d", "in": "query", "schema": texts},
    ), tmp_path)  # fmt: skip
    listed = [line.rpartition("/")[2] for line in lines(found, "not read")]
    assert sorted(listed) == sorted([
        "0: 'limit' stands there twice: the last one is read",
        "2: 'limit' is a row of the query as well",
        "style: 'pipeDelimited' is no way of a form",
        ": a row without a name",
        "a[b: 'a[b': its brackets name no row below another",
        "4: '[c]d': its brackets name no row below another",
        "enum: ' high' begins or ends with a blank: any value will do",
        "type: 7 is no type",
    ])  # fmt: skip
    contracts = package(found, tmp_path / "out")
    page = contracts.operation("pet.list")
    assert [(one.name, one.location, one.type) for one in page.sent] == [
        ("limit", "query", "string"), ("tags", "query", "array"),
    ]  # fmt: skip
    judged = held(contracts.root, sandbox_of(contracts.root), *told(contracts.root))
    assert wrong(judged) == {}


@pytest.mark.parametrize("nested", [True, False])
def test_lists_of_lists_are_drawn_or_listed_where_no_form_holds_them(
    nested: bool, tmp_path: Path
) -> None:
    inner = {"type": "array", "items": {"type": "integer"}}
    data = pets({"deep": {"type": "array", "items": inner}})
    form = data["paths"]["/pets"]["post"]["requestBody"]["content"][FORM]
    form |= {"encoding": {"deep": {"style": "deepObject", "explode": True}}} if nested else {}
    found = of(data, tmp_path)
    deep = package(found, tmp_path / "out").operation("pet.create").named["deep"]
    drawn: list[Any] = []

    @settings(max_examples=5, database=None, derandomize=True)
    @given(values(deep, {}))
    def draw(value: Any) -> None:
        drawn.append(value)

    draw()
    assert all(isinstance(one, list) is nested for value in drawn for one in value)
    reason = "'deep' is a list of lists: no form holds one where names are repeated"
    told = [] if nested else [f"#/paths/~1pets/post: {reason}"]
    assert [line for line in lines(found, "not read") if "deep" in line] == told


def test_what_stands_below_an_id_that_no_operation_is_about_is_made_below_one_given(
    tmp_path: Path,
) -> None:
    data = pets({"name": {"type": "string"}})
    row = {"name": "account", "in": "path", "required": True, "schema": {"type": "string"}}
    data["paths"] = {
        f"/accounts/{{account}}{path}": {**item, "parameters": [row]}
        for path, item in data["paths"].items()
    }
    found = of(data, tmp_path)
    contracts = package(found, tmp_path / "out")
    recipe, account = (contracts.recipe(name, "default") for name in ("pet", "account"))
    assert recipe is not None
    assert [step.path for step in recipe.steps] == ["/accounts/@account/pets"]
    assert account is not None
    assert account.note == "no operation is about it: give the id of one in assay.toml"
    pointer = "#/paths/~1accounts~1{account}~1pets/get"
    assert lines(found, "no recipe") == [f"{pointer}: account: {account.note}"]
    out = tmp_path / "out"
    known = broken_service(load(out), (SECRET,), ()).known()
    assert len(known["account:default"]) == 3
    asked = told(out, "*.response.*", "*.drawn*", "*.dialect.*")
    seen = held(out, sandbox_of(out), *asked, ids={"account": known["account:default"]})
    assert wrong(seen) == {}
    assert len([v for v in seen.values() if v.status == "pass"]) > 10


def test_a_blank_constant_is_any_text(tmp_path: Path) -> None:
    assert row({"type": "string", "enum": ["a ", "b"]}, tmp_path) == {"type": "string"}
    assert body({"type": "object", "properties": {"x": {"const": " a"}}}, tmp_path, "3.1.0")


def _asked(*rows: str, needed: str = "") -> list[dict[str, Any]]:
    return [{"name": row, "in": "query", "required": row == needed, "schema": {"type": "string"}}
            for row in rows]  # fmt: skip


def test_what_is_read_by_an_id_in_the_query_is_a_retrieval(tmp_path: Path) -> None:
    """It answers with one object and takes the id of one; what is not told stays an action."""
    pet = {"$ref": "#/components/schemas/Pet"}
    one = {"type": "object", "properties": {"ok": {"type": "boolean"}, "pet": pet}}
    page = {"type": "object", "properties": {"pets": {"type": "array", "items": pet}}}
    made = {"content": {FORM: {"schema": {"type": "object", "properties": {"name": {}}}}}}

    def read(schema: Any, *rows: Any) -> dict[str, Any]:
        key = _asked("token", needed="token")
        return {"get": {"parameters": [*key, *rows], "responses": answers(schema)}}

    whole = document({
        "/pets.create": {"post": {"requestBody": made, "responses": answers(one)}},
        "/pets.list": read(page),
        "/pets.info": read(one, *_asked("petId", "full")),
        "/pet": read(pet, *_asked("id", "full", needed="id")),
        "/pet.owner": read(pet, *_asked("owner", needed="owner")),
        "/best": read(pet, *_asked("id", "full")),
        "/twins": read(pet, *_asked("id", "pet", needed="id")),
    }, components={"schemas": {"Pet": PET}})  # fmt: skip
    contracts = package(of(whole, tmp_path), tmp_path / "out")
    read_by = {one.path: (one.kind, *one.slots) for one in contracts.operations}
    assert read_by == {
        "/pets.create": ("create",), "/pets.list": ("list",),
        "/pets.info": ("retrieve", "petId"), "/pet": ("retrieve", "id"),
        "/pet.owner": ("action",), "/best": ("action",), "/twins": ("action",),
    }  # fmt: skip
    info = contracts.operation("pet.retrieve")
    assert info.path_parameters[0].references == ("pet",)
    assert contracts.operation("pet.list").population is not None


def _kinds(*creations: tuple[str, str]) -> dict[str, Any]:
    """Return a document of kinds of objects, each with the status that its creation has."""
    paths: dict[str, Any] = {}
    for kind, status in creations:
        pet = {**PET, "properties": {**PET["properties"], kind: {"type": "string"}}}
        made = {"content": {FORM: {"schema": {"type": "object", "properties": {"name": {}}}}}}
        there = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
        paths[f"/{kind}s"] = {
            "post": {"requestBody": made, "responses": {status: answers(pet)["200"]}}
        }
        paths[f"/{kind}s/{{id}}"] = {"get": {"parameters": [there], "responses": answers(pet)}}
    return document(paths)


def test_an_operation_has_the_statuses_that_the_document_gives_it(tmp_path: Path) -> None:
    """Those of most creations are the convention; set-up takes what a creation's own says."""
    found = of(_kinds(("cat", "201"), ("dog", "200"), ("cow", "201")), tmp_path)
    contracts = package(found, tmp_path / "out")
    assert contracts.api.success.create == (201,)
    own = {one.id: one.success for one in contracts.operations if one.success}
    assert own == {"dog.create": (200,)}
    assert not any("status" in text for path, text in found.files.items() if "/" in path)
    outcome = held(contracts.root, sandbox_of(contracts.root))
    assert wrong(outcome) == {}
    asked = [f"{kind}.create.response.success_status" for kind in ("cat", "dog", "cow")]
    assert [outcome[name].status for name in asked] == ["pass"] * 3


def test_a_choice_of_words_in_a_path_is_no_id(tmp_path: Path) -> None:
    """A format is written into the path: what names an object is a text of any kind."""

    def word(name: str, schema: Any) -> dict[str, Any]:
        return {"name": name, "in": "path", "required": True, "schema": schema}

    page = {"type": "object", "properties": {"data": {"type": "array", "items": PET}}}
    formats = word("format", {"type": "string", "enum": ["xml", "json"], "default": "json"})
    spaced = word("mode", {"type": "string", "enum": ["a b", "c"]})
    found = of(document({
        "/pets/{format}": {"get": {"parameters": [formats], "responses": answers(page)}},
        "/pets/json/{id}": {"get": {"parameters": [word("id", {"type": "string"})],
                                    "responses": answers(PET)}},
        "/modes/{mode}": {"get": {"parameters": [spaced], "responses": answers(PET)}},
    }), tmp_path)  # fmt: skip
    contracts = package(found, tmp_path / "out")
    assert {one.path for one in contracts.operations} == {
        "/pets/json", "/pets/json/{id}", "/modes/{mode}"
    }  # fmt: skip
    assert [line.partition(": ")[2] for line in lines(found, "chosen")] == [
        "'format' is no id: /pets/json has 'json'"
    ]


def _calls() -> dict[str, Any]:
    """Return a document whose ids have patterns, as those of telephone APIs have."""

    def shape(letters: str) -> dict[str, Any]:
        sid = {"type": "string", "pattern": f"^{letters}[0-9a-f]{{32}}$"}
        return {"type": "object", "properties": {"sid": sid, "name": {"type": "string"}}}

    def made(answer: Any, **rows: Any) -> dict[str, Any]:
        form = {"type": "object", "properties": rows, "required": list(rows)}
        return {"requestBody": {"content": {FORM: {"schema": form}}}, "responses": answers(answer)}

    def read(answer: Any) -> dict[str, Any]:
        there = {"name": "sid", "in": "path", "required": True, "schema": {"type": "string"}}
        return {"get": {"parameters": [there], "responses": answers(answer)}}

    number, code, call, copy = shape("PN"), shape("SC"), shape("CA"), shape("CA")
    parts = {"Number": number, "Code": code, "Call": call, "Copy": copy}
    ref = {name: {"$ref": f"#/components/schemas/{name}"} for name in parts}
    bundle = {"type": "string", "pattern": "^BU[0-9a-f]{4}$", "minLength": 6, "maxLength": 6}
    numbered = {"type": "string", "pattern": "^PN[0-9a-f]{32}$", "minLength": 34}
    return document({
        "/numbers": {"post": made(ref["Number"], number_sid=numbered, bundle=bundle)},
        "/numbers/{sid}": read(ref["Number"]),
        "/codes": {"post": made(ref["Code"])}, "/codes/{sid}": read(ref["Code"]),
        "/calls": {"post": made(ref["Call"], from_number=numbered)},
        "/calls/{sid}": read(ref["Call"]),
        "/copies": {"post": made(ref["Copy"])}, "/copies/{sid}": read(ref["Copy"]),
    }, components={"schemas": parts})  # fmt: skip


def test_ids_are_of_the_pattern_that_all_have_and_begin_as_their_kind(tmp_path: Path) -> None:
    """What names an object has its pattern; two kinds that begin alike have no beginning."""
    found = of(_calls(), tmp_path)
    contracts = package(found, tmp_path / "out")
    assert contracts.api.id.pattern == "[A-Z][A-Z][0-9a-f]{32}"
    assert {one.name: one.prefix for one in contracts.resources} == {
        "number": "PN", "code": "SC", "call": "", "copy": "",
    }  # fmt: skip
    row = next(r for r in contracts.operation("call.create").sent if r.name == "from_number")
    assert (row.references, row.pattern, row.min_length) == (("number",), "", None)
    outcome = held(contracts.root, sandbox_of(contracts.root))
    assert wrong(outcome) == {}
    asked = ("number.create.accepts", "call.create.accepts", "number.retrieve.response.id_prefix")
    assert [outcome[name].status for name in asked] == ["pass"] * 3


def test_what_is_made_needs_none_of_its_own_kind(tmp_path: Path) -> None:
    """An id of that name is of something else; a text of its pattern stands in for it."""
    found = of(_calls(), tmp_path)
    contracts = package(found, tmp_path / "out")
    row = next(r for r in contracts.operation("number.create").sent if r.name == "number_sid")
    assert (row.references, row.pattern) == ((), "^PN[0-9a-f]{32}$")
    (told,) = lines(found, "ambiguous")
    assert told.endswith("'number_sid' is required to make a number: it names something else")
    form = next(r.steps[0].form for x in contracts.resources for r in x.recipes
                if r.resource == "number")  # fmt: skip
    assert (len(form["number_sid"]), form["number_sid"][:2]) == (34, "PN")
    assert (len(form["bundle"]), form["bundle"][:2]) == (6, "BU")


@pytest.mark.parametrize(("known", "example", "expected"), [
    ("email", "dXNlckBhLmNv", {"type": "string", "example": "dXNlckBhLmNv"}),
    ("email", "a@b.co", {"type": "string", "format": "email", "example": "a@b.co"}),
    ("uri", "see below", {"type": "string", "example": "see below"}),
    ("date", "2030-13", {"type": "string", "example": "2030-13"}),
    ("date", "2030-12-01", {"type": "string", "format": "date", "example": "2030-12-01"}),
])  # fmt: skip
def test_an_example_that_cannot_have_the_format_beside_it_wins(
    known: str, example: str, expected: Any, tmp_path: Path
) -> None:
    """Whoever wrote it sent it: a refusal of what has another format is not claimed."""
    assert row({"type": "string", "format": known, "example": example}, tmp_path) == expected


def test_what_is_worked_out_below_an_object_that_is_not_there_is_refused(tmp_path: Path) -> None:
    """A reading that answers with what nobody keeps, such as an estimate of a customer's."""
    there = {"name": "pet_id", "in": "path", "required": True, "schema": {"type": "string"}}
    estimate = {"type": "object", "properties": {"estimate": {
        "type": "object", "properties": {"amount": {"type": "integer"}}}}}  # fmt: skip
    whole = pets({"name": {"type": "string"}})
    whole["paths"]["/pets/{pet_id}/renewal_estimate"] = {
        "get": {"parameters": [there], "responses": answers(estimate)}
    }
    whole["paths"]["/pets/{id}"]["get"]["responses"]["404"] = {
        "description": "none", "content": {"application/json": {"schema": {
            "type": "object", "properties": {"message": {"type": "string"}}}}},
    }  # fmt: skip
    contracts = package(of(whole, tmp_path), tmp_path / "out")
    outcome = held(contracts.root, sandbox_of(contracts.root), "*.unknown_id", "*.accepts")
    assert wrong(outcome) == {}
    names = [name for name in outcome if "estimate" in name and name.endswith("unknown_id")]
    assert [outcome[name].status for name in names] == ["pass"]


def test_ids_of_two_types_and_pages_of_objects_are_as_the_document_says(tmp_path: Path) -> None:
    """Most ids are numbers; those of one kind are texts, and its sandbox answers so."""
    made = {"content": {FORM: {"schema": {"type": "object", "properties": {"name": {}}}}}}
    paths: dict[str, Any] = {}
    schemas: dict[str, Any] = {}
    for name, kind in (("cat", "integer"), ("dog", "integer"), ("poll", "string")):
        schemas[name.title()] = {"type": "object", "required": ["id"], "properties": {
            "id": {"type": kind}, "name": {"type": "string"}}}  # fmt: skip
        one = {"$ref": f"#/components/schemas/{name.title()}"}
        page = {"api_id": {"type": "string"}, "meta": {"type": "object", "properties": {"offset": {
            "type": "integer"}}}, "objects": {"type": "array", "items": one}}  # fmt: skip
        paths[f"/{name}s/"] = {  # with a slash at its end, as some have it
            "post": {"requestBody": made, "responses": answers(one)},
            "get": {"responses": answers({"type": "object", "properties": page})},
        }
    whole = document(paths, components={"schemas": schemas})
    out = tmp_path / "out"
    contracts = package(of(whole, tmp_path), out)
    assert contracts.api.id.type == "integer"
    assert contracts.api.list.items == "objects"
    assert {one.id: one.kind for one in contracts.operations if one.id.endswith("list")} == {
        "cat.list": "list", "dog.list": "list", "poll.list": "list"
    }  # fmt: skip
    found = held(out, sandbox_of(out), "poll.create.response.*", "cat.create.response.*")
    assert wrong(found) == {}
    assert found["poll.create.response.response_table"].status == "pass"
