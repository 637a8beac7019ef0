"""What a smoke run of a package asks: its facets, laws times kinds of subject, in `smoke.yaml`."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from contracts.package import COVER
from contracts.reader import Reader


@cache
def cover(package: Path) -> frozenset[str] | None:
    """Return the facets of a package's cover, None when it has no such file.

    A facet is written as a law, then the kinds of subject that it is asked of, "" where a law is
    about nothing of a kind. Raises ContractError.
    """
    path = package / COVER
    if not path.exists():
        return None
    keys = Reader.open(package, path).mapping({"laws"}, {"laws"})
    return frozenset(
        f"{law} {kind}".rstrip()
        for law, kinds in keys["laws"].entries().items()
        for kind in kinds.texts()
    )
