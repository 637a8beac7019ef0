"""annotations.txt: commands that GitHub shows as annotations of a workflow's run, once printed.

A step shows ten errors and ten warnings: of what is broken the first of each cause comes first,
and what a baseline does not have before what it has.
What is known breaks nothing and is not among them.
"""

from __future__ import annotations

from collections.abc import Iterator

from harness.ledger import Ledger
from harness.legible import line
from harness.verdict import Status, Verdict
from reports.answers import cut
from reports.beyond import beyond, weight
from reports.fixing import Causes
from reports.headline import headline

FILE = "annotations.txt"
MOST = 10  # of each kind, which is what GitHub shows of one step
_LONGEST = 500  # characters of a message
_ERRORS: tuple[Status, ...] = ("fail", "fixed", "error")


def render(ledger: Ledger) -> str:
    """Return the commands, the last of which says what the run comes to and how many more."""
    causes = Causes(ledger)
    errors = [(told.name, told.text) for told in beyond(ledger)]
    errors += [_told(v) for status in _ERRORS for v in _spread(ledger, causes, status)]
    warnings = [_told(verdict) for verdict in _spread(ledger, causes, "warn")]
    rest = [f"{len(found) - MOST:,} more {word}" for found, word in (
        (errors, "errors"), (warnings, "warnings")) if len(found) > MOST]  # fmt: skip
    told = headline(ledger)
    last = "; ".join([f"{told.word}: {told.why(ledger)}", *told.sentences, *rest])
    return "".join([
        *(command("error", *text) for text in errors[:MOST]),
        *(command("warning", *text) for text in warnings[:MOST]),
        command("notice", "assay", last, 2 * _LONGEST),
    ])  # fmt: skip


def command(kind: str, title: str, message: str, most: int = _LONGEST) -> str:
    """Return a line that is one command, whatever its texts are."""
    name = _data(cut(line(title), _LONGEST)).replace(":", "%3A").replace(",", "%2C")
    return f"::{kind} title={name}::{_data(cut(line(message), most))}\n"


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _told(verdict: Verdict) -> tuple[str, str]:
    return verdict.id, f"{verdict.status} ({verdict.clause}): {verdict.message}"


def _spread(ledger: Ledger, causes: Causes, status: Status) -> Iterator[Verdict]:
    """Yield the verdicts of a status, those that stand for a cause of their own first."""
    found = [verdict for verdict in ledger.verdicts if weight(ledger, verdict) == status]
    first = {cause.first.id: cause.first for cause in causes.of(found)}
    yield from first.values()
    rest = [verdict for verdict in found if verdict.id not in first]
    yield from sorted(rest, key=lambda verdict: verdict.id not in causes.new)
