"""A scoreboard says what each server keeps of what all were asked, and makes none look better."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from xml.etree import ElementTree as ET

import pytest

from harness.claim import Claim, Law
from harness.ledger import Ledger, LedgerWriter
from harness.verdict import Level, Status, Verdict
from reports.scoreboard import badges, data, page
from reports.scoreboard.board import Board, board
from reports.scoreboard.plan import ApartError, Entrant
from tests.reports.every_status import FOOTER, HEADER, LAW, ledger, verdict
from tests.reports.test_hostile_texts import HOSTILE, unseen
from tests.reports.written import quoting
from tests.running import command

TAKING = Law("shape.taken", "valid forms", taking=True)
PRESENT = Law("shape.present", "shape", presence=True)
LAWS = {law.name: law for law in (LAW, TAKING, PRESENT)}
CREATE, LIST = "POST /v1/things", "GET /v1/others"


def claim(
    name: str, law: Law = LAW, level: Level = "must", operation: str = CREATE, clause: str = "G-1"
) -> Claim:
    return Claim(name, clause, operation, level, law=law.name)


PLAN = (
    claim("a.thing.create.one"), claim("a.thing.create.two"),
    claim("a.thing.create.should", level="should"), claim("a.thing.create.probe", level="probe"),
    claim("a.thing.create.taken", TAKING), claim("other.list.present", PRESENT, operation=LIST),
    claim("other.list.one", operation=LIST),
)  # fmt: skip
ALL: dict[str, Status] = {c.id: "noted" if c.level == "probe" else "pass" for c in PLAN}


def ran(
    name: str, statuses: dict[str, Status] | None = None, plan: tuple[Claim, ...] = PLAN,
    footer: dict[str, Any] | None = None, **header: Any,
) -> Entrant:  # fmt: skip
    """Return a run in which all holds but what is given; "" was not come to."""
    ended = {c.id: (statuses or {}).get(c.id, ALL.get(c.id, "pass")) for c in plan}
    verdicts = tuple(
        Verdict(c.id, c.clause, c.operation, c.level, ended[c.id], f"why {ended[c.id]}", law=c.law)
        for c in plan if ended[c.id]
    )  # fmt: skip
    return Entrant(name, Ledger({**HEADER, "run": name, **header}, {}, verdicts,
                                footer or FOOTER, LAWS, plan))  # fmt: skip


def order(found: Board) -> list[tuple[int, str]]:
    return [(server.place, server.name) for server in found.servers]


def counts(found: Board, server: int, row: str) -> tuple[int, int, int, int]:
    """Return how many claims of a row a server keeps, breaks, leaves open, and was asked."""
    key = next(r.key for r in found.rows if r.name == row)
    tally = found.servers[server].cells[key]
    return tally.kept, tally.broken, tally.open, tally.asked


def test_servers_stand_in_the_order_of_musts_that_hold() -> None:
    found = board([
        ran("third", {"a.thing.create.one": "fail", "a.thing.create.two": "fail"}),
        ran("tied b", {"a.thing.create.should": "warn"}), ran("tied a"),
        ran("taking", {"a.thing.create.taken": "fail"}),
    ])  # fmt: skip
    assert order(found) == [(1, "tied a"), (1, "tied b"), (3, "taking"), (4, "third")]
    first, second, taking, last = found.servers
    assert (first.musts, first.takings, first.conformance, first.coverage) == (
        (4, 4), (1, 1), (6, 6), (6, 6))  # fmt: skip
    assert (second.musts, second.conformance, second.word) == ((4, 4), (5, 6), "PASS")
    assert (taking.musts, taking.takings) == ((4, 4), (0, 1))
    assert (last.musts, last.conformance, last.word) == ((2, 4), (4, 6), "FAIL")


def test_what_was_not_judged_is_not_kept_and_every_server_is_asked_the_same() -> None:
    open_ = {"a.thing.create.two": "not_testable", "a.thing.create.should": "not_supported"}
    cut = {"a.thing.create.one": "", "a.thing.create.two": "error"}
    ended = {**FOOTER, "complete": False, "unreached": ["a.thing.create.one"]}
    found = board([
        ran("good"), ran("open", open_, declared={"skip": ["*.should"]}),  # type: ignore[arg-type]
        ran("cut", cut, footer=ended),  # type: ignore[arg-type]
    ])  # fmt: skip
    assert order(found) == [(1, "good"), (2, "open"), (3, "cut")]
    assert [counts(found, n, "a.thing.create") for n in range(3)] == [
        (4, 0, 0, 4), (2, 0, 2, 4), (2, 0, 2, 4)]  # fmt: skip
    assert found.servers[1].coverage == (4, 6)
    assert found.servers[1].conformance == (4, 4)
    assert found.servers[1].marks == ("declared, skip: *.should",)
    assert found.servers[2].marks == ("incomplete: it was ended before its end, 1 claims unasked",)
    looks = [server.cells["r0-0"].look for server in found.servers]
    assert looks == ["pass", "thin", "thin"]
    assert [server.says for server in found.servers] == [
        ("4 of 4 musts", "#1a7f37"), ("3 of 4 musts", "#1a7f37"),
        ("2 of 4 musts, incomplete", "#8a5a00")]  # fmt: skip


def test_an_operation_that_is_not_there_is_told_as_absent() -> None:
    gone = {"other.list.present": "fail", "other.list.one": "not_testable"}
    found = board([ran("whole"), ran("part", gone)])  # type: ignore[arg-type]
    cell = found.servers[1].cells[next(r.key for r in found.rows if r.name == "other.list")]
    assert (cell.absent, cell.look, cell.kept, cell.asked) == (True, "absent", 0, 2)
    assert cell.rest == "the operation is absent, 1 broken, 1 not testable"
    assert found.servers[1].absent == ("other.list",)
    assert not any(cell.absent for cell in found.servers[0].cells.values())


def test_each_claim_counts_once_for_operations_and_once_for_topics() -> None:
    found = board([ran("one"), ran("two")])
    for server in found.servers:
        asked = {kind: sum(server.cells[r.key].asked for r in found.rows if r.kind == kind)
                 for kind in ("resource", "operation", "topic")}  # fmt: skip
        assert asked == dict.fromkeys(("resource", "operation", "topic"), found.claims)
    assert found.claims == 6
    assert [(row.kind, row.name) for row in found.rows] == [
        ("resource", "a.thing"), ("operation", "a.thing.create"), ("resource", "other"),
        ("operation", "other.list"), ("topic", "shape"), ("topic", "valid forms")]  # fmt: skip


def test_many_resources_are_told_by_family() -> None:
    names = [f"{family}.{n}" for family in ("billing", "tax") for n in range(20)]
    plan = tuple(claim(f"{name}.list.one", operation=f"GET /v1/{name}") for name in names)
    found = board([ran(name, plan=plan, resources=names) for name in ("one", "two")])
    rows = [(row.name, len(row.claims)) for row in found.operations if row.kind == "resource"]
    assert rows == [("billing…", 20), ("tax…", 20)]
    assert {row.resource for row in found.operations} == {"billing…", "tax…"}
    assert page.render(found).count('aria-label="show the 20 operations of') == 2


def test_the_causes_of_many_operations_are_shown_one_by_one() -> None:
    plan = tuple(claim(f"a.thing.n{n}.one", operation=f"GET /v1/{n}") for n in range(page.OPEN + 1))
    for asked, many in ((plan[1:], False), (plan, True)):
        bad: dict[str, Status] = {c.id: "fail" for c in asked}
        text = page.render(board([ran("good", plan=asked), ran("bad", bad, plan=asked)]))
        assert ('class="many"' in text) is many
        assert ("15 cells of bad are not kept as a whole" in text) is many
        assert ("<details><summary>1 topic</summary>" in text) is many
        assert text.count("To do next, by its whole run") == 1
        assert text.count('<div class="panel"') == len(asked) + 2  # the resource, and the topic


def test_what_not_all_were_asked_alike_is_not_counted_and_is_told() -> None:
    softer = tuple(replace(c, level="should") if c.id.endswith(".one") else c for c in PLAN[:3])
    found = board([ran("much"), ran("little", plan=softer, profile="standard", only=["a.*"])])
    assert found.claims == 2
    assert found.servers[0].musts == found.servers[1].musts == (1, 1)
    assert found.notes == (
        "the runs have different profiles: smoke; standard",
        "the runs have different filters: none; a.*",
        (
            "the runs were asked different plans: the 2 claims that all were asked alike are "
            "counted, 4 others are not"
        ),
    )
    marks = {server.name: server.marks for server in found.servers}
    assert marks["much"] == ("4 claims that not all runs were asked alike are not counted",)


@pytest.mark.parametrize(
    ("other", "why"),
    [
        (ran("b", contracts={"name": "parcels"}), "a board is of one API"),
        (replace(ran("a"), name="b"), "a and b are one run, a"),
        (ran("b", plan=(claim("other.list.two"),)), "no claim in common"),
        (ran("b", plan=PLAN[3:4]), "no claim in common"),
    ],
    ids=["another API", "the same run", "another plan", "probes alone"],
)
def test_what_cannot_be_compared_is_refused(other: Entrant, why: str) -> None:
    with pytest.raises(ApartError, match=re.escape(why)):
        board([ran("a"), other])


class _Page(HTMLParser):
    """The ids of a page, where its links lead, and its tags and attributes."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: list[tuple[str, tuple[str, ...]]] = []
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append((tag, tuple(name for name, _ in attrs)))
        found = dict(attrs)
        self.ids += [found["id"] or ""] if "id" in found else []
        self.links += [found[name] or "" for name in ("href", "src", "action") if name in found]


def test_every_cell_that_is_not_kept_leads_to_its_causes() -> None:
    broken = {"a.thing.create.one": "fail", "other.list.one": "not_testable"}
    found = board([ran("good"), ran("bad", broken)])  # type: ignore[arg-type]
    read = _Page(page.render(found))
    open_ = [f"#{s.key}-{r.key}" for s in found.servers for r in found.rows
             if s.cells[r.key].kept < s.cells[r.key].asked]  # fmt: skip
    assert len(open_) == 5
    assert [link for link in read.links if link in open_] == open_[:0] + sorted(
        open_, key=[f"#{found.servers[1].key}-{r.key}" for r in found.rows].index)  # fmt: skip
    assert len(set(read.ids)) == len(read.ids)
    assert {link.removeprefix("#") for link in read.links} <= set(read.ids)
    text = page.render(found)
    assert text.count("why fail") == 3  # at the operation, at the topic, and first of all
    assert not [tag for tag, names in read.tags if tag in ("script", "link", "img", "iframe")
                or any(name.startswith("on") for name in names)]  # fmt: skip
    assert "default-src 'none'; style-src 'unsafe-inline'" in text


@pytest.mark.parametrize("kind", HOSTILE)
def test_nothing_that_a_server_or_a_folder_says_is_more_than_text(kind: str) -> None:
    def made(text: str) -> Board:
        others = {**HEADER, "run": "r2"}
        return board([
            Entrant(f"{text} 1", quoting(text)),
            Entrant(f"{text} 2", replace(ledger(verdict("fail"), verdict("error")), header=others)),
        ])  # fmt: skip

    def tags(told: Board) -> set[tuple[str, tuple[str, ...]]]:
        return set(_Page(page.render(told)).tags)

    hostile = made(HOSTILE[kind])
    # A text that reads like a sentence of a server's is told with the request, another is not.
    assert tags(hostile) <= tags(made("plain")) | tags(made("said, and no word"))
    assert all(link.startswith("#") for link in _Page(page.render(hostile)).links)
    assert json.loads(data.render(hostile))["format"] == "assay-scoreboard-1"
    for name, text in badges.render(hostile).items():
        assert re.fullmatch(r"badges/[a-z0-9-]+\.svg", name)
        assert "FORGED" not in text
        ET.fromstring(text)  # noqa: S314 - a file of our own


def test_two_servers_whose_names_look_alike_have_a_badge_each() -> None:
    found = board([ran("my mock"), ran("My-Mock"), ran("…")])
    assert sorted(badges.files(found).values()) == [
        "badges/my-mock-2.svg", "badges/my-mock.svg", "badges/server.svg"]  # fmt: skip


def _kept(entrant: Entrant, folder: Path) -> str:
    """Write a run to a folder, and return it."""
    writer = LedgerWriter(folder / "ledger.ndjson", "m")
    writer.header(entrant.ledger.header)
    writer.plan(entrant.ledger.laws.values(), entrant.ledger.claims)
    for told in entrant.ledger.verdicts:
        writer.verdict(told)
    writer.footer(entrant.ledger.footer or {})
    writer.close()
    return str(folder)


def test_the_command_writes_page_data_and_badges(tmp_path: Path) -> None:
    one = _kept(ran("one"), tmp_path / "one")
    two = _kept(ran("two", {"a.thing.create.one": "fail"}), tmp_path / "two")
    out = tmp_path / "board"
    named = f"<b>mock</b>\u202e={one}"
    done = command("scoreboard", two, named, "--out", str(out), folder=tmp_path)
    assert done.code == 0, done.said
    assert done.said.splitlines()[0] == (
        "1. <b>mock</b>\\u202e: PASS, 4 of 4 musts; 6 of 6 judged claims hold, 6 of 6 were judged"
    )
    found = json.loads((out / "scoreboard.json").read_text(encoding="utf-8"))
    assert [(s["name"], s["numbers"]["musts"]) for s in found["servers"]] == [
        ("<b>mock</b>\\u202e", {"held": 4, "planned": 4}),
        ("two", {"held": 3, "planned": 4}),
    ]
    assert found["rows"][1]["cells"][1] == {
        "kept": 3, "judged": 4, "asked": 4, "statuses": {"fail": 1, "pass": 3}}  # fmt: skip
    assert {str(p.relative_to(out)) for p in out.rglob("*.*")} == {
        "scoreboard.html", "scoreboard.json", *(s["badge"] for s in found["servers"])}  # fmt: skip
    assert unseen((out / "scoreboard.html").read_text(encoding="utf-8")) == []
    assert command("scoreboard", two, named, "--out", "b", folder=tmp_path).code == 0
    for name in ("scoreboard.html", "scoreboard.json"):
        assert (tmp_path / "b" / name).read_bytes() == (out / name).read_bytes()


@pytest.mark.parametrize("given", [("one",), ("one", "one"), ("x=one", "x=two"), ("one", "none")])
def test_wrong_usage_is_told(given: tuple[str, ...], tmp_path: Path) -> None:
    for name in ("one", "two"):
        _kept(ran(name), tmp_path / name)
    assert command("scoreboard", *given, "--out", "board", folder=tmp_path).code == 2
    assert not (tmp_path / "board").exists()
