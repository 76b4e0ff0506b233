"""What was agreed, who signed it, what is owed and what is delivered."""

from marketplace.contracts.models.contract import Contract, Signature
from marketplace.contracts.models.delivery import DeliveryEvent, Material
from marketplace.contracts.models.instalment import Instalment

__all__ = ["Contract", "DeliveryEvent", "Instalment", "Material", "Signature"]
