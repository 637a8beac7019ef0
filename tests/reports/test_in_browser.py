"""The report in a real browser: it opens soon, and keys, screen readers, phones and paper reach it.

Skipped where the extra `browser` or a Chromium is not installed.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from benchmarks.browsing import PHONE, WIDE, browser, missing, opened, printed, seen, violations
from benchmarks.many_claims import run
from harness.ledger import Ledger
from harness.verdict import Verdict
from reports.comparing import KINDS, Change, Comparison, Field
from reports.comparison import render
from reports.formats import formats
from tests.reports.test_html import EVIL, exchange, ledger, verdict
from tests.reports.test_lives import RUN

WHY_NOT = missing()
pytestmark = pytest.mark.skipif(bool(WHY_NOT), reason=WHY_NOT or "it is here")
BROKEN = "payment_intent.create.enum.x"
HOLDS = "issuing.card.create.accepts.row"


def wait(page: Any, until: str) -> None:
    """Wait until an expression is true: the page lets nothing evaluate a text, not even a test."""
    for _ in range(1200):
        if page.evaluate(until):
            return
        page.wait_for_timeout(25)
    raise AssertionError(until)


def written(found: Ledger, folder: Path) -> Path:
    form = next(form for form in formats() if form.file.endswith(".html"))
    return form.write(found, folder)


@pytest.fixture(scope="module")
def chromium() -> Iterator[Any]:
    with browser() as found:
        yield found


@pytest.fixture(scope="module")
def many(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return written(run(), tmp_path_factory.mktemp("many"))


@pytest.fixture(scope="module")
def few(tmp_path_factory: pytest.TempPathFactory) -> Path:
    claims = (verdict(BROKEN, "fail", "status 500"), verdict(HOLDS, "pass"),
              verdict("issuing.card.create.money.held", "not_testable"))  # fmt: skip
    found = ledger(*claims)
    seen = {"m-1": exchange("m-1", json.dumps({"said": EVIL}).encode())}
    return written(replace(found, exchanges=seen), tmp_path_factory.mktemp("few"))


@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_nothing_stands_in_the_way_of_anybody(
    chromium: Any, many: Path, scheme: Any, width: int
) -> None:
    with opened(chromium, many, scheme, width) as page:
        found = seen(page)
    assert found.fine, found
    assert found.stops <= 40


def test_ten_thousand_claims_are_small_and_open_soon(chromium: Any, many: Path) -> None:
    assert many.stat().st_size < 3_000_000
    with opened(chromium, many) as page:
        assert page.locator("#shown").inner_text() == "10,000 of 10,000 claims"
        assert page.locator("#list *").count() < 4_000
        assert 0 < printed(page) <= 20


def test_an_open_claim_breaks_no_rule_either(chromium: Any, few: Path) -> None:
    for claim in (BROKEN, HOLDS):
        with opened(chromium, few, "dark", tail=f"#{claim}") as page:
            page.locator(".claim[open] .exchange").first.wait_for()
            assert seen(page).fine


def test_a_claim_that_holds_shows_its_exchange_in_one_click(chromium: Any, few: Path) -> None:
    with opened(chromium, few, tail="#?status=pass") as page:
        page.get_by_text(HOLDS, exact=True).click()
        body = page.locator(".claim[open] .parts pre").first
        assert EVIL in json.loads(body.inner_text())["said"]
        assert page.locator("img").count() == 0
        assert page.told == []


def test_what_differs_is_marked(chromium: Any, tmp_path: Path) -> None:
    found = replace(verdict(BROKEN, "fail", "status 500"), expected="status 200 with a card")
    with opened(chromium, written(ledger(found), tmp_path), tail=f"#{BROKEN}") as page:
        page.locator(".claim[open] .exchange").first.wait_for()
        assert page.locator(".eo ins").all_inner_texts() == ["200 with a card"]
        assert page.locator(".eo del").all_inner_texts() == ["500"]


def test_the_filter_stands_in_the_address_and_comes_back_from_it(chromium: Any, few: Path) -> None:
    with opened(chromium, few) as page:
        page.keyboard.press("/")
        page.keyboard.type("status 500")  # the page may look between two letters
        wait(page, "location.hash === '#?q=status+500'")
        assert page.locator("#shown").inner_text() == "1 of 3 claims"
        page.keyboard.press("Escape")
        wait(page, "document.getElementById('shown').textContent.startsWith('3')")
    with opened(chromium, few, tail="#?status=not_testable&resource=issuing.card") as page:
        assert page.locator("#shown").inner_text() == "1 of 3 claims"
        assert page.locator("#f-status").input_value() == "not_testable"
        assert [e.inner_text() for e in page.locator(".claim code").all()] == [
            "issuing.card.create.money.held"]  # fmt: skip


def test_a_cell_shows_its_claims(chromium: Any, few: Path) -> None:
    with opened(chromium, few) as page:
        page.locator('.grid a[title^="payment_intent, refusals"]').click()
        wait(page, "document.getElementById('shown').textContent.startsWith('1 ')")
        assert page.locator(".claim code").first.inner_text() == BROKEN


def test_a_table_is_one_stop_and_arrows_walk_through_it(chromium: Any, few: Path) -> None:
    with opened(chromium, few) as page:
        cells = page.locator(".grid a")
        assert cells.count() == 3
        assert [e.get_attribute("tabindex") for e in cells.all()].count("0") == 1
        cells.first.focus()
        page.keyboard.press("ArrowDown")
        page.keyboard.press("ArrowUp")
        page.keyboard.press("ArrowRight")
        assert page.evaluate("document.activeElement.closest('td').dataset.of") == "other"
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.closest('.grid')") is None


def test_an_id_leads_to_what_it_stands_for(chromium: Any, few: Path) -> None:
    with opened(chromium, few, tail=f"#{BROKEN}") as page:
        page.locator(".claim[open] .exchange").first.wait_for()  # the body is made anew by then
        page.locator(".claim[open] .facts a", has_text="G-1").first.click()
        wait(page, "document.activeElement.id === 'clause:G-1'")
        page.locator("#clause\\:G-1 + dd a").last.click()
        wait(page, "location.hash.startsWith('#?q=clause')")
        assert page.locator("#shown").inner_text() == "3 of 3 claims"


def test_every_id_of_ten_thousand_claims_is_reached(chromium: Any, many: Path) -> None:
    last: Verdict = run().verdicts[-1]
    with opened(chromium, many, tail=f"#{last.id}") as page:
        page.locator(".claim[open]").first.wait_for()
        assert page.locator(".claim[open] > summary code").inner_text() == last.id


def test_families_fold(chromium: Any, many: Path) -> None:
    with opened(chromium, many) as page:
        assert page.locator("tr[data-member]:visible").count() == 0
        page.get_by_role("button", name="billing… 13").click()
        assert page.locator("tr[data-member]:visible").count() == 13


def test_the_skip_link_comes_first_and_leads_to_the_result(chromium: Any, few: Path) -> None:
    with opened(chromium, few) as page:
        page.keyboard.press("Tab")
        assert page.evaluate("document.activeElement.className") == "skip"
        page.keyboard.press("Enter")
        wait(page, "document.activeElement.id === 'next'")


def test_without_its_script_the_page_tells_the_result(chromium: Any, few: Path) -> None:
    with opened(chromium, few, script=False) as page:
        text = page.locator("body").inner_text()
    assert "FAIL" in text
    assert "To do next" in text
    assert "The claims are shown by this file's own script" in text
    assert "Status" not in text


def test_lifecycles_are_tables_as_well(chromium: Any, tmp_path: Path) -> None:
    with opened(chromium, written(RUN, tmp_path)) as page:
        assert seen(page).fine
        page.locator(".life a.taken").click()
        page.locator(".claim[open]").wait_for()
        assert page.locator(".claim[open] > summary code").inner_text() == "door.open.x.shut"


def test_a_long_answer_is_folded_and_shown_whole_on_demand(chromium: Any, tmp_path: Path) -> None:
    body = json.dumps({f"part_{n}": n for n in range(90)}).encode()
    found = replace(ledger(verdict(BROKEN, "fail")), exchanges={"m-1": exchange("m-1", body)})
    with opened(chromium, written(found, tmp_path), tail=f"#{BROKEN}") as page:
        answer = page.locator(".claim[open] .parts pre").first
        answer.wait_for()
        assert "part_89" not in answer.inner_text()
        page.get_by_role("button", name="Show 68 more lines").click()
        assert "part_89" in answer.inner_text()


@pytest.mark.parametrize("width", [WIDE, PHONE])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_comparison_stands_in_nobodys_way(
    chromium: Any, tmp_path: Path, scheme: Any, width: int
) -> None:
    fields = (Field(f"body.{'a' * 90}", "1" * 200, "absent"), Field("", EVIL, "x"))
    changes = [Change(f"a.b.{n}", kind, "pass", "fail", f"GET /v1/{n}", message=EVIL, fields=fields)
               for kind in KINDS for n in range(4)]  # fmt: skip
    path = tmp_path / "changes.html"
    path.write_text(render((ledger(), ledger()), Comparison(tuple(changes))), encoding="utf-8")
    with opened(chromium, path, scheme, width) as page:
        wide = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        assert page.evaluate(wide) <= 0
        assert (page.told, len(page.asked)) == ([], 1)
        assert violations(page) == {}
        assert page.locator("details[open] .change").count() == len(changes)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_trend_stands_in_nobodys_way(chromium: Any, tmp_path: Path, scheme: Any) -> None:
    before = [{"run": f"r{n}", "started": "2031-01-01T00:00:00+00:00", "result": "FAIL", "held": n,
               "musts": 30, "broken": 30 - n} for n in range(30)]  # fmt: skip
    found = ledger(verdict(BROKEN, "fail", "status 500"), verdict(HOLDS, "pass"))
    path = written(replace(found, footer={"seconds": 1, "trend": before}), tmp_path)
    for width in (WIDE, PHONE):
        with opened(chromium, path, scheme, width) as page:
            page.get_by_text("The runs", exact=True).click()
            assert page.locator(".runs tbody tr").count() == 31
            assert seen(page).fine, seen(page)
