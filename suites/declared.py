"""What a user declares of a target: which operations and conventions it has, and which it has not.

A name is an operation (its id or its title, or a glob of these), a resource, a topic of claims such
as `idempotency`, a law such as `pagination.page_size`, or a column of the report such as `lists`.
What is declared unsupported is in the plan as ever, ends as `not_supported`, and nothing is sent
for it.
"""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fnmatch import fnmatchcase
from typing import Any

from contracts.model import Contracts
from harness.claim import OWN
from harness.judge import Scope
from suites.absence import call_of
from suites.plan import COLUMNS, Plan

UNWRITTEN = "the package's own sandbox: no behaviour/*.py says that the operation moves an object"
_NEAR = 3  # names that are offered for one that nothing has


@dataclass(frozen=True, slots=True)
class Declared:
    """What was declared: by `supports` and `unsupported` of a file, and by `--skip`; and which
    claims a sandbox of a package cannot be held to, since nobody wrote what it does.
    """

    supports: tuple[str, ...] = ()
    unsupported: tuple[str, ...] = ()
    skip: tuple[str, ...] = ()
    file: str = ""  # the name of the file
    unwritten: tuple[str, ...] = ()  # claims of what nobody wrote for a package's own sandbox

    def __bool__(self) -> bool:
        """Whether anything was declared."""
        return bool(self.supports or self.unsupported or self.skip or self.unwritten)

    def plain(self) -> dict[str, list[str]]:
        """Return what a ledger and results say of it."""
        return {name: list(getattr(self, name)) for name in ("supports", "unsupported", "skip")}


NONE = Declared()


def declaration(record: Mapping[str, Any]) -> Declared:
    """Return what was declared, of plain data. Raises KeyError."""
    names = ("supports", "unsupported", "skip", "unwritten")
    supports, unsupported, skip, unwritten = (tuple(record[name]) for name in names)
    return Declared(supports, unsupported, skip, record["file"], unwritten)


@dataclass(frozen=True)
class Names:
    """The names that can be declared: of operations, and of what is asked of them."""

    contracts: Contracts
    topics: frozenset[str]  # topics and laws

    def operations(self, text: str) -> frozenset[str]:
        """Return the titles of the operations that a name means."""
        call = call_of(text)
        return frozenset(
            o.title for o in self.contracts.operations
            if f"{o.id}.".startswith(f"{text}.")
            or fnmatchcase(o.id, text) or fnmatchcase(call_of(o.title), call)
        )  # fmt: skip

    def topical(self, text: str) -> bool:
        """Whether a name means something that is asked of operations."""
        return text in COLUMNS or any(fnmatchcase(topic, text) for topic in self.topics)

    def unknown(self, text: str) -> str:
        """Return what is said of a name that means nothing, "" for any other."""
        if self.operations(text) or self.topical(text):
            return ""
        known = {name for o in self.contracts.operations for name in (o.id, o.title, o.resource)}
        bare = text.replace("*", "").strip(".")
        near = difflib.get_close_matches(bare, sorted({*known, *self.topics, *COLUMNS}), _NEAR)
        hint = f"; did you mean {' or '.join(near)}?" if near else ""
        return f"no operation, topic or column is named {text!r}{hint}"


def excluded(plan: Plan, names: Names, declared: Declared) -> dict[str, str]:
    """Return the claims of a plan that are declared unsupported, each with by what."""
    kinds = {operation.title: operation.kind for operation in names.contracts.operations}
    subjects = [
        _Subject(name, claim.operation, kinds[claim.operation], law.words,
                 plan.columns.get(law.topic, OWN))
        for name, claim in plan.claims.items() for law in (plan.law_of[claim.law],)
    ]  # fmt: skip
    found: dict[str, str] = {}
    for text in declared.unsupported:
        operations = names.operations(text)
        hits = (s for s in subjects if s.operation in operations or s.topical(text))
        found.update((s.claim, f"`unsupported` in {declared.file} ({text})") for s in hits)
    if declared.supports:
        rest = _unnamed(subjects, names, declared.supports)
        by = f"`supports` in {declared.file}, which does not name it"
        found = {**{s.claim: by for s in rest}, **found}
    found.update((name, UNWRITTEN) for name in declared.unwritten if name in plan.claims)
    for text in declared.skip:
        scope = Scope((text,))
        found.update((s.claim, f"--skip {text}") for s in subjects if scope.holds(s.claim))
    return found


@dataclass(frozen=True, slots=True)
class _Subject:
    """What a claim is about, as far as names tell it."""

    claim: str
    operation: str
    kind: str
    law: str
    column: str

    def topical(self, text: str) -> bool:
        """Whether a name means what is asked here; one of a kind of operations means all of it."""
        topic = self.law.partition(".")[0]
        return (
            text in (self.column, self.kind)
            or fnmatchcase(topic, text) or fnmatchcase(self.law, text)
        )  # fmt: skip


def _unnamed(subjects: Iterable[_Subject], names: Names, supports: Iterable[str]) -> list[_Subject]:
    """Return what no supported name covers: of operations where some are named, of topics too."""
    by_name = {text: names.operations(text) for text in supports}
    operations = frozenset().union(*by_name.values())
    topics = [text for text, found in by_name.items() if not found]
    return [
        s for s in subjects
        if (operations and s.operation not in operations)
        or (topics and not any(s.topical(text) for text in topics))
    ]  # fmt: skip


def contradiction(names: Names, declared: Declared) -> str:
    """Return the supported name of which `unsupported` takes all away, "" if there is none."""
    taken: set[str] = set()
    for text in declared.unsupported:
        taken |= names.operations(text)
    for text in declared.supports:
        operations = names.operations(text)
        if text in declared.unsupported or (operations and operations <= taken):
            return text
    return ""
