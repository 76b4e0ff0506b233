"""Why a row cannot be taken over."""


class NotHere(Exception):
    """The row cannot be taken over; `rule` is a key of `listings.exchange.finding_texts.RULES`."""

    def __init__(self, rule: str, column: str, value: str = "") -> None:
        super().__init__(rule)
        self.rule, self.column, self.value = rule, column, value
