"""What changed between two runs: claim by claim, and for each field by field.

Two runs of one server, or a run of each of two servers. It is a pure function of two loaded
ledgers; what differs from run to run by nature is left out.
"""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any, Literal

from harness.exchange import Exchange
from harness.ledger import Ledger
from harness.legible import line
from harness.verdict import JUDGED, SEEN, Verdict
from reports.answers import cut, status_of
from reports.drawn import MARK, Drawn, both_draw
from reports.reproduction.steps import evidence
from reports.wording import saying

Kind = Literal[
    "broken", "no longer judged", "changed", "mended", "now judged", "appeared", "gone"
]  # fmt: skip
KINDS: dict[Kind, str] = {
    "broken": "held, or was not judged, and breaks now",
    "no longer judged": "was judged, and is not any more",
    "changed": "breaks in both, in another way",
    "mended": "broke, and holds now",
    "now judged": "was not judged, and holds now",
    "appeared": "is asked in the second run alone",
    "gone": "was asked in the first run alone",
}
WORSE: tuple[Kind, ...] = ("broken", "no longer judged")
UNREACHED = "unreached"  # the status of a claim that a run which was cut short did not come to
MOST = 20  # fields of one claim
_WIDE = 300  # characters of one value
_RUN = ("base_url", "profile", "seed", "version", "api_version", "only")
_NOTHING = "absent"
_ENTRY = re.compile(r"\[\d+\]")
ABSENT = object()  # what stands where a member is not there


@dataclass(frozen=True, slots=True)
class Field:
    """One thing that differs: a place of a finding, or a member of an answer."""

    place: str
    before: str
    after: str


@dataclass(frozen=True, slots=True)
class Change:
    """A claim of which two runs say different things. `message` is of the run that tells more."""

    id: str
    kind: Kind
    before: str
    after: str
    operation: str = ""
    clause: str = ""
    message: str = ""
    root: str = ""
    fields: tuple[Field, ...] = ()

    @property
    def plain(self) -> dict[str, Any]:
        """The change as JSON has it."""
        fields = [{"place": f.place, "before": f.before, "after": f.after} for f in self.fields]
        rest = {"operation": self.operation, "clause": self.clause, "message": self.message,
                "root": self.root, "fields": fields}  # fmt: skip
        said = {name: value for name, value in rest.items() if value}
        return {"id": self.id, "kind": self.kind, "before": self.before, "after": self.after,
                **said}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Comparison:
    """All changes, by id; `notes` say in what the runs were others, `same` how much is alike."""

    changes: tuple[Change, ...] = ()
    notes: tuple[str, ...] = ()
    same: int = 0

    @property
    def counts(self) -> dict[Kind, int]:
        """How many claims changed in which way; every way is a key."""
        found = Counter(change.kind for change in self.changes)
        return {kind: found[kind] for kind in KINDS}

    @property
    def worse(self) -> bool:
        """Whether something is broken, or not judged any more, that was not so before."""
        return any(change.kind in WORSE for change in self.changes)

    def of(self, kind: Kind) -> tuple[Change, ...]:
        """Return the changes of a kind."""
        return tuple(change for change in self.changes if change.kind == kind)


def compare(before: Ledger, after: Ledger) -> Comparison:
    """Return what the second of two runs says otherwise than the first."""
    return _Comparing(before, after).comparison()


class _Side:
    """One of the two runs: its verdicts by id, and its answers by what they answer."""

    def __init__(self, ledger: Ledger) -> None:
        self.ledger = ledger
        self.drawn = Drawn(ledger)
        self.verdicts = {v.id: v for v in ledger.verdicts if v.operation}
        self.asked = {*self.verdicts, *(claim.id for claim in ledger.claims)}
        self._answers: dict[tuple[str, ...], Exchange] | None = None

    def status(self, claim: str) -> str:
        """Return the status of a claim, "" where it was not asked."""
        found = self.verdicts.get(claim)
        if found is not None:
            return found.status
        return UNREACHED if claim in self.asked else ""

    def places(self, claim: str) -> dict[str, str]:
        """Return what was observed of a claim, by the places of its findings."""
        verdict = self.verdicts.get(claim)
        if verdict is None or verdict.status not in SEEN:
            return {}
        found = {self.drawn.text(f.place): f.observed for f in verdict.findings}
        return found or {"": verdict.observed or verdict.message}

    def key(self, exchange: Exchange) -> tuple[str, ...]:
        """Return what a request asks, as far as another run can ask the same."""
        request = exchange.request
        sent = (self.drawn.text(part) for part in (request.path, request.query, request.body))
        return (exchange.group, request.method, request.key, *sent)

    def answer(self, key: tuple[str, ...]) -> Exchange | None:
        """Return the exchange that asked the same, None where there is none, or are several."""
        if self._answers is None:
            keys = Counter(map(self.key, self.ledger.exchanges.values()))
            self._answers = {k: e for e in self.ledger.exchanges.values()
                             if keys[k := self.key(e)] == 1}  # fmt: skip
        return self._answers.get(key)


class _Comparing:
    def __init__(self, before: Ledger, after: Ledger) -> None:
        self._before, self._after = _Side(before), _Side(after)

    def comparison(self) -> Comparison:
        """Return all that changed."""
        every = sorted(self._before.asked | self._after.asked)
        found = [change for claim in every if (change := self._change(claim)) is not None]
        return Comparison(tuple(found), tuple(self._notes()), len(every) - len(found))

    def _change(self, claim: str) -> Change | None:
        statuses = self._before.status(claim), self._after.status(claim)
        kind = _kind(*statuses)
        places = tuple(self._places(claim))
        if kind is None and places and all(status in SEEN for status in statuses):
            kind = "changed"
        if kind is None:
            return None
        telling = self._telling(claim)
        fields = (*places, *self._answers(claim)) if kind in ("broken", "mended", "changed") else ()
        message = "" if telling is None else saying(telling, _WIDE)
        named = telling or next(c for side in (self._before, self._after)
                                for c in side.ledger.claims if c.id == claim)  # fmt: skip
        return Change(claim, kind, *statuses, named.operation, named.clause, message,
                      telling.root if telling else "", folded(fields)[:MOST])  # fmt: skip

    def _telling(self, claim: str) -> Verdict | None:
        """Return the verdict that says what is the matter."""
        found = (self._after.verdicts.get(claim), self._before.verdicts.get(claim))
        known = [verdict for verdict in found if verdict is not None]
        return next((v for v in known if v.status != "pass"), known[0] if known else None)

    def _places(self, claim: str) -> Iterator[Field]:
        """Yield the places of a claim's findings at which the runs observed different things."""
        then, now = self._before.places(claim), self._after.places(claim)
        if not (then and now) or (self._before.drawn.free and {*then} != {*now}):
            return  # what people wrote is masked in the places of a record as well
        for place in sorted({*then, *now}):
            texts = then.get(place), now.get(place)
            alike = [
                None if text is None else side.drawn.text(text)
                for text, side in zip(texts, (self._before, self._after), strict=True)
            ]
            if texts[0] != texts[1] and not self._before.drawn.alike(*alike):
                yield Field(place, *(_shown(text) for text in texts))

    def _answers(self, claim: str) -> Iterator[Field]:
        """Yield what differs in the answers to the request that shows a claim's breach."""
        if self._before.drawn.free:
            return  # of a record all answers are compared (`reports/differing.py`)
        for side, other in ((self._after, self._before), (self._before, self._after)):
            verdict = side.verdicts.get(claim)
            if verdict is None or verdict.status not in SEEN:
                continue
            shown = evidence(side.ledger, verdict)[-1:]
            found = [(e, there) for e in shown if (there := other.answer(side.key(e))) is not None]
            for here, there in found:
                pair = (there, here) if side is self._after else (here, there)
                yield from self._between(*pair)
            return

    def _between(self, then: Exchange, now: Exchange) -> Iterator[Field]:
        """Yield what differs between two answers: the status, then the members of the body."""
        if then.status != now.status:
            yield Field("status", status_of(then), status_of(now))
        drawn = self._before.drawn, self._after.drawn
        yield from _differences("body", (then.json, now.json), drawn)

    def _notes(self) -> Iterator[str]:
        """Yield in what the two runs were other ones."""
        for name in _RUN:
            pair = [side.ledger.header.get(name) for side in (self._before, self._after)]
            if pair[0] != pair[1] and pair[0] != MARK:
                yield line(f"{name}: {_told(pair[0])}, then {_told(pair[1])}")
        for side, word in ((self._before, "first"), (self._after, "second")):
            if not side.ledger.complete:
                yield f"the {word} run is incomplete"


def _kind(before: str, after: str) -> Kind | None:
    """Return in what way a claim changed by its statuses, None where it did not."""
    if not (before and after):
        return "appeared" if after else "gone"
    if after in SEEN and before not in SEEN:
        return "broken"
    if before in JUDGED and after not in JUDGED:
        return "no longer judged"
    if before in SEEN and after not in SEEN:
        return "mended"
    if after in JUDGED and before not in JUDGED:
        return "now judged"
    return "changed" if before != after and before in SEEN else None


def _differences(
    place: str, values: tuple[Any, Any], drawn: tuple[Drawn, Drawn]
) -> Iterator[Field]:
    """Yield the members at which two answers differ; of lists the number of entries comes first."""
    then, now = values
    if isinstance(then, dict) and isinstance(now, dict):
        for name in sorted({*then, *now}):
            pair = (then.get(name, ABSENT), now.get(name, ABSENT))
            if not both_draw(name, (then, now), drawn):
                yield from _differences(f"{place}.{name}", pair, drawn)
    elif isinstance(then, list) and isinstance(now, list):
        if len(then) != len(now):
            yield Field(line(place), *(f"{len(found)} entries" for found in (then, now)))
        for number, pair in enumerate(zip(then, now, strict=False)):
            yield from _differences(f"{place}[{number}]", pair, drawn)
    elif type(then) is not type(now) or (
        then != now and drawn[0].value(then) != drawn[1].value(now)
    ):
        yield Field(line(place), *map(shown, values))


def folded(fields: Iterable[Field]) -> tuple[Field, ...]:
    """Return fields; entries of lists that differ in one way are one, where the first stood."""
    alike: dict[tuple[str, str, str], list[Field]] = {}
    for field in fields:
        place = _ENTRY.sub("[…]", field.place)
        alike.setdefault((place, field.before, field.after), []).append(field)
    return tuple(
        every[0] if len(every) == 1 else replace(every[0], place=f"{place}, {len(every)} times")
        for (place, _, _), every in alike.items()
    )


def _told(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False)


def shown(value: Any) -> str:
    """Return a member of an answer, or ABSENT, as one line."""
    return _shown(None if value is ABSENT else _told(value))


def _shown(text: str | None) -> str:
    return _NOTHING if text is None else cut(line(text), _WIDE)
