"""Everything that can be done with an import."""

from listings.exchange.actions.give_up import give_up, go_on_again
from listings.exchange.actions.mend import cancel_import, mend_row
from listings.exchange.actions.publish import order_publishing, publish_import
from listings.exchange.actions.read import read_import
from listings.exchange.actions.upload import (
    ImportMovedOn,
    MayNotImport,
    choose_columns,
    choose_table,
    start_import,
)

__all__ = [
    "ImportMovedOn",
    "MayNotImport",
    "cancel_import",
    "choose_columns",
    "choose_table",
    "give_up",
    "go_on_again",
    "mend_row",
    "order_publishing",
    "publish_import",
    "read_import",
    "start_import",
]
