"""An update changes only what was passed: its operation's own words say so.

Where no metadata can hold a mark, the rows of the update are sent together, and then one
by one: what stood before, and what the creation set, is what the others may lose.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from contracts.model import Contracts, Operation, Parameter
from harness.claim import Outcome
from strategies import coverage, smallest, worded, written
from suites.law import About, Unavailable, law
from suites.laws.keeps._family import KEPT, Keeping, names_of
from suites.looking.likeness import resembles
from suites.objects.edited import Edited

FEW = 3  # rows that are sent alone
NOTHING: Mapping[str, Any] = {}


def _each(operation: Operation, contracts: Contracts) -> Iterator[About]:
    values, makes = _settable(operation, contracts), _maker(operation, contracts)
    made = _settable(makes, contracts) if makes is not None else {}
    if operation.metadata or (values and len({*values, *made}) > 1):
        yield About(operation, clause=operation.cite(1))


def _maker(operation: Operation, contracts: Contracts) -> Operation | None:
    return contracts.resource(operation.returns).of_kind("create")


@law(KEPT, clause="G-47", each=_each)
def unsent(keeping: Keeping) -> Outcome:
    """An update changes only what was passed. Raises Unavailable when none is seen to be kept."""
    if not keeping.marked:
        return _each_alone(keeping)
    subject = _laden(keeping)
    before = subject.look()
    answer, after = subject.send(keeping.mark), subject.read()
    keeping.told(after)
    found = keeping.judge(names_of(subject, keeping.mark), before, answer, after)
    for form in _beside(keeping.operation):
        answer = subject.sent(form)
        if not found.holds or not resembles(answer, keeping.operation):
            break
        found = keeping.judge(names_of(subject, form), after, answer, answer)
        after = answer
    return found


def _laden(keeping: Keeping) -> Edited:
    """Return an object that was made with texts for all rows that go together, if it can be.

    Where the update is of objects in a state, it is in that state. Raises Unavailable.
    """
    operation, contracts = keeping.operation, keeping.lab.contracts
    makes, life = _maker(operation, contracts), contracts.resource(operation.returns).lifecycle
    rows = {row.name for row in operation.sent}  # what else a creation takes may move the object

    def kept(row: Parameter) -> bool:
        return worded(row) and row.path.partition("[")[0] in rows

    form = next(written(makes, kept), None) if makes is not None else None
    state = operation.subject.partition(":")[2].rstrip("!")
    states = life.states if life is not None else ()
    if makes is None or form is None or state not in ("", "default", *states):
        return keeping.subject()
    subject = Edited(keeping.lab, operation)
    made = subject.make_of(makes, form.form)
    if made and life is not None and state in states:
        made = subject.look().item.get(life.field) == state
    return subject if made else keeping.subject()


def _beside(operation: Operation) -> Iterator[Mapping[str, Any]]:
    """Yield what an update may send without touching the rest: a text, and an object's part."""
    base, own = smallest(operation), ("", operation.subject.rstrip("!"))
    forms = (form for form in written(operation, worded) if form.subject.rstrip("!") in own)
    whole = next(forms, None)
    rows = {row.name for row in operation.sent}
    alone = whole.alone if whole is not None else {}
    plain = next((name for name in alone if name in rows), "")
    if plain:
        yield {plain: alone[plain][plain]}
    texts = {row.partition("[")[0] for row in alone}
    parts: dict[str, Any] = {}
    for sample in coverage(operation):
        top = sample.row.partition("[")[0]
        spare = top not in (*base, operation.metadata) and top != sample.row
        if spare and sample.subject.rstrip("!") in own:
            parts.setdefault(top, sample.form[top])
    for top in sorted(parts, key=lambda name: name in texts)[:1]:  # one that holds no text yet
        yield {top: parts[top]}


def _settable(
    operation: Operation, contracts: Contracts, plain: Mapping[str, Any] = NOTHING
) -> dict[str, Any]:
    """Return values of the rows that a call sets, and that the object shows under their name:
    where there is a choice, other ones than `plain`, an object like it, has.

    A field that the service writes as well is none of them: a state, what moves by itself.
    """
    resource = contracts.resource(operation.returns)
    state = resource.lifecycle.field if resource.lifecycle else ""
    fields = {f.name for f in resource.fields if not (f.moving or f.restless or f.name == state)}
    rows = {row.name: row for row in operation.sent if row.location == "body"}
    found: dict[str, Any] = {}
    for sample in coverage(operation):
        row = rows.get(sample.row)
        bound = row is None or row.excludes or row.needs or row.references or not row.plain
        if not bound and sample.row in fields and not sample.subject:
            value = sample.form.get(sample.row)
            if found.setdefault(sample.row, value) == plain.get(sample.row):
                found[sample.row] = value
    return {name: value for name, value in found.items() if value not in (None, "")}


def _each_alone(keeping: Keeping) -> Outcome:
    """Send all rows, then one by one; the worst of it. Raises Unavailable.

    What only a creation sets is kept as well: the object is made with all of that, if it can be.
    """
    operation, contracts = keeping.operation, keeping.lab.contracts
    subject = keeping.subject()
    plain = subject.look().item
    values = _settable(operation, contracts, plain)
    makes = _maker(operation, contracts)
    made = _settable(makes, contracts, plain) if makes is not None else {}
    if makes is not None and operation.subject.partition(":")[2].rstrip("!") in ("", "default"):
        subject.make_of(makes, made)
    forms = [values, *({name: values[name]} for name in list(values)[:FEW] if len(values) > 1)]
    found = None
    for form in forms:
        before = subject.look()
        kept = {n for n in {*values, *made} if before.item.get(n) is not None}
        others = kept - names_of(subject, form)
        if not others:
            subject.prepare(form)
            continue
        answer, after = subject.send(form), subject.read()
        shown = {*before.item, *answer.item, *after.item}  # an empty field may be left out
        found = keeping.judge(shown - others, before, answer, after)
        if not found.holds:
            break
    if found is None:
        raise Unavailable("what an update sent is not seen when the object is read", before)
    return found
