"""`assay import`: a document or a text becomes contracts, and what was not read is told."""

from __future__ import annotations

from pathlib import Path

from contracts import load
from tests.contracts.test_importing import CHAT, DEPOT
from tests.running import command

TEXT = Path(__file__).parent.parent / "contracts" / "data" / "reference.txt"


def test_a_document_becomes_a_package(tmp_path: Path) -> None:
    done = command("import", "openapi", str(DEPOT), "--out", "depot", folder=tmp_path)
    assert done.code == 0
    assert "depot: 11 operations, 40 rows" in done.said
    assert "left out: 4" in done.said
    assert "all of them are in depot/imported.yaml" in done.said
    assert load(tmp_path / "depot").api.name == "depot_api"


def test_without_a_folder_it_goes_to_standard_output(tmp_path: Path) -> None:
    done = command("import", "openapi", str(CHAT), folder=tmp_path)
    assert done.code == 0
    assert "# resources/room.yaml\nresource: room\n" in done.said
    assert list(tmp_path.iterdir()) == []


def test_an_overlay_beside_the_package_is_kept(tmp_path: Path) -> None:
    asked = ("import", "openapi", str(DEPOT), "--out", "depot")
    command(*asked, folder=tmp_path)
    (tmp_path / "depot" / "overlay.yaml").write_text(
        'operations: {"POST /couriers": {parameters: {body: {name: {max_length: 3}}}}}\n', "utf-8"
    )
    assert command(*asked, folder=tmp_path).code == 0
    assert load(tmp_path / "depot").operation("courier.create").row("name").max_length == 3


def test_what_cannot_be_imported_ends_with_2_and_a_line(tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_text("swagger: '2.0'\npaths: {}\n", encoding="utf-8")
    done = command("import", "openapi", "old.yaml", folder=tmp_path)
    reason = "Swagger 2.0 is not read, only OpenAPI 3.0 and 3.1: convert it first"
    assert (done.code, done.said) == (2, f"Error: old.yaml#/swagger: {reason}\n")
    none = command("import", "openapi", str(DEPOT), "--only", "/nothing*", folder=tmp_path)
    assert (none.code, none.said) == (2, f"Error: {DEPOT}: no operation can be imported\n")
    (tmp_path / "api.yaml").write_text("name: mine\n", encoding="utf-8")
    there = command("import", "openapi", str(DEPOT), "--out", ".", folder=tmp_path)
    assert there.code == 2
    assert "edited since: api.yaml" in there.said


def test_the_old_form_is_told_and_works(tmp_path: Path) -> None:
    new = command("import", "text", str(TEXT), "--out", "new", folder=tmp_path)
    for old in (("import", str(TEXT), "--out", "old"), ("import", "--out", "old", str(TEXT))):
        done = command(*old, folder=tmp_path)
        assert done.code == new.code == 0
        assert "assay import FILE is now called assay import text FILE" in done.said
    assert "is now called" not in new.said
    assert (tmp_path / "old" / "gadget.yaml").read_text("utf-8") == (
        tmp_path / "new" / "gadget.yaml"
    ).read_text("utf-8")


def test_each_line_of_a_text_that_is_not_read_is_told(tmp_path: Path) -> None:
    text = (
        "/v1/a\nMakes an a.\nIt costs a lot.\n| Property | Type | Required |\n|---|---|---|\n"
        "| name | string | required |\nname (string): its name\nError response.\nPOST /v1/a\n"
    )
    (tmp_path / "t.txt").write_text(text, encoding="utf-8")
    done = command("import", "text", "t.txt", "--out", "o", folder=tmp_path)
    assert [line for line in done.said.splitlines() if "not read" in line] == [
        "t.txt:3: not read: It costs a lot.", "t.txt:7: not read: name (string): its name",
    ]  # fmt: skip
