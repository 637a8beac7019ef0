"""Words that are taken one by one are taken together: their table excludes none of them."""

from __future__ import annotations

from collections.abc import Iterator

from contracts.model import Contracts, Operation
from harness.claim import Outcome
from strategies import Written
from suites.law import About, Unavailable, broken, law, passed
from suites.laws.accepts._family import ACCEPTED, Forms
from suites.laws.makes._laden import each, laden
from suites.looking.likeness import resembles, wanted
from suites.looking.say import said


def _several(operation: Operation, contracts: Contracts) -> Iterator[About]:
    """Yield creations that take several words, with the line of what they make."""
    for about in each(operation, contracts):
        form, line = about.given, operation.cited
        if isinstance(form, Written) and len(form.rows) > 1:
            yield About(operation, given=form, clause=line, source=line)


@law(ACCEPTED, clause="", stands_on=("kind", "echo"), each=_several)
def together(forms: Forms, form: Written) -> Outcome:
    """Words that are taken one by one are taken together. Raises Unavailable where one is not."""
    operation, made = forms.operation, laden(forms, form)
    found = made.answered()
    if resembles(found, operation):
        return passed(found)
    for row in form.rows:
        one = made.sent(form.alone[row])
        if not resembles(one, operation):
            raise Unavailable(f"{row} is not taken ({said(one)})", one, found,
                              blocked_by=f"{operation.id}.accepts")  # fmt: skip
    again = made.sent(form.form)
    seen = f"{said(again)}, of {len(form.rows)} rows that are taken one by one"
    return broken(wanted(operation), seen, again, one) if again.refused else passed(again)
