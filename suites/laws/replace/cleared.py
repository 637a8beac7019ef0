"""A row that a replacement does not send reads as it does of an object that never had it."""

from __future__ import annotations

from harness.claim import Outcome
from strategies import Sample
from suites.law import held, law
from suites.laws.replace._family import REPLACED, Replacing, field_of, rows
from suites.looking.dig import dig
from suites.looking.say import shown


@law(REPLACED, clause="", each=rows, sequence=True)
def cleared(replacing: Replacing, sample: Sample) -> Outcome:
    """A row that a replacement does not send is cleared, or has its default."""
    subject, field = replacing.subject(), field_of(sample)
    _, full = replacing.filled(subject, sample)
    answer = subject.send(subject.base)
    after, plain = subject.read(), replacing.plain()
    usual = dig(plain.item, field)
    seen = [dig(exchange.item, field) for exchange in (after, answer)]
    good = all(value == usual for value in seen)
    wrong = next((value for value in seen if value != usual), usual)
    return held(good, f"{field} {shown(usual)}, as where it was never sent",
                f"{field} {shown(wrong)}", after, answer, full, plain)  # fmt: skip
