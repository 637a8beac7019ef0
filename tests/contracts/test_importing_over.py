"""What was written by hand lies over what is imported: it wins, and each conflict is a line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
import yaml

from contracts import load
from contracts.errors import ContractError
from contracts.importing.bound import bound, with_entries
from contracts.importing.keeping import EditedError
from contracts.importing.over import Over
from contracts.importing.overlay import Overlay
from contracts.importing.whole import Imported, imported
from contracts.importing.writing import dump
from contracts.package import IMPORTED, OVERLAY
from tests.contracts.test_importing import DEPOT, document
from tests.packages.writing import write_package

LAID = """\
kinds: {"POST /v2/parcels/*/dispatch.json": update}
api: {list: {limit: page_size, by: token, token: {row: page_token, field: next_page_token}}}
operations:
  "POST /parcels":
    guessed: [echo]
    parameters: {body: {weight: {type: integer, maximum: 30000}, note: {max_length: 60}}}
  "GET /nothing": {ordered: true}
resources:
  courier: {prefix: cou_, notes: [By hand.]}
"""


def overlay(text: str, folder: Path) -> Overlay:
    file = folder / OVERLAY
    file.write_text(text, encoding="utf-8")
    return Overlay.read(file)


def conflicts(found: Imported) -> list[str]:
    return [limit.reason for limit in found.limits.of("conflict")]


def test_an_overlay_wins_and_tells_what_it_contradicts(tmp_path: Path) -> None:
    found = imported(DEPOT, overlay=overlay(LAID, tmp_path))
    write_package(found, "depot.yaml", tmp_path / "p")
    contracts = load(tmp_path / "p")
    create = contracts.operation("parcel.create")
    assert (create.row("weight").maximum, create.row("weight").minimum) == (30000, 1)
    assert create.row("note").max_length == 60
    assert create.guessed == ("echo",)
    assert contracts.resource("courier").prefix == "cou_"
    assert contracts.operation("parcel.update_of_parcels").kind == "update"
    assert contracts.api.list.by == "token"
    assert conflicts(found) == [
        "POST /parcels.parameters.body.note.max_length: 60 here, 40 in the document",
        "GET /nothing: the document has no such operation",
    ]


@pytest.mark.parametrize(("text", "place"), [
    ("rows: {}", "overlay.yaml:1: rows: unknown key 'rows'"),
    ("kinds: {'* /x': making}", "'making' is not one of"),
    ("kinds: {'TAKE /x': action}", "is no glob of titles"),
    ("operations: [x]", "operations: expected a mapping"),
])  # fmt: skip
def test_a_mistake_in_an_overlay_is_told_with_its_place(
    text: str, place: str, tmp_path: Path
) -> None:
    with pytest.raises(ContractError) as told:
        overlay(text, tmp_path)
    assert place in str(told.value)


def test_an_import_again_writes_what_is_new_and_takes_away_what_is_gone(tmp_path: Path) -> None:
    write_package(imported(DEPOT), "depot.yaml", tmp_path)
    (tmp_path / OVERLAY).write_text("resources: {courier: {prefix: cou_}}\n", encoding="utf-8")
    assert (tmp_path / "resources" / "parcel.yaml").exists()
    again = imported(DEPOT, ("/v2/couriers*",), Overlay.read(tmp_path / OVERLAY))
    write_package(again, "depot.yaml", tmp_path)
    assert [path.name for path in (tmp_path / "resources").iterdir()] == ["courier.yaml"]
    assert load(tmp_path).resource("courier").prefix == "cou_"
    assert (tmp_path / OVERLAY).exists()


def test_what_was_edited_by_hand_is_not_written_over(tmp_path: Path) -> None:
    write_package(imported(DEPOT), "depot.yaml", tmp_path)
    file = tmp_path / "resources" / "courier.yaml"
    edited = file.read_text("utf-8") + "notes: [Mine.]\n"
    file.write_text(edited, encoding="utf-8")
    with pytest.raises(EditedError, match=r"edited since: resources/courier\.yaml; move .*overlay"):
        write_package(imported(DEPOT), "depot.yaml", tmp_path)
    assert file.read_text("utf-8") == edited


def test_a_folder_of_somebody_else_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "api.yaml").write_text("name: mine\n", encoding="utf-8")
    with pytest.raises(EditedError, match=r"api\.yaml"):
        write_package(imported(DEPOT), "depot.yaml", tmp_path)


def test_the_list_says_by_kind_what_was_not_read(tmp_path: Path) -> None:
    write_package(imported(DEPOT), "depot.yaml", tmp_path)
    told: dict[str, Any] = yaml.safe_load((tmp_path / IMPORTED).read_text("utf-8"))
    assert (told["document"], told["operations"]) == ("depot.yaml", 11)
    assert len(told["left_out"]) == 4
    assert told["not_read"][0].startswith(
        "#/paths/~1v2~1parcels~1{parcel_id}.json/get/requestBody: "
    )


def by_hand(folder: Path) -> Path:
    """Return a package with one operation of the document, written with more care."""
    files = {
        "api.yaml": "name: depot\nbase: {prefix: /api/v2, suffix: .json}\nobject: {id: id}\n",
        "shared/enums.yaml": "{}\n", "shared/fields.yaml": "{}\n",
        "parcel.yaml": dump({
            "resource": "parcel", "object": "parcel",
            "operations": {"make": {"path": "/parcels", "kind": "create", "parameters": {"body": {
                "weight": {"type": "integer", "required": True, "maximum": 5},
                "size": {"type": "integer", "enum": [1, 2]}, "colour": {"type": "string"},
            }}}},
            "fields": {"id": {"type": "string", "required": True}},
        }) + "# the end\n",
    }  # fmt: skip
    for name, text in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder


def test_operations_of_a_package_stay_as_they_are(tmp_path: Path) -> None:
    over = Over(by_hand(tmp_path / "hand"))
    found = imported(DEPOT, over=over)
    write_package(found, "depot.yaml", tmp_path / "p")
    both, alone = load(tmp_path / "p"), over.contracts
    assert both.operation("parcel.make").parameters == alone.operation("parcel.make").parameters
    assert both.resource("parcel").fields == alone.resource("parcel").fields
    assert {o.id for o in both.operations} >= {"parcel.make", "parcel.retrieve", "courier.create"}
    assert len(both.operations) == 11
    assert "# the end" in (tmp_path / "p" / "parcel.yaml").read_text("utf-8")
    assert sorted(conflicts(found))[:3] == [
        "parcel.make: only the document has 4 among the values of 'size'",
        "parcel.make: only the document has the row 'X-Tenant' of the header",
        "parcel.make: only the document has the row 'content' of the body",
    ]
    assert "parcel.make: the document has no row 'colour'" in conflicts(found)


def test_what_is_added_has_conventions_of_its_own(tmp_path: Path) -> None:
    over = Over(by_hand(tmp_path / "hand"))
    write_package(imported(DEPOT, over=over), "depot.yaml", tmp_path / "p")
    both = load(tmp_path / "p")
    assert both.api == over.contracts.api
    assert {o.id for o in both.operations if not o.set} == {"parcel.make"}
    assert [one.name for one in both.sets] == ["document"]
    assert both.of(both.operation("parcel.retrieve")).api.success.create == (201,)
    laid = (tmp_path / "p" / "api.yaml").read_text("utf-8")
    assert laid.startswith((tmp_path / "hand" / "api.yaml").read_text("utf-8"))
    assert "  - parcel.retrieve" in laid
    assert '"courier.*"' in laid


def test_an_overlay_beside_the_package_says_what_working_calls_send(tmp_path: Path) -> None:
    folder = by_hand(tmp_path / "hand")
    (folder / OVERLAY).write_text(
        'operations:\n  "POST /couriers": {base: {name: Ada}}\n  "GET /nothing": {ordered: true}\n',
        encoding="utf-8",
    )
    found = imported(DEPOT, over=Over(folder))
    assert OVERLAY not in found.files
    assert not [reason for reason in conflicts(found) if "nothing" in reason]
    write_package(found, "depot.yaml", tmp_path / "p")
    both = load(tmp_path / "p")
    assert both.operation("courier.create").base == {"name": "Ada"}
    recipe = both.recipe("courier")
    assert recipe is not None
    assert recipe.steps[0].form["name"] == "Ada"


def retrieval(kind: str) -> Any:
    """Return the path of an object that says of what kind it is."""
    fields = {"id": {"type": "string"}, "object": {"type": "string", "enum": [kind]}}
    media = {"application/json": {"schema": {"type": "object", "properties": fields}}}
    named = {"name": "id", "in": "path", "schema": {"type": "string"}}
    responses = {"200": {"description": "", "content": media}}
    return {"get": {"parameters": [named], "responses": responses}}


def test_names_that_the_package_has_are_not_shortened(tmp_path: Path) -> None:
    """A part of a document has names that begin alike: `yard.crate` would be `crate`."""
    names = ("crate", "gate", "lorry")
    paths = {f"/yard/{name}s/{{id}}": retrieval(f"yard.{name}") for name in names}
    file, folder = tmp_path / "document.json", by_hand(tmp_path / "hand")
    file.write_text(json.dumps(document(paths)), encoding="utf-8")
    alone = imported(file, over=Over(folder), only=("/yard/*",))
    assert {f"resources/{name}.yaml" for name in names} <= set(alone.files)
    assert conflicts(alone) == []  # what was not chosen is not missed
    hand = (folder / "parcel.yaml").read_text("utf-8")
    (folder / "parcel.yaml").write_text(hand.replace("parcel", "yard.gate"), encoding="utf-8")
    found = imported(file, over=Over(folder.rename(tmp_path / "other")))
    assert {"resources/yard.crate.yaml", "resources/yard.lorry.yaml"} <= set(found.files)


def test_sets_of_a_package_stay_behind_that_of_the_document() -> None:
    text = "name: a\nneighbours:\n  - b\n\n# c\nsets:\n    old: {paths: ['/x']}\nhost: d\n"
    found = bound(text, {"list": {"items": "data"}, "neighbours": ["b", "e"]}, ["f.list"], ["f.g"])
    assert yaml.safe_load(found["api.yaml"]) == {
        "name": "a", "neighbours": ["b", "e"], "host": "d", "sets": {
            "document": {"like": "presets/document.yaml", "operations": ["f.list"]},
            "old": {"paths": ["/x"]}},
    }  # fmt: skip
    assert list(yaml.safe_load(found["api.yaml"])["sets"]) == ["document", "old"]
    assert "# c\n" in found["api.yaml"]
    assert found["presets/document.yaml"] == "list: {items: data}\n"


def test_operations_are_added_where_a_file_has_them() -> None:
    text = "resource: a\noperations:\n  list: {path: /a, kind: list}\nfields: {}\n"
    more = {"create": {"path": "/a", "kind": "create"}}
    assert yaml.safe_load(with_entries(text, "operations", more)) == {
        "resource": "a", "fields": {},
        "operations": {"list": {"path": "/a", "kind": "list"},
                       "create": {"path": "/a", "kind": "create"}},
    }  # fmt: skip
    flow = "operations: {list: {path: /a}}\nfields: {}\n"
    assert yaml.safe_load(with_entries(flow, "operations", more)) == {
        "operations": {"list": {"path": "/a"}, **more}, "fields": {}}  # fmt: skip
    assert with_entries("resource: a\n", "operations", {"create": {"path": "/a"}}) == (
        "resource: a\noperations:\n  create: {path: /a}\n".replace("/a", '"/a"')
    )


@pytest.mark.parametrize("value", [
    {"a": "plain", "b": "it's: odd", "c": "", "d": "yes", "e": "1.0", "f": "@now"},
    {"g": "ü\n\u2028"},
    {"n": 1, "x": 0.5, "t": True, "o": None, "l": [1, "2", [], {}]},
    {"deep": {"a": {"b": ["c"] * 60}}},
    {"list": [{"type": "x", "children": {"a": {"type": "y"}}}, "z" * 120]},
])  # fmt: skip
def test_what_is_written_is_read_back(value: Any) -> None:
    assert yaml.safe_load(dump(value)) == json.loads(json.dumps(value))
