"""Rounds of one watch: what is asked in each, and what was mended and what broke since the last.

Whether files changed, the server answers, and what a run finds come from outside: nothing here
looks at a clock.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass

from assay.run.failed import NOT_GREEN, Told
from assay.trouble import INCOMPLETE, USAGE

CALM = 1.5  # seconds that a server has to begin its restart in, once a file has changed
RESTART = 30.0  # seconds that it has to answer again in
_LOOK = 0.25  # seconds between two looks
_ATTEMPTS = 3  # at a round that a restart cuts short
_SHOWN = 12  # claims of a kind that are listed
_EARNED = ("pass", "noted")


@dataclass(frozen=True, slots=True)
class Found:
    """What a round found: exit code, whether it came to its end, and statuses by id."""

    code: int
    complete: bool
    statuses: Mapping[str, Told]

    @property
    def cut_short(self) -> bool:
        """Whether the server was away for a part of it."""
        return not self.complete or any(t.status == "error" for t in self.statuses.values())


class Interrupted(KeyboardInterrupt):
    """Somebody ends a watch while it asks; `code` is how that round ended."""

    def __init__(self, code: int) -> None:
        super().__init__(code)
        self.code = code


Ask = Callable[[tuple[str, ...]], Found]


class Rounds:
    """Asks when something has changed. `ask` is given ids, none for all that the watch is about.

    `whole` says that this is little enough to be asked in every round. `answers` tells whether the
    server answers, `say` prints, `rest` sleeps. What is kept is one status for each claim.
    """

    def __init__(
        self, ask: Ask, answers: Callable[[], bool], say: Callable[[str], None], *, whole: bool,
        rest: Callable[[float], object] = time.sleep,
    ) -> None:  # fmt: skip
        self._ask, self._answers, self._say, self._rest = ask, answers, say, rest
        self._whole = whole
        self._known: dict[str, Told] = {}
        self._count = 0
        self.code = INCOMPLETE  # how the last round ended

    def go(self, changes: Iterable[Iterable[str]]) -> int:
        """Ask now, and whenever files change; return how the last round ended.

        Ctrl-C ends it. So does a configuration with which nothing can be asked.
        """
        try:
            self._round()
            for names in changes if self.code != USAGE else ():
                self._say(f"changed: {_some(sorted(names))}")
                if self._back():
                    self._round()
                else:
                    self._say(f"the server did not answer within {RESTART:.0f} s; waiting for "
                              "the next change")  # fmt: skip
                if self.code == USAGE:
                    break
        except KeyboardInterrupt as told:
            if isinstance(told, Interrupted):
                self.code = told.code
            self._say("the watch has ended")
        return self.code

    def _back(self) -> bool:
        """Wait until the server answers: again, when its restart is seen; whether it does."""
        if self._away():
            left = RESTART
            while not self._answers():
                if left <= 0:
                    return False
                self._rest(_LOOK)
                left -= _LOOK
        return True

    def _away(self) -> bool:
        """Whether the server is seen to be away while it has time to begin a restart."""
        for _ in range(round(CALM / _LOOK)):
            if not self._answers():
                return True
            self._rest(_LOOK)
        return False

    def _broken(self) -> tuple[str, ...]:
        return tuple(name for name, told in self._known.items() if told.status in NOT_GREEN)

    def _round(self) -> None:
        """Ask what failed last, or all: where that is little, and where nothing fails any more."""
        wanted = () if self._whole else self._broken()
        self._one(wanted)
        if wanted and not self._broken():
            self._say("what failed holds now; asking all of it")
            self._one(())

    def _one(self, wanted: tuple[str, ...]) -> None:
        self._count += 1
        what = f"{len(wanted)} claims that failed" if wanted else "all"
        self._say(f"round {self._count}: asking {what}")
        found = self._asked(wanted)
        self.code = found.code
        if not found.complete:
            self._say("the round was cut short: nothing is compared with it")
            return
        lines = list(differences(self._known, found.statuses))
        if self._known:
            for line in lines or ["nothing was mended, and nothing broke"]:
                self._say(line)
        self._known.update(found.statuses)
        self._say(f"{len(self._broken())} of {len(self._known)} claims fail; waiting for a change")

    def _asked(self, wanted: tuple[str, ...]) -> Found:
        """Ask, and again where a restart cut it short."""
        found = self._ask(wanted)
        for _ in range(_ATTEMPTS - 1):
            if found.code == USAGE or not found.cut_short or not self._away():
                break
            self._say("the server went away meanwhile: asking again")
            if not self._back():
                break
            found = self._ask(wanted)
        return found


def differences(before: Mapping[str, Told], now: Mapping[str, Told]) -> Iterator[str]:
    """Yield what was mended, what broke, and what was judged before and is not any more."""
    both = [(name, before[name].status, told) for name, told in now.items() if name in before]
    mended = [n for n, was, told in both if was in NOT_GREEN and told.status in _EARNED]
    broke = [n for n, was, told in both if was not in NOT_GREEN and told.status in NOT_GREEN]
    broke += [n for n, told in now.items() if n not in before and told.status in NOT_GREEN]
    lost = [n for n, was, told in both
            if was not in ("not_testable", "not_supported", "error")
            and told.status in ("not_testable", "not_supported")]  # fmt: skip
    yield from _listed("mended", [(name, "") for name in mended])
    yield from _listed("broke", [(name, now[name].message) for name in broke])
    yield from _listed("no longer judged", [(name, now[name].message) for name in lost])


def _listed(what: str, found: list[tuple[str, str]]) -> Iterator[str]:
    """Yield how many there are of a kind, and the first of them."""
    if found:
        yield f"{what}: {len(found)}"
    for name, message in found[:_SHOWN]:
        yield f"  {name}{f': {message}' if message else ''}"
    if len(found) > _SHOWN:
        yield f"  … and {len(found) - _SHOWN} more"


def _some(names: list[str]) -> str:
    more = f" and {len(names) - 3} more" if len(names) > 3 else ""
    return f"{', '.join(names[:3])}{more}"
