"""Texts with a form: currencies, countries, addresses, telephone numbers."""

from __future__ import annotations

import re

from sandbox.errors import invalid

CURRENCIES = frozenset({
    "aed", "aud", "bgn", "brl", "cad", "chf", "clp", "cny", "cop", "czk", "dkk", "eur", "gbp",
    "hkd", "huf", "idr", "ils", "inr", "jpy", "krw", "mxn", "myr", "nok", "nzd", "pen", "php",
    "pln", "ron", "rub", "sar", "sek", "sgd", "thb", "try", "twd", "uah", "usd", "vnd", "zar",
})  # fmt: skip
_COUNTRY = re.compile(r"[A-Za-z]{2}")
_BLANK = re.compile(r"\s")
_PERSON = re.compile(r"[^\d!@#$%^*()_=+\[\]{}<>?/\\|;:\"~`]+")


def check_format(name: str, value: str, path: str) -> str:
    """Return `value` as the API keeps it. Raises ApiError (400) when it has not that form."""
    if name == "currency":
        if value.lower() not in CURRENCIES:
            raise invalid(f"Invalid currency: {value[:20]}", path, situation="currency")
        return value.lower()
    if name == "country" and not _COUNTRY.fullmatch(value):
        raise invalid(f"Country '{value[:20]}' is unknown.", path)
    if name == "email" and not _is_email(value):
        raise invalid(f"Invalid email address: {value[:80]}", path, "email_invalid")
    if name == "url" and not value.startswith(("http://", "https://")):
        raise invalid("Not a valid URL", path, "url_invalid")
    if name == "person_name" and not _PERSON.fullmatch(value):
        raise invalid("Names have letters, spaces and hyphens only.", path)
    if name == "phone":
        return re.sub(r"[\s().-]", "", value)
    return value


def _is_email(value: str) -> bool:
    """Whether a text has one @, something before it, and a dot between two things after it."""
    name, at, domain = value.partition("@")
    if not name or not at or "@" in domain or _BLANK.search(value):
        return False
    return "." in domain[1:-1]
