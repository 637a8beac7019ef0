"""A text is refused where the bundle has no room for it (PD-10)."""

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

_TEXT = {"carrier_text": {"header_title": "Hello"}}


class Bundled(NamedTuple):
    """A design with a text, and a bundle that has no room for one."""

    lab: Lab
    twin: Exchange
    bundle: Any


def _stand(lab: Lab, _operation: Operation) -> Bundled:
    listing = lab.contracts.operation(f"{BUNDLE}.list")
    page, active = active_bundles(lab)
    plain = [bundle for bundle in active if dig(bundle, "features.card_logo") != "required"]
    by = {str(dig(bundle, "features.carrier_text")): bundle.get("id") for bundle in plain}
    if "unsupported" not in by or "optional" not in by:
        reason = "the bundles do not differ in whether they carry a text"
        raise Unavailable(reason, page, blocked_by=listing.title)
    twin = done(lab, f"{DESIGN}.create", {"physical_bundle": by["optional"], **_TEXT})
    return Bundled(lab, twin, by["unsupported"])


@law(Family("features", called(f"{DESIGN}.create"), _stand), clause="PD-10", level="should")
def respected(stood: Bundled) -> Outcome:
    """A text is refused where the bundle has no room for it."""
    form = {"physical_bundle": stood.bundle, **_TEXT}
    with stood.lab.wrongly():
        exchange = ask(stood.lab, f"{DESIGN}.create", form)
    good = exchange.status == INVALID
    return held(good, f"status {INVALID}", said(exchange), exchange, stood.twin)
