"""Ids that are numbers, in cursors and in forms, pages of few objects, patterns and fractions."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from types import SimpleNamespace
from typing import Any
from urllib.parse import parse_qsl, urlencode

import pytest

from contracts import load
from contracts.model.shapes import IdShape
from strategies import coverage
from strategies.values import of_nothing
from suites.laws.idempotency._keys import new_key
from suites.looking.violations import every
from tests.packages.holding import PACKAGES, held, sandbox_of, told, wrong
from tests.suites.servers import Answer, Call

LOCKERS = PACKAGES / "lockers"
NOTHING = "1999999999"


def broken(bug: Callable[[str, str], str], *only: str) -> set[str]:
    """Return what breaks where a server reads the values of a form as a bug does."""
    right = sandbox_of(LOCKERS)

    def respond(call: Call) -> Answer:
        read = {part: urlencode([(n, bug(n, v)) for n, v in parse_qsl(getattr(call, part), True)])
                for part in ("query", "body")}  # fmt: skip
        return right(replace(call, **read))

    return set(wrong(held(LOCKERS, respond, *only)))


def test_the_sandbox_of_a_package_with_numbers_as_ids_keeps_its_contracts() -> None:
    seen: list[Call] = []
    right = sandbox_of(LOCKERS)

    def respond(call: Call) -> Answer:
        seen.append(call)
        answer = right(call)
        assert "" not in answer.headers  # a version is sent in no header here
        return answer

    found = held(LOCKERS, respond, *told(LOCKERS))
    assert wrong(found) == {}
    assert "locker.list.cursor.unknown.starting_after" in found
    assert "locker.list.reference.past" not in found  # another situation speaks of cursors
    asked = [dict(parse_qsl(call.query)) for call in seen if call.method == "GET"]
    assert NOTHING in {form.get("past") for form in asked}
    assert NOTHING in {form.get("beside") for form in asked}
    assert max(int(form["take"]) for form in asked if form.get("take", "").isdecimal()) == 26


@pytest.mark.parametrize(("bug", "claim"), [
    (lambda name, value: "1001" if name == "past" and value == NOTHING else value,
     "locker.list.cursor.unknown.starting_after"),
    (lambda _name, value: value[:5] if re.match("[A-Z]{2}[0-9]{3}", value) else value,
     "locker.create.pattern.code"),
    (lambda _name, value: value[-5:] if re.search("[A-Z]{2}[0-9]{3}$", value) else value,
     "locker.create.pattern.code"),
    (lambda name, value: "1" if name == "weight" and value == "0.5" else value,
     "locker.create.echo.weight.fraction"),
])  # fmt: skip
def test_a_server_that_reads_numbers_or_patterns_wrongly_is_found(
    bug: Callable[[str, str], str], claim: str
) -> None:
    assert claim in broken(bug, claim)


def test_what_is_sent_for_a_number_that_names_nothing() -> None:
    create = load(LOCKERS).operation("locker.create")
    forms = {violation.row: violation.form for violation in every(create)
             if violation.topic == "reference"}  # fmt: skip
    assert forms == {"beside": {"label": "Assay", "beside": 1_999_999_999}}
    shaped = replace(create, ids=IdShape(pattern="[A-Z]{2}[0-9]{4}"))
    assert of_nothing(shaped, replace(create.named["beside"], type="string")) == "@nothing locker"
    halves = [s.form["weight"] for s in coverage(create) if s.label == "fraction"]
    assert halves == [0.5]


def test_a_sandbox_of_dots_bare_arrays_and_camel_names_keeps_its_contracts() -> None:
    """No page says that others follow, errors have no code, and no value is the empty text."""
    package, sent, right = PACKAGES / "seeds", list[str](), sandbox_of(PACKAGES / "seeds")

    def respond(call: Call) -> Answer:
        sent.append(call.body)
        return right(call)

    moves = ("*.transition.*", "*.response.reached")  # nobody wrote them
    but = (*moves, "*.dialect.*", "*.accepts.*", "*.auth.*")
    found = held(package, respond, *told(package, *but))
    assert wrong(found) == {}
    assert {"seed.list.filter.none.common_name", "seed.create.response.state_fields"} <= {
        name for name, verdict in found.items() if verdict.status == "pass"
    }
    assert "latin=null" in sent  # what clears, as the API says it


@pytest.mark.parametrize(("longest", "length"), [(0, 36), (255, 36), (30, 30), (8, 8)])
def test_a_key_is_no_longer_than_the_api_takes(longest: int, length: int) -> None:
    shape = SimpleNamespace(idempotency=SimpleNamespace(longest=longest))
    texts = iter(("assay59328d0fmaing5ef72facs1", "assay59328d0fmaing5ef72facs2"))
    lab: Any = SimpleNamespace(
        contracts=SimpleNamespace(api=shape), unique=lambda: next(texts)
    )  # fmt: skip
    one, other = new_key(lab, 36), new_key(lab)
    assert len(one) == length
    assert len(other) == min(length, 28)
    assert one != other
