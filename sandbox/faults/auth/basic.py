"""Keys as the user of Basic authentication."""

from __future__ import annotations

from sandbox import seams


@seams.keys
def bearer_only(inner: seams.Kind, header: str) -> str:
    """Only Bearer tokens are read."""
    return inner("" if header.lower().startswith("basic") else header)
