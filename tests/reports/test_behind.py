"""What changed between two runs is told by cause, as a fix list tells what is broken."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from pathlib import Path

from harness.claim import Claim, Law
from harness.ledger import Ledger
from harness.verdict import Finding, Status, Verdict
from reports.behind import behind
from reports.comparing import compare
from tests.reports.every_status import verdict
from tests.reports.test_comparing import compared
from tests.reports.test_comparison import of
from tests.running import command

LACKS = Finding("amount", "amount missing", "amount")


def told(then: Ledger, now: Ledger) -> list[tuple[str, str]]:
    """Return the causes with their numbers."""
    found = behind((then, now), compare(then, now))
    return [(cause.title, cause.numbers) for cause in found]


def lacking(*names: str) -> tuple[Verdict, ...]:
    return tuple(verdict("fail", name, findings=(LACKS,)) for name in names)


def blocked(*names: str) -> tuple[Verdict, ...]:
    by = "a.thing.create.shape.a"
    return tuple(verdict("not_testable", name, blocked_by=by, exchanges=()) for name in names)


WHOLE = of(*(verdict("pass", name) for name in "abcd"))
LESS = of(*lacking("a", "b"), *blocked("c", "d"))
TITLE = "a.thing lacks `amount`"


def test_what_changed_is_a_line_a_cause() -> None:
    assert told(WHOLE, LESS) == [(TITLE, "2 broken, 2 no longer judged")]
    assert told(LESS, WHOLE) == [(TITLE, "2 mended, 2 now judged")]
    assert told(LESS, LESS) == []
    assert told(of(), LESS) == []  # what one run alone was asked has none


def test_what_a_run_did_not_come_to_is_told_as_that() -> None:
    claims = [Claim(v.id, "G-1", v.operation, "must", "", "shape.kept") for v in WHOLE.verdicts]
    cut = replace(of(verdict("pass", "a")), claims=tuple(claims))
    assert told(WHOLE, cut) == [("the second run ended before it came to them",
                                 "3 no longer judged")]  # fmt: skip
    assert told(cut, WHOLE) == [("the first run ended before it came to them", "3 now judged")]


def test_what_made_most_worse_comes_first() -> None:
    other = verdict("fail", "e", findings=(Finding("", "total missing", "total"),))
    then = of(*WHOLE.verdicts, verdict("pass", "e"), *lacking("f"))
    now = of(*LESS.verdicts, other, verdict("pass", "f"))
    assert told(then, now) == [
        (TITLE, "2 broken, 2 no longer judged"), ("a.thing lacks `total`", "1 broken"),
        (TITLE, "1 mended"),
    ]  # fmt: skip


def test_terminal_page_and_json_tell_causes(tmp_path: Path) -> None:
    outcome = compared(tmp_path, WHOLE, LESS, "--html", "page.html")
    lines = outcome.said.splitlines()
    at = lines.index("by cause:")
    assert lines[at - 1 : at + 2] == [
        "2 broken, 2 no longer judged; 0 claims as before", "by cause:",
        f"  {TITLE}: 2 broken, 2 no longer judged",
    ]  # fmt: skip
    page = (tmp_path / "page.html").read_text(encoding="utf-8")
    shown = "a.thing lacks <code>amount</code>"
    assert f'<li><span class="title">{shown}</span>: 2 broken, 2 no longer judged</li>' in page
    folded = re.findall(r'<summary><span class="title">(.*?)</span> <span class="facts">(\d)', page)
    assert folded == [(shown, "2"), (shown, "2")]  # of what is broken, and of what is not judged
    found = json.loads(command("compare", "a", "b", "--json", folder=tmp_path).said)
    assert found["causes"] == [{
        "title": TITLE, "counts": {"broken": 2, "no longer judged": 2},
        "claims": [f"a.thing.create.shape.{name}" for name in "abcd"],
    }]  # fmt: skip


def test_operations_that_are_not_there_are_one_line() -> None:
    """Up to three are told each by itself."""

    def answered(status: Status) -> list[Verdict]:
        return [replace(verdict(status, exchanges=()), id=f"thing.{n}.present",
                        operation=f"GET /v1/{n}", law="present.present")
                for n in "abcd"]  # fmt: skip

    laws = {"present.present": Law("present.present", "same everywhere", presence=True)}
    there, gone = (replace(of(*answered(status)), laws=laws) for status in ("pass", "fail"))
    calls = "GET /v1/a, GET /v1/b, GET /v1/c and 1 more"
    assert told(there, gone) == [(f"4 operations are not there: {calls}", "4 broken")]
    few = (replace(run, verdicts=run.verdicts[:3]) for run in (there, gone))
    assert told(*few) == [(f"GET /v1/{n} is not there", "1 broken") for n in "abc"]


def test_what_no_server_answered_comes_last() -> None:
    """Ids that nobody gave are one line, however many kinds of objects need one."""

    def lost(name: str, message: str) -> Verdict:
        return verdict("not_testable", name, message=message, exchanges=())

    then = of(*(verdict("pass", name) for name in "abcde"))
    now = of(lost("a", "no call makes a token; give its id in the configuration"),
             lost("b", "no thing that may change; configure the id of one"),
             lost("c", "no answer shows it"), lost("d", "no answer shows it"),
             *lacking("e"))  # fmt: skip
    assert told(then, now) == [
        (TITLE, "1 broken"),
        ("ids are needed that no call makes; the configuration can give them",
         "2 no longer judged"),
        ("no answer shows it", "2 no longer judged"),
    ]  # fmt: skip
