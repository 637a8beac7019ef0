"""Several threads parse Python while garbage is looked for."""

from __future__ import annotations

import ast
import gc
import sys
import threading

import pytest

from suites.parsing import one_by_one

DEEP = "f(" * 20 + "1" + ")" * 20


def test_threads_that_parse_do_not_count_each_others_depth(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(ast, "parse", ast.parse)  # and put it back
    one_by_one()
    wrong: list[SystemError] = []

    def parse() -> None:
        for _ in range(150):
            try:
                assert isinstance(ast.parse(DEEP), ast.Module)
            except SystemError as trouble:
                wrong.append(trouble)

    interval, often = sys.getswitchinterval(), gc.get_threshold()
    threads = [threading.Thread(target=parse) for _ in range(4)]
    gc.callbacks.append(_work)
    sys.setswitchinterval(1e-6)
    gc.set_threshold(20, 2, 2)
    try:
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    finally:
        gc.set_threshold(*often)
        sys.setswitchinterval(interval)
        gc.callbacks.remove(_work)
    assert wrong == []


def _work(*_: object) -> None:
    sum(range(10))
