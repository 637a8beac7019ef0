"""Objects that a refused form has named are as good as new: the next form names them again."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from harness.exchange import Exchange
from suites.objects.provision import Provisioner


class Spare:
    """Fills forms, one after the other, as a provisioner does.

    What a reference such as `@issuing.card!` asks to be new is taken from what forms that were
    refused have named, where there is any.
    """

    def __init__(self, provision: Provisioner) -> None:
        self._provision = provision
        self._kept: dict[str, list[str]] = defaultdict(list)  # by reference
        self._named: list[tuple[str, str]] = []  # by the form that was filled last
        self._again = False  # whether that form names one of those that were kept

    def fill(self, value: Any) -> Any:
        """Return a form with every text that starts with @ replaced. Raises Unavailable."""
        self._named, self._again = [], False
        return self._filled(value)

    def answered(self, exchange: Exchange) -> None:
        """Keep what the form that was filled last named as new, if it was refused."""
        if exchange.refused:
            for reference, found in self._named:
                self._kept[reference].append(found)
        self._named = []

    def drop(self) -> bool:
        """Forget what was kept; return whether the form that was filled last names any of it."""
        self._kept.clear()
        return self._again

    def _filled(self, value: Any) -> Any:
        if isinstance(value, dict):
            return {key: self._filled(inner) for key, inner in value.items()}
        if isinstance(value, list | tuple):
            return [self._filled(inner) for inner in value]
        if not isinstance(value, str) or not (value.startswith("@") and value.endswith("!")):
            return self._provision.fill(value)
        kept = self._kept[value]
        self._again = self._again or bool(kept)
        found = kept.pop() if kept else self._provision.fill(value)
        self._named.append((value, found))
        return found
