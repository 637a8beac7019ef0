"""What is created with words, and what is created after it: laws of several promises look at it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from contracts.model import Contracts, Operation, Parameter
from harness.exchange import Exchange
from strategies import Written, smallest, worded, written
from strategies.paths import Form
from suites.law import About, Unavailable
from suites.laws.accepts._family import Forms
from suites.looking.echo import field_of
from suites.looking.likeness import resembles
from suites.looking.once import Once
from suites.looking.say import said
from suites.subjects import key_row


def each(operation: Operation, contracts: Contracts) -> Iterator[About]:
    """Yield creations that can be sent words which their answers show."""
    if operation.kind == "create":
        key = key_row(operation, contracts)
        for form in written(operation, lambda row: _plain(row) and row.name != key):
            if any(paths(operation, contracts, form)):
                yield About(operation, given=form)
                return


def _plain(row: Parameter) -> bool:
    """Whether a row takes words that go with whatever else is sent."""
    return worded(row) and not row.needs


def paths(operation: Operation, contracts: Contracts, form: Written) -> Iterator[str]:
    """Yield the paths of the fields that show rows of a form which can be left out."""
    least = smallest(operation)
    for row in form.rows:
        field = field_of(operation, contracts, row)
        if field is not None and row.partition("[")[0] not in least:
            yield field.path


class Laden:
    """Creations one after the other: with words, with little, and with the same words again."""

    def __init__(self, forms: Forms, form: Written) -> None:
        self.forms = forms
        self.form = form
        self._filled = Once(lambda: forms.lab.provision.fill(form.form))
        self._first = Once(lambda: self._made(self._filled()))
        self._same = Once(self._again)
        self._least = Once(lambda: self.sent(forms.least))

    def first(self) -> Exchange:
        """Return the answer to the creation with words. Raises Unavailable when it was refused."""
        return self._taken(self._first())

    def same(self) -> Exchange:
        """Return the answer to the same words, sent again behind all others. Raises Unavailable."""
        self.least()
        return self._taken(self._same())

    def least(self) -> Exchange:
        """Return the answer to a creation with little behind it. Raises Unavailable."""
        self.first()
        return self._taken(self._least())

    def answered(self) -> Exchange:
        """Return the answer to the creation with words, whatever it is. Raises Unavailable."""
        return self._first()

    def sent(self, form: Form) -> Exchange:
        """Return the answer to another form of the creation. Raises Unavailable."""
        return self._made(self.forms.lab.provision.fill(form))

    def anew(self) -> Exchange:
        """Return the answer to one more creation with little. Raises Unavailable."""
        return self.sent(self.forms.least)

    def _again(self) -> Exchange:
        """Send the same form again: where it names what may be named once, with other names."""
        found = self._made(self._filled())
        return self.sent(self.form.form) if found.refused else found

    def _made(self, form: Mapping[str, Any]) -> Exchange:
        lab, operation = self.forms.lab, self.forms.operation
        return lab.call(operation, form, lab.subject(operation, fresh=True))

    def _taken(self, found: Exchange) -> Exchange:
        operation = self.forms.operation
        if not resembles(found, operation):
            reason = f"nothing was created ({said(found)})"
            raise Unavailable(reason, found, blocked_by=f"{operation.id}.accepts")
        return found


def laden(forms: Forms, form: Written) -> Laden:
    """Return the creations of a group, which its laws share."""
    found: Laden = forms.shared.setdefault("laden", Laden(forms, form))
    return found
