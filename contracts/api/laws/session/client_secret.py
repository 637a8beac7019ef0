"""A session carries a secret for the browser, and each has its own (FS-01, FS-09)."""

from __future__ import annotations

from harness.claim import Outcome
from suites.law import held, law
from suites.looking.say import joined

from .._accounts import new_session
from ._family import OPENED, Opened


@law(OPENED, clause="FS-01")
def client_secret(stood: Opened) -> Outcome:
    """A session carries a secret for the browser, and each has its own."""
    first, second = stood.session(), new_session(stood.lab)
    secrets = [exchange.item.get("client_secret") for exchange in (first, second)]
    ids = [exchange.item.get("id") for exchange in (first, second)]
    good = all(isinstance(text, str) and text for text in secrets)
    good = good and secrets[0] != secrets[1] and ids[0] != ids[1]
    return held(good, "a client_secret and an id of its own for each session",
                f"client_secret {'missing' if not all(secrets) else 'twice'}, ids {joined(ids)}",
                first, second)  # fmt: skip
