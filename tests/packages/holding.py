"""Holds a server that answers in this process against an API package of these tests."""

from __future__ import annotations

import contextlib
import threading
from collections.abc import Mapping, Sequence
from fnmatch import fnmatchcase
from pathlib import Path
from urllib.parse import unquote

from contracts import load
from harness.ledger import roll_up
from harness.redaction import Keys
from harness.verdict import Verdict
from sandbox.auth import SECRET
from sandbox.serve import broken_service
from sandbox.service import Service
from suites.asking import planned, selected
from suites.conventions import conventions
from suites.hold import hold
from suites.law import Profile
from suites.settling import settled, told_once
from suites.worker import Worker
from tests.near import answering, target_class
from tests.suites.servers import Answer, Call, Respond

PACKAGES = Path(__file__).parent
_SEED = 1


def held(
    package: Path, respond: Respond, *only: str, profile: Profile = "standard", key: str = SECRET,
    seed: int = _SEED, ids: Mapping[str, Sequence[str]] | None = None,
) -> dict[str, Verdict]:  # fmt: skip
    """Return the verdict on each claim of a package that matches, by its id.

    `ids` are objects that are configured, by "resource" or "resource:state". Raises what the
    suites raised where they are at fault.
    """
    contracts, chosen = load(package), selected(package, profile, only)
    troubles: list[Exception] = []
    with answering(respond) as url:
        target = target_class(url)(
            url, Keys(key), api_version=contracts.api.version, conventions=conventions(contracts)
        )
        watched = chosen.watched
        given = {name: tuple(every) for name, every in (ids or {}).items()}
        worker = Worker(target, contracts, profile, "t", seed, given, watched, troubles.append)
        with contextlib.closing(target):
            every = [v for group in chosen.groups for v in hold(group, worker)]
    if troubles:
        raise troubles[0]
    found = [verdict for verdict in every if verdict.id in chosen.judged]
    told = roll_up(settled(chosen, roll_up(told_once(chosen, found))))
    return {verdict.id: verdict for verdict in told}


def told(package: Path, *but: str, profile: Profile = "standard") -> list[str]:
    """Return the ids of what a package is asked, but for those of some laws, and what is drawn:
    that takes seconds, and is the same whatever the conventions are.
    """
    claims = planned(package.resolve(), profile).claims
    without = (*but, "*.schemathesis.*")
    return [name for name in claims if not any(fnmatchcase(name, glob) for glob in without)]


def wrong(found: dict[str, Verdict]) -> dict[str, str]:
    """Return what is not as it should be: failures, warnings and errors, in words."""
    return {
        name: f"{v.status}: {v.expected} / {v.observed} {v.message}" for name, v in found.items()
        if v.status in ("fail", "warn", "error")
    }  # fmt: skip


def sandbox_of(package: Path, *faults: str) -> Respond:
    """Return a new sandbox of a package, with faults, that takes calls one at a time."""
    return respond_of(broken_service(load(package), (SECRET,), faults))


def respond_of(service: Service) -> Respond:
    """Return what answers as a sandbox does, one call at a time."""
    gate = threading.Lock()

    def respond(call: Call) -> Answer:
        with gate:
            reply = service.handle(
                call.method, unquote(call.path), call.query, call.headers, call.body.encode()
            )
        sent = {name.title(): value for name, value in reply.headers.items()}
        return Answer(reply.status, reply.body, sent)

    return respond
