"""A target that is gone is told from one that drops a request now and then."""

from __future__ import annotations

from harness.exchange import Exchange, Request, Response
from harness.judge import unanswered
from harness.pulse import Pulse

_LOST = Exchange("m-000001", "", Request("POST", "/v1/x"), None, 0, 0, "connection: gone")
_LATE = Exchange("m-000001", "", Request("POST", "/v1/x"), None, 0, 0, "timeout: 10 s")
_FINE = Exchange("m-000002", "", Request("GET", "/v1/x"), Response(200, {}, b"{}"), 0, 0)


class _Looks:
    """A probe that answers as it is told and counts how often it is asked."""

    def __init__(self, *answers: bool) -> None:
        self.answers = list(answers)
        self.asked = 0
        self.waited: list[float] = []

    def __call__(self) -> bool:
        self.asked += 1
        return self.answers.pop(0) if self.answers else False


def _pulse(looks: _Looks) -> Pulse:
    return Pulse(looks, wait=looks.waited.append)


def test_nine_lost_answers_in_a_row_and_no_other_is_the_end() -> None:
    looks = _Looks()
    pulse = _pulse(looks)
    for _ in range(8):
        pulse.saw(_LOST)
    assert (pulse.stopped, looks.asked) == ("", 0)
    pulse.saw(_LOST)
    assert pulse.stopped == "the target stopped answering at POST /v1/x (m-000001)"
    assert looks.waited == [0.0, 1.0, 3.0]


def test_answers_that_never_come_count_thrice() -> None:
    looks = _Looks()
    pulse = _pulse(looks)
    for _ in range(3):
        pulse.saw(_LATE)
    assert pulse.stopped


def test_a_server_that_answers_something_is_alive() -> None:
    looks = _Looks(False, True)
    pulse = _pulse(looks)
    for _ in range(9):
        pulse.saw(_LOST)
    assert (pulse.stopped, looks.asked) == ("", 2)


def test_only_lost_answers_in_a_row_count() -> None:
    looks = _Looks()
    pulse = _pulse(looks)
    for _ in range(30):
        for exchange in (*[_LOST] * 8, _FINE):
            pulse.saw(exchange)
    assert (pulse.stopped, looks.asked) == ("", 0)


def test_a_limit_that_stays_is_the_end() -> None:
    limited = Exchange("m-000003", "", Request("GET", "/v1/x"), Response(429, {}, b"{}"), 0, 0)
    pulse = _pulse(_Looks())
    for exchange in (*[limited] * 5, _FINE, *[limited] * 5):
        pulse.saw(exchange)
    assert pulse.stopped == ""
    pulse.saw(limited)
    assert "limits requests" in pulse.stopped


def test_a_target_that_counts_down_to_nothing_is_not_judged_and_not_asked_on() -> None:
    def turned_away(left: str) -> Exchange:
        answer = Response(403, {"x-ratelimit-remaining": left}, b'{"message":"limit exceeded"}')
        return Exchange("m-000004", "", Request("GET", "/v1/x"), answer, 0, 0)

    pulse = _pulse(_Looks())
    for exchange in [turned_away("3")] * 9:
        pulse.saw(exchange)
    assert (pulse.stopped, unanswered(turned_away("3"))) == ("", "")
    for exchange in [turned_away("0")] * 6:
        pulse.saw(exchange)
    words = ("the target says that its limit of requests is used up (status 403, "
             "x-ratelimit-remaining: 0); try later, or start it anew")  # fmt: skip
    assert pulse.stopped == unanswered(turned_away("0")) == words
