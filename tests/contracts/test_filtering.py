"""What a row that filters says, where fields stand below one, and what is no such thing."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import pytest

from contracts import load
from contracts.errors import ContractError
from contracts.model.api import Values
from contracts.model.making import named_values
from contracts.values import sent
from tests.packages.holding import PACKAGES

_OBJECT = "stands: data, attributes: attributes, beside: [links]"
MISTAKES = {
    "no dot": ("api.yaml", _OBJECT, "stands: data, attributes: a.b", "without a dot"),
    "beside nothing": ("api.yaml", _OBJECT, "stands: data, beside: [links]", "there are none"),
    "a field": ("api.yaml", _OBJECT, "stands: data, attributes: title", "is a field of a table"),
    "no type": ("api.yaml", "type: stranger}", "type: strange}", "not one of the types"),
    "no bound": ("book.yaml", "compares: gte", "compares: ge", "not one of gt, gte, lt, lte"),
    "no order": ("book.yaml", "compares: gte, shown_as: pages", "compares: gte, shown_as: title",
                 "bounds 'title', which is no number and no time"),
    "no state": ("review.yaml", 'steps: [{request: "POST /books/$book/review',
                 'steps: [{request: "POST /books/@book:lent/review', "that no recipe makes"),
    "by nothing": ("author.yaml", "by: name", "by: nick", "is no text and no number"),
    "no filter": ("book.yaml", "pages: 7}", 'pages: "$pages[gt]"}', "no value of the filter"),
}  # fmt: skip


@pytest.mark.parametrize("name", MISTAKES)
def test_a_mistake_is_told_with_its_place(name: str, tmp_path: Path) -> None:
    file, old, new, said = MISTAKES[name]
    shutil.copytree(PACKAGES / "shelf", tmp_path / "p", ignore=shutil.ignore_patterns("__pyc*"))
    text = (tmp_path / "p" / file).read_text("utf-8")
    assert old in text
    (tmp_path / "p" / file).write_text(text.replace(old, new, 1), "utf-8")
    with pytest.raises(ContractError, match=said) as told:
        load(tmp_path / "p")
    assert str(told.value).startswith(f"{file}:")


def test_a_bound_knows_its_field() -> None:
    rows = load(PACKAGES / "shelf").operation("book.list").rows
    bounds = {path: (row.compares, row.filters_by) for path, row in rows.items() if row.compares}
    assert bounds == {
        "pages_from": ("gte", "pages"), "created_before": ("lt", "created_at"),
        "pages[gte]": ("gte", "pages"), "pages[lte]": ("lte", "pages"),
    }  # fmt: skip


def test_steps_name_what_stands_inside_a_filter() -> None:
    found = named_values({"state": {"is": "open"}, "size": 3})
    assert found == {"state": {"is": "open"}, "size": 3, "state[is]": "open"}


def test_a_whole_number_is_no_text_however_times_are_written() -> None:
    row = load(PACKAGES / "shelf").operation("book.list").rows["created_before"]
    number = replace(row, type="integer", format="timestamp")
    forms = {"rfc3339": "timestamp", "rfc2822": "timestamp", "milliseconds": "milliseconds"}
    for time, form in forms.items():
        values = Values(time=time)  # type: ignore[arg-type]
        assert sent((number,), values)[0].format == form
        assert sent((replace(number, type="string"),), values)[0].format == time
