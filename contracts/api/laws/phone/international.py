"""A national number of a telephone comes back with its country's code (CH-15)."""

from __future__ import annotations

import re
from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from suites.law import Family, held, law
from suites.looking.say import shown

from .._issuing import HOLDER, Bench, bench, done, least

_NATIONAL = "8008675311"  # of the country in which cardholders of recipes live
_FIELD = "phone_number"
_INTERNATIONAL = re.compile(r"\+[1-9][0-9]{6,14}")


def _about(contracts: Contracts) -> Iterator[Operation]:
    return (contracts.operation(f"{HOLDER}.{verb}") for verb in ("create", "update"))


@law(Family("phone", _about, bench), clause="CH-15", level="should")
def international(stood: Bench) -> Outcome:
    """A national number of a telephone comes back with its country's code."""
    lab, form = stood.lab, least(stood.lab, f"{HOLDER}.create")
    if stood.operation.kind == "create":
        answer = done(lab, f"{HOLDER}.create", {**form, _FIELD: _NATIONAL})
    else:
        made = done(lab, f"{HOLDER}.create", form)
        answer = done(lab, f"{HOLDER}.update", {_FIELD: _NATIONAL}, str(made.item["id"]))
    again = done(lab, f"{HOLDER}.retrieve", {}, str(answer.item["id"]))
    numbers = [exchange.item.get(_FIELD) for exchange in (answer, again)]
    good = all(isinstance(found, str) and _INTERNATIONAL.fullmatch(found)
               and found.endswith(_NATIONAL) for found in numbers)  # fmt: skip
    seen = f"{_FIELD} {shown(numbers[0])}, then {shown(numbers[1])}"
    return held(good, f"{_FIELD} +, a country's code and {_NATIONAL}", seen, answer, again)
