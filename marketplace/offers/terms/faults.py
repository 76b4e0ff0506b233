"""Terms that contradict themselves: a fault of the code that made them, never the answer to a form."""


class BadTerms(ValueError):
    """A line in two groups, shares that do not sum to the whole, two currencies in one group, a version nobody knows."""


def refuse_unless(holds: object, fault: str, *values: object) -> None:
    """Raise BadTerms, unless it holds. `values` go into the places of `fault`, and are written out only then."""
    if not holds:
        raise BadTerms(fault % values)
