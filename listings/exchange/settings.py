"""Settings of the files that come in."""

BEAT = {"exchange.sweep": 15}
ENUM_NAMES = {
    "ImportStateEnum": "listings.exchange.states.ImportState",
    "ImportKindEnum": "listings.exchange.states.Kind",
    "ImportRowStateEnum": "listings.exchange.states.RowState",
}
