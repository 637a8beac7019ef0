"""A server is asked again and again, by one run or by two at once, with the ids of one file."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from sandbox.auth import SECRET
from tests.near import answering
from tests.running import Outcome, run
from tests.suites.servers import Answer, Call, Reference, Respond

ACCOUNT, TOKEN = "financial_connections.account", "issuing.token"
ASKED = (f"{ACCOUNT}.disconnect.transition.*", f"{ACCOUNT}.disconnect.dialect.*",
         f"{ACCOUNT}.disconnect.schemathesis.*", f"{ACCOUNT}.refresh.accepts",
         f"{TOKEN}.update.accepts", f"{TOKEN}.update.transition.*")  # fmt: skip
ONE_WAY = f"{ACCOUNT}.disconnect.transition.inactive"  # four ids, of which the last stays


def _judged(outcome: Outcome) -> set[str]:
    return {v["id"] for v in outcome.results["verdicts"] if v["status"] in ("pass", "noted")}


def test_a_fifth_run_judges_what_the_first_did() -> None:
    reference = Reference()
    with answering(reference) as url:
        runs = [run(url, *ASKED, ids=reference.ids, key=SECRET) for _ in range(5)]
    assert [outcome.code for outcome in runs] == [0] * 5
    assert _judged(runs[0]) - _judged(runs[4]) == {ONE_WAY}
    left = runs[4].verdict(ONE_WAY)
    assert left["status"] == "not_testable"
    assert "the 4 configured ids" in left["message"]
    assert "are used up; configure more" in left["message"]


def test_what_is_used_up_is_no_breach() -> None:
    """All accounts that the file calls active were disconnected since it was written."""
    reference = Reference()
    names = {name: ids for name, ids in reference.ids.items() if name.startswith(ACCOUNT)}
    for name in names[f"{ACCOUNT}:active"]:
        reference(Call("POST", f"/v1/linked_accounts/{name}/disconnect",
                       headers={"authorization": f"Bearer {SECRET}"}))  # fmt: skip
    with answering(reference) as url:
        found = run(url, f"{ACCOUNT}.refresh.*", ids=names, key=SECRET)
    assert found.said == ""
    lacking = found.verdict(f"{ACCOUNT}.refresh.accepts")
    assert lacking["status"] == "not_testable"
    assert "(status disconnected); configure more" in lacking["message"]


def _meddling(reference: Reference, when: Callable[[Call], bool], path: str, body: str) -> Respond:
    """Let another run send a POST behind the first call that fits, to the object of its path."""
    done: list[str] = []

    def respond(call: Call) -> Answer:
        answer = reference(call)
        if not done and when(call):
            name = call.path.split("/")[-1]
            done.append(name)
            reference(replace(call, method="POST", path=path.format(name), query="", body=body))
        return answer

    return respond


@pytest.mark.parametrize(
    ("only", "method", "start", "path", "body"),
    [
        (f"{ACCOUNT}.refresh.accepts", "GET", "/v1/linked_accounts/fca",
         "/v1/linked_accounts/{}/disconnect", ""),
        (f"{TOKEN}.update.transition.active.suspend", "POST", "/v1/issuing/tokens/",
         "/v1/issuing/tokens/{}", "status=active"),
        (f"{TOKEN}.update.transition.suspended.activate", "POST", "/v1/issuing/tokens/",
         "/v1/issuing/tokens/{}", "status=suspended"),
    ],
)  # fmt: skip
def test_what_another_run_did_meanwhile_is_no_breach(
    only: str, method: str, start: str, path: str, body: str
) -> None:
    """It changes the object once, between two requests: the claim is asked with another one."""
    reference = Reference()

    def when(call: Call) -> bool:
        return call.method == method and call.path.startswith(start)

    with answering(_meddling(reference, when, path, body)) as url:
        found = run(url, only, ids=reference.ids, key=SECRET)
    assert found.said == ""
    assert found.verdict(only)["status"] == "pass"


def test_a_server_that_loses_updates_is_told_all_the_same() -> None:
    """Each object reads as if another run changed it, and that is no other run's doing."""
    reference = Reference()

    def respond(call: Call) -> Answer:
        answer = reference(call)
        if call.method == "POST" and call.body == "status=suspended" and answer.status == 200:
            reference(replace(call, body="status=active"))
        return answer

    only = f"{TOKEN}.update.transition.active.suspend"
    with answering(respond) as url:
        found = run(url, only, ids=reference.ids, key=SECRET)
    assert found.verdict(only)["status"] == "warn"


def test_an_account_that_is_not_there_is_not_trusted() -> None:
    reference = Reference()
    ids = {**reference.ids, f"{ACCOUNT}:refreshable": ["fca_typo"]}
    with answering(reference) as url:
        found = run(url, f"{ACCOUNT}.refresh.accepts", ids=ids, key=SECRET)
    verdict = found.verdict(f"{ACCOUNT}.refresh.accepts")
    assert verdict["status"] == "not_testable"
    assert "(it is not there); configure more" in verdict["message"]
