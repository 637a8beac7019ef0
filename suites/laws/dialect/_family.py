"""A form that a server takes in its usual writing, and the same form written otherwise."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from strategies import expansions, smallest
from suites.conventions import spoken
from suites.lab import Lab
from suites.law import Family, Unavailable, held
from suites.laws.expand._family import rich
from suites.looking.dig import dig
from suites.looking.echo import Difference, compare
from suites.looking.expansion import ids_below, table_of
from suites.looking.likeness import observed, resembles, wanted
from suites.looking.say import said, shown
from suites.merit import ALIKE
from suites.subjects import operations
from suites.writings import Pairs, Write, pairs_of, plain, undecoded

_MOST = 6  # expansions that are tried


def form_of(operation: Operation, contracts: Contracts) -> dict[str, Any]:
    """Return a working form with an array, a nested row and a space, where there are such rows."""
    form = dict(smallest(operation))
    paths = [path for path in expansions(contracts, operation) if "." not in path]
    paths.sort(key=lambda path: path not in form)  # what is named is there
    if paths and operation.expansion and not operation.many:
        form[operation.expansion] = [paths[0]]
    if operation.metadata:
        form[operation.metadata] = {"assay dialect": "two words & more"}
    return form


def written_by(contracts: Contracts, operation: Operation, form: dict[str, Any]) -> Pairs:
    """Return the names and values of a form in the dialect of its API."""
    writing = spoken(contracts).writing
    return list(pairs_of(form) if writing.usual else writing.pairs(form, operation.id))


def written_so(write: Write) -> Callable[[Operation, Contracts], bool]:
    """Return the guard of a writing: something in the form is written otherwise than usual."""

    def guard(operation: Operation, contracts: Contracts) -> bool:
        pairs = written_by(contracts, operation, form_of(operation, contracts))
        return write(pairs) != plain(pairs)

    return guard


def send(lab: Lab, operation: Operation, text: str, ids: dict[str, str]) -> Exchange:
    """Send a form that is written already."""
    sent = {"raw_body" if operation.encloses else "raw_query": text}
    with lab.wrongly():
        return lab.call(operation, {}, ids, **sent)


@dataclass(frozen=True, slots=True)
class Usual:
    """An operation that took a form in its usual writing and showed what it took."""

    lab: Lab
    operation: Operation
    form: dict[str, Any]
    twin: Exchange

    def same(self, write: Write, *, names: bool, array: bool = False) -> Outcome:
        """Judge that a writing does the same. Raises Unavailable.

        `names` says that the names of rows are written otherwise, not their values; `array` that
        only those of elements are: what an array holds shows whether that was understood.
        """
        if write(self._pairs()) == plain(self._pairs()):
            raise Unavailable("what is taken has nothing that can be written so")
        exchange = self._send(write(self._pairs()))
        good = resembles(exchange, self.operation)
        seen = observed(exchange) if exchange.accepted else said(exchange)
        if good and not shows(exchange, self.operation, self.form):
            row = self.operation.metadata
            good, seen = False, f"{row} {shown(exchange.item.get(row))}"
        lost = self._lost(exchange) if good else []
        if lost:
            good, seen = False, str(lost[0])
        left = self._left(exchange) if good else ""
        if left:
            good, seen = False, f"{left} is {shown(dig(exchange.item, left))}"
        told = [] if names or array else self._texts(exchange)
        if wrong := next((one for _, every in told for one in every), None):
            good, seen = False, str(wrong)
        understood = self._understood(exchange, array=array) or bool(told)
        if good and not understood:
            blind = self._send(undecoded(write(self._pairs()), names=names))
            if not blind.refused:
                reason = "what is written wrongly is accepted as well"
                raise Unavailable(reason, blind, exchange)
        return held(good, f"{wanted(self.operation)}, as in the usual writing", seen, exchange)

    def _pairs(self) -> list[tuple[str, str]]:
        filled = self.lab.provision.fill(self.form)
        return written_by(self.lab.contracts, self.operation, filled)

    def _send(self, text: str) -> Exchange:
        ids = _subject(self.lab, self.operation)
        return send(self.lab, self.operation, text, ids)

    def _texts(self, exchange: Exchange) -> list[tuple[str, list[Difference]]]:
        """Return what is shown otherwise of each text that the usual writing was shown whole of."""
        contracts, operation = self.lab.contracts, self.operation
        rows = [row for row, value in self.form.items() if isinstance(value, str)]
        shown = [row for row in rows if compare(operation, contracts, self.twin, row) == []]
        found = ((row, compare(operation, contracts, exchange, row)) for row in shown)
        return [(row, every) for row, every in found if every is not None]

    def _lost(self, exchange: Exchange) -> list[Difference]:
        """Return what is not shown of arrays that the usual writing was shown whole of."""
        contracts, operation = self.lab.contracts, self.operation
        told = replace(self.twin, response=exchange.response)
        rows = [row for row, value in self.form.items() if isinstance(value, list)]
        return [wrong for row in rows
                if compare(operation, contracts, self.twin, row) == []
                for wrong in compare(operation, contracts, told, row) or ()]  # fmt: skip

    def _left(self, exchange: Exchange) -> str:
        """Return a path at which an id is left where the usual writing has the object, or ""."""
        asked = self.form.get(self.operation.expansion, ())
        return next((path for path in asked if isinstance(dig(self.twin.item, path), dict)
                     and isinstance(dig(exchange.item, path), str)), "")  # fmt: skip

    def _understood(self, exchange: Exchange, *, array: bool) -> bool:
        """Whether an answer shows that: by metadata, or by what was expanded."""
        if array:
            expanded = [
                dig(exchange.item, path) for path in self.form.get(self.operation.expansion, ())
            ]
            return any(isinstance(value, dict) for value in expanded)
        return self.operation.metadata in self.form


def shows(exchange: Exchange, operation: Operation, form: dict[str, Any]) -> bool:
    """Whether an answer has the metadata of the form, where the form has any."""
    found = exchange.item.get(operation.metadata)
    sent = form.get(operation.metadata, {})
    return not sent or (isinstance(found, dict) and found.items() >= sent.items())


def _subject(lab: Lab, operation: Operation) -> dict[str, str]:
    """Return ids for the path: what is only read has references that show what was expanded.

    Raises Unavailable.
    """
    reads = operation.kind == "retrieve" and operation.expansion
    return rich(lab, operation) if reads else lab.subject(operation, fresh=True)


def _forms(operation: Operation, contracts: Contracts) -> Iterator[dict[str, Any]]:
    """Yield the form of choice, and others for targets that refuse what this asks to expand."""
    whole = form_of(operation, contracts)
    yield whole
    row = operation.expansion
    if row in whole:
        others = [path for path in expansions(contracts, operation) if "." not in path]
        yield from ({**whole, row: [path]} for path in others[1:_MOST])
        yield {name: value for name, value in whole.items() if name != row}


def _taken(lab: Lab, operation: Operation) -> tuple[dict[str, Any], Exchange]:
    """Return the first form that is accepted, else the first, and its answer."""
    first: tuple[dict[str, Any], Exchange] | None = None
    for form in _forms(operation, lab.contracts):
        ids = _subject(lab, operation)
        sent = dict(lab.otherwise.form(operation, form, ids))
        tried = sent, lab.call(operation, lab.provision.fill(sent), ids)
        first = first or tried
        if resembles(tried[1], operation):
            return tried
        if not tried[1].refused:
            break
    assert first is not None
    return first


def _stand(lab: Lab, operation: Operation) -> Usual:
    """Send a form in its usual writing. Raises Unavailable when it shows nothing.

    Where the client's own writing, with `+` for a space, does not show what was sent, the one
    with `%20` may.
    """
    blocker = f"{operation.id}.accepts"
    form, twin = _taken(lab, operation)
    if resembles(twin, operation) and not shows(twin, operation, form):
        text = plain(written_by(lab.contracts, operation, lab.provision.fill(form)))
        twin = send(lab, operation, text, lab.subject(operation, fresh=True))
    if not resembles(twin, operation):
        reason = f"the form in its usual writing is not accepted ({said(twin)})"
        raise Unavailable(reason, twin, blocked_by=blocker)
    if not shows(twin, operation, form):
        reason = "the answer to the form in its usual writing does not show what was sent"
        raise Unavailable(reason, twin, blocked_by=blocker)
    if not lab.merit.lively(operation):
        raise Unavailable(ALIKE, twin, blocked_by=blocker)
    return Usual(lab, operation, *_telling(lab, operation, form, twin))


def _telling(
    lab: Lab, operation: Operation, form: dict[str, Any], twin: Exchange
) -> tuple[dict[str, Any], Exchange]:
    """Return a form and its answer in which something stands where it asks to expand.

    The first field that can be expanded is often empty, and shows nothing then.
    """
    row, known = operation.expansion, form.get(operation.expansion) or ()
    stands = ids_below(twin.item, table_of(lab.contracts, operation.returns)) if known else []
    shown = [path for path in stands if "." not in path]
    if not shown or any(isinstance(dig(twin.item, path), dict) for path in known):
        return form, twin
    other = {**form, row: shown[:1]}
    answer = lab.call(operation, lab.provision.fill(other), _subject(lab, operation))
    told = isinstance(dig(answer.item, shown[0]), dict)
    return (other, answer) if told and resembles(answer, operation) else (form, twin)


WRITTEN = Family(
    "dialect", operations(lambda operation: bool(operation.sent)), _stand,
    order=("encoded_brackets", "encoded_values", "spaces_as_plus", "empty_brackets"),
    stands_on=(),
)  # fmt: skip
