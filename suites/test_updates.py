"""Updates: what is not sent stays, empty unsets, metadata merges."""

from __future__ import annotations

import contextlib
from typing import Any

import pytest

from contracts.model import Operation, Parameter
from harness.exchange import Exchange
from strategies import Sample, coverage, otherwise, smallest
from strategies.paths import copy, put
from suites.law import Unavailable
from suites.legacy import Claim, Lab, said
from suites.looking.dig import dig
from suites.looking.likeness import observed, resembles
from suites.looking.say import shown
from suites.scope import operations

_NOTHING: tuple[Any, ...] = (None, "", [], {})


def _updates(operation: Operation) -> bool:
    return operation.kind == "update"


def _has(operation: Operation, name: str) -> bool:
    return any(row.name == name for row in operation.sent)


class Subject:
    """One object, read, that updates are sent to."""

    def __init__(
        self, lab: Lab, operation: Operation, reference: str = "", *, untouched: bool = False
    ) -> None:
        self.lab = lab
        self.operation = operation
        own = operation.subject or operation.path_parameters[0].references[0]
        try:
            new = f"{own.rstrip('!')}!" if untouched else reference
            self.ids = lab.subject(operation, new, fresh=untouched)
        except Unavailable:
            self.ids = lab.subject(operation, reference, fresh=False)
        self.base = smallest(operation)

    def send(self, form: dict[str, Any]) -> Exchange:
        """Send an update; with no row at all when `form` is empty. Raises Unavailable."""
        filled = self.lab.provision.fill({**copy(self.base), **form} if form else {})
        exchange = self.lab.call(self.operation, filled, self.ids)
        if not exchange.accepted:
            raise Unavailable(f"an update was not accepted ({said(exchange)})")
        if not resembles(exchange, self.operation):
            raise Unavailable(f"an update was answered with {observed(exchange)}")
        return exchange

    def read(self) -> Exchange:
        """Read the object. Raises Unavailable."""
        found = self.lab.read(self.operation, self.ids)
        if found is None or not found.accepted:
            raise Unavailable("the object cannot be read")
        return found


@pytest.mark.parametrize("operation", operations(_updates))
def test_unsent_stays(lab: Lab, operation: Operation) -> None:
    """An update changes only what was passed; an empty one nothing (G-47)."""
    if lab.profile == "smoke":
        return
    prose = f"L{operation.source[0] + 1}"
    for name, clause, level, form in (
        ("unsent", prose, "must", {"metadata": {"assay": "@unique"}}),
        ("empty_body", "G-47", "should", {}),
    ):
        claim = Claim(f"{operation.id}.keeps.{name}", clause, operation.title, level)  # type: ignore[arg-type]
        required = any(row.required for row in operation.sent)
        sendable = _has(operation, "metadata") if form else not required
        if not lab.judge.asked(claim.id) or not sendable:
            continue
        try:
            subject = Subject(lab, operation, untouched=True)
            if not form and _has(operation, "metadata"):
                subject.send({"metadata": {"assay": "@unique"}})  # or there is nothing to lose
            before, answer = subject.read(), subject.send(form)
            after = subject.read()
            _seen(operation, after if form else before)
        except Unavailable as reason:
            lab.untestable(claim, str(reason))
            continue
        kept = {*subject.base, *form} if form else set()
        wrong = _changed(before.body, after.body, kept) or _changed(before.body, answer.body, kept)
        lab.held(claim, not wrong, "every field that was not sent as it was",
                 f"changed: {', '.join(wrong)}", answer, before, after)  # fmt: skip


def _seen(operation: Operation, read: Exchange) -> None:
    """Raises Unavailable when the metadata that was sent is not read: nothing could be lost."""
    if _has(operation, "metadata") and not dig(read.body, "metadata.assay"):
        raise Unavailable("what an update sent is not seen when the object is read")


def _changed(before: dict[str, Any], after: dict[str, Any], sent: set[str]) -> list[str]:
    free = {*sent, "updated", "network_updated_at", "last_payment_error"}
    names = {*before, *after} - free
    return sorted(name for name in names if before.get(name) != after.get(name))


@pytest.mark.parametrize("operation", operations(lambda o: _updates(o) and _has(o, "metadata")))
def test_metadata(lab: Lab, operation: Operation) -> None:
    """Metadata merges by key, an empty value deletes a key, an empty whole deletes all."""
    steps: tuple[tuple[str, str, Any, dict[str, str]], ...] = (
        ("set", "G-101", {"a": "1", "b": "two words"}, {"a": "1", "b": "two words"}),
        ("merge", "G-98", {"b": "2", "c": "é"}, {"a": "1", "b": "2", "c": "é"}),
        ("delete_key", "G-99", {"a": ""}, {"b": "2", "c": "é"}),
        ("delete_all", "G-99", "", {}),
    )
    if lab.profile == "smoke" or not lab.judge.wanted(f"{operation.id}.metadata"):
        return
    try:
        subject: Subject | None = Subject(lab, operation)
        reason = ""
    except Unavailable as trouble:
        subject, reason = None, str(trouble)
    for name, clause, value, wanted in steps:
        claim = Claim(f"{operation.id}.metadata.{name}", clause, operation.title)
        if subject is not None and not reason:
            try:
                answer, again = subject.send({"metadata": value}), subject.read()
            except Unavailable as trouble:
                reason = str(trouble)
            else:
                if not _compare(lab, claim, name, wanted, answer, again) and name == "set":
                    reason = "metadata that was set did not stay"
                continue
        lab.untestable(claim, reason)


def _compare(
    lab: Lab, claim: Claim, name: str, wanted: dict[str, str], answer: Exchange, again: Exchange
) -> bool:
    """Record whether both answers hold the metadata, and return it."""
    for exchange in (answer, again):
        found = exchange.body.get("metadata")
        own = found if isinstance(found, dict) else {}
        fits = own.items() >= wanted.items() if name == "set" else own == wanted
        if name in ("merge", "delete_key"):
            fits = own.items() >= wanted.items() and ("a" in own) == ("a" in wanted)
        if not fits:
            lab.broken(claim, f"metadata {shown(wanted)}", f"metadata {shown(found)}", exchange)
            return False
    lab.passed(claim, answer, again)
    return True


def _clearable(operation: Operation) -> list[Parameter]:
    return [
        row
        for row in operation.walk()
        if row.clearable and row.plain and row.location == "body" and "[]" not in row.path
        and row.name != "metadata"
    ]  # fmt: skip


@pytest.mark.parametrize("operation", operations(lambda o: _updates(o) and bool(_clearable(o))))
def test_empty_unsets(lab: Lab, operation: Operation) -> None:
    """The empty text clears a row that can be cleared (G-42)."""
    if lab.profile == "smoke":
        return
    for row in _clearable(operation):
        claim = Claim(f"{operation.id}.unset.{row.path}", "G-42", operation.title, "must",
                      f"L{row.source}")  # fmt: skip
        field = _dotted(row)
        if not lab.judge.asked(claim.id) or not _readable(lab, operation, row):
            continue
        try:
            full, answer, again = _clear(lab, operation, row)
            left = [dig(exchange.body, field) for exchange in (answer, again)]
            if not all(map(_empty, left)):
                _told_apart(lab, operation, row, full, again)
        except Unavailable as reason:
            lab.untestable(claim, str(reason))
            continue
        gone = all(_empty(value) or _by_default(lab, operation, row, value) for value in left)
        lab.held(claim, gone, f"{field} is unset", f"{field} is {shown(left[0])}", answer, again)


def _told_apart(
    lab: Lab, operation: Operation, row: Parameter, full: Exchange, again: Exchange
) -> None:
    """Raises Unavailable when a row reads as it does of any object, whether it was set or not."""
    field = _dotted(row)
    while_set, after = dig(full.body, field), dig(again.body, field)
    if while_set == after and not _empty(after) and _by_default(lab, operation, row, after):
        raise Unavailable(f"{field} reads {shown(after)} of every object, set or not")


def _dotted(row: Parameter) -> str:
    return row.path.replace("]", "").replace("[", ".")


def _empty(value: Any) -> bool:
    """Whether a value holds nothing, as `{"tip": {}}` does."""
    if isinstance(value, dict):
        return all(_empty(inner) for inner in value.values())
    return value in _NOTHING


def _by_default(lab: Lab, operation: Operation, row: Parameter, value: Any) -> bool:
    """Whether a field of an object that nothing was done to has this value as well."""
    try:
        found = Subject(lab, operation, row.subject, untouched=True).read()
    except Unavailable:
        return False
    return bool(dig(found.body, _dotted(row)) == value)


def _readable(lab: Lab, operation: Operation, row: Parameter) -> bool:
    fields = lab.contracts.resource(operation.returns).fields
    shown_always = (f for field in fields for f in field.walk() if f.resource != "list")
    return any(f.path == _dotted(row) for f in shown_always)


def _set(subject: Subject, sample: Sample) -> tuple[dict[str, Any], Exchange]:
    """Set a row and return the form and the answer. Raises Unavailable.

    The value is one that other objects do not have, if one is accepted: clearing is seen by it.
    """
    other = otherwise(subject.operation, sample)
    if other is not None:
        with contextlib.suppress(Unavailable):
            return other, subject.send(other)
    form = copy(sample.form)
    return form, subject.send(form)


def _clear(lab: Lab, operation: Operation, row: Parameter) -> tuple[Exchange, Exchange, Exchange]:
    """Set a row, clear it, and return the object while it was set, the answer to the clearing, and
    the object read again. Raises Unavailable.
    """
    subject = Subject(lab, operation, row.subject)
    samples = (s for s in coverage(operation) if s.row == row.path and not s.label)
    sample = next(samples, None)
    if sample is None:
        raise Unavailable(f"no valid form sends {row.path}")
    form, answer = _set(subject, sample)
    full = subject.read()
    if any(_empty(dig(exchange.body, _dotted(row))) for exchange in (answer, full)):
        raise Unavailable(f"{_dotted(row)} was not set by an update that sent it")
    put(form, row.path, "")
    return full, subject.send(form), subject.read()
