"""The version that answers speak."""

from __future__ import annotations

from sandbox import seams
from sandbox.service import Service


def missing(service: Service) -> None:
    """No answer says which version it speaks."""
    seams.headers(service, {"stripe-version": ""})


def of_the_account(service: Service) -> None:
    """Every answer speaks an old version, whatever was asked for."""
    seams.headers(service, {"stripe-version": "2020-08-27"})
