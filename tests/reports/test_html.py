"""The report is complete, offline, and safe to open whatever a server sent."""

from __future__ import annotations

import json
import random
import re
import time
from collections.abc import Mapping
from dataclasses import replace
from itertools import cycle
from pathlib import Path
from urllib.parse import unquote

import pytest

from benchmarks.many_claims import run as made_up
from harness.claim import Law
from harness.exchange import Exchange, Request, Response
from harness.ledger import Ledger
from harness.shape import shape
from harness.shell import curl_line
from harness.verdict import Verdict
from reports.columns import OTHER, Columns
from reports.fixing import Causes
from reports.formats import formats
from reports.formats.html import render
from reports.formats.results import results
from reports.grouping import matrix, topic_of
from reports.page.rows import rows
from reports.page.sections import Sections
from tests.pages import page

EVIL = "</script><img src=x onerror=alert(1)>'\"]]>{{ 7*7 }}"
RESOURCES = ["issuing.card", "payment_intent", "payment_intent_line"]
HEADER = {
    "run": "r1", "base_url": "http://127.0.0.1:1", "profile": "standard", "seed": 1,
    "version": "0", "api_version": "v", "only": [], "resources": RESOURCES, "started": 1.0,
}  # fmt: skip


def exchange(name: str, body: bytes = b"{}") -> Exchange:
    request = Request("POST", "/v1/x", "", f"a={EVIL}", {"x": EVIL})
    return Exchange(name, "x", request, Response(400, {"x-evil": EVIL}, body), 1.0, 0.1)


LAWS = {
    name: Law(name, column)
    for name, column in (("required.required", "required"), ("enum.enum", "refusals"),
                         ("type.type", "refusals"), ("accepts.accepts", "valid forms"))
}  # fmt: skip
COLUMNS = Columns(LAWS)
SAYING = {
    "echo.echo": Law(
        "echo.echo", "valid forms", says="What was sent is in the fields of the same names."
    )
}
LETTERS = "".join(map(chr, range(0x4E00, 0x9F00)))
RENDERED = {form.file: form for form in formats()}


def verdict(name: str, status: str, observed: str = "") -> Verdict:
    topic = name.split(".")[-2] if name.count(".") > 1 else ""
    return Verdict(
        name, "G-1", "POST /v1/x", "must", status, EVIL, ("m-1",), EVIL, observed or EVIL,  # type: ignore[arg-type]
        law=f"{topic}.{topic}",
    )  # fmt: skip


def ledger(*verdicts: Verdict, complete: bool = True, laws: Mapping[str, Law] = LAWS) -> Ledger:
    seen = {"m-1": exchange("m-1", EVIL.encode())}
    footer = {"seconds": 2, "finished": 3.0} if complete else None
    return Ledger(HEADER, seen, verdicts, footer, laws)


def test_what_a_server_sent_is_escaped() -> None:
    text = render(ledger(verdict("payment_intent.create.accepts", "fail")))
    assert "<img" not in text
    assert text.count("</script>") == text.count("<script") == 4
    assert "{{ 7*7 }}" in text
    assert EVIL in page(text).exchanges("payment_intent.create.accepts")[0]["body"]


def test_the_script_makes_no_html() -> None:
    """What a server sent becomes text; nothing is evaluated, fetched or opened."""
    script = render(ledger()).rpartition("<script>")[2]
    makes = r"innerHTML|outerHTML|insertAdjacent|document\.write|DOMParser|srcdoc|javascript:"
    runs = r"eval|Function\(|fetch|XMLHttp|import\(|window\.open"
    assert re.findall(f"{makes}|{runs}", script) == []
    assert "textContent" in script


def test_no_block_ends_early_and_no_letter_in_it_is_unseen() -> None:
    evil = "</script><!--<script>\u202e\u2028\x1b__proto__"
    seen = {"m-1": exchange("m-1", json.dumps({evil: evil}).encode())}
    found = verdict("payment_intent.create.accepts", "fail", evil)
    shown = page(render(Ledger(HEADER, seen, (found,), {"seconds": 2}, LAWS)))
    visible = r"</script><!--<script>\u202e\u2028\u001b__proto__"
    assert shown.claims[found.id]["observed"] == visible
    assert visible in shown.exchanges(found.id)[0]["body"].replace("\\\\", "\\")
    assert [text for text in shown.texts if not text.replace("\n", "").isprintable()] == []


def test_nothing_is_loaded_from_elsewhere() -> None:
    text = render(ledger(verdict("payment_intent.create.accepts", "fail")))
    assert not re.findall(r"""(?:src|href)=["'](?!#)[^"']*["']""", text.replace("src=x", ""))
    assert "default-src 'none'" in text


def test_half_a_character_is_written_as_an_escape(tmp_path: Path) -> None:
    seen = {"m-1": exchange("m-1", b'{"message": "\\ud800"}')}
    found = Ledger(HEADER, seen, (verdict("a.b", "fail", "\udc00"),), {"seconds": 2})
    for form in formats():
        form.write(found, tmp_path)
    text = (tmp_path / "report.html").read_text(encoding="utf-8")
    assert r"\ud800" in text
    loaded = json.loads((tmp_path / "results.json").read_text(encoding="utf-8"))
    assert loaded["verdicts"][0]["observed"] == "\udc00"


def test_failures_come_with_expected_observed_and_curl() -> None:
    text = render(ledger(verdict("payment_intent.create.accepts", "fail", "status 500")))
    assert "Expected" in text
    shown = page(text)
    assert shown.claims["payment_intent.create.accepts"]["observed"] == "status 500"
    assert shown.claims["payment_intent.create.accepts"]["expected"] == EVIL
    assert "$ASSAY_API_KEY" in shown.exchanges("payment_intent.create.accepts")[0]["curl"]
    assert shown.groups[0][0] == "fail"


def test_a_pass_comes_with_its_first_exchange() -> None:
    shown = page(render(ledger(verdict("payment_intent.create.accepts", "pass"))))
    assert [e["id"] for e in shown.exchanges("payment_intent.create.accepts")] == ["m-1"]


def test_without_a_script_the_result_and_what_to_do_are_there() -> None:
    shown = page(render(ledger(verdict("payment_intent.create.accepts", "fail", "status 500"))))
    said = ("FAIL", "1 promise is broken", "To do next", "POST /v1/x a=", "→ 400 ", "<noscript>")
    for words in said:
        assert words in shown.html


def test_an_incomplete_run_says_so() -> None:
    assert "This run is incomplete" in render(ledger(complete=False))
    assert "This run is incomplete" not in render(ledger())


def test_topics_and_the_longest_resource() -> None:
    assert topic_of(verdict("issuing.card.create.required.a[b]", "pass"), RESOURCES) == "required"
    found = matrix([verdict("payment_intent_line.list.accepts", "pass")], RESOURCES, COLUMNS)
    assert found.resources == ("payment_intent_line",)


def test_topics_are_gathered_in_a_few_columns() -> None:
    """Nobody reads seventy columns; a cell filters by its column, in the words of its verdicts."""
    found = matrix([
        verdict("issuing.card.create.required.a[b]", "pass"),
        verdict("issuing.card.create.enum.type", "fail"),
        verdict("issuing.card.create.type.type", "pass"),
        verdict("issuing.card.create.something_new.held", "pass"),
    ], RESOURCES, COLUMNS)  # fmt: skip
    assert found.subjects == ("required", "refusals", OTHER)
    cell = found.cells["issuing.card", "refusals"]
    assert (cell.passed, cell.total, cell.status) == (1, 2, "fail")
    assert _cells(render(ledger(verdict("issuing.card.create.enum.type", "fail")))) == {
        ("issuing.card", "refusals")}  # fmt: skip


def _cells(text: str) -> set[tuple[str, str]]:
    """Return the resources and topics by which the cells of a page filter: each has claims."""
    shown = page(text)
    links = re.findall(r'href="#\?resource=([^&"]*)&amp;topic=([^"]*)"', shown.html)
    cells = {(unquote(resource), unquote(topic)) for resource, topic in links}
    assert cells == {(claim["resource"], claim["topic"]) for claim in shown.claims.values()}
    return cells


def test_one_cause_is_one_group() -> None:
    many = [verdict(f"payment_intent.create.accepts.row{n}", "fail", f"pi_abcdefgh{n} is no")
            for n in range(9)]  # fmt: skip
    assert [len(cause.verdicts) for cause in Causes(ledger(*many)).of(many)] == [9]


def test_a_large_run_is_rendered_soon(tmp_path: Path) -> None:
    many = [verdict(f"payment_intent.create.accepts.row{n}", "pass") for n in range(7000)]
    many += [verdict(f"issuing.card.create.enum.row{n}", "fail", f"seen {n}") for n in range(1000)]
    started = time.process_time()
    RENDERED["report.html"].write(ledger(*many), tmp_path)
    assert time.process_time() - started < 5
    assert (tmp_path / "report.html").stat().st_size < 3_000_000


def test_results_have_the_documented_keys() -> None:
    found = results(ledger(verdict("payment_intent.create.accepts", "fail")))
    assert list(found) == [
        "format", "run", "result", "numbers", "totals", "fixes", "planned", "unreached", "requests",
        "seconds", "verdicts",
    ]  # fmt: skip
    assert {"id", "started", "finished", "base_url", "profile", "seed", "version",
            "complete"} <= set(found["run"])  # fmt: skip
    assert {"id", "clause", "operation", "level", "status", "message",
            "exchanges"} <= set(found["verdicts"][0])  # fmt: skip
    assert found["totals"]["fail"] == 1


def test_a_clause_comes_with_its_promise_and_its_source() -> None:
    said = {"clauses": {"G-1": "It holds"}, "sources": {"G-1": "L5, recordings"}}
    found = verdict("payment_intent.create.accepts", "fail")
    text = render(Ledger({**HEADER, **said}, {}, (found,), {"seconds": 2, "finished": 3.0}))
    assert page(text).rows["clauses"] == [["G-1", "It holds", "L5, recordings"]]


@pytest.mark.parametrize(
    ("statuses", "words"), [(("warn",), "1 warning<"), (("warn", "warn"), "2 warnings<")]
)
def test_one_is_not_many(statuses: tuple[str, ...], words: str) -> None:
    found = (verdict(f"payment_intent.create.enum.{n}", s) for n, s in enumerate(statuses))
    assert words in render(ledger(*found))


def test_what_holds_can_be_filtered_by_a_cell_as_well() -> None:
    holds = verdict("issuing.card.create.enum.type", "pass")
    cells = _cells(render(ledger(holds, verdict("issuing.card.create.money.x", "not_testable"))))
    assert cells == {("issuing.card", "refusals"), ("issuing.card", OTHER)}


def test_lists_of_ids_are_one_cause_whatever_their_length() -> None:
    assert shape('["pi_1234567890", "pi_0987654321"]') == "[several]"
    assert shape("name: sent a, b, found nothing") == shape("name: sent c, found nothing")
    assert shape("pi_1234567890, pi_0987654321, pi_5678901234 and 9 more") == "several"


def _broken(topic: str, number: int, observed: str, clause: str) -> Verdict:
    return Verdict(
        f"issuing.card.create.{topic}.row{number}", clause, "POST /v1/issuing/cards", "must",
        "fail", f"expected a; observed {observed}", (), "a", observed,
    )  # fmt: skip


def test_many_failures_come_to_few_causes() -> None:
    """A promise that is broken in many ways is one thing to do, and told by its promise."""
    forgotten = [_broken("copies", n, f"{'x' * n} for y", "G-116") for n in range(13)]
    rows = [_broken("echo", n, f"{'z' * n} kept", f"L{n}") for n in range(5)]
    echo = [replace(verdict, law="echo.echo") for verdict in rows]
    found = Causes(ledger(*forgotten, *echo, laws=SAYING)).fixes.causes
    words = "What was sent is in the fields of the same names: broken in 5 ways"
    assert [(cause.breaches, cause.title) for cause in found[1:]] == [(5, words)]
    assert found[0].breaches == 13
    assert words in render(ledger(*forgotten, *echo, laws=SAYING))


def test_what_says_least_stands_for_its_cause() -> None:
    """A made-up text of a thousand characters is no example to read first."""
    made_up, plain = (Verdict(
        f"issuing.card.create.response.sent_values.{name}", "G-117", "POST /v1/x", "must", "fail",
        f"expected {text}; observed None", (), text, "None",
    ) for name, text in (("a", "x" * 300), ("b", "name holds Assay")))  # fmt: skip
    both = [made_up, plain]
    assert Causes(ledger(*both)).of(both)[0].first is plain


def test_a_page_stays_small_whatever_a_server_says() -> None:
    """Each breach of its own, with long texts and answers that cannot be packed."""
    draw = random.Random(1)
    noise = ["".join(draw.choices(LETTERS, k=4_000)) for _ in range(60)]
    seen = {f"m-{n}": exchange(f"m-{n}", f"{n} {noise[n % 60][n:]}".encode()) for n in range(1000)}
    many = [
        Verdict(f"payment_intent.create.accepts.row{n}", "G-1", "POST /v1/x", "must", status,
                f"{n} {noise[n % 59]}", (f"m-{n % 1000}",), f"{n} {noise[n % 53]}",
                f"{n} {noise[n % 47]}", law="accepts.accepts")
        for n, status in zip(range(1500), cycle(("fail", "not_testable")))
    ]  # fmt: skip
    text = render(Ledger(HEADER, seen, tuple(many), {"seconds": 2}, LAWS))
    assert len(text.encode()) < 3_000_000
    shown = page(text)
    assert len(shown.claims) == len(many)
    assert shown.exchanges(many[-2].id)[0]["status"] == "400"


def test_a_claim_more_costs_a_page_a_few_bytes() -> None:
    """Ten thousand claims, and the report of an API of hundreds of operations, stay small."""
    small, large = (page_size(made_up(claims, operations=60)) for claims in (300, 900))
    assert (large - small) / 600 < 40


def page_size(found: Ledger) -> int:
    sections = Sections(found, Causes(found))
    return len(rows(found, sections.details.shows))


def test_ids_and_curl_lines_come_back_whole() -> None:
    found = made_up(40, operations=6)
    shown = page(render(found))
    assert shown.ids == [verdict.id for verdict in found.verdicts]
    told = {shown.exchange(number)["id"]: shown.exchange(number) for number in range(20)}
    base = str(found.header["base_url"])
    assert {name: one["curl"] for name, one in told.items()} == {
        name: curl_line(exchange.request, base) for name, exchange in found.exchanges.items()
    }
    assert all(len(one["path"]) > 20 and one["headers"] for one in told.values())
