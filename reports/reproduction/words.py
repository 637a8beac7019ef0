"""Words that a machine made up, and times: what differs from server to server where nothing else
does. It is copied into each script: the standard library alone, nothing newer than Python 3.8.
"""

from __future__ import annotations

import calendar
import re
import time
from email.utils import mktime_tz, parsedate_tz
from typing import Any

WORD, RUN = re.compile(r"[A-Za-z0-9_]+"), re.compile(r"[A-Za-z0-9_-]+")
_UUID = re.compile(r"([a-z]+_)?[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")
_MAIL = re.compile(r"([A-Z][a-z]{2}, )?[0-9]{1,2} [A-Z][a-z]{2} [0-9]{4} [0-9:]{5,8} ?[A-Z0-9+-]*")
_ZONE = re.compile(r"([.,][0-9]+)?(Z|[+-][0-9]{2}:?[0-9]{2})?")
_MADE_UP = 12  # letters of the shortest word that a machine draws
MORE = 4  # letters by which made-up words of one kind differ at most


def moment(value: Any) -> float:
    """Return what may be a time in seconds: a number, or a text of RFC 3339 or of mail; else 0.

    Zones of the former do not count: two times that are compared are written alike.
    """
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return value
    if not isinstance(value, str):
        return 0
    try:
        if _MAIL.fullmatch(value):
            return mktime_tz(parsedate_tz(value) or ())  # type: ignore[arg-type] # raises
        if _ZONE.fullmatch(value[19:]):
            return calendar.timegm(time.strptime(value[:19].replace(" ", "T"), "%Y-%m-%dT%H:%M:%S"))
    except (ValueError, TypeError, IndexError, OverflowError):
        return 0
    return 0


def drawn(was: str, now: str) -> bool:
    """Whether two short words look drawn alike: they are as long, and have digits."""
    return len(was) == len(now) and all(any(map(str.isdigit, word)) for word in (was, now))


def made_up(word: str) -> bool:
    """Whether a word looks like one that a machine drew: an id, a secret."""
    told = any(map(str.isdigit, word)) or word.upper() != word != word.lower()
    return len(word) >= _MADE_UP and told and not word.isdigit()


def hyphened(word: str) -> bool:
    """Whether a word looks like an id with hyphens in it: a UUID, or letters of every kind."""
    rest = word.partition("_")[2] or word
    kinds = any(map(str.isupper, rest)) and any(map(str.islower, rest))
    mixed = len(rest) >= _MADE_UP and kinds and not RUN.sub("", word)
    return "-" in word and (mixed or _UUID.fullmatch(word) is not None)


def joined_by_chance(was: str, now: str) -> bool:
    """Whether underscores are letters of an id: what they join is not made alike in two words."""
    pairs = zip(was.split("_"), now.split("_"))
    return not all(a == b or (made_up(a) and made_up(b)) or drawn(a, b) for a, b in pairs)


def ids_of_one_kind(was: str, now: str) -> bool:
    """Whether two words are ids of one kind, whose letters hyphens and underscores are among."""
    same = was.partition("_")[0] == now.partition("_")[0] or "_" not in was[:_MADE_UP]
    near = abs(len(was) - len(now)) <= MORE
    return same and near and all(hyphened(word) or made_up(word) for word in (was, now))
