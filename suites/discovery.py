"""Finds the laws: every module below `suites/laws`, and below the `laws` folder of an API package.

An API package is a folder of facts; its Python is loaded by path, under a name of its own, so that
no two packages are taken for each other. A law stands in `laws/<topic>/<law>.py`; where the laws of
a topic are rows of one table, all stand in `laws/<topic>.py`.
"""

from __future__ import annotations

import importlib
import importlib.util
import os
import re
import sys
from collections.abc import Callable, Iterator
from dataclasses import replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import ModuleType

from contracts.catalogue import catalogue
from contracts.errors import ContractError, declared_by
from contracts.executing import executing
from contracts.near import hint
from suites.law import Law

_OURS = Path(__file__).parent / "laws"
# The families that feed claims of exchanges, and how a module says that its laws are theirs.
FEEDING = ("accepts", "dialect", "expand", "readable", "rejections", "required", "transition")
_MEMBER = re.compile(rf"^from suites\.laws\.(?:{'|'.join(FEEDING)})\._family import", re.MULTILINE)
_OWN = "assay_laws_"  # how the name of a package's laws begins
Wanted = Callable[[str], bool]


def _everything(_words: str) -> bool:
    return True


@cache
def discover(package: Path | None = None, wanted: Wanted = _everything) -> tuple[Law, ...]:
    """Return every law, general ones and those of the API package, sorted by name.

    Modules whose laws are not `wanted`, by the words of their ids, are not imported; a law of
    exchanges that is wanted needs those of the groups that show it as well.

    Raises ContractError when two have one name, or the Python of the package is broken.
    """
    found = _named(package, _modules(package, wanted))
    if wanted is not _everything and any(law.family is None for law in found.values()):
        found = _named(package, _modules(package, wanted, _feeds))
    return tuple(found[name] for name in sorted(found))


def _feeds(path: Path) -> bool:
    """Whether the laws of a module belong to a family that feeds: it is read, not imported."""
    return _MEMBER.search(path.read_text(encoding="utf-8")) is not None


def _never(_path: Path) -> bool:
    return False


def _named(package: Path | None, modules: Iterator[ModuleType]) -> dict[str, Law]:
    found: dict[str, Law] = {}
    for law in _laws(modules):
        if law.name in found:
            reason = f"two laws are named {law.name!r}: a name is one promise"
            raise declared_by(package or _OURS, law.body, reason)
        reason = _uncited(law, package)
        if package is not None and reason:
            wrong = declared_by(package, law.body, reason)
            if wrong.root:  # what is made elsewhere cites its own
                raise wrong
        found[law.name] = law
    return found


def _uncited(law: Law, package: Path | None) -> str:
    """Return why a law of a package that has a catalogue cites nothing of it, "" where it does."""
    known = [clause.id for clause in catalogue(package)] if package else []
    if not known or not law.clause or law.clause in known:
        return ""
    return f"{law.clause!r} is no clause of the catalogue{hint(law.clause, known)}"


@cache
def exchange_laws(package: Path | None = None) -> tuple[Law, ...]:
    """Return the laws that judge any exchange."""
    return tuple(law for law in discover(package) if law.family is None)


@cache
def columns(package: Path | None = None, wanted: Wanted = _everything) -> dict[str, str]:
    """Return the column of reports that each topic of the wanted laws names as its COLUMN."""
    modules = _modules(package, wanted)
    named = ((m.__name__, getattr(m, "COLUMN", None)) for m in modules)
    return {name.rpartition(".")[2]: column for name, column in named if isinstance(column, str)}


@cache
def topics(package: Path | None = None) -> frozenset[str]:
    """Return the names of all topics and laws, by their files: nothing is imported."""
    folders = (_OURS, *((package / "laws",) if package and (package / "laws").is_dir() else ()))
    words = {_words(_dotted(path, folder)) for folder in folders for path in _paths(folder)}
    return frozenset(filter(None, {*words, *(word.partition(".")[0] for word in words)}))


def _laws(modules: Iterator[ModuleType]) -> Iterator[Law]:
    for module in modules:
        own = module.__name__.startswith(_OWN)
        found = [
            law for value in vars(module).values()
            for law in (value if isinstance(value, tuple) else (value,)) if isinstance(law, Law)
        ]  # fmt: skip
        if own and not found and not _declares(module):
            raise _lawless(Path(str(module.__file__)))
        yield from (replace(law, own=own) for law in found)


def _declares(module: ModuleType) -> bool:
    """Whether a module says something of its topic, or makes a machine, where it has no law."""
    kinds = (value for value in vars(module).values() if isinstance(value, type))
    own = (kind for kind in kinds if kind.__module__ == module.__name__)
    made = (base.__module__.startswith("suites.") for kind in own for base in kind.__mro__)
    return hasattr(module, "__path__") or any(made)


def _lawless(path: Path) -> ContractError:
    """Return the error of a module of a package's laws that declares none."""
    above = [folder for folder in path.parents if folder.name == "laws"]
    root = above[-1].parent if above else path.parent
    reason = "it declares no law: what laws share begins with '_'"
    return ContractError(path.relative_to(root).as_posix(), 1, "", reason, root)


def _modules(
    package: Path | None, wanted: Wanted, also: Callable[[Path], bool] = _never
) -> Iterator[ModuleType]:
    """Yield the modules of wanted laws, and those that are wanted also; the general ones first."""
    for path in _wanted(_OURS, wanted, also):
        yield importlib.import_module(f"suites.laws.{_dotted(path, _OURS)}")
    folder = package / "laws" if package else None
    if folder is not None and folder.is_dir():
        for path in _wanted(folder, wanted, also):
            yield _loaded(folder, path)


def _wanted(folder: Path, wanted: Wanted, also: Callable[[Path], bool]) -> Iterator[Path]:
    """Yield the modules to import below a folder.

    Laws that stand on one thing, which the `_family.py` beside them makes, come together: what one
    of them leaves another may look at, and what is sent does not depend on which are asked for.
    """
    paths = _paths(folder)
    named = {path for path in paths if wanted(_words(_dotted(path, folder)))}
    shared = {path.parent for path in named if (path.parent / "_family.py").is_file()}
    yield from (p for p in paths if p in named or p.parent in shared or also(p))


def _words(dotted: str) -> str:
    """Return how the ids of a module's laws go on behind the operation's; see `Law.words`."""
    topic, _, rule = dotted.partition(".")
    return topic if rule == topic else dotted


def _paths(folder: Path) -> list[Path]:
    """Return the modules below a folder, in sorted order; those that start with `_` are shared."""
    own = folder / "__init__.py"
    return [
        path
        for path in sorted(folder.rglob("*.py"))
        if path != own and (path.name == own.name or not path.name.startswith("_"))
    ]


def _dotted(path: Path, folder: Path) -> str:
    inside = str(path)[len(str(folder)) + 1 : -len(path.suffix)]  # hundreds are asked for
    return inside.replace(os.sep, ".").removesuffix(".__init__")


def _loaded(folder: Path, path: Path) -> ModuleType:
    """Return a module of a package's laws, executed once, under a name that no other can have.

    They import each other by relative import. Raises ContractError, which says where, when its code
    cannot be executed.
    """
    root = f"{_OWN}{sha256(str(folder.resolve()).encode()).hexdigest()[:12]}"
    if root not in sys.modules:
        top = sys.modules[root] = ModuleType(root)
        top.__path__ = [str(folder)]
    name = f"{root}.{_dotted(path, folder)}"
    if name not in sys.modules:
        with executing(folder.parent, path):
            _execute(name, path)
    return sys.modules[name]


def _execute(name: str, path: Path) -> None:
    below = [str(path.parent)] if path.name == "__init__.py" else None
    spec = importlib.util.spec_from_file_location(name, path, submodule_search_locations=below)
    if spec is None or spec.loader is None:
        message = f"{path} is no Python module"
        raise ImportError(message, name=name, path=str(path))
    module = sys.modules[name] = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except BaseException:
        del sys.modules[name]
        raise
