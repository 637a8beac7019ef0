"""Compares the answers of a script with those that a finding was made of; runs without Assay.

It is copied into each script, behind `words.py`, so it uses the standard library alone and nothing
newer than Python 3.8. An answer is as it was where status and values agree; what differs from
server to server is mapped: a made-up word (an id, a secret) stands for one other word everywhere,
times are taken relative to the clock. `pick` prints a value of an answer, `judge` compares: 11 the
breach is there, 10 it is not; all else is that it could not be shown, so that no trouble of
Python's own is taken for a breach.
"""

from __future__ import annotations

import json
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote_plus, unquote

from reports.reproduction.words import (
    MORE,
    RUN,
    WORD,
    drawn,
    hyphened,
    ids_of_one_kind,
    joined_by_chance,
    made_up,
    moment,
)

_FIRST, _LAST = 1_000_000_000, 4_000_000_000  # times in seconds that are taken for such
_SLACK = 60  # seconds: what a server has from its start is older on a busy machine
_MARK = "\ufeff"  # a byte order mark
_END = 4  # digits that are shown of a longer row
_DIGITS = 3  # of the shortest row of digits that a machine draws
_THERE, _GONE, _UNSHOWN = 11, 10, 2
_UNREACHED = ("6", "7")  # what curl ends with when there is no server
_LIMITED, _BROKEN, _UNKNOWN = 429, 500, 401  # statuses that say nothing of a finding


class Answer:
    """What a step was answered with, read from the files that the script wrote."""

    def __init__(self, folder: Path, step: object) -> None:
        """Read the answer to a step; `asked` is false when the script did not come to it."""
        self._folder, self._step = folder, str(step)
        self.curl = self._text("curl").strip()
        self.asked = bool(self.curl)
        status = self._text("status").strip()
        self.status = int(status) if self.curl == "0" and status.isdigit() else 0
        self.text = self._text("body")
        self.marked = self.text.startswith(_MARK)
        self.started = self._file("time").stat().st_mtime if self.asked else 0.0
        self.body: Any = None
        try:
            self.body = json.loads(self.text[len(_MARK) if self.marked else 0 :])
        except (ValueError, RecursionError):
            self.body = None

    def _file(self, kind: str) -> Path:
        return self._folder / f"{self._step}.{kind}"

    def _text(self, kind: str) -> str:
        file = self._file(kind)
        return file.read_bytes().decode("utf-8", "replace") if file.exists() else ""

    @property
    def headers(self) -> dict[str, str]:
        """The headers of the answer, names in lower case."""
        lines = (line.partition(":") for line in self._text("head").splitlines())
        return {name.strip().lower(): value.strip() for name, colon, value in lines if colon}


class Comparison:
    """Walks two values side by side, and says where they differ first.

    Times are the same that are no more than `span` seconds apart, longer where they are before
    `first`; `sent` are the words that the script sent. `shift` is by how much the clock went on.
    """

    def __init__(self, span: float, first: float, sent: set[str]) -> None:
        """Start with no words mapped."""
        self._span, self._first, self._sent = span, first, sent
        self._there: dict[str, str] = {}
        self._back: dict[str, str] = {}
        self._moments: dict[tuple[str, str], tuple[float, float]] = {}
        self.shift = 0.0

    def bind(self, was: str, now: object) -> None:
        """Let a word that set-up was answered with stand for the one it is answered with now."""
        if hyphened(was) or hyphened(str(now)):
            self._maps(was, str(now))
            return
        for a, b in zip(WORD.findall(was), WORD.findall(str(now))):
            if made_up(a):
                self._maps(a, b)

    def _maps(self, was: str, now: str) -> bool:
        known = self._there.setdefault(was, now), self._back.setdefault(now, was)
        return known == (now, was)

    def differs(self, was: Any, now: Any, place: str = "", *, prose: bool = True) -> str:
        """Return where two values differ and how, "" where they do not.

        Without `prose`, of texts for people only the made-up words count.
        """
        if isinstance(was, dict) and isinstance(now, dict):
            other = [f"{place}/{name} is missing now" for name in was if name not in now]
            other += [f"{place}/{name} was missing" for name in now if name not in was]
            if other:
                return other[0]
            pairs: Iterator[tuple[object, Any, Any]] = ((n, was[n], now[n]) for n in was)
            return self._first_of(pairs, place, prose=prose) or self._kept(was, now, place)
        if isinstance(was, list) and isinstance(now, list):
            if len(was) != len(now):
                return f"{place or 'it'} had {len(was)} elements, has {len(now)}"
            rows = ((n, a, b) for n, (a, b) in enumerate(zip(was, now)))
            return self._first_of(rows, place, prose=prose)
        if isinstance(was, str) and isinstance(now, str):
            then, later = moment(was), moment(now)
            if then and later:
                same = was == now or self._times(then, later)
                return "" if same else _were(place, was, now)
            if not prose and " " in was and " " in now:
                was, now = (" ".join(filter(made_up, WORD.findall(t))) for t in (was, now))
            return "" if self._alike(was, now) else _were(place, was, now)
        same = type(was) is type(now) and (was == now or self._times(was, now))
        return "" if same else _were(place, was, now)

    def _kept(self, was: dict[str, Any], now: dict[str, Any], place: str) -> str:
        """Return which time of an object that was shown before moved otherwise than it did."""
        texts = (was[n] for n in sorted(was) if isinstance(was[n], str))
        which = " ".join(text for text in texts if any(map(made_up, WORD.findall(text))))
        for key, value in was.items() if which else ():
            then, later = moment(value), moment(now[key])
            if then >= _FIRST and later:
                before = self._moments.setdefault((which, key), (then, later))
                if (before[0] == then) != (before[1] == later):
                    return _were(f"{place}/{key}", value, now[key])
        return ""

    def _first_of(
        self, pairs: Iterator[tuple[object, Any, Any]], place: str, *, prose: bool
    ) -> str:
        found = (self.differs(a, b, f"{place}/{n}", prose=prose) for n, a, b in pairs)
        return next(filter(None, found), "")

    def _alike(self, was: str, now: str) -> bool:
        """Whether two texts are the same but for made-up words and times."""
        ours, theirs = RUN.findall(was), RUN.findall(now)
        if RUN.sub("", was) != RUN.sub("", now) or len(ours) != len(theirs):
            return False
        return all(self._run(a, b) for a, b in zip(ours, theirs))

    def _run(self, was: str, now: str) -> bool:
        """Whether two words are alike that hyphens may join: an id may have some, anywhere."""
        apart = "-" in was + now or was.count("_") != now.count("_") or joined_by_chance(was, now)
        if was != now and apart and ids_of_one_kind(was, now):
            return self._maps(was, now)
        ours, theirs = WORD.findall(was), WORD.findall(now)
        if WORD.sub("", was) != WORD.sub("", now) or len(ours) != len(theirs):
            return False
        return all(self._word(a, b) for a, b in zip(ours, theirs))

    def _word(self, was: str, now: str) -> bool:
        if was == now:
            return True
        if made_up(was) and made_up(now):
            return self._parts(was.split("_"), now.split("_")) and self._maps(was, now)
        if not (was.isdigit() and now.isdigit()):
            return False
        drawn = len(was) == len(now) >= _DIGITS and now not in self._sent
        if drawn and len(was) > _END:  # a number ends as its last digits say elsewhere
            ends = was[-_END:], now[-_END:]
            drawn = self._there.get(ends[0], ends[1]) == ends[1] and (
                self._back.get(ends[1], ends[0]) == ends[0]
            )
        return self._times(int(was), int(now)) or bool(drawn and self._maps(was, now))

    def _parts(self, was: list[str], now: list[str]) -> bool:
        """Whether made-up words are made alike: an id of its kind, a secret of an id and more."""
        return len(was) == len(now) and all(map(self._part, was, now))

    def _part(self, was: str, now: str) -> bool:
        if was != now and made_up(was) and made_up(now):
            return abs(len(was) - len(now)) <= MORE and self._maps(was, now)
        return was == now or drawn(was, now)

    def _times(self, was: Any, now: Any) -> bool:
        """Whether two numbers are times: one as far from the clock as the other, or the same."""
        if isinstance(was, bool) or not isinstance(was, (int, float)):
            return False
        for unit in (1, 1000):
            if all(_FIRST * unit <= n <= _LAST * unit for n in (was, now)):
                apart = (now - was) / unit
                slack = _SLACK if was / unit < self._first - 2 else self._span
                return bool(min(abs(apart), abs(apart - self.shift)) <= slack)
        return False


def _were(place: str, was: object, now: object) -> str:
    """Return in words how a value was and is."""
    return f"{place or 'it'} was {json.dumps(was)[:80]}, is {json.dumps(now)[:80]}"


def narrowed(value: Any, names: Sequence[str]) -> Any:
    """Return the parts of a value that stand under one of `names`, with what holds them."""
    if isinstance(value, dict):
        kept = {n: v if n in names else narrowed(v, names) for n, v in value.items()}
        return {n: v for n, v in kept.items() if n in names or v not in ({}, [], None)}
    if isinstance(value, list):
        found = [narrowed(element, names) for element in value]
        return found if any(v not in ({}, [], None) for v in found) else []
    return None


def at(value: Any, place: Sequence[Any]) -> Any:
    """Return what stands at a place of a decoded answer, None where nothing does."""
    for part in place:
        try:
            value = value[part]
        except (LookupError, TypeError):
            return None
    return value


def _joined(apart: dict[str, Any], answer: Answer, earlier: Any) -> str:
    """Return how an answer agrees, where it did not, with an earlier one to the same request."""
    if any(at(earlier, place) != at(answer.body, place) for place in apart["places"]):
        return ""
    return f"it is as the answer to step {apart['step']}"


def difference(was: dict[str, Any], answer: Answer, seen: Comparison, earlier: Any) -> str:
    """Return how the answer to a step differs from the one that was seen, "" when it does not.

    `earlier` is the body that it differed from, where one read was answered in two ways.
    """
    if answer.status != was["status"]:
        return f"the status was {was['status'] or 'none'}, is {answer.status or 'none'}"
    if was["loose"] or was["apart"]:
        return _joined(was["apart"], answer, earlier) if was["apart"] else ""
    seen.shift, headers = answer.started - was["started"], answer.headers
    for name, value in was["headers"].items():
        found = seen.differs(value, headers.get(name), f"header {name}")
        if found:
            return found
    more = [name for name in was["without"] if name in headers]
    if more:
        return f"header {more[0]} was missing"
    if was["marked"] != answer.marked:
        return "the mark at the start of the body"
    if was["text"] is not None:
        return seen.differs(was["text"], answer.text, "the body")
    now = answer.body if was["names"] is None else narrowed(answer.body, was["names"])
    return seen.differs(was["body"], now, prose=was["prose"])


def judge(data: dict[str, Any], folder: Path) -> int:
    """Say of each step that the finding is about whether it was answered as it was."""
    times = [file.stat().st_mtime for file in folder.glob("*.time")]
    span = max(times) - min(times) if times else 0.0
    comparison = Comparison(3 + data["span"] + span, data["first"], words_sent(folder))
    for number, place, text in data["made"]:
        comparison.bind(text, at(Answer(folder, number).body, place))
    answers = {was["step"]: Answer(folder, was["step"]) for was in data["seen"]}
    for was in data["seen"]:
        step, answer = f"step {was['step']}", answers[was["step"]]
        trouble = _trouble(was, answer)
        if trouble:
            return told(_UNSHOWN, f"could not be shown: {step} {trouble}")
        earlier = answers[was["apart"]["step"]].body if was["apart"] else None
        found = difference(was, answer, comparison, earlier)
        if found:
            return told(_GONE, f"not there: {step} is not answered as it was: {found}")
        told(0, f"{step} is answered as it was")
    return told(_THERE, f"the breach is there: {data['says']}")


def _trouble(was: dict[str, Any], answer: Answer) -> str:
    """Return why an answer says nothing of the finding, "" when it does."""
    if not answer.asked:
        return "could not be asked"
    if answer.curl in _UNREACHED:
        return "did not reach the server"
    refused = answer.status == _UNKNOWN and was["keyed"]
    if answer.status != was["status"] and (
        answer.status == _LIMITED or answer.status >= _BROKEN or refused
    ):
        return f"was answered with status {answer.status}"
    return ""


def words_sent(folder: Path) -> set[str]:
    """Return the words of all that the script sent."""
    files = [*folder.glob("*.sent"), *folder.glob("*.address")]
    texts = (unquote(file.read_bytes().decode("utf-8", "replace")) for file in files)
    return {word for text in texts for word in WORD.findall(text)}


def told(code: int, text: str) -> int:
    """Print a line and return the exit code."""
    plain = "".join(c if " " <= c <= "~" else ascii(c)[1:-1] for c in text)
    sys.stdout.write(re.sub(r"##(?=\w*\[)", r"#\\x23", plain) + "\n")
    return code


def pick(folder: Path, step: str, place: Sequence[Any], more: int) -> int:
    """Print a value of an answer as forms and addresses write it, numbers with `more` added."""
    found = at(Answer(folder, step).body, place)
    if isinstance(found, bool) or not isinstance(found, (str, int)):
        return 1
    return told(0, str(found + more) if isinstance(found, int) else quote_plus(found))


def main(arguments: Sequence[str]) -> int:
    """Do what the script asks for; the exit code says how it went."""
    file, (was, now) = Path(arguments[1]), arguments[2:4]
    text = file.read_text(encoding="ascii")
    if was:  # the text of the run that is part of all it made up
        text = re.sub(f"(?<=assay){re.escape(was)}(?=g)", now, text)
    if arguments[0] == "judge":
        return judge(json.loads(text), file.parent)
    return pick(file.parent, arguments[4], json.loads(arguments[5]), int(arguments[6]))


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
