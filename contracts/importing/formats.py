"""The formats of a document that rows know, and whether an example has the one it stands beside."""

from __future__ import annotations

import re

FORMATS = {
    "email": "email", "uri": "url", "url": "url", "date": "date",
    "date-time": "rfc3339", "date-time-rfc-2822": "rfc2822", "ipv4": "ip", "ip": "ip",
    "unix-time": "timestamp", "decimal": "decimal", "currency": "currency", "phone": "phone",
    "phone-number": "phone", "country": "country", "iso-country-code": "country",
    "locale": "locale",
}  # fmt: skip
INSTANCES = {  # a text of a format that a row cannot name
    "duration": "P1D", "hostname": "example.com",
    "idn-email": "jenny@example.com", "ipv6": "2001:db8::1", "time": "12:00:00Z",
    "uri-reference": "/return", "uuid": "6ba7b810-9dad-11d1-80b4-00c04fd430c8",
}  # fmt: skip
UNTOLD = ("int32", "int64", "float", "double", "password", "byte", "binary", "string")
_LIKE = {  # the least that a text of a format has
    "email": r"[^@\s]+@[^@\s.]+(\.[^@\s.]+)+", "url": r"https?://\S+", "date": r"\d{4}-\d\d-\d\d",
    "rfc3339": r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d.*", "ip": r"[0-9a-fA-F:.]+", "phone": r".*\d.*",
    "decimal": r"[-+]?\d*\.?\d+", "currency": r"[A-Za-z]{3}", "country": r"[A-Za-z]{2}",
}  # fmt: skip
_LONGEST = 500  # characters of an example that is looked at


def contradicts(example: object, known: str) -> bool:
    """Whether an example is a text that cannot have a format of rows."""
    like = _LIKE.get(known)
    if like is None or not isinstance(example, str) or not 0 < len(example) <= _LONGEST:
        return False
    return re.fullmatch(like, example) is None
