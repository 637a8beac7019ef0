"""What expansions are asked of: objects with references, and updates that name a wrong one."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from contracts.model import Contracts, Operation
from harness.exchange import Exchange
from strategies import smallest
from suites.lab import Lab
from suites.law import Family, Unavailable
from suites.looking.dig import dig
from suites.looking.expansion import deep_path, ids_below, is_object, replaced, table_of
from suites.looking.likeness import resembles
from suites.looking.say import said
from suites.merit import marked

UNKNOWN = "assay_unknown"
FIXED = "object"  # a field that is no id
_FIELDS = {"smoke": 1, "standard": 3, "thorough": 9}  # fields that are expanded, an operation


def rich(lab: Lab, operation: Operation) -> dict[str, str]:
    """Return ids for the path that name an object with many references. Raises Unavailable."""
    try:
        return lab.subject(operation, lab.contracts.resource(operation.returns).rich, fresh=False)
    except Unavailable:
        return lab.subject(operation, fresh=False)


@dataclass
class Reference:
    """An object with references, and how it reads plain and expanded, once that was asked."""

    lab: Lab
    operation: Operation
    ids: dict[str, str]

    def __post_init__(self) -> None:
        self.table = table_of(self.lab.contracts, self.operation.returns)
        self._asked: dict[tuple[str, ...], Exchange] = {}

    def expanded(self, *paths: str) -> Exchange:
        """Return the object with some paths expanded; each set of them is asked for once."""
        if paths not in self._asked:
            self._asked[paths] = self.anew(*paths)
        return self._asked[paths]

    def anew(self, *paths: str) -> Exchange:
        """Return the object as it reads now."""
        form = {self.operation.expansion: list(paths)} if paths else {}
        with self.lab.wrongly(not {*paths}.isdisjoint(self.wrong.values())):
            return self.lab.call(self.operation, form, self.ids)

    @property
    def plain(self) -> Exchange:
        """The object without expansions. Raises Unavailable when it cannot be read."""
        found = self.expanded()
        if not resembles(found, self.operation):
            reason = f"the object cannot be read ({said(found)})"
            raise Unavailable(reason, found, blocked_by=f"{self.operation.id}.accepts")
        return found

    @cached_property
    def again(self) -> Exchange:
        """The object without expansions, behind those that were asked for."""
        return self.anew()

    @property
    def every(self) -> list[str]:
        """The paths that hold an id. Raises Unavailable when there is none."""
        found = ids_below(self.plain.item, self.table)
        if not found:
            raise Unavailable("every expandable field of the object is empty", self.plain)
        return found

    @property
    def paths(self) -> list[str]:
        """The paths that are expanded one by one. Raises Unavailable."""
        return self.every[: _FIELDS[self.lab.profile]]

    @property
    def answers(self) -> dict[str, Exchange]:
        """The object with each of these expanded alone. Raises Unavailable."""
        return {path: self.expanded(path) for path in self.paths}

    def unlike(self) -> list[tuple[str, Exchange]]:
        """Return the paths, alone or all at once, at which no object stands. Raises Unavailable."""
        asked = list(self.answers.items())
        if len(asked) > 1:
            together = self.expanded(*self.paths)
            asked += [(path, together) for path in self.paths]
        return [(path, answer) for path, answer in asked
                if not is_object(dig(answer.item, path), dig(self.plain.item, path))]  # fmt: skip

    def objects(self) -> dict[str, Exchange]:
        """Return the answers when objects stand in them. Raises Unavailable when not."""
        wrong = self.unlike()
        if wrong:
            reason = f"{wrong[0][0]} is not expanded"
            blocked = f"{self.operation.id}.expand.object"
            raise Unavailable(reason, wrong[0][1], blocked_by=blocked)
        return self.answers

    def back(self, answer: Exchange, path: str) -> dict[str, Any]:
        """Return an answer with the id again where it was expanded."""
        return replaced(answer.item, path, dig(self.plain.item, path))

    @cached_property
    def wrong(self) -> dict[str, str]:
        """What is refused: by the name of a law, the path."""
        deep = too_deep(self.operation, self.lab.contracts)
        found = {"unknown": UNKNOWN, "not_expandable": FIXED, "too_deep": deep}
        return {name: path for name, path in found.items() if path}


@dataclass
class Update:
    """An update that leaves a mark, and names an expansion that does not exist."""

    lab: Lab
    operation: Operation
    ids: dict[str, str]
    mark: str

    @cached_property
    def refused(self) -> Exchange:
        """The answer to it."""
        operation = self.operation
        form = {operation.metadata: {"assay_expanded": self.mark}, operation.expansion: [UNKNOWN]}
        with self.lab.wrongly():
            return self.lab.call(self.operation, form, self.ids)


@dataclass
class Several:
    """A list or a search, which names an expansion that does not exist."""

    lab: Lab
    operation: Operation

    @cached_property
    def refused(self) -> Exchange:
        """The answer to it."""
        lab, operation = self.lab, self.operation
        form = {**lab.provision.fill(smallest(operation)), operation.expansion: [UNKNOWN]}
        with lab.wrongly():
            return lab.call(operation, form, lab.subject(operation, fresh=False))


def _stand(lab: Lab, operation: Operation) -> Reference | Update | Several:
    if operation.kind == "retrieve":
        return Reference(lab, operation, rich(lab, operation))
    if operation.many:
        lab.merit.ready(operation)
        return Several(lab, operation)
    lab.merit.ready(operation)
    ids = lab.subject(operation, fresh=True)
    return Update(lab, operation, ids, lab.provision.unique())


def _about(contracts: Contracts) -> Iterator[Operation]:
    if contracts.api.expansion is not None:
        for operation in contracts.operations:
            asked = operation.kind == "retrieve" or operation.many or marked(operation)
            if operation.expansion and asked:
                yield operation


EXPANDED = Family(
    "expand", _about, _stand,
    order=("object", "rest", "once", "nested", "alike", "null", "unknown", "not_expandable",
           "too_deep", "four_levels", "embedded", "up_to_date", "nothing_done"),
    stands_on=("kind", "row.references"),
)  # fmt: skip


def depth(contracts: Contracts) -> int:
    """Return how many levels may be expanded (G-90); 0 where nothing is."""
    return contracts.api.expansion.depth if contracts.api.expansion else 0


def too_deep(operation: Operation, contracts: Contracts) -> str:
    """Return a path that is one level too deep, or "" where references do not lead so far."""
    return deep_path(contracts, operation, depth(contracts) + 1)


def reads(operation: Operation, contracts: Contracts) -> bool:
    """Whether an operation retrieves what has fields that can be expanded."""
    return operation.kind == "retrieve" and bool(table_of(contracts, operation.returns))


def leads(operation: Operation, contracts: Contracts) -> bool:
    """Whether one of these stands for what calls can make, or a contract describes."""

    def known(name: str) -> bool:
        made = contracts.recipe(name) or contracts.described(name)
        return made is not None or name in contracts.expandable

    return reads(operation, contracts) and any(
        known(name) for name in table_of(contracts, operation.returns).values()
    )
