"""One request as a behaviour sees it: decoded, validated, with the store at hand."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from sandbox.store import Object, Store

if TYPE_CHECKING:
    from contracts.model import Contracts, Operation
    from sandbox.registry import Registry


@dataclass(slots=True)
class Call:
    """A request on its way through a behaviour.

    `params` are typed: integers, booleans, nested dictionaries and lists. A value that was sent
    empty to clear it is None, and its name is a key all the same.
    """

    method: str
    path: str
    ids: dict[str, str]
    params: dict[str, Any]
    store: Store
    contracts: Contracts
    declared: Registry  # what the behaviour of the package says
    operation: Operation | None = None
    key: str = "secret"  # secret or publishable
    expand: tuple[str, ...] = ()
    headers: dict[str, str] = field(default_factory=dict)
    strange: dict[str, Any] = field(default_factory=dict)  # sent, and of no table
    query: str = ""  # as it was sent
    raw: dict[str, Any] = field(default_factory=dict)  # `params` before any table was held to them

    @property
    def now(self) -> int:
        """Unix time in seconds."""
        return self.store.now()

    @property
    def metadata(self) -> str:
        """The row and field of metadata, "" where the API has none."""
        return self.contracts.api.metadata_row

    def sent(self, name: str) -> bool:
        """Whether a parameter was sent, be it to clear it."""
        return name in self.params

    def get(self, name: str, default: Any = None) -> Any:
        """Return a parameter, or `default` when it was not sent."""
        return self.params.get(name, default)

    def id(self) -> str:
        """Return the first id in the path."""
        return next(iter(self.ids.values()))


Behaviour = Callable[[Call], Object]
