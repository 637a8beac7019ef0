"""The encoder writes forms as the API reads them."""

from __future__ import annotations

import pytest

from harness.encoding import encode, nested, pairs
from harness.writing import Rows, Writing


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ({"a": {"b": {"c": 1}}}, "a[b][c]=1"),
        ({"a": ["x", "y"]}, "a[0]=x&a[1]=y"),
        ({"a": [{"b": 1}]}, "a[0][b]=1"),
        ({"a": None}, "a="),
        ({"a": {}}, "a="),
        ({"a": []}, "a="),
        ({"a": True, "b": False}, "a=true&b=false"),
        ({"a": "é 😀&="}, "a=%C3%A9+%F0%9F%98%80%26%3D"),
    ],
)
def test_literal(form: dict[str, object], text: str) -> None:
    assert encode(form) == text


def test_brackets_without_index() -> None:
    assert list(pairs({"a": ["x", "y"]}, "bracket")) == [("a[]", "x"), ("a[]", "y")]


def test_what_a_form_cannot_carry_is_named() -> None:
    with pytest.raises(TypeError, match=r"a\[b\] is b'x'"):
        encode({"a": {"b": b"x"}})


TAGGED = {"friendly_name": "x", "drop_off": {"city_name": "y"},
          "items": [{"price": 1}, {"price": 2}], "tags": ["a", "b"], "open": True}  # fmt: skip


@pytest.mark.parametrize(
    ("writing", "text"),
    [
        (Writing(nesting="dots"), ("friendly_name=x&drop_off.city_name=y&items.0.price=1"
         "&items.1.price=2&tags.0=a&tags.1=b&open=true")),
        (Writing(arrays="empty"), ("friendly_name=x&drop_off[city_name]=y&items[][price]=1"
         "&items[][price]=2&tags[]=a&tags[]=b&open=true")),
        (Writing(arrays="last", true="1", false="0"), ("friendly_name=x&drop_off[city_name]=y"
         "&items[price][0]=1&items[price][1]=2&tags[0]=a&tags[1]=b&open=1")),
        (Writing(nesting="flat", arrays="repeated"), ("friendly_name=x&city_name=y&price=1&price=2"
         "&tags=a&tags=b&open=true")),
        (Writing(nesting="dots", arrays="names", start=1, asked="pascal"), ("FriendlyName=x"
         "&DropOff.CityName=y&Items1.Price=1&Items2.Price=2&Tags1=a&Tags2=b&Open=true")),
        (Writing(asked="kebab"), ("friendly-name=x&drop-off[city-name]=y&items[0][price]=1"
         "&items[1][price]=2&tags[0]=a&tags[1]=b&open=true")),
    ],
)  # fmt: skip
def test_a_form_is_written_in_the_dialect_of_an_api(writing: Writing, text: str) -> None:
    assert encode(TAGGED, writing=writing) == text


def test_literal_names_and_keys_of_maps_follow_no_rule() -> None:
    writing = Writing(asked="camel", rows={"op": Rows(maps=frozenset({"meta_data"}))})
    form = {"DateSent<": "x", "meta_data": {"my_key": 1}}
    assert encode(form, writing=writing, operation="op") == "DateSent%3C=x&metaData[my_key]=1"


def test_a_row_of_json_text_is_one_field() -> None:
    writing = Writing(rows={"op": Rows(texts=frozenset({"shape"}))})
    assert encode({"shape": {"a": [1]}}, writing=writing, operation="op") == (
        "shape=%7B%22a%22%3A[1]%7D"
    )


def test_what_clears_has_a_text_of_its_own() -> None:
    assert encode({"a": None, "b": []}, writing=Writing(clears="null")) == "a=null&b=null"


def test_a_text_becomes_a_form_again() -> None:
    assert nested("a[b][0]=x&a[b][1]=y&c=1&d[]=2") == {"a": {"b": ["x", "y"]}, "c": "1", "d": ["2"]}
