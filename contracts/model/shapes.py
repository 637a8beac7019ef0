"""Where an answer holds what it says of objects and lists, and what changing an object means.

What an API does not name is "" (0, None): nothing is asked about it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

By = Literal["", "cursor", "token", "offset", "page", "link"]
End = Literal["", "more", "no_next", "short", "empty", "total"]
Stands = Literal["bare", "noun", "absent"]
Answered = Literal["any", "object", "stub", "empty"]
Chosen = Literal["server", "caller"]
Changing = Literal["POST", "PUT", "PATCH"]
Deleted = Literal["DELETE", "POST"]
IdType = Literal["string", "integer"]


@dataclass(frozen=True, slots=True)
class Token:
    """A list that goes on by a text of the server's: where it is sent, and where it is told."""

    row: str
    field: str  # dotted


@dataclass(frozen=True, slots=True)
class Offset:
    """A list that goes on by how many objects are passed over."""

    row: str


@dataclass(frozen=True, slots=True)
class Page:
    """A list that goes on by the number of the page."""

    row: str
    first: int = 1  # number of the first page


@dataclass(frozen=True, slots=True)
class ListShape:
    """A page of a list: its names, how it goes on, its size and its order."""

    object: str = ""  # value of the field that tells the kind
    items: str = ""  # dotted; "" where the answer is the list itself
    wrapper: str = ""  # each element holds the listed object under this name; noun: its own
    more: str = ""  # whether others follow
    url: str = ""
    by: By = ""  # how it goes on; "" where it does not
    after: str = ""  # cursor: the row for the page behind this object
    before: str = ""
    token: Token | None = None
    offset: Offset | None = None
    page: Page | None = None
    next: str = ""  # link: dotted field with the address of the next page
    end: End = ""  # what tells that nothing follows
    total: str = ""  # dotted field with the number of all objects
    counted: str = ""  # dotted field with the number of objects on the page
    limit: str = ""  # row
    default: int = 0  # objects, when no limit is sent
    maximum: int = 0
    order: str = ""  # field by which the newest stand first
    range: tuple[str, ...] = ()  # rows below a row that bounds a time
    exact: bool = False  # the row itself may be sent as one time
    uncounted: str = ""  # field that a page does not have


@dataclass(frozen=True, slots=True)
class ObjectShape:
    """What objects have, and where an answer holds one."""

    id: str = "id"
    object: str = ""
    created: str = ""
    mode: str = ""  # whether it is an object of a live account
    lasting: tuple[str, ...] = ()  # fields that never change while it lives
    moving: tuple[str, ...] = ()  # fields of no table that change by themselves
    deleted: str = ""  # field of what stands in the place of a deleted object
    stands: str = "bare"  # bare, noun (the resource's last word), absent, or a dotted field
    attributes: str = ""  # field below which all others stand, but for id, kind and those `beside`
    beside: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class IdShape:
    """What ids are like."""

    type: IdType = "string"
    pattern: str = ""  # regular expression of a whole id
    chosen: Chosen = "server"


@dataclass(frozen=True, slots=True)
class Updating:
    """An update: the rows that it sends change, all others stay."""

    method: Changing = "POST"


@dataclass(frozen=True, slots=True)
class Replacing:
    """A replacement: what is not sent is cleared."""

    method: Changing = "PUT"


@dataclass(frozen=True, slots=True)
class Deleting:
    """A deletion: what it answers, and what stands in the place of the object afterwards."""

    method: Deleted = "DELETE"
    answer: Answered = "any"
    afterwards: str = ""  # "absent", or the dotted field that says it is gone; "": not told
