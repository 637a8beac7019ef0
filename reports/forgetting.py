"""A server that remembers nothing of what it is told: one cause, whatever noticed it.

It answers what is retrieved with the same, whatever was made: each field that differs from what was
sent is a symptom of that, and no thing to mend by itself. A server that keeps objects and changes
one field of them is none, for what it answers differs from object to object.
"""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from harness.exchange import Exchange
from harness.ledger import Ledger
from harness.shape import shape
from harness.verdict import Verdict
from reports.reading import Key

FORGOTTEN = ("forgotten",)
_WORDS = "what is created is not found again: it reads the same, whatever was sent"
_JUDGED = 2  # claims about what was made, without which nothing is concluded
_SHARE = 4  # of so many, one may hold by chance: what was sent is what everything reads as
_FORMS = 2  # different ones that were sent where one answer came back
_DIGITS = re.compile(r"\d{9,}")
_SYMPTOMS = ("value", "lacks", "seen")

KeysOf = Callable[[Verdict], tuple[Key, ...]]


@dataclass(frozen=True, slots=True)
class Forgetting:
    """What a server that remembers nothing is told by: its `key`, and the `symptoms` of it, as
    the keys that go together by (`Key.same`).
    """

    key: Key
    symptoms: frozenset[tuple[str, ...]]

    def of(self, verdict: Verdict, key: Key) -> Key:
        """Return the key of a verdict: this cause's where it is a symptom of it.

        What could not be judged, though all that was asked for it was taken, is one as well.
        """
        blocked = verdict.status == "not_testable" and key.kind in _SYMPTOMS
        return self.key if blocked or key.same in self.symptoms else key


def forgetting(ledger: Ledger, keys: KeysOf) -> Forgetting | None:
    """Return the cause of a server that remembers nothing; None of one that remembers anything."""
    laws = {name for name, law in ledger.laws.items() if law.again}
    asked = [v for v in ledger.verdicts if v.law in laws and v.level == "must"]
    broken = [v for v in asked if v.status in ("fail", "known")]
    held = sum(v.status in ("pass", "fixed") for v in asked)
    if len(broken) + held < _JUDGED or held * _SHARE > len(broken) or not _alike(ledger):
        return None
    found = [(v, key) for v in broken for key in keys(v) if key.kind in _SYMPTOMS]
    if not found:
        return None
    key = replace(_shown(ledger, found), same=FORGOTTEN, words=_WORDS, promise="")
    return Forgetting(key, frozenset(key.same for _, key in found))


def _shown(ledger: Ledger, found: Sequence[tuple[Verdict, Key]]) -> Key:
    """Return the key that shows it best: a value of an object that was read, in few words."""

    def rank(told: tuple[Verdict, Key]) -> tuple[bool, bool, int]:
        verdict, key = told
        exchange = ledger.exchanges.get(key.exchange)
        read = exchange is not None and exchange.request.reads and exchange.entries is None
        return not read, key.kind != "value", len(verdict.observed)

    return min(found, key=rank)[1]


def _alike(ledger: Ledger) -> bool:
    """Whether each operation's objects read the same, though different forms were sent to them."""
    forms: defaultdict[str, set[str]] = defaultdict(set)
    for made in ledger.exchanges.values():
        if made.accepted and not made.request.reads and made.item.get("id"):
            forms[str(made.item["id"])].add(made.request.body)
    sent: defaultdict[str, set[str]] = defaultdict(set)
    texts: defaultdict[str, set[str]] = defaultdict(set)
    for read in filter(_plainly, ledger.exchanges.values()):
        name = str(read.item.get("id"))
        if name in forms:
            sent[read.operation] |= forms[name]
            texts[read.operation].add(_text(read))
    several = [name for name, every in sent.items() if len(every) >= _FORMS]
    return bool(several) and all(len(texts[name]) == 1 for name in several)


def _plainly(exchange: Exchange) -> bool:
    """Whether an exchange is an object, read as it is."""
    request = exchange.request
    return request.reads and exchange.accepted and not request.query and exchange.entries is None


def _text(read: Exchange) -> str:
    """Return an object as text, without the ids and times that differ by nature."""
    return _DIGITS.sub("…", shape(json.dumps(read.item, sort_keys=True)))
