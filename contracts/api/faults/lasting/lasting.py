"""What never changes does."""

from __future__ import annotations

import time

from sandbox import seams
from sandbox.store import Object


@seams.objects("POST /v1/*/*/*")
def live_after_actions(item: Object) -> Object:
    """What an action answers with is of live mode."""
    return {**item, "livemode": True}


@seams.objects("POST /v1/issuing/cards/*")
def made_again(item: Object) -> Object:
    """A card that was changed says that it was made just now."""
    made = int(time.time()) + 60
    return {**item, "created": made}
