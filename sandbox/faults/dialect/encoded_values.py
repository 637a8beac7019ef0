"""Letters that are percent-encoded."""

from __future__ import annotations

import re

from sandbox import seams


@seams.text
def small_hex_not_decoded(text: str) -> str:
    """Only hexadecimal digits in capitals are decoded."""
    return re.sub("%(?=[0-9]?[a-f])", "%25", text)
