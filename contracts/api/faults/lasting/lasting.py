"""What never changes does."""

from __future__ import annotations

import time

from sandbox import seams
from sandbox.service import Service


def live_after_actions(service: Service) -> None:
    """What an action answers with is of live mode."""
    seams.objects(service, lambda item: {**item, "livemode": True}, "POST /v1/*/*/*")


def made_again(service: Service) -> None:
    """A card that was changed says that it was made just now."""
    made = int(time.time()) + 60
    seams.objects(service, lambda item: {**item, "created": made}, "POST /v1/issuing/cards/*")
