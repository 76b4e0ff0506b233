"""Settings of the negotiation."""

COMMISSION_BASIS_POINTS = 1000

BEAT = {"offers.expire_rounds": 20}
ENUM_NAMES = {
    "OfferStateEnum": "marketplace.offers.states.OfferState",
    "RoundStateEnum": "marketplace.offers.states.RoundState",
}
