"""Twins take as much room as their bodies, and one that gave way is sent again."""

from __future__ import annotations

from dataclasses import replace

import pytest

from harness.exchange import LONG, Exchange, Request, Response
from suites.twins import Twins

MARK = ("parcel.create", "{}")


def answered(body: bytes) -> Exchange:
    request = Request("POST", "/v1/parcels", "", "", {})
    return Exchange("1", "parcel.create", request, Response(200, {}, body), 0.0, 0.0)


def test_each_who_asks_decodes_anew() -> None:
    twins = Twins()
    twins[MARK] = answered(b'{"id": "a"}')
    first, second = twins[MARK], twins[MARK]
    assert isinstance(first, Exchange)
    assert isinstance(second, Exchange)
    assert first.json == second.json == {"id": "a"}
    assert first.json is not second.json


def test_what_is_read_otherwise_stays_so() -> None:
    twins, found = Twins(), answered(b"{}")
    assert found.response is not None
    twins[MARK] = replace(found, response=found.response.reading({"id": "b"}))
    again = twins[MARK]
    assert isinstance(again, Exchange)
    assert again.json == {"id": "b"}


def test_a_long_one_is_the_one_that_is_counted() -> None:
    """It may give way, and is sent again then; a reason why none can be made is none to send."""
    twins, found = Twins(), answered(b'"' + b"a" * LONG + b'"')
    assert twins.gone(MARK)
    twins[MARK] = found
    assert twins[MARK] is found
    assert not twins.gone(MARK)
    assert found.response is not None
    found.response.forget()
    assert twins.gone(MARK)
    twins[MARK] = "nothing makes a courier"
    assert not twins.gone(MARK)


@pytest.mark.parametrize("count", [0, 3])
def test_they_are_counted(count: int) -> None:
    twins = Twins()
    for number in range(count):
        twins["a", str(number)] = "no"
    assert len(twins) == len(dict(twins)) == count
