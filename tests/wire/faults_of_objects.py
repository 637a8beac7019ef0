"""Breaches on the wire in what objects show."""

from __future__ import annotations

from tests.wire.edits import set_fields
from tests.wire.message import Answer, Request, resources, walked
from tests.wire.table import Table

OBJECTS = Table()
_INTENT = "payment_intent"


@OBJECTS.tells("G-113")
def no_livemode(_: Request, answer: Answer) -> None:
    """Objects do not say whether they are live."""
    document = answer.document
    for one in resources(document):
        one.pop("livemode", None)
    answer.write(document)


@OBJECTS.tells("G-113")
def created_in_milliseconds(_: Request, answer: Answer) -> None:
    """Times of creation are in milliseconds."""
    answer.write(walked(answer.document, lambda n, v: v * 1000
                        if n == "created" and isinstance(v, int) else v))  # fmt: skip


@OBJECTS.tells("G-113")
def created_as_text(_: Request, answer: Answer) -> None:
    """Times of creation are dates in words."""
    answer.write(walked(answer.document, lambda n, v: "2026-01-01T00:00:00Z"
                        if n == "created" and isinstance(v, int) else v))  # fmt: skip


@OBJECTS.tells("G-113, G-118")
def created_a_day_ago(_: Request, answer: Answer) -> None:
    """Times of creation are a day behind."""
    answer.write(walked(answer.document, lambda n, v: v - 86400
                        if n == "created" and isinstance(v, int) else v))  # fmt: skip


@OBJECTS.tells("G-120")
def amounts_with_a_point(_: Request, answer: Answer) -> None:
    """Amounts have a decimal point."""
    answer.write(walked(answer.document, lambda n, v: v + 0.5
                        if n == "amount" and isinstance(v, int) else v))  # fmt: skip


@OBJECTS.tells("G-120")
def amounts_as_text(_: Request, answer: Answer) -> None:
    """Amounts are texts."""
    answer.write(walked(answer.document, lambda n, v: str(v)
                        if n == "amount" and isinstance(v, int) else v))  # fmt: skip


@OBJECTS.tells("G-119")
def currency_in_capitals(_: Request, answer: Answer) -> None:
    """Currencies are in capitals."""
    answer.write(walked(answer.document, lambda n, v: v.upper()
                        if n == "currency" and isinstance(v, str) else v))  # fmt: skip


@OBJECTS.tells("G-114")
def prefix_lost(_: Request, answer: Answer) -> None:
    """Ids of cards begin as those of no resource."""
    answer.body = answer.body.replace(b'"ic_', b'"card_')


@OBJECTS.tells("G-113")
def object_renamed(_: Request, answer: Answer) -> None:
    """Cardholders call themselves otherwise."""
    answer.body = answer.body.replace(b'"issuing.cardholder"', b'"cardholder"')


@OBJECTS.tells("G-96, T-25")
def cardholder_as_id(_: Request, answer: Answer) -> None:
    """A card names its holder by id."""
    document = answer.document
    for one in resources(document, "issuing.card"):
        if isinstance(one.get("cardholder"), dict):
            one["cardholder"] = one["cardholder"]["id"]
    answer.write(document)


@OBJECTS.tells("G-94, T-26")
def number_shown(_: Request, answer: Answer) -> None:
    """The number of a card is shown unasked."""
    document = answer.document
    for one in resources(document, "issuing.card"):
        one["number"] = "400000999000" + str(one.get("last4"))
    answer.write(document)


@OBJECTS.tells("CH-17")
def tax_id_shown(_: Request, answer: Answer) -> None:
    """The tax number of a company is shown."""
    document = answer.document
    for one in resources(document, "issuing.cardholder"):
        if isinstance(one.get("company"), dict):
            one["company"]["tax_id"] = "123456789"
    answer.write(document)


@OBJECTS.tells("G-103, L763")
def metadata_for_publishable_keys(request: Request, answer: Answer) -> None:
    """Who has a publishable key is shown metadata."""
    if "pk_" in request.header("authorization") and answer.status == 200:
        answer.write({**answer.document, "metadata": {"secret": "1"}})


@OBJECTS.tells("PI-08")
def secret_of_another_form(_: Request, answer: Answer) -> None:
    """The secret of an intent does not begin with its id."""
    set_fields(answer, _INTENT, client_secret="secret_0123456789abcdef")


@OBJECTS.tells("FS-09")
def one_secret_for_all(_: Request, answer: Answer) -> None:
    """All sessions have one secret."""
    for kind in ("financial_connections.session", "link_account_session"):
        set_fields(answer, kind, client_secret="fcsess_client_secret_same")


@OBJECTS.tells("CA-11, L-free: enum of the facts")
def unknown_status(_: Request, answer: Answer) -> None:
    """Cards that are active are called live."""
    document = answer.document
    for one in resources(document, "issuing.card"):
        one["status"] = "live" if one.get("status") == "active" else one.get("status")
    answer.write(document)


@OBJECTS.tells("facts: last4 has four digits")
def last4_of_two(_: Request, answer: Answer) -> None:
    """The end of a card's number has two digits."""
    document = answer.document
    for one in resources(document, "issuing.card"):
        one["last4"] = one["last4"][:2]
    answer.write(document)


@OBJECTS.tells("CA-17: month 1-12")
def month_zero(_: Request, answer: Answer) -> None:
    """Cards end in month 0."""
    set_fields(answer, "issuing.card", exp_month=0)


@OBJECTS.tells("G-101")
def metadata_typed(_: Request, answer: Answer) -> None:
    """Metadata that looks like numbers comes back as numbers."""
    document = answer.document
    for one in resources(document):
        one["metadata"] = {k: int(v) if v.isdigit() else v
                           for k, v in (one.get("metadata") or {}).items()}  # fmt: skip
    answer.write(document)


@OBJECTS.tells("G-101")
def metadata_stripped(_: Request, answer: Answer) -> None:
    """Space around values of metadata is lost."""
    document = answer.document
    for one in resources(document):
        if isinstance(one.get("metadata"), dict):
            one["metadata"] = {k: v.strip() for k, v in one["metadata"].items()}
    answer.write(document)


@OBJECTS.tells("G-101")
def text_without_accents(_: Request, answer: Answer) -> None:
    """Letters beyond ASCII become question marks."""
    answer.body = answer.body.decode().encode("ascii", "replace")


@OBJECTS.tells("G-102")
def metadata_null(_: Request, answer: Answer) -> None:
    """Empty metadata is null."""
    answer.body = answer.body.replace(b'"metadata":{}', b'"metadata":null')
