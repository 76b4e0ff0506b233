"""How loudly a state is shown: the tone of its badge, the same on every page."""

from django import template

from marketplace.contracts.states import ContractState, InstalmentState, MaterialState

register = template.Library()

CONTRACT_TONES: dict[str, str] = {ContractState.SIGNED: "ok", ContractState.ACTIVE: "ok", ContractState.LAPSED: "bad"}
INSTALMENT_TONES: dict[str, str] = {InstalmentState.PAID: "ok", InstalmentState.INVOICED: "warn"}
MATERIAL_TONES: dict[str, str] = {
    MaterialState.ACCEPTED: "ok",
    MaterialState.REFUSED: "bad",
    MaterialState.DELIVERED: "warn",
}


@register.filter
def contract_tone(state: str) -> str:
    return CONTRACT_TONES.get(state, "info")


@register.filter
def instalment_tone(state: str) -> str:
    return INSTALMENT_TONES.get(state, "")


@register.filter
def material_tone(state: str) -> str:
    return MATERIAL_TONES.get(state, "")
