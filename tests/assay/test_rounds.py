"""The rounds of a watch: what each asks, what it says, and when it waits. No clock is looked at."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from assay.run.configuring import Options
from assay.run.failed import Told
from assay.run.marks import MARK
from assay.run.rounds import CALM, RESTART, Found, Interrupted, Rounds, differences
from assay.run.watching import heeded, watch
from assay.trouble import Stop
from harness.verdict import Status


class Mock:
    """A server under test whose defects the test writes down, round by round."""

    def __init__(self, *rounds: dict[str, Status], away: Iterable[bool] = ()) -> None:
        self.rounds = list(rounds)
        self.asked: list[tuple[str, ...]] = []
        self.away = iter(away)
        self.said: list[str] = []
        self.rested = 0.0

    def ask(self, only: tuple[str, ...]) -> Found:
        self.asked.append(only)
        now = self.rounds.pop(0)
        found = {n: Told(s, f"{n} is {s}") for n, s in now.items() if not only or n in only}
        broken = any(told.status == "fail" for told in found.values())
        return Found(int(broken), True, found)

    def answers(self) -> bool:
        return not next(self.away, False)

    def rest(self, seconds: float) -> None:
        self.rested += seconds

    def watched(self, *changes: str, whole: bool = False) -> int:
        rounds = Rounds(self.ask, self.answers, self.said.append, whole=whole, rest=self.rest)
        return rounds.go([name] for name in changes)


def test_what_failed_is_asked_and_then_all_of_it() -> None:
    mock = Mock({"a": "fail", "b": "pass"}, {"a": "pass"}, {"a": "pass", "b": "fail"})
    assert mock.watched("app.py") == 1
    assert mock.asked == [(), ("a",), ()]
    assert mock.said == [
        "round 1: asking all",
        "1 of 2 claims fail; waiting for a change",
        "changed: app.py",
        "round 2: asking 1 claims that failed",
        "mended: 1",
        "  a",
        "0 of 2 claims fail; waiting for a change",
        "what failed holds now; asking all of it",
        "round 3: asking all",
        "broke: 1",
        "  b: b is fail",
        "1 of 2 claims fail; waiting for a change",
    ]


def test_little_is_asked_whole() -> None:
    mock = Mock({"a": "fail", "b": "pass"}, {"a": "fail", "b": "fail"})
    assert mock.watched("app.py", whole=True) == 1
    assert mock.asked == [(), ()]
    assert mock.said[4:] == [
        "broke: 1",
        "  b: b is fail",
        "2 of 2 claims fail; waiting for a change",
    ]


def test_nothing_is_different() -> None:
    mock = Mock({"a": "fail"}, {"a": "fail"})
    mock.watched("app.py")
    assert mock.said[-2] == "nothing was mended, and nothing broke"


def test_what_is_no_longer_judged_is_no_mending() -> None:
    before = {"a": Told("fail"), "b": Told("pass"), "c": Told("not_testable")}
    now = {"a": Told("not_testable", "no card"), "b": Told("pass"), "c": Told("not_testable")}
    assert list(differences(before, now)) == ["no longer judged: 1", "  a: no card"]


def test_many_are_counted_and_some_are_listed() -> None:
    before = {f"a{number:02}": Told("fail") for number in range(20)}
    now = {name: Told("pass") for name in before}
    found = list(differences(before, now))
    assert (found[0], found[-1], len(found)) == ("mended: 20", "  … and 8 more", 14)


def test_a_restart_is_waited_for() -> None:
    mock = Mock({"a": "fail"}, {"a": "fail"}, away=[False, *[True] * 21])  # away for five seconds
    mock.watched("app.py")
    assert len(mock.asked) == 2
    assert mock.rested == 0.25 * 21


def test_a_server_that_does_not_restart_is_asked_after_a_moment() -> None:
    mock = Mock({"a": "fail"}, {"a": "fail"})
    mock.watched("app.py")
    assert mock.rested == CALM


def test_a_server_that_stays_away_is_waited_for_no_longer_than_so() -> None:
    mock = Mock({"a": "fail"}, {"a": "pass"}, {"a": "pass"}, away=[True] * 122)
    assert mock.watched("app.py", "app.py") == 0
    assert mock.said[3] == "the server did not answer within 30 s; waiting for the next change"
    assert mock.rested <= RESTART + CALM


def test_a_round_that_a_restart_cut_short_is_asked_again() -> None:
    mock = Mock({"a": "fail"}, {"a": "error"}, {"a": "pass"}, {"a": "pass"},
                away=[*[False] * 6, True, True])  # fmt: skip
    mock.watched("app.py")
    assert mock.asked == [(), ("a",), ("a",), ()]
    assert "the server went away meanwhile: asking again" in mock.said
    assert "mended: 1" in mock.said


def test_what_was_cut_short_is_compared_with_nothing() -> None:
    mock = Mock({"a": "fail"})
    rounds = Rounds(lambda _: Found(3, False, {"a": Told("pass")}), mock.answers,
                    mock.said.append, whole=True, rest=mock.rest)  # fmt: skip
    assert rounds.go([["app.py"]]) == 3
    assert mock.said[-1] == "the round was cut short: nothing is compared with it"


def test_a_wrong_configuration_ends_it() -> None:
    mock = Mock()
    rounds = Rounds(lambda _: Found(2, False, {}), mock.answers, mock.said.append, whole=True)
    assert rounds.go(iter([["app.py"]] * 3)) == 2
    assert len(mock.said) == 2


def test_ctrl_c_ends_it_with_the_code_of_the_last_round() -> None:
    def changes() -> Iterator[list[str]]:
        raise KeyboardInterrupt
        yield []

    mock = Mock({"a": "fail"})
    rounds = Rounds(mock.ask, mock.answers, mock.said.append, whole=True, rest=mock.rest)
    assert rounds.go(changes()) == 1
    assert mock.said[-1] == "the watch has ended"


def test_what_is_kept_does_not_grow_with_the_rounds() -> None:
    mock = Mock(*[{"a": "fail", "b": "pass"}] * 50)
    rounds = Rounds(mock.ask, mock.answers, mock.said.append, whole=True, rest=mock.rest)
    rounds.go([["app.py"]] * 49)
    assert len(mock.asked) == 50
    assert len(rounds._known) == 2


def test_files_of_runs_and_of_servers_are_not_heeded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    source = tmp_path / "src"
    run = source / "run"
    run.mkdir(parents=True)
    (run / MARK).touch()
    (tmp_path / MARK).touch()  # above what is watched: says nothing
    roots = [source]
    assert heeded(source / "app.py", roots)
    assert heeded(source / "deep" / "app.py", roots)
    assert not heeded(run / "report.html", roots)
    assert not heeded(source / "state.sqlite3", roots)
    assert not heeded(source / "server.log", roots)
    assert not heeded(tmp_path / "reports" / "out" / "watch" / "report.html", [tmp_path])


@pytest.mark.parametrize(
    ("url", "path", "words"),
    [
        ("http://127.0.0.1:9", "nowhere", "there is nothing to watch at nowhere"),
        (None, ".", "--watch is for a server of yours"),
    ],
)
def test_what_cannot_be_watched(
    url: str | None, path: str, words: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("ASSAY_BASE_URL", raising=False)
    with pytest.raises(Stop, match=words) as found:
        watch(Options(base_url=url, api_key="sk_test_1"), [Path(path)])
    assert found.value.exit_code == 2


@pytest.mark.parametrize("code", [0, 1, 3])
def test_a_round_that_is_interrupted_is_the_last_one(code: int) -> None:
    """It had come to its end while its reports were made, or it had not."""

    def interrupted(_only: tuple[str, ...]) -> Found:
        raise Interrupted(code)

    mock = Mock()
    rounds = Rounds(interrupted, mock.answers, mock.said.append, whole=True)
    assert rounds.go(iter([])) == code
    assert mock.said[-1] == "the watch has ended"
