"""summary.md: what a run comes to in a minute, for the summary of a job or a comment.

What a server says stands in code, with each letter that Markdown reads written as its number: no
text makes a line, a cell, a link, a tag, a mention or a formula of its own.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from harness.ledger import Ledger
from harness.legible import line
from harness.result import sentences
from harness.verdict import ORDER, Status, Verdict
from reports.absent import absent
from reports.answers import answer_line, cut, request_line
from reports.beyond import beyond
from reports.fixing import FIRST, Cause, Causes
from reports.headline import headline
from reports.newly import newly
from reports.siding import reference_line

FILE = "summary.md"
_ROWS = 40  # verdicts of one table
_CELL = 200  # characters of what was expected, and of what was observed
_TEXT = 500  # characters of a sentence
_TABLES: tuple[tuple[Status, str], ...] = (
    ("fail", "Broken"), ("fixed", "Fixed: their entries can be taken out"), ("error", "Errors"),
    ("warn", "Warnings"),
)  # fmt: skip
_READ = {ord(letter): f"&#{ord(letter)};" for letter in "\\`*_[]<>#|~&:@$"}


def code(text: str, most: int = _CELL) -> str:
    """Return a text as code on one line, in which nothing is read as markup."""
    told = cut(line(text), most).translate(_READ)
    return f"<code>{told.replace('www.', 'www&#46;')}</code>" if told.strip() else ""


def render(ledger: Ledger) -> str:
    """Return the summary of a run."""
    return "\n".join([*_head(ledger), *_next(ledger), *_tables(ledger)])


def _head(ledger: Ledger) -> Iterator[str]:
    told, header = headline(ledger), ledger.header
    yield f"## Assay: {told.word}"
    yield ""
    yield f"{told.why(ledger)}  "
    yield from (f"{sentence}  " for sentence in told.sentences)
    where = f"server {code(str(header.get('base_url')))}, {code(str(header.get('profile')))}"
    yield f"{where}, seed {header.get('seed')}, {len(ledger.exchanges):,} requests"
    yield ""
    yield from (f"- {code(text, _TEXT)}" for text in _notes(ledger))
    yield ""
    found = [(status, ledger.totals[status]) for status in ORDER if ledger.totals[status]]
    if found:
        yield f"| {' | '.join(status.replace('_', ' ') for status, _ in found)} |"
        yield "|" + " ---: |" * len(found)
        yield f"| {' | '.join(f'{count:,}' for _, count in found)} |"
        yield ""


def _notes(ledger: Ledger) -> list[str]:
    """Return what is to be said of a run beside its verdicts, each once."""
    return list(dict.fromkeys([*sentences(ledger), *(told.text for told in beyond(ledger))]))


def _next(ledger: Ledger) -> Iterator[str]:
    fixes = Causes(ledger).fixes
    if fixes.first:
        yield "### To do next"
        yield ""
    for number, cause in enumerate(fixes.first, 1):
        yield from _fix(ledger, number, cause)
    if len(fixes.causes) > FIRST:
        yield f"… and {len(fixes.causes) - FIRST} more causes in the report"
        yield ""
    if gone := absent(ledger).line:
        yield f"{code(gone, _TEXT)}"
        yield ""


def _fix(ledger: Ledger, number: int, cause: Cause) -> Iterator[str]:
    exchange = ledger.exchanges.get(cause.exchange)
    yield f"{number}. {code(cause.title)}: {cause.numbers}"
    if exchange is not None:
        yield f"   - {code(request_line(exchange))}"
        yield f"   - answered {code(answer_line(exchange, cause.fields))}"
        there = reference_line(ledger, cause)
        if there:
            yield f"   - {code(there)}"
    yield ""


def _tables(ledger: Ledger) -> Iterator[str]:
    new = newly(ledger)
    for status, title in _TABLES:
        found = [verdict for verdict in ledger.verdicts if verdict.status == status]
        found.sort(key=lambda verdict: verdict.id not in new)
        if found:
            yield f"### {title}"
            yield ""
            yield from _table(found)
            yield ""


def _table(verdicts: list[Verdict]) -> Iterable[str]:
    yield "| claim | clause | expected | observed |"
    yield "| --- | --- | --- | --- |"
    for verdict in verdicts[:_ROWS]:
        cells = (verdict.id, verdict.clause, verdict.expected,
                 verdict.observed or verdict.message)  # fmt: skip
        yield f"| {' | '.join(map(code, cells))} |"
    more = len(verdicts) - _ROWS
    if more > 0:
        yield ""
        yield f"… and {more:,} more in the report"
