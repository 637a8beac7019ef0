"""The sandbox reads a form in the dialect of its API, and spells rows so; literal on both sides."""

from __future__ import annotations

import contextlib
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus

import pytest

from contracts import load
from contracts.model import Operation
from sandbox.decode import decode
from sandbox.dialect import Dialect
from sandbox.errors import ApiError

PARCEL = """
resource: parcel
object: parcel
operations:
  create:
    kind: create
    path: /parcels
    parameters:
      body:
        friendly_name: {type: string}
        open: {type: boolean}
        tags: {type: array, items: {type: string}}
        items:
          type: array
          items: {type: object, children: {unit_price: {type: integer}, size: {type: integer}}}
        drop_off: {type: object, children: {city_name: {type: string}}}
        notes: {type: map, values: {type: string}}
        shape: {type: object, encoded: json, children: {a: {type: integer}}}
fields: {id: {type: string, required: true}}
"""
TOLD: dict[str, Any] = {
    "friendly_name": "x", "open": "true", "tags": {"0": "a", "1": "b"},
    "items": {"0": {"unit_price": "1", "size": "2"}, "1": {"unit_price": "3", "size": "4"}},
    "drop_off": {"city_name": "y"}, "notes": {"my_key": "z"}, "shape": {"a": "5"},
}  # fmt: skip
JSON = "%7B%22a%22%3A5%7D"
# conventions, a form in them, and how `items[1][unit_price]` is spelled
WRITTEN: dict[str, tuple[str, str, str]] = {
    "dots, numbers from 1": (
        "form: {nesting: dots, start: 1}",
        "friendly_name=x&open=true&tags.1=a&tags.2=b&items.1.unit_price=1&items.1.size=2"
        "&items.2.unit_price=3&items.2.size=4&drop_off.city_name=y&notes.my_key=z&shape=" + JSON,
        "items.2.unit_price",
    ),
    "numbers last, other flags": (
        'form: {arrays: last, booleans: ["1", "0"]}',
        "friendly_name=x&open=1&tags[0]=a&tags[1]=b&items[unit_price][0]=1&items[unit_price][1]=3"
        "&items[size][0]=2&items[size][1]=4&drop_off[city_name]=y&notes[my_key]=z&shape=" + JSON,
        "items[unit_price][1]",
    ),
    "numbers at names in capitals": (
        "form: {nesting: dots, arrays: names, start: 1}\nnames: {asked: pascal}",
        "FriendlyName=x&Open=true&Tags1=a&Tags2=b&Items1.UnitPrice=1&Items1.Size=2"
        "&Items2.UnitPrice=3&Items2.Size=4&DropOff.CityName=y&Notes.my_key=z&Shape=" + JSON,
        "Items2.UnitPrice",
    ),
    "empty brackets, by hyphens": (
        "form: {arrays: empty}\nnames: {asked: kebab}",
        "friendly-name=x&open=true&tags[]=a&tags[]=b&items[][unit-price]=1&items[][size]=2"
        "&items[][unit-price]=3&items[][size]=4&drop-off[city-name]=y&notes[my_key]=z&shape="
        + JSON,
        "items[][unit-price]",
    ),
    "repeated names, by camels": (
        "form: {arrays: repeated}\nnames: {asked: camel}",
        "friendlyName=x&open=true&tags=a&tags=b&items[unitPrice]=1&items[size]=2"
        "&items[unitPrice]=3&items[size]=4&dropOff[cityName]=y&notes[my_key]=z&shape=" + JSON,
        "items[unitPrice]",
    ),
}  # fmt: skip


def spoken(conventions: str, folder: Path) -> tuple[Dialect, Operation]:
    folder.mkdir()
    (folder / "api.yaml").write_text(f"name: parcels\n{conventions}\n", encoding="utf-8")
    (folder / "parcel.yaml").write_text(PARCEL, encoding="utf-8")
    contracts = load(folder)
    return Dialect(contracts), contracts.operation("parcel.create")


@pytest.mark.parametrize("name", WRITTEN)
def test_a_form_becomes_what_the_rest_knows(name: str, tmp_path: Path) -> None:
    conventions, text, spelled = WRITTEN[name]
    dialect, operation = spoken(conventions, tmp_path / "api")
    assert decode(dialect.usual(operation, text)) == TOLD
    assert dialect.spelled(operation, "items[1][unit_price]") == spelled


@pytest.mark.parametrize(("sent", "kept"), [("assay_unknown=1", {"assay_unknown": "1"}),
                                            ("drop_off.x=1", {"drop_off": {"x": "1"}}),
                                            ("open=maybe", {"open": "maybe"}),
                                            ("tags=scalar", {"tags": "scalar"}),
                                            ("shape=no+json", {"shape": "no json"})])  # fmt: skip
def test_what_fits_no_row_stays_as_it_was_sent(
    sent: str, kept: dict[str, Any], tmp_path: Path
) -> None:
    dialect, operation = spoken("form: {nesting: dots}", tmp_path / "api")
    assert decode(dialect.usual(operation, sent)) == kept


def test_the_usual_writing_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "other").mkdir()
    plain = PARCEL.replace(", encoded: json", "")
    (tmp_path / "other" / "api.yaml").write_text("name: parcels\n", encoding="utf-8")
    (tmp_path / "other" / "parcel.yaml").write_text(plain, encoding="utf-8")
    contracts = load(tmp_path / "other")
    text = "a[b]=1&a%5Bc%5D=2&&="
    assert Dialect(contracts).usual(contracts.operation("parcel.create"), text) is text


HOSTILE = {
    "nested deeply": "shape=" + "[" * 500_000,
    "nested": "shape=" + "[" * 900 + "]" * 900,
    "half a letter": 'shape={"\\ud800":"\\udfff"}',
    "half a letter of a name": "%ff%fe=1&shape=%ff",
    "numbers without end": "shape=" + "9" * 5_000,
    "no numbers": 'shape=[NaN,1e999,{"a":-Infinity}]',
    "many numbers": "shape=[" + "1," * 400_000 + "1]",
    "many pairs": "&".join(["a=b"] * 250_000),
    "nothing but signs": "&" * 1_000_000,
    "a long name": "%" * 1_000_000,
    "a long number in a name": f"tags.{'9' * 5_000}=1",
    "many parts": "." * 400_000 + "=1",
    "a long value": "friendly_name=" + "%41%" * 250_000,
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_nothing_that_is_sent_is_an_error(kind: str, tmp_path: Path) -> None:
    dialect, operation = spoken("form: {nesting: dots, start: 1}", tmp_path / "api")
    with contextlib.suppress(ApiError):
        decode(dialect.usual(operation, HOSTILE[kind]))


def test_a_long_value_says_the_same(tmp_path: Path) -> None:
    dialect, operation = spoken("form: {nesting: dots, start: 1}", tmp_path / "api")
    text = "é&=%+ " * 2_000
    usual = dialect.usual(operation, f"friendly_name={quote_plus(text)}")
    assert decode(usual) == {"friendly_name": text}


def test_json_text_that_is_too_deep_is_refused_for_that(tmp_path: Path) -> None:
    dialect, operation = spoken("form: {nesting: dots}", tmp_path / "api")
    with pytest.raises(ApiError, match="nested too deeply"):
        decode(dialect.usual(operation, "shape=" + "[" * 30 + "1" + "]" * 30))
