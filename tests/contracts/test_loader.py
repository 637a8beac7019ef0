"""The loader is strict: what it does not know it refuses, with file, line and path."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest

from contracts.errors import ContractError
from contracts.loader import load
from tests.copies import copied

CARD, DISPUTE = "issuing/card.yaml", "issuing/dispute.yaml"
LIST = "operations.list"
LIMIT = f"{LIST}.parameters.query.limit"

# Description: the file, what is replaced (once) and by what; then how the line that is named begins
# (the first such line), the path that is named, and the reason.
BROKEN: dict[str, tuple[str, str, str, str, str, str]] = {
    "unknown key of a resource": (
        CARD, "prefix: ic_", "prefix: ic_\ncolour: blue", "colour: blue",
        "colour", "unknown key 'colour'",
    ),
    "unknown key of an operation": (
        CARD, "    kind: list\n", "    kind: list\n    colour: blue\n", "colour: blue",
        f"{LIST}.colour", "unknown key 'colour'",
    ),
    "unknown key of a row": (
        CARD, "limit: {", "limit: {colour: blue, ", "limit: {",
        f"{LIMIT}.colour", "unknown key 'colour'",
    ),
    "unknown group of a table": (
        CARD, "      query:\n", "      cookie: {}\n      query:\n", "cookie:",
        f"{LIST}.parameters.cookie", "unknown key 'cookie'",
    ),
    "unknown key of a field": (
        CARD, "\nfields:\n", "\nfields:\n  shade: {type: string, colour: blue}\n", "shade:",
        "fields.shade.colour", "unknown key 'colour'",
    ),
    "unknown key of a situation": (
        "api.yaml", "{clause: G-49,", "{colour: blue, clause: G-49,", "{colour:",
        "situations.unknown_reference.colour", "unknown key 'colour'",
    ),
    "key twice": (
        CARD, "prefix: ic_", "prefix: ic_\n'prefix': ic_", "'prefix'", "",
        "the key 'prefix' stands here twice",
    ),
    "list in place of a text": (
        CARD, "prefix: ic_", "prefix: [ic_]", "prefix:", "prefix", "expected a text, found a list",
    ),
    "text in place of a number": (
        CARD, "source: 151, minimum: 1", 'source: 151, minimum: "1"', "limit:", f"{LIMIT}.minimum",
        "expected a number, found text '1'",
    ),
    "text in place of a list": (
        CARD, "source: [139, 159]", "source: [139, 159]\n    notes: all", "notes: all",
        f"{LIST}.notes",
        "expected a list, found text 'all'",
    ),
    "text in place of true": (
        CARD, "ordered: true", 'ordered: "true"', "ordered:", f"{LIST}.ordered",
        "expected true or false, found text 'true'",
    ),
    "unknown type": (
        CARD, "limit: {type: integer,", "limit: {type: int,", "limit:", f"{LIMIT}.type",
        "'int' is not one of string, integer",
    ),
    "unknown kind": (
        CARD, "kind: list", "kind: lots", "kind: lots", f"{LIST}.kind",
        "'lots' is not one of list,",
    ),
    "constraint of another type": (
        CARD, "limit: {", "limit: {max_length: 3, ", "limit:", f"{LIMIT}.max_length",
        "'max_length' does not fit the type 'integer'",
    ),
    "missing key of a resource": (
        CARD, "object: issuing.card\n", "", "resource:", "", "the key 'object' is missing",
    ),
    "missing key of an operation": (
        CARD, "    kind: list\n", "", "method:", LIST, "the key 'kind' is missing",
    ),
    "missing type of a row": (
        CARD, "limit: {type: integer, source: 151,", "limit: {source: 151,", "limit:", LIMIT,
        "the key 'type' is missing",
    ),
    "row of the path that the path lacks": (
        CARD, 'path: "/v1/issuing/cards"', 'path: "/v1/issuing/cards/{card}"', "path:",
        f"{LIST}.path", ("the ids in the path are not the rows of 'path'; 'path' of 'parameters' "
        "lacks card, such as card: {type: string, required: true}"),
    ),
    "dangling object": (
        CARD, '"@issuing.cardholder!"', '"@issuing.cardbearer!"', "method: GET", LIST,
        "'@issuing.cardbearer!' names an object that no recipe makes",
    ),
    "dangling subtree": (
        CARD, "{use: created_range,", "{use: created_ranges,", "created: {",
        f"{LIST}.parameters.query.created.use", "no file shared/parameters/created_ranges.yaml",
    ),
    "dangling row": (
        CARD, "limit: {", "limit: {excludes: [limits], ", "method: GET", LIST,
        "row 'limit' speaks of 'limits', which is no row",
    ),
    "dangling state": (
        DISPUTE, "- from: [unsubmitted]", "- from: [retired]", "- from: [retired]",
        "lifecycle.matrix.update[0].from[0]", "'retired' is not one of the states",
    ),
    "state twice": (
        DISPUTE, "- from: [unsubmitted]", "- from: [unsubmitted, unsubmitted]", "- from:",
        "lifecycle.matrix.update[0].from", "a value stands here twice",
    ),
    "dangling reference": (
        CARD, "references: [issuing.cardholder]", "references: [issuing.cardbearer]",
        "references: [issuing.cardbearer]", f"{LIST}.parameters.query.cardholder.references[0]",
        "'issuing.cardbearer' is no resource, no neighbour, and no recipe's",
    ),
    "dangling operation": (
        DISPUTE, "  matrix:\n    update:\n", "  matrix:\n    amend:\n", "- from: [unsubmitted]",
        "lifecycle.matrix.amend[0]", "'issuing.dispute.amend' is no operation",
    ),
    "not YAML": (CARD, "prefix: ic_", "prefix: {ic_", "rich:", "", "not YAML"),
}  # fmt: skip


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of all contracts."""
    root = tmp_path / "api"
    copied(root)
    return root


def refused(root: Path) -> ContractError:
    with pytest.raises(ContractError) as caught:
        load(root)
    return caught.value


def test_the_copy_itself_loads(copy: Path) -> None:
    assert load(copy).operations == load().operations


@pytest.mark.parametrize("name", BROKEN)
def test_what_is_broken_is_refused_with_its_place(name: str, copy: Path) -> None:
    file, old, new, line, path, reason = BROKEN[name]
    source = (copy / file).read_text(encoding="utf-8")
    broken = source.replace(old, new, 1)
    assert broken != source
    (copy / file).write_text(broken, encoding="utf-8")
    error = refused(copy)
    begins = [text.strip().startswith(line) for text in broken.splitlines()]
    assert (error.file, error.line, error.path) == (file, begins.index(True) + 1, path)
    assert reason in error.reason
    assert str(error) == f"{file}:{error.line}: {path or '(top)'}: {error.reason}"


def test_an_empty_file_is_refused(copy: Path) -> None:
    (copy / CARD).write_text("", encoding="utf-8")
    error = refused(copy)
    assert (error.file, error.line) == (CARD, 1)
    assert "empty" in error.reason


def test_two_files_of_one_resource_are_refused(copy: Path) -> None:
    shutil.copy(copy / CARD, copy / "issuing" / "card_again.yaml")
    assert "the resource 'issuing.card' has two files" in refused(copy).reason


@pytest.mark.parametrize(
    ("source", "operation", "row"),
    [
        ("", "GET /things", ""), ("source: 12", "L12", "L12"),
        ("source: [12, 14]", "L12", "L12-L14"),
        ("source: https://example.com/docs#a", "https://example.com/docs#a",
         "https://example.com/docs#a"), ('source: "3.2"', "3.2", "3.2"),
    ],
)  # fmt: skip
def test_a_source_is_any_text_or_lines(
    source: str, operation: str, row: str, tmp_path: Path
) -> None:
    rest = f", {source}" if source else ""
    row_of = f"{{query: {{a: {{type: string{rest}}}}}}}"
    (tmp_path / "api.yaml").write_text("name: things\n", encoding="utf-8")
    (tmp_path / "thing.yaml").write_text(
        "resource: thing\nobject: thing\nfields: {}\noperations:\n"
        f"  list: {{kind: list, path: /things{rest}, parameters: {row_of}}}\n",
        encoding="utf-8",
    )  # fmt: skip
    found = load(tmp_path).operation("thing.list")
    assert (found.cited, found.row("a").cited) == (operation, row)


def test_operations_without_lines_stand_as_files_and_places_do(tmp_path: Path) -> None:
    (tmp_path / "api.yaml").write_text("name: things\n", encoding="utf-8")
    for name in ("b", "a"):
        (tmp_path / f"{name}.yaml").write_text(
            f"resource: {name}\nobject: {name}\nfields: {{}}\noperations:\n"
            f"  list: {{kind: list, path: /{name}}}\n  create: {{kind: create, path: /{name}}}\n",
            encoding="utf-8",
        )  # fmt: skip
    found = [operation.id for operation in load(tmp_path).operations]
    assert found == ["a.list", "a.create", "b.list", "b.create"]
