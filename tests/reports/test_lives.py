"""What became of each cell of a lifecycle, as the ledger's header, verdicts and answers tell it."""

from __future__ import annotations

from assay.run.lifecycles import lifecycles
from contracts import load
from contracts.loader import API
from harness.exchange import Exchange, Request, Response
from harness.ledger import Ledger
from harness.verdict import Status, Verdict
from reports.formats.html import render
from reports.page.lives import lives
from suites.asking import planned
from tests.pages import page
from tests.reports.test_html import HEADER


def answer(name: str, status: int) -> Exchange:
    request = Request("POST", "/v1/doors/d_1/open", "", "", {})
    return Exchange(name, "door.open", request, Response(status, {}, b"{}"), 1.0, 0.1)


ANSWERS = {"m-1": answer("m-1", 200), "m-2": answer("m-2", 400)}
CELLS = [["door.open.x.shut", "shut", ""], ["door.open.x.open", "open", ""],
         ["door.open.x.locked.key", "locked", "key"], ["door.open.x.locked.none", "locked", "none"],
         ["door.open.x.lost", "lost", ""], ["door.open.x.lost.probe", "lost", "probe"]]  # fmt: skip
LIFE = {"states": ["shut", "open", "locked", "lost", "sold"], "cells": CELLS}


def verdict(place: str, status: Status, *exchanges: str) -> Verdict:
    return Verdict(f"door.open.x.{place}", "3.1", "POST /v1/doors/{door}/open", "must", status,
                   "m", exchanges)  # fmt: skip


def ledger(*verdicts: Verdict) -> Ledger:
    header = {**HEADER, "lifecycles": {"door": LIFE, "window": LIFE | {"cells": []}}}
    return Ledger(header, ANSWERS, verdicts, {"seconds": 1})


RUN = ledger(
    verdict("shut", "pass", "m-1"), verdict("open", "pass", "m-2"),
    verdict("locked.key", "fail", "m-2"), verdict("locked.none", "known", "m-1"),
    verdict("lost", "not_testable"), verdict("lost.probe", "noted", "m-2"),
)  # fmt: skip


def test_what_became_of_each_cell_is_told() -> None:
    (life,) = lives(RUN)
    assert life.resource == "door"
    assert life.states == ("shut", "open", "locked", "lost")
    (operation,) = life.operations
    became = {state: [(m.label, m.became) for m in life.marks[operation, state]]
              for state in life.states}  # fmt: skip
    assert became == {
        "shut": [("", "taken")], "open": [("", "refused")],
        "locked": [("key", "broken"), ("none", "broken")],
        "lost": [("", "unreached"), ("probe", "refused")],
    }  # fmt: skip
    assert life.counts == {"broken": 2, "taken": 1, "refused": 2, "unreached": 1}


def test_what_was_asked_and_left_nothing_to_see_is_not_reached() -> None:
    (life,) = lives(ledger(verdict("shut", "pass"), verdict("open", "pass", "gone")))
    assert life.counts["unreached"] == 2


def test_the_page_shows_the_table_and_links_each_cell_to_its_claim() -> None:
    shown = page(render(RUN))
    assert 'aria-label="Lifecycle of door"' in shown.html
    assert "Lifecycle of window" not in shown.html
    for claim in shown.claims:
        assert f'href="#{claim}"' in shown.html


def test_a_run_that_asked_no_lifecycle_shows_none() -> None:
    assert lives(Ledger(HEADER)) == []
    assert lives(ledger()) == []
    assert 'id="lives"' not in render(ledger())


def test_a_run_tells_the_cell_of_each_claim_that_is_one() -> None:
    plan = planned(API, "standard")
    laws = {claim.law for claim in plan.claims.values()}
    found = lifecycles(load(), laws)
    told = {cell[0] for life in found.values() for cell in life["cells"]}
    assert told == {
        claim.id for claim in plan.claims.values() if claim.law == "transition.transition"
    }
    assert all(cell[1] in life["states"] for life in found.values() for cell in life["cells"])
    assert lifecycles(load(), laws - {"transition.transition"}) == {}
