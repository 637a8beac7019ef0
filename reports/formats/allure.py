"""allure-results: a test a verdict for Allure, with exchanges attached; names never change."""

from __future__ import annotations

from importlib import import_module

from harness.ledger import Ledger

FILE = "allure-results"
FILES = ("*-result.json", "*-attachment.txt", "environment.properties", "categories.json")


def render(ledger: Ledger) -> dict[str, str]:
    """Return the files of a folder of Allure results, by name."""
    found: dict[str, str] = import_module("reports.allure_results").render(ledger)  # slow to import
    return found
