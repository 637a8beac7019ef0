"""The page of a comparison tells what changed, in one offline file that nobody's text forges."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest

from harness.ledger import Ledger
from harness.verdict import Finding, Verdict
from reports.comparing import Change, Comparison, Field, compare
from reports.comparison import FEW, FIELDS, MOST, render
from reports.differing import Answers, Differing
from tests.reports.every_status import EXCHANGES, FOOTER, HEADER, LAW, VERDICTS, ledger, verdict
from tests.reports.test_hostile_texts import HOSTILE, MARK, _ledger, _Page, unseen
from tests.running import command


def of(*verdicts: Verdict, **header: object) -> Ledger:
    return Ledger({**HEADER, **header}, EXCHANGES, verdicts, FOOTER, {LAW.name: LAW})


def shown(then: Ledger, now: Ledger, told: Answers | None = None) -> str:
    return render((then, now), compare(then, now), told)


def test_what_changed_is_told_by_kind_and_operation() -> None:
    then = of(verdict("pass", "a"), verdict("fail", "b"), run="r1")
    finding = Finding("one", "id is seven", "body.id")
    now = of(verdict("fail", "a", findings=(finding,)), verdict("pass", "b"), run="r2", seed=8)
    text = shown(then, now)
    assert "<b>WORSE</b>1 broken, 1 mended; 0 claims as before" in text
    assert re.findall(r'<span class="chip (\w+)">1</span> (\w+)</h3>', text) == [
        ("fail", "broken"), ("pass", "mended")]  # fmt: skip
    assert text.count('<span class="title">POST /v1/things</span>') == 2
    assert "pass → fail G-1" in text
    assert '<tr class="other"><th scope="row">seed</th><td>7</td><td>8</td></tr>' in text
    assert "<script" not in text
    assert "NOT WORSE" in shown(now, now)


def test_what_differs_is_marked() -> None:
    finding = Finding("one", "id is seven", "body.id")
    then = of(verdict("fail", "a", findings=(finding,)))
    now = of(verdict("fail", "a", findings=(replace(finding, observed="id is eleven"),)))
    row = re.search(r'<th scope="row">body.id</th>(.*)</tr>', shown(then, now))
    assert row is not None
    assert row[1] == "<td>id is <del>s</del>even</td><td>id is <ins>el</ins>even</td>"


def test_many_changes_are_told_shortly_and_counted() -> None:
    fields = tuple(Field(f"body.{n}", "1", "2") for n in range(10))
    changes = tuple(
        Change(f"a.b.{n}", "broken", "pass", "fail", f"GET /v1/{n % 7}", fields=fields)
        for n in range(MOST + 50)
    )
    text = render((ledger(), ledger()), Comparison(changes, (), 3))
    assert text.count('<div class="change">') == MOST
    assert text.count('<details class="group">') == 7
    assert f"{10 - FIELDS} more fields" in text
    assert "50 more; " in text
    assert len(text) < 3_000_000
    few = render((ledger(), ledger()), Comparison(changes[:FEW]))
    assert few.count("<td><del>1</del></td>") == 10 * FEW


def test_answers_of_a_record_are_told_too() -> None:
    one = Differing("GET /v1/x", "200 active", "GET /v1/x?a=1", False,
                    (Field("body.a", "1", "absent"),), 4)  # fmt: skip
    text = shown(ledger(), ledger(), Answers((one,), ("GET /v1/y: 404",), 12))
    assert "<b>DIFFERENT</b>1 answers that differ" in text
    assert "12 are alike, 1 were not seen" in text
    assert "200 active (another request)" in text
    assert "4 more fields" in text


@pytest.mark.parametrize("kind", HOSTILE)
def test_nothing_is_forged(kind: str, tmp_path: Path) -> None:
    pages, then = [], _ledger("other", tmp_path / "o")
    for name, text in (("p", "plain"), ("h", HOSTILE[kind])):
        now = _ledger(text, tmp_path / name)
        both = (then, replace(now, header={**now.header, "base_url": text, "run": text}))
        one = Differing(text, text, text, True, (Field(text, text, "x"),))
        changed = Change(text, "broken", text, text, text, text, text, text,
                         (Field(text, text, "other"),))  # fmt: skip
        found = compare(*both)
        found = replace(found, changes=(*found.changes, changed), notes=(*found.notes, text))
        pages.append(render(both, found, Answers((one,), (text,))))
    plain, hostile = _Page(), _Page()
    plain.feed(pages[0])
    hostile.feed(pages[1])
    for found in (plain, hostile):
        for tag in ("del", "ins", "code"):  # what differs, and what stands between backticks
            found.tags.pop(tag, None)
    assert hostile.tags == plain.tags
    assert (hostile.handlers, hostile.links) == ([], plain.links)
    assert MARK in pages[1]


def test_the_file_has_no_letter_that_nobody_sees(tmp_path: Path) -> None:
    for name in ("before", "after"):
        (tmp_path / name).mkdir()
        _ledger(HOSTILE["letters turned round"] + name, tmp_path / name)
    done = command("compare", "before", "after", "--html", "new/changes.html", folder=tmp_path)
    assert done.code in (0, 1), done.said
    text = (tmp_path / "new" / "changes.html").read_text("utf-8")
    assert unseen(text) == []
    assert MARK in text
    assert [path.name for path in (tmp_path / "new").iterdir()] == ["changes.html"]
    assert command("compare", "before", "after", "--html", "before", folder=tmp_path).code == 2


def test_every_status_is_counted_on_both_sides() -> None:
    text = shown(ledger(), of(*VERDICTS[:1]))
    assert len(re.findall(r'<th scope="row">(?:fail|fixed|warn|error|known|pass|noted|not testable|'
                          r"not supported)</th>", text)) == 9  # fmt: skip


def test_what_changed_of_many_operations_is_told_by_family() -> None:
    resources = [f"{family}.{n}" for family in ("billing", "tax") for n in range(20)]
    changes = tuple(
        Change(f"{name}.list.accepts", "broken", "pass", "fail", f"GET /v1/{name}")
        for name in resources
    )
    told = of(verdict("pass"), resources=resources)
    text = render((told, told), Comparison(changes))
    assert re.findall(r'class="title">([^<]+)</span> <span class="facts">(\d+)', text) == [
        ("billing…", "20"), ("tax…", "20")]  # fmt: skip
    few = render((told, told), Comparison(changes[:30]))
    assert few.count('class="title">GET /v1/') == 30
