"""A package that was written to do harm, or by somebody who had a bad day, is told in one line."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts.errors import ContractError
from contracts.loader import load

THING = """\
resource: thing
object: thing
operations:
  create: {kind: create, path: /things, parameters: {body: {title: ROW}}}
  retrieve: {kind: retrieve, path: "/things/{thing}"}
fields: {id: {type: string, required: true}, title: FIELD}
"""
ROW = FIELD = "{type: string}"


def refusal(folder: Path, api: str, row: str = ROW, field: str = FIELD, **others: str) -> str:
    """Return what is said of a package that is refused."""
    (folder / "api.yaml").write_text(f"name: things\n{api}\n")
    (folder / "thing.yaml").write_text(THING.replace("ROW", row).replace("FIELD", field))
    for name, text in others.items():
        (folder / "presets").mkdir(exist_ok=True)
        (folder / "presets" / f"{name}.yaml").write_text(text)
    with pytest.raises(ContractError) as caught:
        load(folder)
    return str(caught.value)


def bomb(levels: int) -> str:
    """Return a list that stands for ten lists each of which stands for ten lists."""
    names = [f"&a{n} [{', '.join([f'*a{n - 1}'] * 10) if n else 'x'}]" for n in range(levels)]
    return f"[{', '.join(names)}]"


def test_aliases_of_aliases_are_refused_before_they_are_read(tmp_path: Path) -> None:
    said = refusal(tmp_path, f"success: {{mark: {{field: ok, value: {bomb(12)}}}}}")
    assert said.startswith("api.yaml:2: ")
    assert "more than 1,000,000 values" in said


def test_so_are_those_of_a_preset(tmp_path: Path) -> None:
    said = refusal(tmp_path, "like: presets/mine.yaml", mine=f"headers: {{own: {bomb(12)}}}\n")
    assert said.startswith("presets/mine.yaml:1: ")


def test_so_are_those_of_an_example(tmp_path: Path) -> None:
    said = refusal(tmp_path, "", row=f"{{type: string, example: {bomb(12)}}}")
    assert said.startswith("thing.yaml:4: ")


@pytest.mark.parametrize(
    ("api", "field"),
    [
        ("headers: &h {own: *h}", FIELD),
        ("success: {mark: {field: ok, value: &v [*v]}}", FIELD),
        ("", "&t {type: object, children: {more: *t}}"),
    ],
)
def test_an_alias_inside_itself_is_refused(tmp_path: Path, api: str, field: str) -> None:
    assert "an alias stands inside the value that it names" in refusal(tmp_path, api, field=field)


def test_what_stands_too_deep_is_refused(tmp_path: Path) -> None:
    deep = "{type: object, children: {more: " * 300 + "{type: string}" + "}}" * 300
    assert "more than 100 values inside each other" in refusal(tmp_path, "", field=deep)


def test_an_alias_that_ends_is_read(tmp_path: Path) -> None:
    (tmp_path / "api.yaml").write_text("name: things\nheaders: {own: &own [X-A], version: X-A}\n")
    text = THING.replace("title: ROW", "title: &row {type: string}, other: *row")
    (tmp_path / "thing.yaml").write_text(text.replace("FIELD", FIELD))
    create = load(tmp_path).operations[0]
    assert [row.name for row in create.parameters] == ["title", "other"]


@pytest.mark.parametrize("written", ["0x1F", "1:30", "010", "0b11", "9" * 6000])
def test_a_number_is_written_in_plain_digits(tmp_path: Path, written: str) -> None:
    """YAML 1.1 reads 010 as eight, YAML 1.2 as ten: neither is guessed."""
    said = refusal(tmp_path, f"list: {{default: {written}}}")
    assert said.startswith("api.yaml:2: list.default: expected a number in plain digits")
    assert len(said) < 200


@pytest.mark.parametrize("written", [".inf", ".nan", "1:30.5"])
def test_so_is_one_with_a_fraction(tmp_path: Path, written: str) -> None:
    assert "expected a number in plain digits" in refusal(
        tmp_path, "", row=f"{{type: number, minimum: {written}}}"
    )


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("{type: string, max_length: -3}", "'max_length' counts characters"),
        ("{type: string, min_length: 9, max_length: 3}", "9 is above 3 characters"),
        ("{type: string, min_length: 2000000}", "2000000 is above 1000000 characters"),
        ("{type: string, pattern: 'a{900000000}'}", "no text of at most 1,000,000 characters"),
        ("{type: string, pattern: (}", "no regular expression"),
    ],
)
def test_what_no_text_fits_is_refused(tmp_path: Path, row: str, reason: str) -> None:
    said = refusal(tmp_path, "", row=row)
    assert said.startswith("thing.yaml:4: operations.create.parameters.body.title")
    assert reason in said


@pytest.mark.parametrize("section", ["id: {pattern: %s}", "auth: {schemes: [bearer], pattern: %s}"])
def test_a_pattern_that_answers_are_held_against_ends_soon(tmp_path: Path, section: str) -> None:
    assert "may take for ever" in refusal(tmp_path, section % "(a+)+")
    assert "no regular expression" in refusal(tmp_path, section % "(")


def test_a_text_of_its_own_has_room_where_it_is_sent(tmp_path: Path) -> None:
    step = "{request: POST /things, form: {title: '@unique'}}"
    field = f"{FIELD}}}\nrecipes: {{thing: {{default: {{steps: [{step}]}}}}"
    said = refusal(tmp_path, "", row="{type: string, max_length: 20}", field=field)
    assert "'title' takes 20: write '@unique.20'" in said
