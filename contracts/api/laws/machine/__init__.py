"""Lifecycles on random walks: any order of moves, and the shortest order that breaks something.

The invariants that all machines share are told in `suites/machines/machine.py`; what one resource
promises besides stands in the module of its machine.
"""

from suites.machines.laws import machine_laws

from .card import Cards
from .dispute import Disputes
from .payment_intent import Intents

COLUMN = "lifecycles"
LAWS = machine_laws(Intents, Disputes, Cards)
