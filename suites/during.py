"""What a group says of the requests that it sends during a `with`: set-up, wrong, to be kept."""

from __future__ import annotations

import contextlib
from collections.abc import Iterator

from harness.exchange import Exchange


class During:
    """What holds at this moment. `setup` and `wrong` say of what kind the requests are."""

    def __init__(self) -> None:
        self._standing = 0
        self._wrong = 0
        self.place = ""  # of the claim that is judged now
        self._notes: list[Exchange] | None = None
        self._heard: list[Exchange] = []

    @property
    def setup(self) -> bool:
        """Whether what is sent now is set-up."""
        return self._standing > 0

    @property
    def wrong(self) -> bool:
        """Whether what is sent now is wrong."""
        return self._wrong > 0

    @contextlib.contextmanager
    def standing(self) -> Iterator[None]:
        """Mark what is sent meanwhile as set-up: it makes, or looks at, what claims stand on."""
        self._standing += 1
        try:
            yield
        finally:
            self._standing -= 1

    @contextlib.contextmanager
    def wrongly(self, really: bool = True) -> Iterator[None]:
        """Mark what is sent meanwhile as wrong: to be refused, or no client's, or a tool's.

        Where it is accepted, neither the answer nor what it made is held against other laws.
        """
        self._wrong += really
        try:
            yield
        finally:
            self._wrong -= really

    @contextlib.contextmanager
    def hearing(self) -> Iterator[list[Exchange]]:
        """Yield a list of what is asked meanwhile and is no set-up: a law looks at it."""
        self._heard = []
        yield self._heard

    @contextlib.contextmanager
    def noting(self) -> Iterator[list[Exchange]]:
        """Yield a list of the set-up calls made meanwhile: a walk is repeated with them."""
        found: list[Exchange] = []
        outer, self._notes = self._notes, found
        try:
            yield found
        finally:
            self._notes = outer

    def asked(self, exchange: Exchange) -> None:
        """Keep what was asked, unless it is set-up."""
        if not self.setup:
            self._heard.append(exchange)

    def made(self, exchange: Exchange) -> None:
        """Keep a set-up call."""
        if self._notes is not None:
            self._notes.append(exchange)
