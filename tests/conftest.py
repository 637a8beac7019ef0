"""What all tests share: patience with a busy machine, and nothing done twice for nothing."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Iterator
from functools import cache

import pytest
import yaml
from hypothesis import HealthCheck, settings

from contracts.loader import API
from suites.asking import planned
from tests.processes import Watch

sys.dont_write_bytecode = False  # each process that a test starts would compile all anew
os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:  # as a shell starts what runs behind it
    signal.signal(signal.SIGINT, signal.default_int_handler)

settings.register_profile("patient", deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.load_profile("patient")

_WATCH = Watch()
sys.addaudithook(_WATCH)


def pytest_collection_finish() -> None:
    """Take what lives as long as the run does out of garbage collection: it is a lot.

    So is what is kept from test to test: to look through it often takes a tenth of the time.
    """
    gc.collect()
    gc.freeze()
    gc.set_threshold(100_000, 20, 100)


@pytest.hookimpl(wrapper=True)
def pytest_runtest_protocol(item: pytest.Item) -> Iterator[None]:
    """Let a test start the program in a process of its own only where it says so.

    What others wrote is started by `tox -e interop` alone.
    """
    apart = item.get_closest_marker("whole") or "interop" in item.path.parts
    _WATCH.unmarked = "" if apart else item.nodeid
    try:
        return (yield)
    finally:
        _WATCH.unmarked = ""


@pytest.fixture(scope="session", autouse=True)
def _parsed_once() -> Iterator[None]:
    """Parse a text of YAML once: copies of the contracts differ in one file each."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(yaml, "compose", cache(yaml.compose))
        yield


@pytest.fixture(scope="session", autouse=True)
def _planned_once() -> None:
    """Plan the whole of the built-in API once: what each test asks of it is selected from that."""
    planned(API, "standard")
