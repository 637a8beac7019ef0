"""Where unknown rows are not refused, they are ignored, kept or told, as the API says (G-34)."""

from __future__ import annotations

from dataclasses import dataclass

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from strategies import smallest
from strategies.violations import UNKNOWN
from suites.lab import Lab
from suites.law import Family, held, law, passed
from suites.looking.likeness import observed, resembles
from suites.looking.say import said, shown
from suites.subjects import kind

_VALUE = "1"
_WAYS = ("ignored", "kept", "reported")


@dataclass(frozen=True, slots=True)
class Taking:
    """An operation that works."""

    lab: Lab
    operation: Operation

    def sent(self) -> Exchange:
        """Send what works with a row that nobody knows. Raises Unavailable."""
        form = {**self.lab.provision.fill(smallest(self.operation)), UNKNOWN: _VALUE}
        ids = self.lab.subject(self.operation, fresh=False)
        return self.lab.call(self.operation, form, ids)


def _stand(lab: Lab, operation: Operation) -> Taking:
    lab.merit.ready(operation)
    return Taking(lab, operation)


def _told(_operation: Operation, contracts: Contracts) -> bool:
    return contracts.api.unknown in _WAYS


TAKING = Family("taking", kind("create", "update", "replace", "list"), _stand, stands_on=())


@law(TAKING, clause="G-34", where=_told)
def taken(stood: Taking) -> Outcome:
    """A row that no table lists is taken as the API says."""
    exchange, way = stood.sent(), stood.lab.contracts.api.unknown
    if not resembles(exchange, stood.operation):
        seen = observed(exchange) if exchange.accepted else said(exchange)
        return held(False, f"the row is {way}", seen, exchange)
    if stood.operation.many:  # it has no object that could keep a row, and may link to itself
        return passed(exchange)
    names = {UNKNOWN, exchange.conventions.writing.spelled(UNKNOWN, exchange.operation)}
    here = next((exchange.item[name] for name in sorted(names) if name in exchange.item), None)
    if way == "kept":
        return held(here == _VALUE, f"{UNKNOWN} {_VALUE}", f"{UNKNOWN} {shown(here)}", exchange)
    text = exchange.response.body if exchange.response else b""
    named = any(name.encode() in text for name in names)
    if way == "reported":
        return held(named, f"{UNKNOWN} is named", "it is not", exchange)
    return held(not named, f"no {UNKNOWN}", "it is in the answer", exchange)
