"""Metadata that an action changes: where nothing names its object, nothing is judged."""

from __future__ import annotations

import contextlib
from types import SimpleNamespace
from typing import Any, cast

import pytest

from contracts import load
from suites.lab import Lab
from suites.law import Unavailable
from suites.laws.metadata._family import Actions


def test_an_action_whose_path_names_nothing_is_not_judged() -> None:
    """One that previews what would be made has a path without an id."""
    lab: Any = SimpleNamespace(
        contracts=load(), standing=contextlib.nullcontext, subject=lambda *_, **__: {},
    )  # fmt: skip
    acts = Actions(cast("Lab", lab), load().operation("payment_intent.capture"))
    with pytest.raises(Unavailable, match="nothing that is sent names the object"):
        acts.done("merge")
