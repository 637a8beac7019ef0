"""The rows of an operation that take any text, filled with texts that have been changed on the way.

Rows that go together share a form; each has a text of its own, so that no two can be mistaken.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from unicodedata import normalize

from contracts.model import Contracts, Level, Operation, Parameter
from harness.claim import Outcome
from harness.exchange import Exchange
from strategies import Written, free, written
from strategies.paths import copy, put
from suites.lab import Lab
from suites.law import About, Family, Unavailable, broken, passed
from suites.looking.dig import named
from suites.looking.echo import Difference, comparable, compare
from suites.looking.likeness import resembles
from suites.looking.say import said
from suites.subjects import itself, operations

ODD = (
    "{n} Aa \"b\" 'c' d&e &amp; f+g %41 <h> i;j=k#l?m/n\\o"
    " \N{UNICORN FACE} \N{LATIN SMALL LIGATURE FI}\N{SUPERSCRIPT TWO}"
    " \N{LATIN SMALL LETTER N WITH TILDE} e\N{COMBINING ACUTE ACCENT}"
    " \N{HEBREW LETTER SHIN}\N{HEBREW LETTER LAMED}\N{HEBREW LETTER VAV}"
)
BLANK = "  {n} Aa  b  "
DIGITS = "00{n}7"
Differ = list[Difference]
Wanted = Callable[[Parameter], bool]


class Letters:
    """What the object shows of the texts that were sent, as answered and as retrieved."""

    def __init__(self, lab: Lab, operation: Operation) -> None:
        self.lab = lab
        self.operation = operation
        self._longest = {row.path: row.max_length for row in operation.walk()}
        lab.merit.ready(operation)
        self._asked: dict[tuple[tuple[str, ...], str], tuple[Exchange, ...]] = {}

    def judged(self, form: Written, row: str, text: str, *, again: bool = True) -> Outcome:
        """Judge what is shown of a row of a form, and `again` where the object is read.

        Raises Unavailable where the form is refused.
        """
        answers = self._answers(form, text, again=again)
        if not resembles(answers[0], self.operation):  # perhaps because of another row's text
            answers = self._answers(form.only(row), text, again=again)
        made = answers[0]
        if not resembles(made, self.operation):
            raise Unavailable(f"such a text was not taken ({said(made)})", made)
        for answer in answers:
            wrong = self._differing(replace(made, response=answer.response), row)
            if wrong:
                level: Level | None = "should" if all(map(_composed, wrong)) else None
                seen = "; ".join(f"{w.path}: {w.seen}" for w in wrong)
                return broken(f"{row} as it was sent: {wrong[0].text}", seen, answer, made,
                              level=level)  # fmt: skip
        return passed(*answers)

    def _differing(self, exchange: Exchange, row: str) -> Differ:
        return compare(self.operation, self.lab.contracts, exchange, row) or []

    def _answers(self, form: Written, text: str, *, again: bool) -> tuple[Exchange, ...]:
        """Return the answer to a form, and the object retrieved where it is. Raises Unavailable."""
        key = form.rows, text
        if key not in self._asked:
            self._asked[key] = tuple(self._sent(form, text, again=again))
        return self._asked[key]

    def _sent(self, form: Written, text: str, *, again: bool) -> Iterator[Exchange]:
        filled = copy(form.form)
        for number, row in enumerate(form.rows, start=1):
            put(filled, row, _fitted(text, number, self._longest.get(row)))
        ids = self.lab.subject(self.operation, form.subject, fresh=True)
        made = self.lab.call(self.operation, self.lab.provision.fill(filled), ids)
        yield made
        if again and resembles(made, self.operation):
            read = self.lab.read(self.operation, itself(named(made.item)))
            if read is not None and resembles(read, self.operation):
                yield read


def _fitted(text: str, number: int, longest: int | None) -> str:
    """Return the text of a row: with its number, and no longer than the row may be."""
    found = text.replace("{n}", str(number))
    if longest is None or len(found) <= longest:
        return found
    return f"{number}{found[-longest + len(str(number)) :]}"[:longest]


def _composed(difference: Difference) -> bool:
    """Whether a text differs only in how its marks are written: as one letter or as two."""
    return normalize("NFC", difference.sent) == normalize("NFC", difference.found)


def _groups(
    operation: Operation, contracts: Contracts, wanted: Wanted
) -> Iterator[tuple[Written, list[str]]]:
    """Yield the forms of `wanted` texts, with those of their rows that an answer can show."""
    for form in written(operation, wanted):
        shown = [row for row in form.rows if comparable(operation, contracts, form.form, row)]
        if shown:
            yield form, shown


def rows(operation: Operation, contracts: Contracts) -> Iterator[About]:
    """Yield what the claims of each row for free texts are about: its form, and its path."""
    yield from rows_of(operation, contracts, free)


def rows_of(operation: Operation, contracts: Contracts, wanted: Wanted) -> Iterator[About]:
    """Yield what the claims of each `wanted` row are about: its form, and its path."""
    lines = {row.path: row.cited for row in operation.walk()}
    for form, shown in _groups(operation, contracts, wanted):
        for row in shown:
            yield About(operation, row, (form, row), lines[row], source=lines[row])


def of_people(row: Parameter) -> bool:
    """Whether a row takes the name of a person."""
    return row.format == "person_name" and row.type == "string" and row.location == "body"


def _stand(lab: Lab, operation: Operation) -> Letters:
    return Letters(lab, operation)


def _writes(operation: Operation) -> bool:
    found = (form for wanted in (free, of_people) for form in written(operation, wanted))
    return operation.changes and any(True for _ in found)


LETTERS = Family(
    "texts",
    operations(_writes),
    _stand,
    order=("texts", "blanks", "digits", "names"),
    stands_on=("echo",),
)
