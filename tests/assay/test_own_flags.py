"""`pytest suites` has the flags of `assay run`, from one declaration, and reads them alike."""

from __future__ import annotations

import argparse
from dataclasses import replace
from pathlib import Path
from types import SimpleNamespace
from typing import Any

import pytest

from assay.commands.run import COMMAND
from assay.run import own_run
from assay.run.configuring import Options
from assay.run.flags import declared
from assay.trouble import Stop

NOT_THERE = {"--api-key", "--publishable-key", "--failed", "--resume", "--watch", "--workers",
             "--contracts", "--quiet", "--dry-run", "--allure", "--baseline"}  # fmt: skip


class _Parser:
    """What pytest gives to a plugin, as far as options are added to it."""

    def __init__(self, *there: str) -> None:
        self.reads = argparse.ArgumentParser(allow_abbrev=False)
        self._groups = [SimpleNamespace(options=[SimpleNamespace(names=lambda: list(there))])]

    def addoption(self, *names: str, **rest: Any) -> None:
        self.reads.add_argument(*names, **rest)

    def addini(self, *_: str) -> None:
        """Files of configuration are not looked at here."""


class _Config:
    """What pytest says of a command line."""

    inipath = None
    rootpath = Path()
    invocation_params = SimpleNamespace(dir=Path())

    def __init__(self, parser: _Parser, *words: str) -> None:
        self.option = parser.reads.parse_args(list(words))

    def getoption(self, name: str, default: object = None) -> Any:
        return getattr(self.option, name.lstrip("-").replace("-", "_"), default)

    def getini(self, _name: str) -> str:
        return ""


def _read(*words: str, there: tuple[str, ...] = ()) -> tuple[Options, _Config]:
    parser = _Parser(*there)
    own_run.add_options(parser, parser)  # type: ignore[arg-type]
    config = _Config(parser, *words)
    return own_run.options(config), config  # type: ignore[arg-type]


def test_each_flag_of_the_command_is_there_or_named_as_left_out() -> None:
    parser = _Parser()
    own_run.add_options(parser, parser)  # type: ignore[arg-type]
    there = {name.replace("--assay-", "--", 1) for name in parser.reads.format_help().split()
             for name in [name.strip("[],")] if name.startswith("--")}  # fmt: skip
    flags = {(p.secondary_opts or p.opts)[0] for p in COMMAND.params if p.opts[0] != "--help"}
    assert flags - there == NOT_THERE - {"--contracts"}
    assert {param.name for param in declared()} <= {param.name for param in COMMAND.params}


GIVEN = ("--only", "a.*", "--only", "b.*", "--clean", "--header", "X-Gate: word", "--shard", "2/3",
         "--max-failures", "5", "--wait", "1.5", "--fail-on", "warn", "--format", "junit",
         "--no-reference", "--read-only", "--rate", "2.5",
         "--proxy", "http://127.0.0.1:3128")  # fmt: skip


def test_values_are_read_as_the_command_reads_them() -> None:
    found, _ = _read(*GIVEN)
    context = COMMAND.make_context("run", list(GIVEN))
    names = ("only", "clean", "headers", "shard", "max_failures", "wait", "fail_on", "formats",
             "reference", "read_only", "rate", "proxy")  # fmt: skip
    assert {n: getattr(found, n) for n in names} == {n: context.params[n] for n in names}
    assert (found.shard, found.only, found.rate) == ((2, 3), ("a.*", "b.*"), 2.5)


def test_what_is_not_given_is_as_it_is_without() -> None:
    found, _ = _read()
    assert found == replace(Options(), workers=1, local=1)


def test_secrets_do_not_stay_where_workers_are_told_of_them() -> None:
    found, config = _read("--header", "X-Gate: s3cr3t", "--proxy", "http://u:p4ss@127.0.0.1:1")
    assert found.headers == ("X-Gate: s3cr3t",)
    assert not any(word in str(vars(config.option)) for word in ("s3cr3t", "p4ss"))


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("--shard", "5/4"), "--shard is '5/4'; give the second of three as 2/3"),
        (("--max-failures", "0"), "0 is not in the range x>=1"),
        (("--fail-on", "pass"), "'pass' is not one of 'fail', 'warn'"),
        (("--require-judged", "nan"), "'nan' is no amount"),
        (("--max-time", "inf"), "'inf' is no amount"),
        (("--rate", "0"), "0 is not in the range 0<x<=86400"),
        (("--profile", "slow"), "'slow' is not one of"),
    ],
)
def test_a_wrong_value_is_told(words: tuple[str, ...], said: str) -> None:
    with pytest.raises(Stop) as told:
        _read(*words)
    assert said in told.value.message


def test_where_another_plugin_has_the_short_name_the_long_one_does() -> None:
    found, _ = _read("--assay-header", "X-Gate: word", "--assay-profile", "smoke",
                     there=("--header", "--profile"))  # fmt: skip
    assert (found.headers, found.profile) == (("X-Gate: word",), "smoke")
