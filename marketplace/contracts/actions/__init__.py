"""Everything that can be done to a contract: from the accepted offer to the active licence."""

from marketplace.contracts.actions.accept_offer import accept_offer
from marketplace.contracts.actions.activate_licence import activate_licence
from marketplace.contracts.actions.deliver import (
    DeliveryMovedOn,
    MayNotCheck,
    MayNotDeliver,
    accept_material,
    deliver_material,
    refuse_material,
)
from marketplace.contracts.actions.draw_up import draw_up
from marketplace.contracts.actions.lapse_contracts import lapse_contracts
from marketplace.contracts.actions.list_materials import list_materials
from marketplace.contracts.actions.moves import ContractMovedOn, move_contract
from marketplace.contracts.actions.seal import seal
from marketplace.contracts.actions.sign_contract import (
    AlreadySigned,
    MayNotSign,
    NameDiffers,
    SigningTimeOver,
    WrongPassword,
    sign_contract,
)

__all__ = [
    "AlreadySigned",
    "ContractMovedOn",
    "DeliveryMovedOn",
    "MayNotCheck",
    "MayNotDeliver",
    "MayNotSign",
    "NameDiffers",
    "SigningTimeOver",
    "WrongPassword",
    "accept_material",
    "accept_offer",
    "activate_licence",
    "deliver_material",
    "draw_up",
    "lapse_contracts",
    "list_materials",
    "move_contract",
    "refuse_material",
    "seal",
    "sign_contract",
]
