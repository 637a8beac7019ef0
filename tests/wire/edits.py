"""What several changes do to an answer."""

from __future__ import annotations

from typing import Any

from tests.wire.message import Answer, resources


def with_attributes(answer: Answer, **attributes: Any) -> None:
    found = {**_error(answer), **attributes}
    answer.write({"error": {name: value for name, value in found.items() if value is not None}})


def set_fields(answer: Answer, kind: str, **fields: Any) -> None:
    document = answer.document
    for one in resources(document, kind):
        one.update({name: value for name, value in fields.items() if name in one})
    answer.write(document)
