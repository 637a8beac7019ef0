"""The board: servers in the order of what they keep, and for each row of claims what each keeps.

A pure function of loaded ledgers. Every server has the same denominators: what a user has declared
away, and what could not be judged, counts as not kept, and is told as what it is.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from harness.claim import Claim
from harness.ledger import Ledger
from harness.legible import line
from harness.verdict import JUDGED
from reports.absent import absent
from reports.families import families
from reports.formats.badge import words_of
from reports.grouping import OTHER, resource_of
from reports.headline import headline
from reports.scoreboard.plan import Entrant, differences, marks, shared
from reports.scoreboard.tally import KEPT, UNREACHED, Tally, tally


@dataclass(frozen=True, slots=True)
class Row:
    """Some claims that are told together: those of a resource, an operation or a topic.

    `key` is its place on the page, `name` its id, `title` the call of an operation.
    """

    kind: str
    key: str
    name: str
    title: str = ""
    resource: str = ""
    claims: tuple[Claim, ...] = ()


@dataclass(frozen=True, slots=True)
class Server:
    """A server and its numbers; each pair is a part, and what it is a part of.

    `musts` are planned musts that hold; `takings` those that a server keeps as well which takes
    everything and remembers nothing, and are in neither of the first. `cells` are by `Row.key`.
    """

    name: str
    key: str
    ledger: Ledger
    place: int
    word: str
    why: str
    musts: tuple[int, int]
    takings: tuple[int, int]
    conformance: tuple[int, int]
    coverage: tuple[int, int]
    marks: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    cells: Mapping[str, Tally] = field(default_factory=dict)

    @property
    def says(self) -> tuple[str, str]:
        """The words of its badge, and the colour: no colour is better than the run."""
        return words_of(self.word, self.musts, self.takings, judged=bool(self.coverage[0]))


@dataclass(frozen=True, slots=True)
class Board:
    """Servers, the first the best, and the rows; `notes` say in what the runs' plans differ."""

    servers: tuple[Server, ...]
    operations: tuple[Row, ...]  # a resource, or a family of them, then its operations
    topics: tuple[Row, ...]
    notes: tuple[str, ...]
    claims: int

    @property
    def rows(self) -> tuple[Row, ...]:
        """All rows."""
        return (*self.operations, *self.topics)


def board(entrants: Sequence[Entrant]) -> Board:
    """Return the board of some runs, at least one. Raises ApartError."""
    common = shared(entrants)
    first = entrants[0].ledger
    rows = tuple(_operations(common, first)), tuple(_topics(common, first))
    found = [_server(entrant, common, (*rows[0], *rows[1])) for entrant in entrants]
    return Board(tuple(_placed(found)), *rows, tuple(differences(entrants, common)), len(common))


def _operations(common: Iterable[Claim], ledger: Ledger) -> Iterator[Row]:
    """Yield each resource, or family of many resources, and behind it its operations."""
    resources = ledger.header.get("resources") or []
    ids = ledger.header.get("operations") or {}
    of = [(resource_of(claim, resources), claim) for claim in common]
    named = families(sorted({resource for resource, _ in of}))
    found: dict[str, dict[str, list[Claim]]] = defaultdict(lambda: defaultdict(list))
    for resource, claim in of:
        found[named[resource]][claim.operation].append(claim)
    for number, (resource, by_title) in enumerate(sorted(found.items())):
        every = tuple(claim for group in by_title.values() for claim in group)
        yield Row("resource", f"r{number}", line(resource), "", line(resource), every)
        titles = sorted(by_title, key=lambda title: str(ids.get(title, title)))
        for at, title in enumerate(titles):
            name = line(str(ids.get(title) or title or OTHER))
            yield Row("operation", f"r{number}-{at}", name, line(title), line(resource),
                      tuple(by_title[title]))  # fmt: skip


def _topics(common: Iterable[Claim], ledger: Ledger) -> Iterator[Row]:
    """Yield the topics in the order of the overview of a report."""
    found: dict[str, list[Claim]] = {law.column: [] for law in ledger.laws.values()}
    found[OTHER] = []
    for claim in common:
        law = ledger.laws.get(claim.law)
        found[law.column if law else OTHER].append(claim)
    for number, (name, group) in enumerate(found.items()):
        if group:
            yield Row("topic", f"t{number}", line(name), claims=tuple(group))


def _server(entrant: Entrant, common: Sequence[Claim], rows: Iterable[Row]) -> Server:
    ledger, comes_to = entrant.ledger, headline(entrant.ledger)
    statuses = {verdict.id: str(verdict.status) for verdict in ledger.verdicts}
    ended = {claim.id: statuses.get(claim.id, UNREACHED) for claim in common}
    missing = absent(ledger)
    taking = {name for name, law in ledger.laws.items() if law.taking}
    musts = [claim for claim in common if claim.level == "must"]
    parts = [[ended[c.id] in KEPT for c in musts if (c.law in taking) == apart]
             for apart in (False, True)]  # fmt: skip
    held, takings = ((sum(part), len(part)) for part in parts)
    judged = sum(status in JUDGED for status in ended.values())
    kept = sum(status in KEPT for status in ended.values())
    cells = {
        row.key: tally((ended[claim.id] for claim in row.claims),
                       absent=row.kind == "operation" and row.title in missing.titles)
        for row in rows
    }  # fmt: skip
    return Server(
        line(entrant.name), "", ledger, 0, comes_to.word, line(comes_to.why(ledger)), held, takings,
        (kept, judged), (judged, len(common)), tuple(marks(entrant, common)),
        tuple(map(line, missing.operations)), cells,
    )  # fmt: skip


def _placed(servers: Iterable[Server]) -> Iterator[Server]:
    """Yield servers in their order; those with the same numbers share a place."""
    ordered = sorted(servers, key=lambda server: (*_merit(server), server.name))
    place = 0
    for number, server in enumerate(ordered, 1):
        if number == 1 or _merit(server) != _merit(ordered[number - 2]):
            place = number
        yield replace(server, place=place, key=f"s{number}")


def _merit(server: Server) -> tuple[int, int]:
    return -server.musts[0], -server.takings[0]
