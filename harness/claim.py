"""A claim, what is known of it before anything is sent, and what was found about it."""

from __future__ import annotations

from dataclasses import dataclass

from harness.exchange import Exchange
from harness.verdict import Finding, Level

OWN = "own promises"  # the column of what one resource promises and no other


@dataclass(frozen=True, slots=True)
class Law:
    """What reports and proofs need to know of a law.

    `column` is where the overview shows it; `sequence` says that the exchanges behind a verdict are
    steps that have to be repeated in order; `places` that its findings are told apart by places;
    `first` that it is asked before others; `parts` that several groups feed one claim. `says` is
    what it promises, in words. `taking` says that a server keeps it which takes whatever it is
    sent, answers in the right form and remembers nothing, `presence` that its breach means that the
    operation is not there, `again` that it asks for what was made or changed once more, so that a
    server which remembers nothing breaks it, `chance` that what breaks it, as a race does, need not
    come back. `wrong` is what a server takes that breaks it, where that has to be refused.
    """

    name: str
    column: str
    sequence: bool = False
    places: bool = False
    first: bool = False
    parts: bool = False
    says: str = ""
    taking: bool = False
    presence: bool = False
    again: bool = False
    chance: bool = False
    wrong: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """A law about one subject: what is asked, and gets one verdict.

    `id` is `<resource>.<operation>.<law>[.<place>]`; `operation` is the title of the operation;
    `groups` are the names of the groups that ask it, several where any of them may show it.
    """

    id: str
    clause: str
    operation: str
    level: Level = "must"
    source: str = ""
    law: str = ""
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a law found: whether it holds, else what was expected and observed; the evidence.

    `level` and `clause`, where given, are those of the breach, when they are not the claim's.
    `findings` are single places at which it does not hold, `more` how many others there are.
    `silent` says that it is the breach itself that something was not answered, `root` is the id of
    the claim whose breach it follows from.
    """

    holds: bool
    expected: str = ""
    observed: str = ""
    evidence: tuple[Exchange, ...] = ()
    message: str = ""
    level: Level | None = None
    clause: str = ""
    findings: tuple[Finding, ...] = ()
    more: int = 0
    silent: bool = False
    root: str = ""
