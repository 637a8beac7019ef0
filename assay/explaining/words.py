"""What is said of a claim, of a clause and of a line of the reference text."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cached_property
from pathlib import Path

from assay.bundle_path import bundle
from assay.explaining.examples import example
from assay.run.promises import promises
from contracts import Contracts
from contracts.catalogue import Clause, catalogue
from harness.claim import Claim
from sandbox.defects import abouts
from suites.asking import planned
from suites.law import PROFILES, Law
from suites.plan import Asked, Plan

_SHOWN = 12  # claims, or faults, that are listed
_LAWS = "suites/laws"
_BREACH = {"must": "a breach fails a run", "should": "a breach is a warning",
           "probe": "what is seen is noted, and nothing is a breach"}  # fmt: skip


class Words:
    """What is said of the claims, clauses and sources of one API package."""

    def __init__(self, contracts: Contracts, flag: str = "") -> None:
        self._contracts = contracts
        self.root = contracts.root
        self._flag = flag  # what names the package in a command
        self._behind: dict[str, tuple[list[str], list[str]]] = {}

    @cached_property
    def plan(self) -> Plan:
        """The plan of all that any profile asks."""
        return planned(self.root, "thorough")

    @cached_property
    def _asked(self) -> dict[str, Asked]:
        """Return how each claim is asked, by its id."""
        plan = self.plan
        every = (*(a for group in plan.groups for a in group.asked),
                 *(a for watched in plan.watched.values() for a in watched))  # fmt: skip
        return {asked.claim.id: asked for asked in every}

    def of_claim(self, claim: Claim) -> Iterator[str]:
        """Yield what is known of a claim: promise, source, law, faults, a request."""
        law = self.plan.law_of[claim.law]
        files, faults = self._law(law)
        clause = self._clauses.get(claim.clause)
        yield claim.id
        yield _row("promise", self._promises.get(claim.clause, law.says))
        yield _row("clause", claim.clause or "none")
        yield _row("source", self._source(claim, clause))
        yield _row("level", f"{claim.level}: {_BREACH[claim.level]}")
        yield _row("law", f"{law.name}: {law.says}")
        yield from _more("", files)
        yield _row("operation", claim.operation)
        yield from _more("asked", self._asking(claim))
        yield from _more("faults", faults)
        yield from _more("example", list(example(self._asked[claim.id]).lines()))
        yield _row("again", self._again(claim))

    def _again(self, claim: Claim) -> str:
        standard = planned(self.root, "standard").claims
        profile = "" if claim.id in standard else " --profile thorough"
        return f"assay run{self._flag}{profile} --only '{claim.id}'"

    def _asking(self, claim: Claim) -> list[str]:
        profiles = [name for name in PROFILES if claim.id in planned(self.root, name).claims]
        groups = claim.groups
        shown = ", ".join(groups[:3])
        more = f" and {len(groups) - 3} more" if len(groups) > 3 else ""
        return [f"in the profiles {', '.join(profiles)}", f"by the groups {shown}{more}"]

    def _law(self, law: Law) -> tuple[list[str], list[str]]:
        """Return where a law stands and its faults, both as they are said of each of its claims."""
        if law.name not in self._behind:
            files = [str(path) for path in self._files(law)]
            self._behind[law.name] = files, self._faults(law.name)
        return self._behind[law.name]

    def _files(self, law: Law) -> list[Path]:
        """Return where a law and its faults stand, for who has the sources."""
        topic, _, name = law.name.partition(".")
        parts = (f"{topic}/{name}.py", f"{topic}/__init__.py", f"{topic}.py")
        ours, own = bundle(), self._contracts.root / "laws"
        found = [Path(_LAWS, part) for part in parts if (ours / _LAWS / part).is_file()]
        found += [_near(own / part, ours) for part in parts if (own / part).is_file()]
        return found[:1]

    def _faults(self, law: str) -> list[str]:
        """Return the faults that a law was seen to find, each with what it does."""
        found = [f"{name}  {about}" for name, about in sorted(abouts(law, self.root).items())]
        return found[:_SHOWN] or ["none of its own"]

    def _source(self, claim: Claim, clause: Clause | None) -> str:
        """Return where a promise is from, in words."""
        given = claim.source and claim.source not in self._clauses
        texts = [claim.source] if given else list(clause.source) if clause else []
        if not texts and claim.clause[:1] == "L" and claim.clause[1:].isdigit():
            texts = [claim.clause]
        named = [f"the reference text, {t}" if t[:1] == "L" and t[1:2].isdigit() else t
                 for t in texts]  # fmt: skip
        return ", ".join(named) or "the contracts"

    @cached_property
    def _clauses(self) -> dict[str, Clause]:
        return {clause.id: clause for clause in catalogue(self.root)}

    @cached_property
    def _promises(self) -> dict[str, str]:
        return promises(self._contracts, catalogue(self.root))

    @cached_property
    def _citing(self) -> dict[str, list[Claim]]:
        """Return the claims that cite a clause or a source, by its id or text."""
        found = defaultdict(list)
        for claim in self.plan.claims.values():
            for text in dict.fromkeys((claim.clause, claim.source)):
                found[text].append(claim)
        return found

    def clause_named(self, text: str) -> Clause | None:
        """Return the clause of the catalogue that has an id, in any case of letters."""
        return self._clauses_said.get(text.upper())

    @cached_property
    def _clauses_said(self) -> dict[str, Clause]:
        return {name.upper(): clause for name, clause in self._clauses.items()}

    def clause_ids(self) -> list[str]:
        """Return the ids of the clauses."""
        return list(self._clauses)

    def of_clause(self, clause: Clause) -> Iterator[str]:
        """Yield what is known of a clause, and the claims that cite it or that it names."""
        yield clause.id
        yield _row("promise", clause.says)
        yield _row("source", ", ".join(clause.source))
        yield _row("level", f"{clause.level}: {_BREACH[clause.level]}")
        if clause.note:
            yield _row("note", clause.note)
        if clause.excluded:
            yield _row("judged by", f"nothing: {clause.excluded}")
            return
        citing = [c for c in self._citing.get(clause.id, []) if c.clause == clause.id]
        yield _row("judged by", " ".join(clause.checks))
        yield from self._counted(citing)
        profile = " --profile thorough" if clause.thorough else ""
        only = " ".join(f"--only '{glob}'" for glob in clause.checks)
        yield _row("again", f"assay run{self._flag}{profile} {only}")

    def of_line(self, number: int) -> list[str]:
        """Return what stands on a line of the reference text, and what cites it, if anything."""
        name = f"L{number}"
        says = self._promises.get(name, "")
        citing = self._citing.get(name, [])
        every = catalogue(self.root)
        clauses = [c for c in every if any(_holds(text, number) for text in c.source)]
        if not (says or citing or clauses):
            return []
        found = [f"{name}: line {number} of the reference text"]
        found += [_row("promise", says)] if says else []
        found += _more("clauses", [f"{c.id}  {c.says}" for c in clauses]) if clauses else []
        return [*found, *self._counted(citing)]

    def of_source(self, text: str) -> list[str]:
        """Return what cites a source as the contracts write it, nothing if nothing does."""
        citing = self._citing.get(text, [])
        clauses = [c for c in catalogue(self.root) if text in c.source]
        if not text or not (citing or clauses):
            return []
        says = self._promises.get(text, "")
        found = [f"{text}: a source", *([_row("promise", says)] if says else [])]
        found += _more("clauses", [f"{c.id}  {c.says}" for c in clauses]) if clauses else []
        return [*found, *self._counted(citing)]

    def of_several(self, title: str, claims: Iterable[Claim]) -> Iterator[str]:
        """Yield what several claims are, law by law."""
        every = list(claims)
        laws = Counter(claim.law for claim in every)
        law_of = self.plan.law_of
        yield f"{title}: {len(every)} claims of {len(laws)} {'law' if len(laws) == 1 else 'laws'}"
        for name, count in laws.most_common(_SHOWN):
            yield f"  {count:5} {name}: {law_of[name].says}"
        if len(laws) > _SHOWN:
            yield f"  … and {len(laws) - _SHOWN} more laws"
        yield from self._counted(every)

    def _counted(self, claims: list[Claim]) -> Iterator[str]:
        """Yield the ids of some claims, and how many more there are."""
        shown = [claim.id for claim in claims[:_SHOWN]]
        if len(claims) > _SHOWN:
            shown.append(f"… and {len(claims) - _SHOWN} more")
        yield from _more("claims", shown or ["none cites it"])


def _near(path: Path, folder: Path) -> Path:
    """Return a path as it is below a folder, or the whole of it."""
    return path.relative_to(folder) if path.is_relative_to(folder) else path


def _holds(source: str, number: int) -> bool:
    """Whether lines such as `L25` or `L17-18` have a line among them."""
    first, _, last = source[1:].partition("-")
    if source[:1] != "L" or not first.isdigit():
        return False
    last = last.removeprefix("L")
    return int(first) <= number <= (int(last) if last.isdigit() else int(first))


def _row(name: str, text: str) -> str:
    return f"  {name:<10} {text}".rstrip()


def _more(name: str, lines: list[str]) -> Iterator[str]:
    """Yield several lines below one name."""
    for number, line in enumerate(lines):
        yield _row("" if number else name, line)
