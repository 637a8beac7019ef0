"""All that a key is shown is of one mode: objects of the other are unknown to it (G-51, G-113).

A server of one's own may say that it is live; what it shows has to agree.
"""

from __future__ import annotations

import contextlib
from collections import Counter

import pytest

from contracts.model import Operation
from harness.exchange import Exchange
from suites.law import Unavailable
from suites.legacy import Claim, Lab
from suites.looking.likeness import resembles
from suites.looking.pages import fill
from suites.looking.walk import promised
from suites.scope import operations


def _modes(lab: Lab, exchange: Exchange | str, operation: Operation) -> list[tuple[str, bool]]:
    """Return the paths and values of `livemode` in an accepted answer, an object's own first.

    What else a server shows of its own accord, under names that no table has, is its own affair.
    """
    if isinstance(exchange, str) or not resembles(exchange, operation):
        return []
    found = [(leaf.bare, leaf.value)
             for leaf in promised(exchange, operation, lab.contracts,
                                                lambda name: name == "livemode")
             if isinstance(leaf.value, bool)]  # fmt: skip
    return sorted(found, key=lambda one: one[0].count("."))


def _usual(lab: Lab) -> bool | None:
    """Return the mode of most kinds of objects that this run has made, or None."""
    made = (o for o in lab.contracts.operations if o.kind == "create")
    found = Counter(value for o in made for _, value in _modes(lab, lab.minimal(o), o)[:1])
    ranks = found.most_common()
    unclear = not ranks or (len(ranks) > 1 and ranks[0][1] == ranks[1][1])
    return None if unclear else ranks[0][0]


@pytest.mark.parametrize("operation", operations(lambda _operation: True))
def test_mode(lab: Lab, operation: Operation) -> None:
    """An operation shows objects of the mode that all others show."""
    claim = Claim(f"{operation.id}.mode", "G-113", operation.title)
    fields = lab.contracts.resource(operation.returns).fields
    moded = any(field.name == "livemode" for field in fields)
    if lab.profile == "smoke" or not moded or not lab.judge.asked(claim.id):
        return
    answer = lab.minimal(operation)
    if operation.kind == "list" and not _modes(lab, answer, operation):
        with contextlib.suppress(Unavailable):
            answer = fill(lab, operation, 1).page()
    found = _modes(lab, answer, operation)
    usual = _usual(lab)
    if isinstance(answer, str) or not found or usual is None:
        lab.untestable(claim, "no object whose mode can be compared")
        return
    wrong = [path for path, value in found if value is not usual]
    lab.held(claim, not wrong, f"livemode {str(usual).lower()} as everywhere",
             f"{', '.join(wrong[:2])} {str(not usual).lower()}", answer)  # fmt: skip
