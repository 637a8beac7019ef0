"""junit.xml: a test case a verdict, for what reads the results of tests.

Nothing that was not judged is green: a claim that passed is a test that passed, one that fails or
is fixed is a failure, an error is an error, all others are skipped with the reason. What breaks a
run beside its verdicts is a test case of its own. The time of a request that several claims look
at is shared among them, so that times add up.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from html import escape

from harness.ledger import Ledger
from harness.legible import line, lines
from harness.verdict import Status, Verdict
from reports.beyond import beyond, weight
from reports.formats.results import moment
from reports.split import RUN, Names
from reports.wording import plain, short

FILE = "junit.xml"
KINDS: Mapping[Status, str] = {
    "pass": "", "fail": "failure", "fixed": "failure", "error": "error", "warn": "skipped",
    "known": "skipped", "noted": "skipped", "not_testable": "skipped", "not_supported": "skipped",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Case:
    """A test case; `kind` is the element that says how it ended, "" where it passed."""

    classname: str
    name: str
    milliseconds: int = 0
    kind: str = ""
    type: str = ""
    message: str = ""
    text: str = ""


def render(ledger: Ledger) -> str:
    """Return the test cases of a run, a test suite a resource."""
    suites: dict[str, list[_Case]] = defaultdict(list)
    names = Names(ledger)
    for verdict, milliseconds in _timed(ledger):
        name = names.of(verdict)
        case = _case(ledger, verdict, (name.operation, name.rest), milliseconds)
        suites[name.resource].append(case)
    for told in beyond(ledger):
        suites[RUN].append(_Case(RUN, told.name, 0, told.kind, "run", told.text, told.text))
    every = [case for cases in suites.values() for case in cases]
    parts = ['<?xml version="1.0" encoding="utf-8"?>', f"<testsuites{_counts('assay', every)}>"]
    for suite, cases in sorted(suites.items()):
        skipped, began = _count(cases, "skipped"), moment(ledger.header.get("started"))
        more = _attributes({"skipped": skipped, "timestamp": (began or "").removesuffix("+00:00")})
        parts += [f"<testsuite{_counts(suite, cases)}{more}>", *_properties(ledger)]
        parts += [_element(case) for case in cases]
        parts.append("</testsuite>")
    return "\n".join([*parts, "</testsuites>", ""])


def _case(ledger: Ledger, verdict: Verdict, name: tuple[str, str], milliseconds: int) -> _Case:
    kind = KINDS[weight(ledger, verdict)]
    if not kind:
        return _Case(*name, milliseconds)
    told = (verdict.status, short(verdict), plain(ledger, verdict))
    return _Case(*name, milliseconds, kind, *told)


def _timed(ledger: Ledger) -> Iterator[tuple[Verdict, int]]:
    """Yield the verdicts with the time that each is to bear of its exchanges, in milliseconds.

    What is rounded away of one is in the next: together they are the time of all exchanges.
    """
    uses = Counter(name for verdict in ledger.verdicts for name in verdict.exchanges)
    found = ((name, ledger.exchanges.get(name)) for name in uses)
    spent = {name: 1000 * kept.seconds / uses[name] for name, kept in found if kept is not None}
    total = 0.0
    for verdict in ledger.verdicts:
        before = round(total)
        total += sum(spent.get(name, 0.0) for name in verdict.exchanges)
        yield verdict, round(total) - before


def _count(cases: Iterable[_Case], kind: str) -> int:
    return sum(case.kind == kind for case in cases)


def _counts(name: str, cases: list[_Case]) -> str:
    return _attributes({
        "name": name, "tests": len(cases), "failures": _count(cases, "failure"),
        "errors": _count(cases, "error"), "time": _seconds(sum(c.milliseconds for c in cases)),
    })  # fmt: skip


def _properties(ledger: Ledger) -> list[str]:
    """Return what a run was, for a reader of its results."""
    wanted = ("run", "base_url", "profile", "seed", "version", "api_version")
    found = ((name, ledger.header[name]) for name in wanted if name in ledger.header)
    told = [f"<property{_attributes({'name': n, 'value': v})}/>" for n, v in found]
    return ["<properties>", *told, "</properties>"] if told else []


def _element(case: _Case) -> str:
    named = {"classname": case.classname, "name": case.name}
    head = f"<testcase{_attributes({**named, 'time': _seconds(case.milliseconds)})}"
    if not case.kind:
        return f"{head}/>"
    told = _attributes({"type": case.type, "message": case.message})
    body = escape(lines(case.text), quote=False)
    return f"{head}><{case.kind}{told}>{body}</{case.kind}></testcase>"


def _seconds(milliseconds: int) -> str:
    return f"{milliseconds / 1000:.3f}"


def _attributes(values: Mapping[str, object]) -> str:
    """Return attributes; what XML cannot hold is written as escapes."""
    return "".join(f' {name}="{escape(line(str(value)))}"' for name, value in values.items())
