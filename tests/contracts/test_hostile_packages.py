"""A package that was written to do harm, or by somebody who had a bad day, is told in one line."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from copy import deepcopy
from itertools import cycle
from pathlib import Path
from typing import Any

import pytest
import yaml

import contracts.executing
from contracts import loader, shared
from contracts.errors import ContractError
from contracts.loader import load
from sandbox import package

EXAMPLE = Path(__file__).parents[2] / "assay" / "example"
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


def test_an_enum_without_end_is_refused(tmp_path: Path) -> None:
    values = ", ".join(f"v{n}" for n in range(5001))
    said = refusal(tmp_path, "", row=f"{{type: string, enum: [{values}]}}")
    assert said.startswith("thing.yaml:4: operations.create.parameters.body.title.enum: ")
    assert "an enum of more than 5,000 values" in said


def test_a_text_among_whole_numbers_is_refused(tmp_path: Path) -> None:
    said = refusal(tmp_path, "", row="{type: integer, enum: [1, many]}")
    assert "'many' is no whole number, as the type has it" in said


CIRCLE = "{t0: {x: {type: object, children: t0}}}"
TABLES = [f"f{k}: {{type: object, children: t%}}" for k in range(9)]
NINTHS = "{" + ", ".join(
    f"t{n}: {{{', '.join(TABLES).replace('%', str(n + 1))}}}" for n in range(9)
) + ", t9: {a: {type: string}}}"  # fmt: skip


@pytest.mark.parametrize(("tables", "reason"), [
    pytest.param(CIRCLE, "more than 60 tables inside each other", id="circle"),
    pytest.param(NINTHS, "more than 500 rows and fields in a resource", id="ninths"),
])  # fmt: skip
def test_tables_that_multiply_are_refused(
    tables: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(shared, "MOST_ROWS", 500)
    (tmp_path / "shared").mkdir()
    (tmp_path / "shared" / "fields.yaml").write_text(tables)
    said = refusal(tmp_path, "", field="{type: object, children: t0}")
    assert said.startswith("shared/fields.yaml:1: ")
    assert reason in said


@pytest.mark.parametrize(("target", "reason"), [
    ("..", "a link that leads out of the package"),
    (".", "a link to a folder is not followed"),
    ("../outside.yaml", "a link that leads out of the package"),
    ("nowhere", "no regular file: a link that leads to nothing, or in a circle"),
    ("link.yaml", "no regular file: a link that leads to nothing, or in a circle"),
])  # fmt: skip
def test_a_link_is_followed_inside_the_package_alone(
    target: str, reason: str, tmp_path: Path
) -> None:
    (tmp_path / "outside.yaml").write_text("secret: 1\n")
    folder = tmp_path / "package"
    folder.mkdir()
    (folder / "link.yaml").symlink_to(target)
    said = refusal(folder, "")
    assert said == f"link.yaml:1: (top): {reason}"


@pytest.mark.parametrize("make", [Path.mkdir, os.mkfifo])
def test_conventions_that_are_no_file_are_not_opened(
    make: Callable[[Path], None], tmp_path: Path
) -> None:
    make(tmp_path / "api.yaml")
    with pytest.raises(ContractError, match=r"api\.yaml:1: .*it is no regular file"):
        load(tmp_path)


@pytest.mark.parametrize(("line", "reason"), [
    ("raise ValueError('bad')", "ValueError: bad"),
    ("import sys; sys.exit('bye')", "EndedError: it ends the process (bye)"),
    ("while True: pass", "TooLongError: it was not over after 0.05 seconds"),
    ("raise ValueError('one\\n two')", "ValueError: one two"),
    ("name = '\0'", "a null byte stands in it"),
])  # fmt: skip
def test_python_that_fails_ends_or_never_ends_is_told_with_its_line(
    line: str, reason: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(contracts.executing, "LIMIT", 0.05)
    file = tmp_path / "behaviour" / "thing.py"
    file.parent.mkdir()
    file.write_text(f"import time\n{line}\n")
    with pytest.raises(ContractError) as caught:
        package.load(file, tmp_path)
    assert str(caught.value) == f"behaviour/thing.py:2: (top): {reason}"


DECLARED = "from sandbox.registry import behaviour, neighbour, seed\n"


@pytest.mark.parametrize(("said", "reason"), [
    ("@behaviour('POST /a')\ndef one():\n    return {}\n",
     "2: one: it is called with 1 values: too many positional arguments"),
    ("@neighbour\ndef one(call):\n    return {}\n",
     "2: one: it is declared with the title of an operation: @behaviour('POST /notes')"),
    ("@seed\ndef one(store):\n    return {}\n",
     "2: one: it is called with 2 values: too many positional arguments"),
    ("\n".join(f"@behaviour('POST /a')\ndef {name}(call):\n    return {{}}" for name in "ab"),
     "5: b: 'POST /a' has a behaviour in behaviour.thing, a"),
])  # fmt: skip
def test_behaviour_that_cannot_be_called_is_told(said: str, reason: str, tmp_path: Path) -> None:
    file = tmp_path / "behaviour" / "thing.py"
    file.parent.mkdir()
    file.write_text(DECLARED + said)
    with pytest.raises(ContractError) as caught:
        package.load(file, tmp_path)
    assert str(caught.value) == f"behaviour/thing.py:{reason}"


def test_behaviour_is_declared_once(tmp_path: Path) -> None:
    (tmp_path / "behaviour").mkdir()
    for name in ("one", "two"):
        text = f"{DECLARED}@behaviour('POST /a')\ndef {name}(call):\n    return {{}}\n"
        (tmp_path / "behaviour" / f"{name}.py").write_text(text)
    package.load(tmp_path / "behaviour" / "one.py", tmp_path)
    with pytest.raises(ContractError, match="has a behaviour in behaviour"):
        package.load(tmp_path / "behaviour" / "two.py", tmp_path)


def test_what_python_prints_is_no_answer(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    file = tmp_path / "behaviour" / "thing.py"
    file.parent.mkdir()
    file.write_text("print('http://elsewhere')\n")
    package.load(file, tmp_path)
    assert capsys.readouterr() == ("", "http://elsewhere\n")


SPOILT = (None, [], {}, 5, "x", True, -1.5, [None], {"": ""}, ["x", ["y"]], 10**29, "@", "(a+)+")


def places(value: Any, above: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    yield above
    if isinstance(value, dict | list):
        for key, below in value.items() if isinstance(value, dict) else enumerate(value):
            yield from places(below, (*above, key))


@pytest.mark.parametrize("name", ["api.yaml", "ticket.yaml"])
def test_a_spoilt_package_loads_or_is_told_in_one_line(name: str, tmp_path: Path) -> None:
    shutil.copytree(EXAMPLE, tmp_path / "package")
    file, values, said = tmp_path / "package" / name, cycle(SPOILT), list[str]()
    good = yaml.safe_load(file.read_text("utf-8"))
    for place in list(places(good))[1::7]:
        here = data = deepcopy(good)
        for key in place[:-1]:
            here = here[key]
        here[place[-1]] = next(values)
        file.write_text(yaml.safe_dump(data, sort_keys=False), encoding="utf-8")
        try:
            loader._read(tmp_path / "package")
        except ContractError as trouble:
            said.append(str(trouble))
    assert len(said) > 3
    assert all(re.fullmatch(r"(api|ticket)\.yaml:[1-9]\d*: \S.*", line) for line in said)
