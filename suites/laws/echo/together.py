"""Rows that are sent at once are all found again in the object (G-117).

One that is lost beside another is not seen where each is sent by itself.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from contracts.model import Contracts, Operation, Parameter
from harness.claim import Outcome
from strategies import Written, worded, written
from strategies.paths import Form, copy, get, put
from strategies.values import another
from suites.law import About, Unavailable, broken, law, passed
from suites.laws.accepts._family import ACCEPTED, Forms
from suites.looking.echo import Difference, comparable, compare
from suites.looking.likeness import resembles
from suites.looking.say import said
from suites.subjects import key_row

_SEVERAL = 2


def _each(operation: Operation, contracts: Contracts) -> Iterator[About]:
    """Yield the forms of creations and updates that hold as many rows as go together.

    An object often has the plain texts already: an update sends others.
    """
    whole = _whole(operation, contracts) if operation.kind in ("create", "update") else None
    if whole is not None and comparable(operation, contracts, whole.form, ""):
        varied = (
            replace(whole, form=_varied(operation, whole)) if operation.kind == "update" else whole
        )
        yield About(operation, given=varied, clause=operation.cite(1))


def _varied(operation: Operation, whole: Written) -> Form:
    """Return a form with other texts in the rows that take words."""
    form: Form = copy(whole.form)
    for path in whole.rows:
        row = operation.rows[path]
        if worded(row) and isinstance(get(form, path), str):
            put(form, path, another(row, get(form, path)))
    return form


def _whole(operation: Operation, contracts: Contracts) -> Written | None:
    """Return the form of most rows to an object as usual, if it has several."""
    own = ("", operation.subject.rstrip("!"))
    key = key_row(operation, contracts)
    every = written(operation, lambda row: _shown(row) and row.name != key)
    forms = [form for form in every if form.subject.rstrip("!") in own]
    found = max(forms, key=lambda form: len(form.rows), default=None)
    tops = {row.partition("[")[0] for row in found.rows} if found is not None else set()
    return found if len(tops) >= _SEVERAL else None


def _shown(row: Parameter) -> bool:
    """Whether a row may stand in a form of many: it takes the place of nothing else."""
    moves = row.displaces or any(child.displaces for child in row.children)
    return row.location == "body" and row.plain and not moves


@law(
    ACCEPTED,
    clause="G-117",
    level="should",
    stands_on=("kind", "echo", "row.items", "row.references", "row.type", "row.values"),
    each=_each,
    taking=True,
    follows=("response.sent_values", "echo.echo"),
)
def together(forms: Forms, whole: Written) -> Outcome:
    """Rows that are sent at once are all kept. Raises Unavailable where they are refused."""
    lab, operation = forms.lab, forms.operation
    ids = lab.subject(operation, whole.subject, fresh=True)
    exchange = lab.call(operation, lab.provision.fill(whole.form), ids)
    if not resembles(exchange, operation):
        raise Unavailable(f"so many rows are not taken at once ({said(exchange)})", exchange)
    found = compare(operation, lab.contracts, exchange)
    if found is None:
        raise Unavailable("nothing that was sent has a field of the same name", exchange)
    lost = [one for one in found if not one.probe]
    wrong = [one for one in lost if not _lost_alone(forms, whole, one)]
    if not wrong:
        return passed(exchange)
    return broken("what was sent, in the fields of the same names", "; ".join(map(str, wrong)),
                  exchange)  # fmt: skip


def _lost_alone(forms: Forms, whole: Written, lost: Difference) -> bool:
    """Whether what a row holds is lost as well where it is sent by itself: others tell of that."""
    lab, operation, row = forms.lab, forms.operation, lost.row or lost.path
    if row not in whole.alone:
        return False
    ids = lab.subject(operation, whole.subject, fresh=True)
    exchange = lab.call(operation, lab.provision.fill(whole.alone[row]), ids)
    found = compare(operation, lab.contracts, exchange, row) if exchange.accepted else None
    return any(not one.probe for one in found or ())
