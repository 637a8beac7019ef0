"""Where Schemathesis is: it is imported when a law that needs it is asked, and not before."""

from __future__ import annotations

from importlib import import_module
from typing import Any


def tool() -> Any:
    """Return the module that knows Schemathesis, `suites/generic.py`."""
    return import_module("suites.generic")
