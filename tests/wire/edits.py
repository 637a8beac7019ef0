"""What several changes do to an answer."""

from __future__ import annotations

from typing import Any

from tests.wire.message import Answer, resources


def error_of(answer: Answer) -> dict[str, Any]:
    document = answer.document
    found = document.get("error") if isinstance(document, dict) else None
    return found if isinstance(found, dict) else {}


def with_attributes(answer: Answer, **attributes: Any) -> None:
    found = {**error_of(answer), **attributes}
    answer.write({"error": {name: value for name, value in found.items() if value is not None}})


def set_fields(answer: Answer, kind: str, **fields: Any) -> None:
    document = answer.document
    for one in resources(document, kind):
        one.update({name: value for name, value in fields.items() if name in one})
    answer.write(document)
