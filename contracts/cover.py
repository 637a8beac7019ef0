"""What a smoke run of a package asks: its facets, laws times kinds of subject, in `smoke.yaml`."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from pathlib import Path

from contracts.near import hint
from contracts.package import COVER
from contracts.reader import Reader


@cache
def cover(package: Path) -> frozenset[str] | None:
    """Return the facets of a package's cover, None when it has no such file.

    A facet is written as a law, then the kinds of subject that it is asked of, "" where a law is
    about nothing of a kind. Raises ContractError.
    """
    laws = _laws(package)
    if laws is None:
        return None
    return frozenset(
        f"{law} {kind}".rstrip() for law, kinds in laws.items() for kind in kinds.texts()
    )


def check_cover(package: Path, known: Collection[str]) -> None:
    """Raise ContractError where a package's cover names a law that there is not."""
    for law, kinds in (_laws(package) or {}).items():
        if law not in known:
            raise kinds.refuse(f"{law!r} is no law{hint(law, sorted(known))}")


def _laws(package: Path) -> dict[str, Reader] | None:
    path = package / COVER
    if not path.exists():
        return None
    keys = Reader.open(package, path).mapping({"laws"}, {"laws"})
    return keys["laws"].entries()
