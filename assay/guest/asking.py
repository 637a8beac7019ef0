"""Asks groups of claims for the tests of a mock: which there are, and what is found about one."""

from __future__ import annotations

import os
import secrets
import time
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from assay.guest.heeding import Kept, awaited, concluded, sentences, united
from assay.run.configuring import Options, configuration
from assay.run.declaring import declared_by
from assay.run.first_look import look
from assay.run.keyring import keys_for, made_up
from assay.run.passages import opened
from assay.run.prepare import check_filters
from assay.telling import conceal
from assay.trouble import USAGE, Stop
from harness.config import SECRET_ENV, Config, ConfigError
from harness.exchange import Exchange
from harness.heeding import breaches
from harness.judge import declared
from harness.ledger import roll_up
from harness.pacing import Pace
from harness.redaction import Keys, Redactor
from harness.shell import curl_line
from harness.target import Target
from harness.verdict import Verdict
from suites.asking import selected
from suites.conventions import conventions
from suites.hold import hold
from suites.law import PROFILES
from suites.plan import Group
from suites.selection import Unmatched
from suites.settling import told_once
from suites.worker import Worker

_BROKEN = ("fail", "fixed", "warn", "error")


@dataclass(frozen=True, slots=True)
class _Place:
    """What the groups of one bench have in common: selection, server, key."""

    only: tuple[str, ...]
    profile: str
    seed: int
    base_url: str | None
    api_key: str | None
    config: str
    workers: int
    contracts: str | None


class Asking:
    """Answers questions: `groups` of a selection, to `ask` one of a server, what was `kept` of all
    that was found, and how entries of known failures are `heeded` by parts of that.
    """

    def __init__(self) -> None:
        self._kept = Kept()
        self._place: _Place | None = None
        self._bench: _Bench | None = None

    def answer(self, question: dict[str, Any]) -> dict[str, Any]:
        """Return the answer to a question. Raises Stop."""
        if question["ask"] == "kept":
            return {"parts": self._kept.parts()}
        if question["ask"] == "heeded":
            every = (line for part in united(question["parts"]) for line in _told(part))
            return {"told": list(dict.fromkeys(every))}
        options = _options(question)
        count = check_filters(options)
        if question["ask"] == "groups":
            groups = selected(options.package.root, options.profile, options.only).groups
            return {"groups": [group.id for group in groups], "count": count}
        return self._at(question).ask(question["group"])

    def _at(self, question: dict[str, Any]) -> _Bench:
        """Return the bench for a question; what another one has had is given up."""
        place = _Place(
            tuple(question["only"]), question["profile"], question["seed"], question["base_url"],
            question["api_key"], question["config"], question["workers"], question["contracts"],
        )  # fmt: skip
        if self._bench is None or place != self._place:
            self.close()
            self._bench, self._place = _Bench(place, self._kept), place
        return self._bench

    def close(self) -> None:
        """Close the connections."""
        if self._bench is not None:
            self._bench.target.close()
            self._bench = None


def _options(question: dict[str, Any]) -> Options:
    profile, only = question["profile"], tuple(question["only"])
    if profile not in PROFILES:
        raise Stop(f"the profile {profile!r} is none of {', '.join(PROFILES)}", USAGE)
    if not all(isinstance(text, str) and text.strip() for text in only):
        raise Stop("only is a glob of ids, or a list of globs, such as '*.required'", USAGE)
    if not isinstance(question["seed"], int):
        raise Stop(f"the seed {question['seed']!r} is no whole number", USAGE)
    file = question.get("config")
    return Options(base_url=question.get("base_url"), api_key=question.get("api_key"),
                   profile=profile, only=only, seed=question["seed"],
                   config=Path(file) if file else None,
                   contracts=question["contracts"])  # fmt: skip


def _told(part: dict[str, Any]) -> list[str]:
    """Return which entries break a session, by all that was found about one selection."""
    options = _options(part["place"])
    root = options.package.root
    selection = selected(root, options.profile, options.only)
    known = awaited(options.config, selection.plan, root)
    return sentences(concluded(selection, known, options.profile, options.only, part))


class _Bench:
    """What groups are asked with: one target, one worker. What is found about known ones is kept.

    Whether entries are fixed is a question about all workers of a session and all their servers.
    """

    def __init__(self, place: _Place, kept: Kept) -> None:
        options = _options({**_fields(place), "ask": "ask"})
        contracts = options.package
        config, keys = _configured(options)
        conceal(keys.secrets)
        version = config.api_version or contracts.api_version
        look(config, keys, version, contracts)
        self._selection = selected(contracts.root, options.profile, options.only)
        try:
            left = selected(contracts.root, options.profile, options.only, declared_by(config, ()))
        except Unmatched as trouble:
            raise Stop(str(trouble), USAGE) from None
        self._unsupported = left.unsupported
        self._groups = {group.id: group for group in self._selection.groups}
        self._known = awaited(options.config, self._selection.plan, contracts.root).finder
        self._kept, self._name = kept, _shared(place)
        self._seed = place.seed
        self._redactor = Redactor(keys.secrets)
        self._exchanges: dict[str, Exchange] = {}
        rate = config.rate / place.workers if config.rate else None
        self.target = Target(
            str(config.base_url), keys, api_version=version, timeout=config.timeout,
            pace=Pace(rate), ca_bundle=config.ca_bundle,
            conventions=conventions(contracts, config.fixed), sink=self._seen,
            read_only=config.read_only,
        )  # fmt: skip
        self._worker = Worker(
            self.target, contracts, options.profile, secrets.token_hex(4), place.seed,
            {name: tuple(ids) for name, ids in config.ids.items()}, self._selection.watched,
            read_only=config.read_only,
        )  # fmt: skip

    def _seen(self, exchange: Exchange) -> None:
        self._exchanges[exchange.id] = self._redactor.exchange(exchange)

    def ask(self, group: str) -> dict[str, Any]:
        """Return what is found about the claims of a group, the worst first."""
        if self.target.stopped:
            raise Stop(self.target.stopped, USAGE)
        self._exchanges.clear()
        found = [self._redactor.verdict(told) for told in self._found(self._groups[group])]
        self._kept.saw(self._name, group, found, self._known)
        return {
            "base_url": self.target.base_url, "seed": self._seed, "ended": time.time(),
            "verdicts": [self._record(verdict) for verdict in breaches(self._known, found)],
        }  # fmt: skip

    def _found(self, group: Group) -> Iterator[Verdict]:
        """Yield what is found about the claims of a group; what is declared is not asked."""
        asked = {asked.claim.id for asked in group.asked} & self._selection.asked
        left = self._selection.asked - self._unsupported.keys()
        told = hold(group, self._worker) if asked & left or not asked else []
        yield from roll_up(told_once(self._selection, [v for v in told if v.id in left]))
        for name in sorted(asked & self._unsupported.keys()):
            yield declared(self._selection.plan.claims[name], self._unsupported[name])

    def _record(self, verdict: Verdict) -> dict[str, str]:
        """Return a verdict as plain data, with the exchange that shows it where one is in doubt."""
        found = {"id": verdict.id, "status": verdict.status, "clause": verdict.clause,
                 "message": verdict.message, "expected": verdict.expected,
                 "observed": verdict.observed}  # fmt: skip
        shown = self._shown(verdict) if verdict.status in _BROKEN else None
        if shown is None:
            return found
        answer = str(shown.status) if shown.response else f"none: {shown.error}"
        line = f"{shown.request.method} {shown.request.path}"
        return {**found, "request": line, "answer": answer,
                "curl": curl_line(shown.request, self.target.base_url)}  # fmt: skip

    def _shown(self, verdict: Verdict) -> Exchange | None:
        names: Iterable[str] = (*(f.exchange for f in verdict.findings), *verdict.exchanges)
        return next((self._exchanges[name] for name in names if name in self._exchanges), None)


def _fields(place: _Place) -> dict[str, Any]:
    return {name: getattr(place, name) for name in _Place.__slots__}


def _shared(place: _Place) -> dict[str, Any]:
    """Return what a selection is, whichever worker asks it of whichever server."""
    return {"only": list(place.only), "profile": place.profile, "seed": place.seed,
            "config": place.config, "contracts": place.contracts}  # fmt: skip


def _configured(options: Options) -> tuple[Config, Keys]:
    """Return the server and the key. A server of one's own takes any: one is made up. Raises Stop.

    A key that was given is held against what a run accepts.
    """
    auth = options.package.auth
    try:
        config = configuration(options, options.package)
    except ConfigError as trouble:
        raise Stop(str(trouble), USAGE) from None
    if config.base_url is None:
        text = (
            "no server to ask: let the fixture assay_base_url return the address of the one that "
            "your tests start"
        )
        raise Stop(text, USAGE)
    given = options.api_key or os.environ.get(config.api_key_env) or os.environ.get(SECRET_ENV)
    secret, public = given or made_up(auth), os.environ.get(config.publishable_key_env)
    keys = keys_for(options.package, config, secret, public, allow_live=False)
    return config, opened(keys, options, config, options.package)
