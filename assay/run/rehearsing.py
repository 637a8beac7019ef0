"""What a run would ask, before anything is sent: the plan is rehearsed on the embedded sandbox.

How many requests a group takes depends on the answers, so nobody knows it beforehand. The sandbox
answers as the contracts say; it is asked what the run would ask, with as many configured ids, and
what that took is counted. The server itself is not reached.
"""

from __future__ import annotations

import contextlib
import time
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import click

from assay.run.briefing import Briefing
from assay.run.configuring import Options
from assay.run.embedded import embedded
from assay.run.folders import owned
from assay.run.made import counted, made, seen
from assay.run.passing import passing
from assay.run.prepare import check_filters, expected_of, reaching, settings_of
from assay.run.session import run_suites
from assay.run.sharing import left, selection_of
from assay.telling import conceal
from assay.trouble import INCOMPLETE, Stop
from contracts import Contracts
from harness.config import Config
from harness.redaction import Keys

USUAL_RATE = 25.0  # requests a second, where no rate is configured
_NAMED = 8  # resources that one line names
Ids = Mapping[str, tuple[str, ...]]


@dataclass(frozen=True, slots=True)
class Forecast:
    """What a run would take. `objects` are counted by resource, `seconds` is what counting took,
    and `beside` what a run takes before its first request and after its last, both in seconds.

    `rate` is in requests a second, None where none is configured; `most` is the time that the run
    may take, in seconds; `lacking` are names of ids for which the sandbox has nothing.
    """

    base_url: str
    claims: int
    groups: int
    requests: int
    objects: Mapping[str, int]
    seconds: float
    rate: float | None = None
    most: float | None = None
    lacking: tuple[str, ...] = ()
    read_only: bool = False
    beside: float = 0.0

    def lines(self) -> Iterator[str]:
        """Yield what a user is told."""
        yield f"nothing was sent to {self.base_url or 'a server'}; a run would take about"
        yield f"  groups    {self.groups:,}, of {self.claims:,} claims"
        yield f"  requests  {self.requests:,}"
        yield f"  objects   {sum(self.objects.values()):,}{_named(self.objects)}"
        yield f"  time      {self._time()}"
        yield (
            f"how: the same groups were asked of the embedded sandbox, in {self.seconds:.0f} s. "
            "There another seed takes up to 5% more or less. A server that lacks operations takes "
            "fewer requests; each breach is asked once more, and takes some"
        )
        if self.lacking:
            yield f"the sandbox has no {', '.join(self.lacking)}: what needs it is not counted"
        if self.read_only:
            yield "the sandbox's lists are nearly empty: fuller ones take a run that reads more"

    def _time(self) -> str:
        rate = self.rate or USUAL_RATE
        whole = max(self.requests / rate, self.seconds if self.rate else 0.0) + self.beside
        there = f"{span(whole)} at {rate:g} requests a second"
        if self.rate is None:
            here = span(self.seconds + self.beside)
            there = (
                f"{here} where answers come as soon as on this machine; {there} (no rate is set)"
            )
        late = self.most is not None and whole > self.most
        return f"{there}; --max-time ends it after {span(self.most or 0)}" if late else there


def _named(objects: Mapping[str, int]) -> str:
    told = [f"{count:,} {name}" for name, count in objects.items()]
    more = f" and {len(told) - _NAMED} more kinds" if len(told) > _NAMED else ""
    return f": {', '.join(told[:_NAMED])}{more}" if told else ""


def span(seconds: float) -> str:
    """Return a time in words: `7 min 6 s`."""
    whole = max(1, round(seconds))
    minutes, rest = divmod(whole, 60)
    return f"{minutes} min {rest} s" if minutes else f"{rest} s"


def rehearsed(options: Options, done: tuple[str, ...] = ()) -> Forecast:
    """Return what a run would take; `done` are groups that it has asked before. Raises Stop.

    A run begins as this does, and its reports take about as long again.
    """
    contracts, entered = options.package, time.monotonic()
    with contextlib.ExitStack() as stack:
        reach = reaching(options, contracts, stack)
        groups = check_filters(options, reach.declared)
        expected_of(options)
        real, real_keys = reach.target()
        conceal(real_keys.secrets)
        config, keys, lacking = real, real_keys, tuple[str, ...]()
        if not reach.own:
            config, keys, lacking = _instead(real, real_keys, contracts, stack)
        config = replace(config, rate=None)
        once = replace(options, concurrency=1, max_time=None, max_failures=None)
        settings = settings_of(once, config, contracts.api_version, groups, 0.0)
        settings = replace(settings, declared=reach.declared, done=done, formats=())
        folder = stack.enter_context(passing()) / "rehearsal"
        settings = stack.enter_context(owned(settings, str(folder)))
        if not options.quiet:
            click.echo("rehearsing on the embedded sandbox", err=True)
        begun = time.monotonic()
        asked = left(settings)
        end = run_suites(Briefing(settings, keys), asked, quiet=options.quiet)
        seconds = time.monotonic() - begun
        if not end.complete:
            raise Stop("the rehearsal came to no end: nothing can be told", INCOMPLETE)
        exchanges = tuple(seen(settings.parts))
        return Forecast(
            "" if reach.own else str(real.base_url), len(selection_of(settings).asked), len(asked),
            len(exchanges), counted(made(exchanges, contracts)), seconds, real.rate,
            options.max_time, lacking, settings.read_only, 2 * (begun - entered),
        )  # fmt: skip


def _instead(
    real: Config, keys: Keys, contracts: Contracts, stack: contextlib.ExitStack
) -> tuple[Config, Keys, tuple[str, ...]]:
    """Return a sandbox that is asked in the place of a server, and names of ids that it lacks."""
    there, own = stack.enter_context(embedded(contracts))
    ids, lacking = alike(real.ids, there.ids)
    config = replace(there, ids=ids, own=False, read_only=real.read_only,
                     allow_account_changes=real.allow_account_changes)  # fmt: skip
    return config, Keys(own.secret, own.publishable if keys.publishable else None), lacking


def alike(real: Ids, there: Ids) -> tuple[dict[str, tuple[str, ...]], tuple[str, ...]]:
    """Return as many ids of the sandbox, by the same names, as are configured; and names that it
    has none for.
    """
    found = {name: there[name][: len(ids)] for name, ids in real.items() if name in there}
    return found, tuple(name for name in real if name not in there)
