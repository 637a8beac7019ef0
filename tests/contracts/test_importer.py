"""Reference text becomes drafts that the strict loader takes; what was lost is said at its row."""

from __future__ import annotations

import shutil
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner
from jsonschema import Draft202012Validator

from assay.cli import cli
from contracts.importer import NO_ELEMENT, NO_NAME, NO_ROW, NO_ROWS, NO_TYPE, drafts
from contracts.importer_text import TextError, blocks
from contracts.json_schema import schema
from contracts.loader import API, load

FILE = Path(__file__).parent / "data" / "reference.txt"
TEXT = FILE.read_text(encoding="utf-8")
DRAFTS = drafts(TEXT)
OPERATIONS: dict[str, Any] = yaml.safe_load(DRAFTS["gadget"])["operations"]
UPDATE = OPERATIONS["update"]["parameters"]
TABLE = "/v1/a\nA sentence.\n| Property | Type | Required |\n|---|---|---|\n"


def body(verb: str) -> dict[str, Any]:
    return OPERATIONS[verb]["parameters"]["body"]


def test_each_block_is_an_operation() -> None:
    found = [(b.method, b.path, b.start, b.end) for b in blocks(TEXT)]
    assert found == [
        ("GET", "/v1/gadgets", 1, 13), ("POST", "/v1/gadgets", 14, 27),
        ("POST", "/v1/gadgets/{gadget}/polish", 28, 39), ("POST", "/v1/gadgets/{gadget}", 40, 59),
        ("GET", "/v1/gadgets/{gadget}/notes", 60, 65),
    ]  # fmt: skip
    kinds = {verb: (o["kind"], o["shape"]) for verb, o in OPERATIONS.items()}
    assert kinds == {
        "list": ("list", "list"), "create": ("create", "object"), "polish": ("action", "object"),
        "update": ("update", "object"),
    }  # fmt: skip
    assert list(DRAFTS) == ["gadget", "gadgets.note"]


def test_rows_keep_their_lines() -> None:
    assert body("create")["name"] == {"type": "string", "required": True, "source": 19}
    children = body("create")["size"]["children"]
    assert children["width"] == {"type": "integer", "required": True, "source": 21}
    assert children["tags"]["source"] == 22


def test_only_what_the_text_says_is_ordered() -> None:
    assert OPERATIONS["list"]["ordered"] is True
    assert "ordered" not in OPERATIONS["create"]


def test_lost_names_and_types_are_said_at_the_row() -> None:
    query = OPERATIONS["list"]["parameters"]["query"]
    assert query["created"] == {"type": "string", "source": 5, "note": NO_TYPE}
    assert query["lost_name_L7"] == {"type": "string", "source": 7, "note": NO_NAME}
    assert body("update")["lost_name_L49"] == {"type": "string", "source": 49, "note": NO_NAME}


def test_a_cut_description_is_said() -> None:
    assert UPDATE["query"]["mode"]["note"] == "its description is cut after 'One of'"
    assert "note" not in OPERATIONS["list"]["parameters"]["query"]["limit"]


def test_an_object_without_rows_stays_an_object() -> None:
    """It may be a map or a value of several types: which one is not guessed."""
    assert body("create")["metadata"] == {"type": "object", "source": 23, "note": NO_ROWS}
    assert body("update")["color"] == {"type": "object", "source": 56, "note": NO_ROWS}


def test_an_element_that_is_not_shown_has_a_stand_in() -> None:
    tags = body("create")["size"]["children"]["tags"]
    assert tags["items"] == {"type": "string", "note": NO_ELEMENT}


def test_elided_rows_are_counted_where_they_are_missing() -> None:
    assert OPERATIONS["create"]["notes"] == [
        "L24: the text leaves out 4 rows at the top of the body"
    ]
    assert OPERATIONS["update"]["notes"] == ["L55: the text leaves out 6 rows below 'parts'"]


def test_lost_depth_is_said_where_it_can_matter() -> None:
    parts = body("update")["parts"]
    assert parts["note"] == "the text marks every depth alike: rows of L51-L54 may stand deeper"
    assert list(parts["items"]["children"]) == ["front", "bolt", "back", "bolt_L54"]
    assert "stands at another depth" in parts["items"]["children"]["bolt_L54"]["note"]
    assert "note" not in body("create")["size"]


def test_an_id_that_only_the_path_names_is_marked() -> None:
    listing = yaml.safe_load(DRAFTS["gadgets.note"])["operations"]["list"]
    assert listing["parameters"]["path"] == {
        "gadget": {
            "type": "string", "required": True, "source": 60, "restored": True, "note": NO_ROW,
        }
    }  # fmt: skip


def test_nothing_is_said_of_the_response() -> None:
    draft = yaml.safe_load(DRAFTS["gadget"])
    assert draft["fields"] == {}
    assert "shows no response" in draft["notes"][0]


@pytest.mark.parametrize("resource", DRAFTS)
def test_drafts_fit_the_schema_that_they_name(resource: str) -> None:
    assert list(Draft202012Validator(schema()).iter_errors(yaml.safe_load(DRAFTS[resource]))) == []
    named = DRAFTS[resource].partition("\n")[0].partition("=")[2]
    assert (API / "family" / named).resolve() == API.parent / "schema" / "contract.schema.json"


def test_drafts_load(tmp_path: Path) -> None:
    root = tmp_path / "api"
    shutil.copytree(API / "shared", root / "shared")
    conventions = yaml.safe_load((API / "api.yaml").read_text(encoding="utf-8"))
    of_others = ("preflight", "expandable")  # these speak of resources that are not here
    own = {key: value for key, value in conventions.items() if key not in of_others}
    (root / "api.yaml").write_text(yaml.safe_dump(own), encoding="utf-8")
    for resource, draft in DRAFTS.items():
        (root / f"{resource}.yaml").write_text(draft, encoding="utf-8")
    found = load(root)
    assert [o.id for o in found.operations] == [
        "gadget.list", "gadget.create", "gadget.polish", "gadget.update", "gadgets.note.list",
    ]  # fmt: skip
    read = {row.source for o in found.operations for row in o.walk() if row.name}
    assert {row.line for b in blocks(TEXT) for row in b.rows if not row.elided} <= read


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("hello\n", "t:1: a path was expected, found 'hello'"),
        ("/v1/a\nA sentence.\n", "t:1: the block of /v1/a has no end"),
        ("/v1/a\nGET /v1/b\n", "t:2: the block of /v1/a ends with /v1/b"),
        ("/v1/a\nDELETE /v1/a\n", "t:2: a contract cannot hold DELETE, only GET and POST"),
        ("/v1/a\nGET /v1/a\n/v1/a\nGET /v1/a\n", "t:3: a has two operations 'list'"),
        ("/v1/a\n| Foo | Bar |\n", "t:2: a row without a table that is known: '| Foo | Bar |'"),
        (f"{TABLE}| name | string |\n", "t:5: not a row of name, type, required or optional"),
        (f"{TABLE}| name | string | maybe |\n", "t:5: not a row of name, type"),
        (f"{TABLE}| name | text | optional |\n", "t:5: not a row of name, type"),
        (f"{TABLE}| name | string | optional |\n| └ x | string | optional |\n",
         "t:6: a nested row needs an object or an array above it"),
        ("/v1/a\n| Name | In |\n| limit | header | optional | integer |\n",
         "t:3: not a row of name, place"),
    ],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_with_its_line(text: str, said: str) -> None:
    whole = text if "\nGET" in text or "\nDELETE" in text else f"{text}GET /v1/a\n"
    with pytest.raises(TextError) as caught:
        drafts(text if "has no end" in said else whole, "t")
    assert str(caught.value).startswith(said)


def test_the_command_writes_to_standard_output() -> None:
    outcome = CliRunner().invoke(cli, ["import", str(FILE)])
    assert outcome.exit_code == 0
    found = [document["resource"] for document in yaml.safe_load_all(outcome.stdout)]
    assert found == list(DRAFTS)


def test_the_command_writes_a_file_a_resource(tmp_path: Path) -> None:
    outcome = CliRunner().invoke(cli, ["import", str(FILE), "--out", str(tmp_path / "new")])
    assert outcome.exit_code == 0
    written = {p.stem: p.read_text(encoding="utf-8") for p in (tmp_path / "new").iterdir()}
    assert written == DRAFTS


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"hello\n", ":1: a path was expected"),
        (b"", ":1: no operation"),
        (b"/v1/a\nA \xff sentence.\nGET /v1/a\n", ":2: not UTF-8"),
        (f"{TABLE}| name | string |\nPOST /v1/a\n".encode(), ":5: not a row"),
    ],
)
def test_the_command_ends_with_two_and_the_line(content: bytes, said: str, tmp_path: Path) -> None:
    text = tmp_path / "text.txt"
    text.write_bytes(content)
    outcome = CliRunner().invoke(cli, ["import", str(text)])
    assert outcome.exit_code == 2
    assert f"Error: {text}{said}" in outcome.stderr
    assert outcome.stdout == ""
