"""Refusals: what the API answers instead of doing what was asked."""

from __future__ import annotations

from typing import Any

from contracts.model import Api, Contracts, Operation
from sandbox.wire import refused

KEYLESS = 401  # the status of a request without a good key, where the API has no other
_WRONG = (400, 404, 405, 409)  # of requests that are wrong: one API has fewer than another
INVALID = "invalid_request_error"
CHANGED = "changed_request"  # of a key that comes with another request: no situation of a row


class ApiError(Exception):
    """A refusal with its HTTP status and the attributes of the `error` object.

    Attributes that are None are left out of the body (G-23). An `attempt` has failed, but was made:
    what it changed stays (G-30). `situation` is the name that the conventions may know it by, and
    `operation` what was asked.
    """

    def __init__(
        self,
        status: int,
        message: str,
        *,
        type: str = INVALID,  # noqa: A002 - the API's own word
        code: str | None = None,
        param: str | None = None,
        situation: str = "",
        **extra: Any,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.type = type
        self.code = code
        self.param = param
        self.situation = situation
        self.operation: Operation | None = None
        self._settled = False
        self.extra = extra
        self.attempt = status == 402

    def attributes(self, api: Api) -> dict[str, Any]:
        """Return the attributes of the error, by the names that they have inside the sandbox."""
        error: dict[str, Any] = {"message": self.message, "type": self.type}
        for name in ("code", "param"):
            if getattr(self, name) is not None:
                error[name] = getattr(self, name)
        if self.code is not None and "doc_url" in api.error.beside_code:
            error["doc_url"] = f"https://example.com/docs/error-codes/{self.code}"
        error.update({name: value for name, value in self.extra.items() if value is not None})
        return error

    def body(self, api: Api) -> dict[str, Any]:
        """Return the JSON body, as an API tells refusals."""
        return refused(api, self.attributes(api))

    def settle(self, contracts: Contracts) -> None:
        """Take the status, type and code that the API has for the situation, where it says so and
        others stand here. It is done once: what is changed afterwards stays.
        """
        if self._settled:
            return
        self._settled, api = True, contracts.api
        self._key(api)
        if api.error.types and self.type not in api.error.types:
            self.type = api.error.invalid or api.error.types[0]
        keyed = api.idempotency if self.situation == CHANGED else None
        if keyed is not None:
            said = keyed.changed if api.error.type else ""
            self.type = said or self.type
            self.code = self.code if api.error.type else keyed.changed or self.code
            if keyed.changed_statuses and self.status not in keyed.changed_statuses:
                self.status = keyed.changed_statuses[0]
        known = contracts.situation(self.situation, self.operation) if self.situation else None
        if self.status in _WRONG and (known is None or not known.status):
            self._document(api.error.statuses)
        if known is None:
            return
        self.status = self.status if known.has(self.status) else known.status[0]
        self.type = known.type or self.type
        if known.code and (self.code or "") not in known.code:
            self.code = known.code[0] or None
        if known.param == "none":
            self.param = None

    def _key(self, api: Api) -> None:
        """Take the status, type and code by which the API refuses a key, where it is one."""
        if self.status != KEYLESS:
            return
        self.type = api.auth.type or self.type
        if api.auth.codes and (self.code or "") not in api.auth.codes:
            self.code = api.auth.codes[0]
        if api.auth.refused and KEYLESS not in api.auth.refused:
            self.status = api.auth.refused[0]
        elif not api.auth.refused:
            self._document(api.error.statuses)

    def _document(self, statuses: tuple[int, ...]) -> None:
        """Take a status that the API has, where it has none like this one."""
        if statuses and self.status not in statuses:
            closest = (403,) if self.status == KEYLESS else ()
            others = (status for status in statuses if status not in (401, 403, 404, 409))
            usual = (*closest, 400, 422, *others)
            self.status = next((status for status in usual if status in statuses), statuses[0])


def invalid(
    message: str, param: str | None = None, code: str | None = None, situation: str = ""
) -> ApiError:
    """Return a 400."""
    return ApiError(400, message, param=param, code=code, situation=situation)


def missing_parameter(param: str) -> ApiError:
    """Return the 400 for a required parameter that was not sent."""
    return invalid(
        f"Missing required param: {param}.", param, "parameter_missing", nested("required", param)
    )


def unknown_parameter(param: str) -> ApiError:
    """Return the 400 for a parameter that no table lists."""
    return invalid(
        f"Received unknown parameter: {param}", param, "parameter_unknown", nested("unknown", param)
    )


def empty_parameter(param: str) -> ApiError:
    """Return the 400 for an empty text where the value cannot be unset."""
    text = f"You passed an empty string for '{param}', which cannot be unset."
    return invalid(text, param, "parameter_invalid_empty", "empty")


def no_such(
    kind: str,
    id: str,  # noqa: A002
    param: str | None = None,
    status: int = 404,
    situation: str = "",
) -> ApiError:
    """Return the refusal for an id that names nothing: 404 in a path, 400 in a parameter."""
    words = kind.rpartition(".")[2].replace("_", " ")
    known = "unknown_id" if status == 404 else "unknown_reference"
    return ApiError(
        status, f"No such {words}: '{id}'", code="resource_missing", param=param or "id",
        situation=situation or known,
    )  # fmt: skip


def nested(situation: str, param: str) -> str:
    """Return the name of a situation of a row, or of one below another."""
    return f"{situation}_nested" if "[" in param else situation


class Dropped(Exception):  # noqa: N818 - no answer is no error
    """Nothing is answered: the connection is closed. The reference server never does that."""
