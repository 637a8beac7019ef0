"""What a package served before a contract described it is held to the contract's tables."""

from __future__ import annotations

import json
from typing import Any

import pytest

from contracts import load
from contracts.importing.over import Over
from contracts.importing.whole import imported
from sandbox.app import create_service
from sandbox.objects import completed
from sandbox.service import Service
from tests.contracts.test_importing import document
from tests.packages.writing import write

KEY = "sk_test_12345"
FORM = "application/x-www-form-urlencoded"
PACKAGE = {
    "api.yaml": """
        name: yard
        object: {id: id, object: object}
        list: {items: data, object: list, more: has_more, by: cursor, after: starting_after,
               limit: limit}
        error: {envelope: error, message: message, param: param}
        search: {object: search_result, query: query, page: page, next: next_page, total: total,
                 clauses: 3}
        situations: {unknown_reference: {level: must}, required: {level: must}}
        expansion: {row: expand, depth: 2, too_deep: too_deep}
    """,
    "resources/gate.yaml": """
        resource: gate
        object: gate
        fields:
          id: {type: string, required: true}
          object: {type: string, required: true}
          crate: {type: string, required: true, expandable: true, resource: crate}
        operations:
          create:
            {path: /old/gates, kind: create, sdk_path: /gates,
             parameters: {body: {expand: {type: array, items: {type: string}}}}}
        recipes: {crate: {default: {note: None.}}}
    """,
    "behaviour/gate.py": """
from sandbox.registry import behaviour, derived


@behaviour("POST /old/gates")
def create(call):
    return call.store.insert("gate", {"id": "gate_1", "object": "gate", "crate": "crate_9"})


@derived
def held(item, name):
    return {"id": name, "object": "crate"} if item["object"] == "gate" else None
    """,
    "behaviour/crate.py": """
from sandbox.registry import neighbour
from sandbox.store import new_id


@neighbour("POST /crates")
def create(call):
    item = {"id": new_id("crate_"), "object": "crate", "note": call.get("note", "none")}
    return call.store.insert("crate", item)
    """,
}
TEXT: Any = {"type": "string"}
CRATE: Any = {
    "type": "object", "title": "crate", "required": ["id", "object", "note", "size", "label"],
    "properties": {"id": TEXT, "object": {"type": "string", "enum": ["crate"]}, "note": TEXT,
                   "size": {"type": "object", "required": ["width"],
                            "properties": {"width": {"type": "integer"}}},
                   "label": {"type": "string", "nullable": True}},
}  # fmt: skip
GATE: Any = {
    "type": "object", "title": "gate", "required": ["id", "object"],
    "properties": {"id": TEXT, "object": {"type": "string", "enum": ["gate"]}},
}  # fmt: skip


@pytest.fixture(scope="module")
def service(tmp_path_factory: pytest.TempPathFactory) -> Service:
    folder = tmp_path_factory.mktemp("yard")
    write({name: "\n".join(_plain(text)) for name, text in PACKAGE.items()}, folder / "own")
    reference = {"$ref": "#/components/schemas/crate"}
    shown = {"200": {"description": "", "content": {"application/json": {"schema": reference}}}}
    body = {"content": {FORM: {"schema": {
        "type": "object", "required": ["note"],
        "properties": {"note": {"type": "string", "maxLength": 9}}}}}}  # fmt: skip
    named = [{"name": "crate", "in": "path", "required": True, "schema": TEXT}]
    file = folder / "document.json"
    file.write_text(json.dumps(document({
        "/crates": {"post": {"requestBody": body, "responses": shown}},
        "/crates/{crate}": {"get": {"parameters": named, "responses": shown}},
        "/gates": {"post": {"responses": {"200": {"description": "", "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/gate"}}}}}}},
    }, components={"schemas": {"crate": CRATE, "gate": GATE}})), encoding="utf-8")  # fmt: skip
    found = imported(file, over=Over(folder / "own"))
    write(found.files, folder / "both")
    return create_service(load(folder / "both"), (KEY,))


def _plain(text: str) -> list[str]:
    lines = text.strip("\n").splitlines()
    indent = min((len(line) - len(line.lstrip()) for line in lines if line.strip()), default=0)
    return [line[indent:] for line in lines]


def test_its_form_is_held_against_the_table(service: Service) -> None:
    for form, status in ((b"note=abc", 200), (b"", 400), (b"note=abcdefghijk", 400)):
        assert service.handle("POST", "/crates", "", {"content-type": FORM}, form).status == status


def test_its_answer_is_completed_when_it_is_made_and_when_it_is_read(service: Service) -> None:
    made = json.loads(
        service.handle("POST", "/crates", "", {"content-type": FORM}, b"note=abc").body
    )
    assert made == {"id": made["id"], "object": "crate", "note": "abc", "size": {"width": 0},
                    "label": None}  # fmt: skip
    read = service.handle("GET", f"/crates/{made['id']}", "", {}, b"")
    assert json.loads(read.body) == made


def test_what_is_there_stays(service: Service) -> None:
    fields = service.contracts.resource("crate").fields
    item = {"id": "a", "object": "crate", "note": "n", "size": {"width": 3}, "label": None, "x": 1}
    assert completed(item, fields) == item
    assert completed({**item, "size": None}, fields)["size"] == {"width": 0}


def test_the_same_operation_under_the_path_of_the_client_does_what_was_written(
    service: Service,
) -> None:
    """It is an operation of its own, by the conventions of the document."""
    assert service.contracts.operation("POST /gates").set == "document"
    made = service.handle("POST", "/gates", "", {"content-type": FORM}, b"")
    assert (made.status, json.loads(made.body)["crate"]) == (200, "crate_9")


def test_what_nobody_keeps_is_whole_when_it_is_expanded(service: Service) -> None:
    made = service.handle("POST", "/old/gates", "", {"content-type": FORM}, b"expand[0]=crate")
    assert json.loads(made.body)["crate"] == {
        "id": "crate_9", "object": "crate", "note": "", "size": {"width": 0}, "label": None,
    }  # fmt: skip
