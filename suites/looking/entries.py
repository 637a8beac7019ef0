"""Lets a list hold something that the group which looks at it has made.

What a list holds besides hangs on who asked before, on other workers and on earlier runs. What is
judged by a list's entries therefore stands on one of the group's own.
"""

from __future__ import annotations

import contextlib

from contracts.model import Operation
from harness.exchange import Exchange
from suites.lab import Lab
from suites.law import Unavailable
from suites.looking.pages import BadPage, Shelf, fill


def own_entry(lab: Lab, operation: Operation) -> str:
    """Make an object that a list shows, and return its id; "" where no call can.

    A list of some objects alone, as one that cannot be asked without a filter, is left as it is.
    """
    plan = operation.population
    if plan is None or not plan.steps or any(row.required for row in operation.sent):
        return ""
    with contextlib.suppress(Unavailable, BadPage):
        if operation.path_parameters or not lab.provision.makes(operation.returns, ""):
            return next(iter(fill(lab, operation, 1).made), "")
        return lab.provision.added(operation.returns)
    return ""


def look_for(lab: Lab, operation: Operation, entry: str, page: Exchange) -> None:
    """Ask for the page with an entry where another page, an accepted one, does not show it.

    Laws of exchanges look at it: nothing is said of one that cannot be had.
    """
    shown = page.entries or ()
    if not entry or not shown or any(isinstance(x, dict) and x.get("id") == entry for x in shown):
        return
    with contextlib.suppress(Unavailable, BadPage):
        ids = lab.subject(operation, fresh=False)
        Shelf(lab, operation, {}, ids).around(entry)
