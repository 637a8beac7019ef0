"""`assay explain`: what stands behind an id of a report, or a clause; no server is asked."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterable

import click

from assay import packages
from assay.explaining.words import Words
from assay.trouble import USAGE, Stop, told
from contracts.retired import retired
from harness.legible import line
from suites.selection import Unmatched, near_names, select

_LINE = re.compile(r"[Ll]([0-9]{1,6})")
_NEAR = 3


@click.command(short_help="Say what stands behind an id or a clause.")
@packages.option
@click.argument("name", metavar="ID|CLAUSE")
def explain(name: str, contracts: str | None) -> None:
    """Say what stands behind ID|CLAUSE, without asking any server.

    It is the id of a claim, with a place inside it or not; a glob of ids; the name of a law; a
    clause such as G-32; a line of the reference text such as L345, or any source that is cited.
    """
    flag = f" --contracts {contracts}" if contracts is not None else ""
    words = Words(packages.chosen(contracts), flag)
    with told(words.root):
        for text in explained(name.strip(), words):
            click.echo(line(text))


def explained(name: str, words: Words) -> Iterable[str]:
    """Return what is said of a name, line by line. Raises Stop (2) with names that are near."""
    clause, number = words.clause_named(name), _LINE.fullmatch(name)
    if clause is not None:
        return words.of_clause(clause)
    if number is not None:
        return words.of_line(int(number[1])) or _unknown(name, words)
    former = retired(words.root)
    if name in former.gone:
        return [f"{name} is asked no more: {former.gone[name]}"]
    if name in former.renamed:
        new = former.renamed[name]
        return [f"{name} is asked as {new} now", "", *explained(new, words)]
    return words.of_source(name) or _of_claims(name, words)


def _of_claims(name: str, words: Words) -> Iterable[str]:
    """Return what is said of a claim, of a place inside one, of a law, or of several claims."""
    plan = words.plan
    if name in plan.claims:
        return words.of_claim(plan.claims[name])
    if name in plan.law_of:
        return words.of_several(name, (c for c in plan.claims.values() if c.law == name))
    try:
        found = select(plan, (name,)).claims() if name else []
    except Unmatched:
        found = []
    if not found:
        return _unknown(name, words)
    if len(found) > 1:
        return words.of_several(name, found)
    inside = not any(wildcard in name for wildcard in "*?")
    note = [f"{name} is a place inside a claim:", ""] if inside else []
    return [*note, *words.of_claim(found[0])]


def _unknown(name: str, words: Words) -> Iterable[str]:
    """Raise Stop that nothing has a name, with those that are like it."""
    plan = words.plan
    near = near_names(name, plan.claims)
    near += difflib.get_close_matches(name.upper(), words.clause_ids(), _NEAR)
    near += difflib.get_close_matches(name, list(plan.law_of), _NEAR)
    several = list(dict.fromkeys(near))[:_NEAR]
    hint = f"; did you mean {' or '.join(several)}?" if several else ""
    raise Stop(f"no claim, law or clause is called {name!r}{hint}", USAGE)


COMMAND = explain
