"""A design without a part that its bundle needs is refused (PD-10)."""

from __future__ import annotations

from typing import Any, NamedTuple

from contracts.model import Operation
from harness.claim import Outcome
from harness.exchange import Exchange
from suites.lab import Lab
from suites.law import Family, Unavailable, held, law
from suites.looking.dig import dig
from suites.looking.say import said
from suites.subjects import called

from .._issuing import BUNDLE, DESIGN, INVALID, active_bundles, ask, done

_PARTS = ("card_logo", "carrier_text")


class Needy(NamedTuple):
    """A design without parts on a bundle that needs none, and a bundle that needs one."""

    lab: Lab
    twin: Exchange
    bundle: Any


def _stand(lab: Lab, _operation: Operation) -> Needy:
    listing = lab.contracts.operation(f"{BUNDLE}.list")
    page, active = active_bundles(lab)
    needy = [bundle for bundle in active if _needs(bundle)]
    plain = [bundle for bundle in active if not _needs(bundle)]
    if not needy or not plain:
        reason = "the bundles do not differ in whether they need a part"
        raise Unavailable(reason, page, blocked_by=listing.title)
    twin = done(lab, f"{DESIGN}.create", {"physical_bundle": plain[0].get("id")})
    return Needy(lab, twin, needy[0].get("id"))


def _needs(bundle: dict[str, Any]) -> bool:
    return any(dig(bundle, f"features.{part}") == "required" for part in _PARTS)


@law(Family("features.needy", called(f"{DESIGN}.create"), _stand), clause="PD-10", level="should")
def required(stood: Needy) -> Outcome:
    """A design without a part that its bundle needs is refused."""
    with stood.lab.wrongly():
        exchange = ask(stood.lab, f"{DESIGN}.create", {"physical_bundle": stood.bundle})
    good = exchange.status == INVALID
    return held(good, f"status {INVALID}", said(exchange), exchange, stood.twin)
