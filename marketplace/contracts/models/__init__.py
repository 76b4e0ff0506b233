"""What was agreed, who signed it, and what is owed."""

from marketplace.contracts.models.contract import Contract, Signature
from marketplace.contracts.models.instalment import Instalment

__all__ = ["Contract", "Instalment", "Signature"]
