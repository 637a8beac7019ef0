"""Letters that are percent-encoded."""

from __future__ import annotations

import re

from sandbox import seams
from sandbox.service import Service


def small_hex_not_decoded(service: Service) -> None:
    """Only hexadecimal digits in capitals are decoded."""
    seams.text(service, lambda text: re.sub("%(?=[0-9]?[a-f])", "%25", text))
