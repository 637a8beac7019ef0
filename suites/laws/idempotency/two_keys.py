"""The same request with another key is another request (G-105).

The keys are as long as a UUID, and differ in their last letters alone: what a server keeps of a key
is all of it.
"""

from __future__ import annotations

from harness.claim import Outcome
from strategies import smallest
from suites.law import Unavailable, held, law
from suites.laws.idempotency._family import REPEATED
from suites.laws.idempotency._keys import creates
from suites.laws.idempotency._sent import Sent
from suites.looking.likeness import observed, resembles
from suites.looking.say import said

END = "other"


def _for_one(value: object) -> bool:
    """Whether a value of a form may be sent for one object alone."""
    return isinstance(value, str) and (value[-1:] == "!" or value == "@unique.id")


def _for_nobody_else(value: object) -> bool:
    """Whether a value is another one each time: a server may refuse what an object has already."""
    return isinstance(value, str) and value.startswith("@unique")


@law(REPEATED, clause="G-105", where=creates)
def two_keys(sent: Sent) -> Outcome:
    """The same request with another key is another request."""
    lab, operation = sent.lab, sent.operation
    first, again = sent.pair
    if again.item.get("id") != first.item["id"]:
        raise Unavailable("keys are not looked at at all", again, first,
                          blocked_by=f"{operation.id}.idempotency.replayed")  # fmt: skip
    once = {k: v for k, v in smallest(operation).items() if _for_one(v)}
    form = {**sent.form, **lab.provision.fill(once)}  # some objects can be named once
    key = f"{sent.key[: -len(END)]}{END}"
    other = sent.with_key(key, form)
    own = {k: v for k, v in smallest(operation).items() if _for_nobody_else(v)}
    if other.refused and own:
        other = sent.with_key(key, {**form, **lab.provision.fill(own)})
    good = resembles(other, operation) and other.item["id"] != first.item["id"]
    return held(good, "another object", f"{said(other)}, {observed(other)}", other, first)
