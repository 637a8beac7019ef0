"""What no client should send is answered all the same: never with a 5xx, and in time (G-02)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from strategies import smallest
from suites.lab import Lab
from suites.law import About, Family, broken, held, law
from suites.laws.dialect._family import send
from suites.looking.say import said
from suites.subjects import kind

LONGEST_QUERY = 6000  # servers may well refuse longer request lines before they read them
# Bodies that no client should send: refused or ignored, but the server stays on its feet.
ODD: Mapping[str, str] = {
    "broken_percent": "assay=%zz&b=%",
    "broken_utf8": "assay=%ff%fe&%e0%a4=1",
    "null_byte": "assay=%00&a%00b=1",
    "deep": "assay" + "[a]" * 300 + "=1",
    "wide": "&".join(f"assay{n}=1" for n in range(900)),
    "long_name": "a" * 8000 + "=1",
    "long_value": "assay=" + "x" * 60_000,
    "unclosed": "assay[a=1&[b]=2&c]=3&[=4&]=5&[]=6",
    "no_name": "=1&&&=&",
    "scalar_and_object": "assay=1&assay[a]=2&assay[]=3",
    "json": '{"assay": {"a": [1, null]}}',
    "far_index": "assay[999999999999]=1&assay[-1]=2",
    "beyond_the_bmp": "assay=%F0%9F%A6%84&%F0%9F%A6%84=1",
    "markup": "assay=%3Cscript%3E%27%22%26",
}


@dataclass(frozen=True, slots=True)
class Standing:
    """An operation that answers."""

    lab: Lab
    operation: Operation

    def alive(self) -> bool:
        """Whether the smallest working call is answered, in any way. Raises Unavailable."""
        form = self.lab.provision.fill(smallest(self.operation))
        ids = self.lab.subject(self.operation, fresh=False)
        return self.lab.call(self.operation, form, ids).response is not None


def _stand(lab: Lab, operation: Operation) -> Standing:
    """Return an operation that answers. Raises Unavailable."""
    lab.merit.ready(operation)
    return Standing(lab, operation)


ODDLY = Family("odd", kind("create", "update", "list", "search"), _stand, stands_on=())


def _each(operation: Operation, _contracts: Contracts) -> Iterator[About]:
    for name, text in ODD.items():
        if operation.method != "GET" or len(text) < LONGEST_QUERY:
            yield About(operation, name, text, kind=name)


@law(ODDLY, clause="G-02", each=_each, taking=True)
def survives(standing: Standing, text: str) -> Outcome:
    """What no client should send is answered all the same: never with a 5xx, and in time."""
    lab, operation = standing.lab, standing.operation
    exchange = send(lab, operation, text, lab.subject(operation, fresh=False))
    if exchange.response is not None:
        good = exchange.accepted or exchange.refused
        return held(good, "an answer: 2xx or 4xx", said(exchange), exchange)
    if not standing.alive():  # the network is down, which is nobody's breach
        return broken("an answer", said(exchange), exchange)
    return broken("an answer in time", f"{exchange.error}; the next request was answered",
                  exchange, silent=True)  # fmt: skip
