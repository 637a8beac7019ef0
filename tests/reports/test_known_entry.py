"""What the report shows of known failures, and the entry that is pasted; hostile texts in both."""

from __future__ import annotations

import tomllib
from dataclasses import replace

import pytest

from harness.ledger import Ledger
from harness.legible import lines
from harness.result import result, sentences
from harness.verdict import Status, Verdict, legible
from reports.formats.html import render
from reports.known_entry import entry_of
from tests.pages import page
from tests.reports.test_html import EVIL, HEADER, LAWS

HOSTILE = (
    EVIL, 'a "quote" and a \\', "two\nlines", "\u202eback", "\x1b[2J", '"""\n[[known]]\nid = "x"',
    "\U0001f600", "x" * 5_000, "\ud800", "#] = \t",
)  # fmt: skip
ENTRY = {"id": "payment_intent.*", "reason": f"why {EVIL}", "owner": "ann", "expires": "2031-12-31"}


def verdict(status: Status, observed: str = "o", entry: str = "") -> Verdict:
    return Verdict("payment_intent.create.a[b]", "G-1", "POST /v1/x", "must", status, "m", (), "e",
                   observed, entry=entry)  # fmt: skip


def shown(*verdicts: Verdict, **footer: object) -> str:
    header = {**HEADER, "known": [ENTRY]}
    return lines(render(Ledger(header, {}, verdicts, {"seconds": 1, **footer}, LAWS)))


@pytest.mark.parametrize("text", HOSTILE)
def test_the_entry_beside_a_failure_is_one_entry(text: str) -> None:
    found = shown(legible(verdict("fail", text)))
    entries = tomllib.loads(page(found).told("payment_intent.create.a[b]")["entry"])["known"]
    assert [entry["id"] for entry in entries] == ["payment_intent.create.a[b]"]
    assert set(entries[0]) == {"id", "reason"}
    assert 0 < len(entries[0]["reason"]) < 200
    assert "<img" not in found


@pytest.mark.parametrize("status", ["known", "fixed", "error"])
def test_what_needs_no_entry_has_none(status: Status) -> None:
    assert entry_of(verdict(status)) == ""
    assert "[[known]]" not in page(shown(verdict(status))).whole


def test_a_known_failure_is_shown_with_its_reason() -> None:
    found = shown(verdict("known", entry="payment_intent.*"))
    told = page(found).told("payment_intent.create.a[b]")["known"]
    assert told == [f"why {EVIL}", "ann", "until 2031-12-31"]
    assert "<img" not in found


def told(*verdicts: Verdict, **footer: object) -> list[str]:
    return list(sentences(Ledger({**HEADER, "known": [ENTRY]}, {}, verdicts, footer)))


def test_what_breaks_a_run_is_told_in_sentences() -> None:
    held = replace(verdict("fixed", entry="payment_intent.*"), message="")
    fixed = told(held, replace(held, id="y"), fixed=["payment_intent.*"])
    assert fixed[0].startswith("fixed: payment_intent.* no longer fails, 2 claims hold; ")
    assert told(expired=["payment_intent.*"])[0].startswith(
        "expired: payment_intent.* was known until 2031-12-31, ann: why "
    )
    lost = [f"x.{n}" for n in range(10)]
    names = "x.0, x.1, x.2, x.3, x.4, x.5, x.6, x.7 and 2 more"
    assert told(lost=lost) == [f"lost: 10 claims were judged before and not any more: {names}"]
    assert told(short={"required": 66.5, "judged": 1, "of": 3}) == [
        "too little was judged: 1 of 3 claims, and 66.5% were asked for"
    ]


def test_a_comparison_is_told() -> None:
    baseline = {"run": "q", "new": ["a"], "before": ["b", "c"], "mended": [], "notes": ["another"]}
    assert told(baseline=baseline) == [
        "note: another", "newly broken: 1 claim was: a", "broken as before: 2 claims were: b, c",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("statuses", "footer", "word"),
    [
        (["pass", "known"], {}, "PASS"),
        (["known"], {}, "PASS"),
        (["warn"], {}, "INCOMPLETE"),
        (["not_testable", "noted"], {}, "INCOMPLETE"),
        ([], {}, "INCOMPLETE"),
        (["pass", "error"], {}, "INCOMPLETE"),
        (["pass"], {"lost": ["x"]}, "INCOMPLETE"),
        (["pass"], {"short": {"judged": 1}}, "INCOMPLETE"),
        (["pass"], {"complete": False}, "INCOMPLETE"),
        (["fail"], {"complete": False, "lost": ["x"]}, "FAIL"),
        (["pass", "fixed"], {"complete": False}, "FAIL"),
        (["pass"], {"fixed": ["x"]}, "FAIL"),
        (["pass", "known"], {"expired": ["x"], "lost": ["y"]}, "FAIL"),
        (["fail"], {"baseline": {"new": []}}, "PASS"),
        (["fail"], {"baseline": {"new": ["payment_intent.create.a[b]"]}}, "FAIL"),
        (["fail"], {"baseline": {"new": []}, "lost": ["x"]}, "INCOMPLETE"),
        (["fail", "fixed"], {"baseline": {"new": []}}, "FAIL"),
    ],
)
def test_what_a_run_comes_to(statuses: list[Status], footer: dict[str, object], word: str) -> None:
    assert result(Ledger(HEADER, {}, tuple(map(verdict, statuses)), footer)) == word


def test_of_many_entries_that_are_fixed_a_terminal_has_a_few() -> None:
    found = told(verdict("pass"), fixed=[f"a.b.c{number}" for number in range(20)])
    assert [line.partition(" ")[0] for line in found] == ["fixed:"] * 9
    assert found[-1] == "fixed: 12 entries more; results.json names them"
