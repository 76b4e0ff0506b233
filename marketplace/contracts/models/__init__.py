"""What was agreed, who signed it, what is owed and what is delivered."""

from marketplace.contracts.models.contract import Contract, ContractLine, ContractParty, Signature
from marketplace.contracts.models.delivery import DeliveryEvent, Material
from marketplace.contracts.models.instalment import Instalment

__all__ = ["Contract", "ContractLine", "ContractParty", "DeliveryEvent", "Instalment", "Material", "Signature"]
