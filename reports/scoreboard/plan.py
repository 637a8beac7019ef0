"""What several runs were all asked: the only claims by which servers can be compared.

A claim is shared where each run planned it, with the same law, level and clause. Probes promise
nothing and are left out. In what the plans differ is told; runs that cannot be compared are
refused.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from harness.claim import Claim
from harness.ledger import Ledger
from harness.legible import line

_RUN = {
    "profile": "different profiles", "only": "different filters", "version": "different versions",
    "api_version": "different API versions", "seed": "different seeds",
}  # fmt: skip
_DECLARED = ("supports", "unsupported", "skip")
_TOLD = 4  # values that one note names


class ApartError(ValueError):
    """Runs cannot stand on one board. The text says which, and why."""


@dataclass(frozen=True, slots=True)
class Entrant:
    """A run on the board, by the name of its server."""

    name: str
    ledger: Ledger


def claims(ledger: Ledger) -> dict[str, Claim]:
    """Return what a run was asked, by id, without probes."""
    planned = ledger.claims or tuple(
        Claim(v.id, v.clause, v.operation, v.level, v.source, v.law)
        for v in ledger.verdicts if v.operation
    )  # fmt: skip
    return {claim.id: claim for claim in planned if claim.level != "probe"}


def shared(entrants: Sequence[Entrant]) -> tuple[Claim, ...]:
    """Return the claims that all runs were asked, by id.

    Raises ApartError for runs of other API packages, for one run that is given twice, and where
    there are none.
    """
    _checked(entrants)
    first, *others = (claims(entrant.ledger) for entrant in entrants)
    found = tuple(
        first[name] for name in sorted(first)
        if all(_promise(other.get(name)) == _promise(first[name]) for other in others)
    )  # fmt: skip
    if not found:
        message = "the runs have no claim in common; ask each the same, by profile and --only"
        raise ApartError(message)
    return found


def _promise(claim: Claim | None) -> tuple[str, ...] | None:
    return None if claim is None else (claim.law, claim.level, claim.clause)


def _checked(entrants: Sequence[Entrant]) -> None:
    first, runs = entrants[0], dict[str, str]()
    for entrant in entrants:
        one, other = _package(first.ledger), _package(entrant.ledger)
        if one != other:
            message = (f"{first.name} was held against the API package {one!r} and {entrant.name} "
                       f"against {other!r}; a board is of one API")  # fmt: skip
            raise ApartError(line(message))
        run = str(entrant.ledger.header.get("run"))
        if entrant.ledger.header.get("record"):
            continue  # it does not say of which run it is
        if run in runs:
            raise ApartError(line(f"{runs[run]} and {entrant.name} are one run, {run}"))
        runs[run] = entrant.name


def _package(ledger: Ledger) -> str:
    return str((ledger.header.get("contracts") or {}).get("name") or "")


def differences(entrants: Sequence[Entrant], common: Sequence[Claim]) -> Iterator[str]:
    """Yield in what the runs' plans differ, and what of them is not counted."""
    for name, says in _RUN.items():
        told = list(dict.fromkeys(_value(e.ledger.header.get(name)) for e in entrants))
        if len(told) > 1:
            more = f" and {len(told) - _TOLD} more" if len(told) > _TOLD else ""
            yield line(f"the runs have {says}: {'; '.join(told[:_TOLD])}{more}")
    every = {name for entrant in entrants for name in claims(entrant.ledger)}
    if len(every) > len(common):
        yield (f"the runs were asked different plans: the {len(common):,} claims that all were "
               f"asked alike are counted, {len(every) - len(common):,} others are not")  # fmt: skip


def marks(entrant: Entrant, common: Sequence[Claim]) -> Iterator[str]:
    """Yield what has to be known of one run beside its numbers."""
    ledger = entrant.ledger
    unreached = len((ledger.footer or {}).get("unreached") or ())
    if not ledger.complete:
        yield f"incomplete: it was ended before its end, {unreached:,} claims unasked"
    if ledger.header.get("shard"):
        yield line(f"shard {ledger.header['shard']} of a plan; merge the shards first")
    declared: Mapping[str, Any] = ledger.header.get("declared") or {}
    for name in _DECLARED:
        if declared.get(name):
            yield line(f"declared, {name}: {_value(declared[name])}")
    beyond = len(claims(ledger)) - len(common)
    if beyond:
        yield f"{beyond:,} claims that not all runs were asked alike are not counted"


def _value(value: Any) -> str:
    if isinstance(value, list | tuple):
        more = f" and {len(value) - _TOLD} more" if len(value) > _TOLD else ""
        return ", ".join(map(str, value[:_TOLD])) + more or "none"
    return "none" if value in (None, "") else str(value)
