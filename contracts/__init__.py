"""What the API promises: contracts as data, the frozen model and the loader."""

from contracts.errors import ContractError
from contracts.loader import load
from contracts.model import Contracts

__all__ = ["ContractError", "Contracts", "load"]
