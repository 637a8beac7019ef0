"""What must come of each hostile behaviour: exit code, sentence, verdicts, memory and disk.

`after` is how many honest answers come first: the preflight's is one of them. To add a behaviour,
write one small function in the module of its kind, and a row here.
"""

from __future__ import annotations

import gzip
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from sandbox.auth import SECRET
from tests.hostile import framing, sizes, slow, values
from tests.hostile.against import ONLY
from tests.hostile.server import PATIENCE, Behaviour

ACCEPTS = "issuing.cardholder.retrieve.accepts"
SUCCESS = "issuing.cardholder.retrieve.response.success_status"
SIZE = "issuing.cardholder.list.pagination.page_size"
LATE = "timeout: no complete answer within 0.3 s"
NOT_HTTP = "answers, but not as HTTP demands"
CROWDED = "connection: the head of the answer has more than 100 headers"
HEAVY = "connection: the head of the answer is longer than 1 MB"
LONG_LINE = "connection: a line of the answer's head is longer than 65,536 bytes"
ODD = "with no JSON object"
LONG = "the answer is longer, or has more values or levels, than what is read of one"
CODED = "content-encoding {}, which the request does not accept (RFC 9110, 12.5.3)"
PASSES = {ACCEPTS: "pass", SIZE: "pass"}
UNTESTED = {ACCEPTS: "not_testable", SIZE: "not_testable"}


@dataclass(frozen=True, slots=True)
class Row:
    """`code` is the exit code, `says` part of what a person is told, `claims` the statuses of some.

    `memory` and `disk` are bounds in millions of bytes; memory is measured where it has one.
    """

    name: str
    behaviour: Behaviour
    code: int
    says: str = ""
    claims: Mapping[str, str] = field(default_factory=dict)
    after: int = 0
    timeout: float = 20.0
    only: tuple[str, ...] = ONLY
    memory: float = 0.0
    disk: float = 1.0


def late(behaviour: Behaviour, says: str = LATE) -> Row:
    """Return the row of a server that does not end its first answer."""
    return Row(behaviour.__name__, behaviour, 3, says, timeout=0.3)


def fine(behaviour: Behaviour) -> Row:
    """Return the row of a server that does what it may."""
    return Row(behaviour.__name__, behaviour, 0, claims=PASSES)


def large(behaviour: Behaviour, code: int = 0, says: str = "", **rest: Any) -> Row:
    """Return the row of a server that sends much."""
    claims = {} if code == 3 and says == NOT_HTTP else UNTESTED if code == 3 else PASSES
    named = {"name": behaviour.__name__, "claims": claims, **rest}
    return Row(behaviour=behaviour, code=code, says=says, **named)


def odd(name: str, behaviour: Behaviour, code: int, says: str = "", **claims: str) -> Row:
    """Return the row of a server that says something odd."""
    named = {"accepts": ACCEPTS, "size": SIZE}
    return Row(name, behaviour, code, says, {named[key]: value for key, value in claims.items()})


FEW: Mapping[str, Any] = {"only": (ACCEPTS,), "claims": {ACCEPTS: "pass"}}

SLOW = (
    late(slow.silent),
    late(slow.drips_status_line),
    late(slow.drips_header),
    late(slow.drips_headers_without_end),
    late(slow.drips_body),
    late(slow.drips_body_without_length),
    late(slow.drips_chunk_size),
    late(slow.drips_chunk_extension),
    late(slow.drips_tiny_chunks),
    late(slow.drips_trailer),
    late(slow.drips_trailers_without_end),
    late(slow.stalls_in_body),
    late(slow.continues_slowly_for_ever),
    late(slow.continues_with_endless_headers),
    late(sizes.trails_without_end),
    late(slow.continues_for_ever, NOT_HTTP),
    late(slow.hints_for_ever, NOT_HTTP),
    fine(slow.continues_first),
    fine(slow.processes_first),
    fine(slow.hints_first),
    fine(slow.says_unknown_interim_first),
    Row("switches_protocols", slow.switches_protocols, 3, claims=UNTESTED),
)
LARGE = (
    large(sizes.pads_with_text, memory=160),
    large(sizes.pads_with_astral_text, memory=70, **FEW),
    large(sizes.pads_with_numbers, 3, LONG, memory=40),
    large(sizes.pads_with_empty_objects, 3, LONG),
    large(sizes.pads_with_members, **FEW),
    large(sizes.pads_within_reason, **FEW),
    large(sizes.pads_with_sixty_kilobytes, disk=4),
    large(sizes.sends_without_end, 3, LONG, memory=40),
    large(sizes.chunks_of_a_byte, 3, only=(ACCEPTS,), claims={ACCEPTS: "not_testable"}),
    large(sizes.lists_hundred_thousand, claims={ACCEPTS: "pass", SIZE: "not_testable"}),
    large(sizes.lists_broken_objects, claims={ACCEPTS: "pass", SIZE: "not_testable"}, disk=4),
    large(sizes.lists_nulls, claims={ACCEPTS: "pass", SIZE: "not_testable"}, disk=2),
    large(sizes.names_of_digits, disk=6),
    large(sizes.has_three_thousand_fields, disk=9),
    large(
        sizes.has_long_id, 3, "longer than what is sent", claims={ACCEPTS: "error", SIZE: "pass"}
    ),
    large(sizes.nests_deeply, 3, LONG),
    large(sizes.nests_below_the_limit),
    large(sizes.heads_of_sixty_kilobytes, 3, HEAVY, claims={}, memory=20),
    large(sizes.heads_of_ten_kilobytes, memory=40, **FEW),
    large(sizes.names_headers_at_length, 3, HEAVY, claims={}),
    large(sizes.sets_cookies, memory=30),
    large(sizes.has_two_hundred_headers, 3, CROWDED, claims={}),
    large(sizes.has_two_hundred_headers, 3, name="loses_its_measure", after=1),
    large(sizes.has_a_header_of_seventy_kilobytes, 3, LONG_LINE, claims={}),
    large(sizes.heads_without_end, 3, NOT_HTTP),
    large(sizes.writes_one_endless_line, 3, NOT_HTTP),
)
DIGITS = int("9" * 4000)
STRANGE = (
    odd("created_is_a_list", values.changing("created", []), 0, accepts="pass"),
    Row(
        "created_has_4000_digits",
        values.changing("created", DIGITS, -DIGITS),
        0,
        claims={ACCEPTS: "pass"},
        disk=6,
    ),
    odd("ids_are_objects", values.changing("id", {}, {"id": 1}), 3),
    odd("ids_are_lists", values.changing("id", [], [[]]), 3),
    odd("ids_are_numbers", values.changing("id", 5, 1.5, True), 3),
    odd("ids_are_empty", values.changing("id", ""), 1, accepts="fail"),
    odd("ids_are_paths", values.changing("id", "../../x?a=b#c", "a b\r\nX: y"), 1, accepts="fail"),
    odd("ids_are_lone_surrogates", values.changing("id", "\ud800", "\udfff"), 1, accepts="fail"),
    odd("object_is_a_list", values.changing("object", ["list"], {}), 1, accepts="fail"),
    odd("data_is_an_object", values.changing("data", {}, {"0": 1}), 0, size="not_testable"),
    odd("data_is_null", values.changing("data", None), 0, size="not_testable"),
    odd(
        "data_holds_anything",
        values.changing("data", [1, None, "x", [], {"id": []}]),
        0,
        size="not_testable",
    ),
    odd("more_is_a_text", values.changing("has_more", "no", 1), 0, size="pass"),
    odd("url_is_no_address", values.changing("url", "https://[", "//["), 0),
    odd("metadata_is_a_list", values.changing("metadata", [], [{}], "x"), 0),
    odd(
        "not_a_number", values.rewriting(lambda b: b.replace(b"true", b"NaN")), 1, ODD, size="fail"
    ),
    odd("infinity", values.rewriting(lambda b: b.replace(b"false", b"-Infinity")), 3, ODD),
    odd(
        "number_without_end",
        values.rewriting(lambda b: b.replace(b"false", b"1e999")),
        0,
        accepts="pass",
    ),
    odd("integer_of_5000_digits", values.rewriting(lambda b: b.replace(b"false", b"1" * 5000)), 3),
    odd(
        "doubled_members",
        values.rewriting(lambda b: b[:-1] + b',"object":[],"id":{}}'),
        1,
        accepts="fail",
    ),
    odd("null", values.rewriting(lambda _: b"null"), 3, ODD),
    odd("nothing", values.rewriting(lambda _: b""), 3, ODD),
    odd("a_list", values.rewriting(lambda b: b"[" + b + b"]"), 3, ODD),
    odd(
        "retry_after_is_a_superscript", values.heading("Retry-After: \xb2", 429), 0, accepts="pass"
    ),
    odd(
        "says_brotli",
        values.saying("Content-Encoding: br"),
        3,
        CODED.format("br"),
        accepts="not_testable",
        size="not_testable",
    ),
    odd(
        "says_two_codings",
        values.saying("Content-Encoding: gzip, zstd"),
        3,
        CODED.format("gzip, zstd"),
        accepts="not_testable",
        size="not_testable",
    ),
    odd(
        "says_identity", values.saying("Content-Encoding: Identity"), 0, accepts="pass", size="pass"
    ),
    odd(
        "packs_unsaid",
        values.rewriting(gzip.compress),
        3,
        "gzip packed, of which no",
        accepts="not_testable",
        size="not_testable",
    ),
    odd(
        "letters_of_latin_1",
        values.rewriting(lambda b: b[:-1] + b',"x":"caf\xe9"}'),
        3,
        "JSON in letters that are not UTF-8",
        accepts="not_testable",
        size="not_testable",
    ),
    odd("error_is_a_list", values.refusing_with([], 400), 3),
    odd("error_is_a_text", values.refusing_with("no", 402), 3),
    odd("error_has_objects", values.refusing_with({"type": {}, "code": [], "param": {"a": 1}}), 3),
    odd("error_param_is_a_number", values.refusing_with({"type": "x", "param": 5, "code": 7}), 3),
)
CUT = "connection: the body is not as long as its header or its chunks say"
NO_LENGTH = "connection: the header Content-Length holds no number"
NO_HEADER = "connection: a line of the answer's head is no header"
UNSIZED = "connection: the size of a chunk is no hexadecimal number"
CHUNKED = framing.CHUNKED
TRANSFER = "connection: the answer has a transfer coding, which the request does not accept"


def unread(name: str, behaviour: Behaviour, says: str = NOT_HTTP) -> Row:
    """Return the row of a server whose first answer cannot be read, which is told at once."""
    return Row(name, behaviour, 3, says, timeout=PATIENCE)


FRAMED = (
    unread("length_is_too_long", framing.measured(lambda n: n + 5), CUT),
    unread("length_is_beyond_all", framing.measured(lambda _: 10**30), CUT),
    unread("length_is_negative", framing.measured(lambda n: -n), NO_LENGTH),
    unread("length_is_a_word", framing.measured(lambda _: "ten"), NO_LENGTH),
    unread("length_is_empty", framing.measured(lambda _: ""), NO_LENGTH),
    unread("length_is_another_number", framing.measured(lambda n: f"{n}, {n}, ²"), NO_LENGTH),
    unread("lengths_differ", framing.measured(lambda n: n, "Content-Length: 3"), "lengths that"),
    unread("length_beside_chunks", framing.chunked(b"", coding="Content-Length: 9\r\n" + CHUNKED),
           "Content-Length beside its chunks"),
    unread("header_without_colon", framing.told_before("this is no header"), NO_HEADER),
    unread("header_with_a_space", framing.told_before("X A: b"), NO_HEADER),
    unread("header_with_a_strange_name", framing.told_before("X-\u00e9: b"), NO_HEADER),
    unread("transfer_coding", framing.chunked(b"", coding="Transfer-Encoding: gzip, chunked"),
           TRANSFER),
    unread("chunk_is_negative", framing.chunked(b"-5"), UNSIZED),
    unread("chunk_is_a_word", framing.chunked(b"ten"), UNSIZED),
    unread("chunk_is_a_number_of_python", framing.chunked(b"0x_5"), UNSIZED),
    unread("a_lone_cr", framing.told_before("X: a\rContent-Length: 3"), "NUL or a lone CR"),
    unread("chunk_is_beyond_all", framing.chunked(b"f" * 18), CUT),
    unread("trailer_is_too_long",
           framing.chunked(b"", b"0\r\nX: " + b"y" * 70_000 + b"\r\n\r\n"), LONG_LINE),
    unread("no_head", framing.raw(b"")),
    unread("status_is_zero", framing.raw(b"HTTP/1.1 000 X\r\n\r\n")),
    unread("status_is_a_word", framing.raw(b"HTTP/1.1 abc X\r\n\r\n")),
    unread("status_with_a_sign", framing.raw(b"HTTP/1.1 +200 OK\r\n\r\n")),
    unread("interim_with_a_body", framing.raw(
        b"HTTP/1.1 100 C\r\nContent-Length: 5\r\n\r\nhelloHTTP/1.1 200 OK\r\n\r\n")),
    unread("interim_is_crowded", framing.raw(
        b"HTTP/1.1 100 C\r\n" + b"".join(b"X-%d: 1\r\n" % n for n in range(150))), CROWDED),
    unread("length_has_a_fraction", framing.measured(lambda n: f"{n}.0"), NO_LENGTH),
    unread("other_protocol", framing.raw(b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", body=False)),
    Row("no_content_has_a_body", framing.raw(b"HTTP/1.1 204 No\r\nContent-Length: 9\r\n\r\n"), 3,
        ODD, UNTESTED),
    Row("packs_twice", framing.packs_twice, 3, CODED.format("gzip"), UNTESTED),
    Row("redirects_to_a_file", framing.redirects_to_a_file, 3,
        "with a redirect to 'file:///etc/passwd', and none is followed", UNTESTED),
    Row("length_twice_the_same", framing.measured(lambda n: f"{n}, {n}"), 0, only=(ACCEPTS,),
        claims={ACCEPTS: "pass"}),
    Row("says_more_behind", framing.says_more_behind_its_answer, 0, only=(ACCEPTS,),
        claims={ACCEPTS: "pass"}),
    Row("says_parts", framing.told_before("Content-Type: multipart/mixed"), 0, only=(ACCEPTS,),
        claims={ACCEPTS: "pass"}),
)  # fmt: skip

BEHIND = (
    Row("trailer_holds_a_key",
        framing.chunked(b"", f"0\r\nContent-Length: 5\r\nX: {SECRET}\r\n\r\n".encode()), 0,
        **FEW),
    Row("chunk_holds_a_key", framing.chunked(b"", b"0;k=%s\r\n\r\n" % SECRET.encode()), 0, **FEW),
    Row("hints_with_a_key", framing.hints_with_a_key, 0, **FEW),
    Row("begins_another_answer", framing.begins_another_answer, 0, **FEW),
    Row("leaves_half", framing.leaves_half, 0, **FEW),
    Row("type_is_folded", framing.folded(b"Content-Type:"), 0, **FEW),
    Row("length_is_folded", framing.folded(b"Content-Length:"), 0, **FEW),
    unread("first_line_is_folded", framing.folded(b"HTTP/1.1 200 X"), NO_HEADER),
    unread("speaks_tls", framing.raw(b"\x16\x03\x03\0\xff", body=False), "that is not HTTP"),
    unread("length_of_what_never_comes", framing.measured(lambda n: n + 16_000_000), CUT),
    odd("letters_of_two_bytes", values.rewriting(lambda b: b.decode().encode("utf-16-le")), 3,
        "with JSON in UTF-16-LE", accepts="not_testable"),
    odd("letters_too_long", values.rewriting(lambda b: b[:-1] + b',"x":"\xc0\xaf"}'), 3,
        "JSON in letters that are not UTF-8", size="not_testable"),
    odd("letters_of_ibm", values.rewriting(lambda b: b.decode().encode("cp500")), 3,
        "JSON in letters that are not UTF-8", accepts="not_testable"),
    odd("two_documents", values.rewriting(lambda b: b + b"\n" + b), 3, ODD),
    odd("a_script", values.rewriting(lambda b: b")]}',\n" + b), 3, ODD),
    odd("single_quotes", values.rewriting(lambda b: b.replace(b'"', b"'")), 3, ODD),
    odd("names_that_are_none", values.naming("\ufeff\0", 9), 0, accepts="pass", size="pass"),
    Row("names_a_key_at_every_turn", values.naming(SECRET, 15_000), 0, disk=4, **FEW),
    odd("created_in_1970", values.changing("created", 0), 0, accepts="pass"),
    odd("created_in_9999", values.changing("created", 253_402_300_799), 0, accepts="pass"),
    odd("date_is_none", values.saying("Date: \x1b[2J"), 0, accepts="pass", size="pass"),
    odd("always_busy", values.answering(503, b"{}", "Retry-After: 0"), 3, "status 503. Is the",
        accepts="not_testable"),
    odd("for_another_address", values.answering(421), 1, "with status 421: it does not answer for",
        accepts="fail"),
    odd("forbidden_by_law", values.answering(451, b"<h1>no</h1>"), 3, "with status 451"),
    odd("redirects_deeper", values.redirecting_deeper, 1, "and none is followed", accepts="fail"),
    Row("in_part", values.answering(206, None, "Content-Range: bytes 0-9/99"), 1,
        "expected status 200; observed status 206", {SUCCESS: "fail"}, only=(SUCCESS,)),
    Row("refuses_the_key_later", values.answering(401, b""), 3, "and accepted it before", after=3),
)  # fmt: skip
TABLE = (*SLOW, *LARGE, *STRANGE, *FRAMED, *BEHIND)
