"""Groups that share objects are asked by one worker, whatever pytest's version makes of marks."""

from __future__ import annotations

from collections import Counter

import pytest

from assay.run.spreading import bundle_of, bundles
from contracts.loader import API
from suites.asking import planned

MODULE = "suites/test_groups.py"
KNOWN = {"a.list.pagination": "a", "b.list": "b"}


@pytest.mark.parametrize(
    ("item", "bundle"),
    [
        ("test_group[a.list.pagination]", "a"),
        ("test_group[b.list]", "b"),
        ("test_group[b.list.what.it.is]", "b"),
        ("test_group[c.list]", MODULE),
        ("test_alone", MODULE),
    ],
)
def test_an_item_goes_with_its_bundle(item: str, bundle: str) -> None:
    assert bundle_of(f"{MODULE}::{item}", KNOWN) == bundle


def test_every_group_of_the_plan_has_the_bundle_that_it_names() -> None:
    groups = planned(API, "standard").groups
    known = bundles(groups)
    found = Counter(bundle_of(f"{MODULE}::test_group[{group.id}]", known) for group in groups)
    assert found == Counter(group.bundle for group in groups)
    assert len(found) > 1
