"""The secret of an intent that a browser may hold is made of its id (PI-08)."""

from __future__ import annotations

from collections.abc import Iterator

from suites.scenes.laws import scene_laws
from suites.scenes.scene import Is, Rule, Scene

from ._payment_intent import INTENTS, PLAIN

COLUMN = "keys"
_SECRET = Is(
    "the id, _secret_ and more",
    lambda found, play: (
        isinstance(found, str)
        and found.startswith(f"{play.id}_secret_")
        and len(found) > len(f"{play.id}_secret_")
    ),
)


def _new() -> Iterator[Scene]:
    """A client secret is the id, `_secret_` and more (PI-08)."""
    yield Scene(PLAIN, (), (Rule("client_secret.form", "PI-08", {"client_secret": _SECRET}),))


LAWS = scene_laws(INTENTS, _new)
