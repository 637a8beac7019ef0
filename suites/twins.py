"""The valid forms that a worker has sent, by operation and form, with what they were answered.

There is one for each value of each row of each operation, and all are kept as long as the run
takes: bodies are kept as they came, and decoded anew for each who asks.
"""

from __future__ import annotations

from collections.abc import Iterator, MutableMapping

from harness.exchange import Exchange

Mark = tuple[str, str]  # operation and form


class Twins(MutableMapping[Mark, "Exchange | str"]):
    """Exchanges, or why a form cannot be made, by what a form is known by."""

    def __init__(self) -> None:
        self._kept: dict[Mark, Exchange | str] = {}

    def gone(self, mark: Mark) -> bool:
        """Whether a form has to be sent: it never was, or there was no room for its answer."""
        known = self._kept.get(mark)
        return known is None or (isinstance(known, Exchange) and known.forgotten)

    def __getitem__(self, mark: Mark) -> Exchange | str:
        return _lean(self._kept[mark])

    def __setitem__(self, mark: Mark, found: Exchange | str) -> None:
        self._kept[mark] = _lean(found)

    def __delitem__(self, mark: Mark) -> None:
        del self._kept[mark]

    def __iter__(self) -> Iterator[Mark]:
        return iter(self._kept)

    def __len__(self) -> int:
        return len(self._kept)


def _lean(found: Exchange | str) -> Exchange | str:
    return found.undecoded() if isinstance(found, Exchange) else found
