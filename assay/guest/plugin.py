"""The pytest plugin that an installed Assay brings along: the fixture `assay`.

A test that takes it becomes an item for each group of claims that its marker selects, asked of the
server that the fixture `assay_base_url` names. It is loaded in every run of pytest in an
environment that has Assay: until a test takes the fixture it imports nothing, starts nothing and
prints nothing. What asks is a process of its own (`assay/guest/answering.py`): no module of Assay's
stands in the way of one that the mock has under the same name.
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from importlib import import_module
from typing import TYPE_CHECKING, Any

import pytest

from assay.guest.options import LONG, add, add_ini, contracts

if TYPE_CHECKING:
    from assay.guest.checking import Check
    from assay.guest.line import Line

NAME = "assay"
_WORDS = ("only", "profile", "seed")
_LINE = pytest.StashKey["Line"]()
_PARTS = pytest.StashKey[list[dict[str, Any]]]()  # what other workers found
_TOLD = pytest.StashKey[list[str]]()  # entries of known failures that break the session
_URL = "ASSAY_BASE_URL"
_KEY = "ASSAY_API_KEY"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What one item asks: a group of a selection."""

    group: str
    selection: dict[str, Any]


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add options whose names nobody else has."""
    group = parser.getgroup("assay", "Assay: a server held against its contracts")
    for name, rest in LONG.items():
        add(parser, group, name, **rest)
    add_ini(parser)


def pytest_configure(config: pytest.Config) -> None:
    """Make the marker known."""
    text = "assay(only=[GLOB, …], profile=NAME, seed=N): which claims the fixture assay asks"
    config.addinivalue_line("markers", text)


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Make an item of each group that is asked, where a test takes the fixture."""
    if NAME not in metafunc.fixturenames or not _ours(metafunc):
        return
    selection = _selection(metafunc)
    try:
        groups = _line(metafunc.config).ask(
            "groups", **selection, contracts=contracts(metafunc.config)
        )["groups"]
    except ValueError as trouble:
        raise pytest.Collector.CollectError(str(trouble)) from None
    items = [Wanted(group, selection) for group in groups]
    metafunc.parametrize(NAME, items, ids=groups, indirect=True)


def _ours(metafunc: pytest.Metafunc) -> bool:
    """Whether the fixture is that of this plugin: others may have one of that name."""
    for mark in metafunc.definition.iter_markers("parametrize"):
        names = mark.args[0] if mark.args else mark.kwargs.get("argnames", "")
        given = names.split(",") if isinstance(names, str) else names
        if NAME in [name.strip() for name in given]:
            return False
    found = getattr(metafunc, "_arg2fixturedefs", {}).get(NAME)
    return not found or found[-1].func.__module__ == __name__


def _selection(metafunc: pytest.Metafunc) -> dict[str, Any]:
    """Return what a marker, or else the command line, says. Raises CollectError."""
    mark = metafunc.definition.get_closest_marker(NAME)
    said = dict(mark.kwargs) if mark else {}
    if mark and (mark.args or set(said) - set(_WORDS)):
        wrong = ", ".join(map(repr, [*mark.args, *(name for name in said if name not in _WORDS)]))
        text = f"the marker assay knows {', '.join(_WORDS)}, by name; here stands {wrong}"
        raise pytest.Collector.CollectError(text)
    only = said.get("only", ())
    option = metafunc.config.getoption
    seed = said.get("seed", option("--assay-seed"))
    return {
        "only": [only] if isinstance(only, str) else list(only),
        "profile": said.get("profile") or option("--assay-profile") or "standard",
        "seed": 0 if seed is None else seed,  # the same requests in every run of the tests
    }


def _line(config: pytest.Config) -> Line:
    """Return the way to the process that asks; the first call starts it."""
    found = config.stash.get(_LINE, None)
    if found is None:
        made: Line = import_module("assay.guest.line").Line(config.rootpath)
        found = config.stash[_LINE] = made
    return found


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    """Take over what a worker of pytest-xdist found about known failures."""
    found = getattr(node, "workeroutput", {}).get(NAME, [])
    node.config.stash.setdefault(_PARTS, []).extend(found)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Fail a session in which entries of known failures are fixed, or have expired."""
    config, line = session.config, session.config.stash.get(_LINE, None)
    told: list[str] = []
    try:
        parts = list(line.ask("kept")["parts"]) if line is not None else []
        if hasattr(config, "workeroutput"):
            config.workeroutput[NAME] = parts
            return
        others = config.stash.get(_PARTS, None)
        parts += others or []
        told = _line(config).ask("heeded", parts=parts)["told"] if parts else []
    except ValueError as trouble:
        told = [str(trouble)]
    config.stash[_TOLD] = told
    if told and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: Any, config: pytest.Config) -> None:
    """Say which entries of known failures break the session."""
    told = config.stash.get(_TOLD, [])
    if told:
        terminalreporter.section("Assay: entries of assay-known.toml", red=True)
        for line in told:
            terminalreporter.line(line)


def pytest_unconfigure(config: pytest.Config) -> None:
    """End the process that asks, where there is one."""
    found = config.stash.get(_LINE, None)
    if found is not None:
        found.close()


@pytest.fixture(scope="session")
def assay_base_url(pytestconfig: pytest.Config) -> str | None:
    """The server to ask. Override it with the address of the one that your tests start.

    Else it is that of `--assay-base-url`, of ASSAY_BASE_URL, or of the target file.
    """
    return pytestconfig.getoption("--assay-base-url") or os.environ.get(_URL)


@pytest.fixture(scope="session")
def assay_api_key() -> str | None:
    """The secret test key to ask with. Else that of ASSAY_API_KEY, or one that Assay makes up."""
    return os.environ.get(_KEY)


@pytest.fixture
def assay(
    request: pytest.FixtureRequest, assay_base_url: str | None, assay_api_key: str | None
) -> Iterator[Check]:
    """What the server answered to one group of claims: call `assay.check()`.

    The claims are asked before the test begins. Where that cannot be done it is an error of the
    item, as it is when the test never looked at what was found.
    """
    wanted: Wanted | None = getattr(request, "param", None)
    if wanted is None:
        pytest.fail("a test takes the fixture assay as an argument of its own", pytrace=False)
    config = request.config
    file = config.getoption("--assay-config")
    try:
        told = _line(config).ask(
            "ask", **wanted.selection, group=wanted.group, base_url=assay_base_url,
            api_key=assay_api_key, config=str(config.invocation_params.dir / file) if file else "",
            workers=_workers(), contracts=contracts(config),
        )  # fmt: skip
    except ValueError as trouble:
        pytest.fail(str(trouble), pytrace=False)
    check: Check = import_module("assay.guest.checking").Check(wanted.group, told)
    check.testable()
    yield check
    if not check.looked:
        pytest.fail("assay.check() was not called: nothing was judged", pytrace=False)


def _workers() -> int:
    """Return how many processes share the rate of requests."""
    count = os.environ.get("PYTEST_XDIST_WORKER_COUNT", "")
    return int(count) if count.isdigit() else 1
