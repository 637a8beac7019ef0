"""Refusals: what the API answers instead of doing what was asked."""

from __future__ import annotations

from typing import Any

from contracts.model import Api

INVALID = "invalid_request_error"


class ApiError(Exception):
    """A refusal with its HTTP status and the attributes of the `error` object.

    Attributes that are None are left out of the body (G-23). An `attempt` has failed, but was made:
    what it changed stays (G-30).
    """

    def __init__(
        self,
        status: int,
        message: str,
        *,
        type: str = INVALID,  # noqa: A002 - the API's own word
        code: str | None = None,
        param: str | None = None,
        **extra: Any,
    ) -> None:
        super().__init__(message)
        self.status = status
        self.message = message
        self.type = type
        self.code = code
        self.param = param
        self.extra = extra
        self.attempt = status == 402

    def body(self, _api: Api) -> dict[str, Any]:
        """Return the JSON body, as an API tells refusals."""
        error: dict[str, Any] = {"message": self.message, "type": self.type}
        for name in ("code", "param"):
            if getattr(self, name) is not None:
                error[name] = getattr(self, name)
        if self.code is not None:
            error["doc_url"] = f"https://example.com/docs/error-codes/{self.code}"
        error.update({name: value for name, value in self.extra.items() if value is not None})
        return {"error": error}


def invalid(message: str, param: str | None = None, code: str | None = None) -> ApiError:
    """Return a 400."""
    return ApiError(400, message, param=param, code=code)


def missing_parameter(param: str) -> ApiError:
    """Return the 400 for a required parameter that was not sent."""
    return invalid(f"Missing required param: {param}.", param, "parameter_missing")


def unknown_parameter(param: str) -> ApiError:
    """Return the 400 for a parameter that no table lists."""
    return invalid(f"Received unknown parameter: {param}", param, "parameter_unknown")


def empty_parameter(param: str) -> ApiError:
    """Return the 400 for an empty text where the value cannot be unset."""
    text = f"You passed an empty string for '{param}', which cannot be unset."
    return invalid(text, param, "parameter_invalid_empty")


def no_such(kind: str, id: str, param: str | None = None, status: int = 404) -> ApiError:  # noqa: A002
    """Return the refusal for an id that names nothing: 404 in a path, 400 in a parameter."""
    words = kind.rpartition(".")[2].replace("_", " ")
    return ApiError(
        status, f"No such {words}: '{id}'", code="resource_missing", param=param or "id"
    )


class Dropped(Exception):  # noqa: N818 - no answer is no error
    """Nothing is answered: the connection is closed. The reference server never does that."""
