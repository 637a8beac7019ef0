"""Who may use a configured object while another does: no two groups ever wait for each other."""

from __future__ import annotations

import threading

from contracts import load
from contracts.loader import API
from suites.asking import planned
from suites.objects.scarce import Scarce, scarce
from suites.plan import users

NAMES = ("issuing.token:active", "issuing.card:tokenized", "issuing.settlement",
         "issuing.physical_bundle", "financial_connections.account:owned",
         "financial_connections.account_ownership")  # fmt: skip


def locks() -> Scarce:
    return scarce(load(), users(planned(API, "standard").groups), NAMES)


def test_what_one_bundle_may_take_together_has_one_lock() -> None:
    found = locks()
    assert found.lock("issuing.token") is found.lock("issuing.card")
    assert found.lock("issuing.token") is not found.lock("issuing.settlement")
    assert found.lock("issuing.token") is not found.lock("financial_connections.account")
    assert None not in {found.lock(name.partition(":")[0]) for name in (*NAMES[:3], NAMES[4])}


def test_what_no_operation_changes_is_shared() -> None:
    found = locks()
    assert found.lock("issuing.physical_bundle") is None
    assert found.lock("financial_connections.account_ownership") is None


def test_of_what_nothing_is_said_there_is_one_lock() -> None:
    found = Scarce()
    lock = found.lock("issuing.token")
    assert lock is found.lock("issuing.settlement")
    lock.acquire()
    free: list[bool] = []
    other = threading.Thread(target=lambda: free.append(lock.acquire(blocking=False)))
    other.start()
    other.join()
    lock.release()
    assert free == [False]
