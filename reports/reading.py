"""Reads the cause of a verdict: what the server said or did, whichever law noticed it.

Many laws notice one defect. What they have in common stands in the answer: the server's own words
for a refusal, the field that is not there, a code that no refusal has. Where a verdict's answer
tells nothing of the kind, verdicts go together by what was observed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from harness.claim import OWN
from harness.exchange import Exchange
from harness.ledger import Ledger
from harness.mishaps import OVER
from harness.reasons import DISPLACES, OTHERWISE, SET_UP, TOOK_ALL, WITHHELD
from harness.shape import shape, shape_of
from harness.spent import SPENT, spent
from harness.verdict import Verdict
from reports.absent import LACKING, presence
from reports.answers import cut
from reports.calls import Calls
from reports.grouping import resource_of, topic_of
from reports.reproduction.steps import evidence
from reports.sentences import LONGEST, QUOTED, folded, named, sentence

# A call that is not answered as it should be; wrong requests that are taken; something that is
# lacking; a value; what was observed, where that is all there is; an operation that is not there,
# or is declared not to be; an id that nobody gave; a claim that no answer shows.
Kind = Literal["call", "takes", "lacks", "value", "seen", "absent", "declared", "given", "unshown"]
_SHOWN = 3  # calls that one title names
_MANY = 5  # kinds of wrong requests that one title names
_REFUSAL = re.compile(r"\brefus(al|ed|es)\b|\berror\.\w+|\b(?:status|http) 4\d\d")
_WANTED = re.compile(r"\b(?:status|http) ?(4\d\d)|\((4\d\d),")
_STATUS = re.compile(r"\bstatus (\d{3})")
_CODE = re.compile(r"\berror\.code\b|\b4\d\d, \w+, \w+")
_LACKS = re.compile(r"^([\w.\[\]-]+) missing\b")
_ECHO = re.compile(r"(?:^|\()([\w.\[\]-]+): (?:sent .*, found )?nothing")
_HOLDS = re.compile(r'^([\w.\[\]]+) (?:"|\{|\[|-?\d|null\b|true\b|false\b)')
_FIELD = re.compile(r"^[A-Za-z_][\w.\[\]]*$")
_NO_FIELD = "no such field"
_NUMBER = re.compile(r"\b\d+\b")
_READ = " when read"
_GIVEN = "configur"  # what no call makes is given in the configuration


@dataclass(frozen=True, slots=True)
class Key:
    """What verdicts of one cause have in common, and how it is told.

    `same` is equal for what goes together. `call` is the request that shows it, as `POST /v1/x`,
    `words` what is said of it, `exchange` the id of the exchange. `promise` is what is broken,
    where nothing but that is known, `field` the field or the header that is lacking or wrong.
    `parts` are the words that were sent and that the server's sentence repeats.
    """

    kind: Kind
    same: tuple[str, ...]
    words: str
    call: str = ""
    exchange: str = ""
    promise: str = ""
    field: str = ""
    parts: tuple[str, ...] = ()

    def title(self, calls: tuple[str, ...]) -> str:
        """Return the cause in a line; `calls` are those, or the words, of all that it explains."""
        if self.kind == "takes":  # what is merely blocked by it has no call
            told = tuple(call for call in calls if call != self.words) or calls
            return f"accepts what has to be refused: {some(told, _MANY)}"
        if self.kind in ("call", "absent", "declared"):
            return f"{some(calls)} {'are' if len(calls) > 1 else 'is'} {self.words}"
        return self.words


def some(names: tuple[str, ...], most: int = _SHOWN) -> str:
    """Return the first of many names, and how many more there are."""
    more = len(names) - most
    rest = f" and {more} more" if more > 0 else ""
    return f"{', '.join(names[:most])}{rest}"


class Reader:
    """Reads the causes of the verdicts of one ledger."""

    def __init__(self, ledger: Ledger) -> None:
        self._ledger = ledger
        self._calls = Calls(ledger)
        self._resources: list[str] = ledger.header.get("resources", [])
        self._verdicts = {verdict.id: verdict for verdict in ledger.verdicts}
        asked = presence(ledger)
        self._placed = {verdict.operation for verdict in asked}
        present = [(verdict.operation, verdict.status) for verdict in asked]
        self._presence = {verdict.id for verdict in asked}
        self._gone = {operation for operation, status in present if status in LACKING}
        self._declared = {operation for operation, status in present if status == "not_supported"}
        self._known: dict[str, tuple[Key, ...]] = {}

    def keys(self, verdict: Verdict) -> tuple[Key, ...]:
        """Return the causes of a verdict, the gravest first; at least one."""
        if verdict.id not in self._known:
            self._known[verdict.id] = (self._seen(verdict, verdict.message),)  # of a circle
            blocked = verdict.status in ("not_testable", "not_supported")
            found = [self._blocked(verdict)] if blocked else self._broken(verdict)
            self._known[verdict.id] = tuple({key.same: key for key in found}.values())
        return self._known[verdict.id]

    def _blocked(self, verdict: Verdict) -> Key:
        """Return what stands in the way of a claim: the first answer that is no success."""
        for kept in (WITHHELD, DISPLACES):  # what this run itself does not send
            if kept in verdict.message:
                return Key("unshown", ("unshown", kept), kept)
        if verdict.message == TOOK_ALL:
            return replace(self._taken(verdict), call="")
        for name in verdict.exchanges:
            exchange = self._ledger.exchanges.get(name)
            if exchange is not None and not exchange.accepted:
                return self._refused(exchange)
        above = self._above(verdict)
        if above is not None:
            return self.keys(above)[0]
        lost = _ECHO.search(verdict.message)
        if lost:
            name = verdict.exchanges[0]
            return replace(self._lost(verdict, lost.group(1), name), exchange=name)
        if verdict.exchanges and (verdict.root or verdict.blocked_by):
            return self._seen(verdict, verdict.message)
        kind: Kind = "given" if _GIVEN in verdict.message else "unshown"
        return Key(kind, (kind, shape_of(verdict.message, verdict.id)), verdict.message)

    def _above(self, verdict: Verdict) -> Verdict | None:
        """Return what stands in the way of a claim, where that is a claim that does not hold."""
        above = self._verdicts.get(verdict.blocked_by)
        return above if above is not None and above.status not in ("pass", "noted") else None

    def _broken(self, verdict: Verdict) -> Iterator[Key]:
        """Yield what broke a claim."""
        exchange = self._answer(verdict)
        unread = _READ in verdict.observed and exchange is not None and _gone(exchange)
        if verdict.operation in self._gone and verdict.id in self._presence:
            yield self._absent(verdict.operation, next(iter(verdict.exchanges), ""))
        elif exchange is not None and (unread or not exchange.status or exchange.status >= 500):
            yield self._refused(exchange)
        elif _LACKS.match(verdict.observed) and not verdict.observed.startswith("error."):
            yield from self._values(verdict, exchange)
        elif _REFUSAL.search(verdict.expected):
            yield self._otherwise(verdict, exchange)
        elif exchange is not None and not exchange.accepted and _told(verdict, exchange):
            again = self._again(verdict, exchange)
            seen = self._seen(verdict, verdict.observed, exchange.id)
            yield seen if again else self._refused(exchange)
        else:
            yield from self._values(verdict, exchange)

    def _answer(self, verdict: Verdict) -> Exchange | None:
        """Return the exchange that a finding is about: one of the status that was observed.

        What was missing when an object was read is shown by a read that was refused, where one was.
        """
        found = evidence(self._ledger, verdict) if verdict.exchanges else []
        if _READ in verdict.observed and any(map(_gone, found)):
            return next(filter(_gone, found))
        told = _STATUS.search(verdict.observed)
        if told:
            same = [e for e in found if e.status == int(told.group(1))]
            found = same or found
        if _READ in verdict.observed:
            found = [e for e in found if e.request.reads] or found
        return found[0] if found else None

    def _again(self, verdict: Verdict, exchange: Exchange) -> bool:
        """Whether a refused request was accepted before: that it came again is the cause."""
        others = (self._ledger.exchanges.get(name) for name in verdict.exchanges)
        return not exchange.request.reads and any(
            e is not None and e.accepted and e.request == exchange.request for e in others
        )

    # -- calls -------------------------------------------------------------------------------

    def _refused(self, exchange: Exchange) -> Key:
        """Return the key of a call that was not taken: its server's own words.

        Words that name what was sent mean the same wherever they are said; others are of one call.
        """
        call, status = self._calls.title(exchange), exchange.status
        if exchange.response is None and OVER in exchange.error:
            return Key("unshown", ("unshown", OVER), OVER)
        if spent(exchange) or SPENT in exchange.error:
            return Key("call", ("call", SPENT), f"turned away: {SPENT}", call, exchange.id)
        if call in self._gone:
            return self._absent(call, exchange.id)
        if call in self._declared and self._calls.absent(exchange):
            words = "not there, as was declared"
            return Key("declared", ("declared", call), words, call, exchange.id)
        if call not in self._placed and self._calls.lacking(exchange):
            words = f"not there (status {status})"
            return Key("call", ("absent", call), words, call, exchange.id)
        said = sentence(exchange)
        told = f": {QUOTED}{said}”" if said else ""
        words = f"refused with status {status}"
        if not status or status >= 500:
            words = f"answered with status {status}" if status else "not answered"
        parts = named(exchange, said)
        plain = shape(folded(said, (*parts, *self._calls.ids(exchange))))
        same = ("call", str(status), plain, "" if parts else call)
        return Key("call", same, f"{words}{told}", call, exchange.id, parts=parts)

    @staticmethod
    def _absent(call: str, exchange: str) -> Key:
        """Return the key of an operation that the server does not have."""
        return Key("absent", ("absent", call), "not there", call, exchange)

    def _otherwise(self, verdict: Verdict, exchange: Exchange | None) -> Key:
        """Return the key of a wrong request that was not refused as it has to be."""
        if exchange is None:
            return self._seen(verdict, verdict.observed or verdict.message)
        name = exchange.id
        if exchange.accepted and not _REFUSAL.search(verdict.observed):
            return self._taken(verdict, name)
        lacking = _lacking(verdict, exchange)
        if lacking:
            return Key("lacks", ("lacks", "error", lacking),
                       f"refusals lack `error.{lacking}`", "", name)  # fmt: skip
        wanted = _WANTED.search(verdict.expected)
        status = next(filter(None, wanted.groups()), "") if wanted else ""
        if status and exchange.refused and int(status) != exchange.status:
            words = f"refuses with status {exchange.status} what has to have {status}"
            same = ("status", status, str(exchange.status))
            return Key("seen", same, words, "", name)
        return self._seen(verdict, verdict.observed or verdict.message, name)

    def _taken(self, verdict: Verdict, name: str = "") -> Key:
        """Return the key of wrong requests that are taken: one a column, told by what they are."""
        column = self._ledger.column(verdict) or "other"
        law = self._ledger.laws.get(verdict.law)
        topic, _, rule = verdict.law.partition(".")
        told = (law.wrong if law else "") or (topic if rule == topic else verdict.law or column)
        return Key("takes", ("takes", topic if column == OWN else column), column, told, name)

    # -- values ------------------------------------------------------------------------------

    def _values(self, verdict: Verdict, exchange: Exchange | None) -> Iterator[Key]:
        """Yield a key for each field that is lacking, or else."""
        name = exchange.id if exchange else ""
        told = [(f.place, f.observed, f.exchange or name) for f in verdict.findings]
        placed = list(told) if any(place for place, _, _ in told) else []
        for place, observed, shown in placed or [("", verdict.observed, name)]:
            yield replace(self._value(verdict, place, observed, shown), exchange=shown)

    def _value(self, verdict: Verdict, place: str, observed: str, shown: str) -> Key:
        whose = resource_of(verdict, self._resources)
        found = _LACKS.match(observed) or _ECHO.match(observed)
        if found or (place and observed == _NO_FIELD):
            return self._lost(verdict, found.group(1) if found else place, shown)
        held = _HOLDS.match(observed)
        if place and _FIELD.match(place):
            what = _top(place)
            said = observed.removeprefix(f"{place} ").removeprefix("is ")  # as a law may say it
            words = f"{whose}: `{what}` is {_cut(said)}"
            return Key("value", ("value", whose, what), words, field=what)
        if held and not _STATUS.match(observed):
            what, column = _top(held.group(1)), self._ledger.column(verdict)
            words = f"{whose}: {_cut(observed)}"
            return Key("value", ("value", column, whose, what), words, field=what)
        return self._seen(verdict, observed or verdict.message)

    def _lost(self, verdict: Verdict, place: str, shown: str) -> Key:
        """Return the key of a field, or a header, that is not there, whoever misses it.

        Where the exchange that shows it has the field, it is a part of it that is not there.
        """
        whose, lost = resource_of(verdict, self._resources), _top(place)
        if "-" in lost:
            return Key("lacks", ("header", lost), f"answers lack the header {lost}", field=lost)
        exchange = self._ledger.exchanges.get(shown)
        if exchange is not None and lost != place and _holds(exchange, lost):
            words = f"{whose}: `{lost}` lacks parts, such as `{place}`"
            return Key("lacks", ("lacks", whose, lost, "parts"), words, field=lost)
        words = f"{whose} lacks `{lost}`"
        if exchange is not None and lost in exchange.item and exchange.item[lost] is None:
            words = f"{whose}: `{lost}` stays null"
        return Key("lacks", ("lacks", whose, lost), words, field=lost)

    def _seen(self, verdict: Verdict, said: str, exchange: str = "") -> Key:
        """Return the key of what only its words tell: those of one topic go together."""
        topic = verdict.law.partition(".")[0] or topic_of(verdict, self._resources)
        known = self._ledger.laws.get(verdict.law)
        promise = known.says.rstrip(".") if known and known.says else topic
        name = exchange or next(iter(verdict.exchanges), "")
        said = said.partition(OTHERWISE)[0]
        _, call, behind = said.partition(SET_UP)
        if call and verdict.status == "not_testable":  # whichever law was in need of it
            told = shape(f"{call}{behind}")
            return Key("seen", ("seen", told), _cut(f"{call}{behind}"), "", name)
        told = _NUMBER.sub("…", shape_of(said, verdict.id))
        words = f"{promise}: {_cut(said)}" if said else promise
        if verdict.status in ("not_testable", "not_supported"):
            return Key("seen", ("seen", told), _cut(said), "", name)
        return Key("seen", ("seen", promise, told), words, "", name, promise)


def _told(verdict: Verdict, exchange: Exchange) -> bool:
    """Whether what was observed is the refusal, and not something beside it."""
    return f"status {exchange.status}" in verdict.observed


def _lacking(verdict: Verdict, exchange: Exchange) -> str:
    """Return which part of its error a refusal lacks that is expected, "" when none."""
    if not exchange.refused:
        return ""
    if _CODE.search(verdict.expected) and not exchange.code:
        return exchange.conventions.code or "code"
    lost = re.findall(r"\bno error\.(\w+)", verdict.observed)
    return str(lost[0]) if lost else ""


def _gone(exchange: Exchange) -> bool:
    """Whether an object cannot be read at all: what it should hold is not what is lacking."""
    return exchange.request.reads and exchange.refused


def _holds(exchange: Exchange, name: str) -> bool:
    """Whether an answer, or an entry of its list, has something in a field."""
    items = exchange.entries or [exchange.item]
    return any(item.get(name) is not None for item in items)


def _top(place: str) -> str:
    """Return the field at the top of a place, without the envelope of a list."""
    parts = [part for part in re.split(r"[.\[\]]+", place) if part and not part.isdigit()]
    return parts[1] if len(parts) > 1 and parts[0] == "data" else parts[0] if parts else place


def _cut(text: str) -> str:
    return cut(text, LONGEST)
