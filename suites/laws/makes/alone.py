"""What is created has nothing of what was created before it (G-116)."""

from __future__ import annotations

from harness.claim import Outcome
from strategies import Written
from suites.law import Unavailable, broken, law, passed
from suites.laws.accepts._family import ACCEPTED, Forms
from suites.laws.makes._laden import each, laden, paths
from suites.looking.dig import dig
from suites.looking.say import shown


@law(ACCEPTED, clause="G-116", stands_on=("kind", "echo"), each=each)
def alone(forms: Forms, form: Written) -> Outcome:
    """What is created with little has no words that were sent for what was created before it."""
    first, made = forms.smallest(), laden(forms, form)
    full, again = made.first(), made.least()
    looked = False
    for path in paths(forms.operation, forms.lab.contracts, form):
        sent, seen = dig(full.item, path), dig(again.item, path)
        if not sent or dig(first.item, path) == sent:
            continue  # it is not shown, or is there without being sent
        looked = True
        if seen == sent:
            return broken(f"{path} without {shown(sent)}, which was sent for another object",
                          shown(seen), again, full, first)  # fmt: skip
    if not looked:
        raise Unavailable("no answer shows words that were sent", full)
    return passed(again, full, first)
