"""What a run with many failures comes to: the promises broken most, and what was seen most."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from harness.verdict import Verdict
from reports.columns import Columns
from reports.grouping import OTHER, causes, topic_of

MANY = 12  # causes that a person reads without an overview
PROMISES = 10
OBSERVATIONS = 6
_TOPICS = 3  # in which the same has to be seen to be more than one cause


@dataclass(frozen=True, slots=True)
class Line:
    """Verdicts that have something in common: how many, what, where, and a filter for them."""

    count: int
    words: str
    operations: int
    topics: tuple[str, ...]
    query: str = ""


@dataclass(frozen=True, slots=True)
class Overview:
    """The most broken promises and the most frequent observations of some verdicts."""

    promises: tuple[Line, ...] = ()
    observations: tuple[Line, ...] = ()


def overview(
    verdicts: Iterable[Verdict], resources: Sequence[str], says: Mapping[str, str],
    columns: Columns,
) -> Overview:  # fmt: skip
    """Return what some failures come to; empty when their causes can be read one by one.

    `says` has the promise of each clause. Each row of a table is a clause of its own: these count
    by topic, and are told in the words of the topic's law.
    """
    found = list(verdicts)
    groups = causes(found, resources)
    if len(groups) <= MANY:
        return Overview()
    promised: dict[str, list[Verdict]] = defaultdict(list)
    seen: dict[str, list[Verdict]] = defaultdict(list)
    for verdict in found:
        topic = topic_of(verdict, resources)
        row = verdict.clause.startswith("L") and topic != OTHER
        promised[f".{topic}" if row else verdict.clause].append(verdict)
    for group in groups:
        seen[group.seen] += group.verdicts
    promises = [
        _line(says.get(query) or columns.says(query.removeprefix(".")), group, resources, query)
        for query, group in _largest(promised)
    ]
    observations = [_line(text, group, resources) for text, group in _largest(seen)]
    wide = [line for line in observations if len(line.topics) >= _TOPICS]
    return Overview(tuple(promises[:PROMISES]), tuple(wide[:OBSERVATIONS]))


def _largest(groups: Mapping[str, list[Verdict]]) -> list[tuple[str, list[Verdict]]]:
    return sorted(groups.items(), key=lambda item: -len(item[1]))


def _line(
    words: str, verdicts: Sequence[Verdict], resources: Sequence[str], query: str = ""
) -> Line:
    topics = {topic_of(verdict, resources) for verdict in verdicts}
    operations = {verdict.operation for verdict in verdicts}
    return Line(len(verdicts), words, len(operations), tuple(sorted(topics)), query)
