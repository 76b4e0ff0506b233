"""Money: whole minor units and a currency. No float anywhere; parts always sum to the whole."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.utils.translation import gettext as _

from marketplace.kit.limits import limits_of
from marketplace.vocabularies.currencies import decimal_places

GROUPED = re.compile(r"[1-9]\d{0,2}([,.' ])\d{3}(\1\d{3})*|\d+", re.ASCII)
DECIMALS = re.compile(r"[\d,.' ]*\d[.,]\d+", re.ASCII)
# What Chinese keyboards give for digits and separators, and the blanks that mean nothing here.
AS_TYPED = str.maketrans("０１２３４５６７８９，．’\u00a0\u202f\u3000", "0123456789,.'   ")

WHOLE = 10_000  # basis points: 1 = 0.01 %


class CurrencyMismatch(ValueError):
    """Two currencies do not add up."""


class BadAmount(ValueError):
    """Text that is no amount; `code` for machines, `message` for people."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code, self.message = code, message


@dataclass(frozen=True, order=False)
class Money:
    """`minor` units (cents) of an ISO 4217 `currency`; may be negative (a balance)."""

    minor: int
    currency: str

    def __post_init__(self) -> None:
        if not isinstance(self.minor, int) or isinstance(self.minor, bool):
            raise TypeError(f"minor units are whole numbers, not {self.minor!r}")

        if not re.fullmatch(r"[A-Z]{3}", self.currency):
            raise ValueError(f"not an ISO 4217 code: {self.currency!r}")

    def _same(self, other: "Money") -> None:
        if self.currency != other.currency:
            raise CurrencyMismatch(f"{self.currency} and {other.currency}")

    def __add__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.minor + other.minor, self.currency)

    def __sub__(self, other: "Money") -> "Money":
        self._same(other)
        return Money(self.minor - other.minor, self.currency)

    def __lt__(self, other: "Money") -> bool:
        self._same(other)
        return self.minor < other.minor

    def __le__(self, other: "Money") -> bool:
        self._same(other)
        return self.minor <= other.minor

    def split(self, parts: int) -> list["Money"]:
        """Divide without losing a cent: the first parts carry the remainder. Raises ValueError for no parts."""
        if parts < 1:
            raise ValueError(f"{parts} parts")
        base, extra = divmod(self.minor, parts)
        return [Money(base + (i < extra), self.currency) for i in range(parts)]

    def allocate(self, shares: Sequence[int], step: int = 1) -> list["Money"]:
        """Divide by basis points that sum to WHOLE; the last part takes what rounding leaves. Raises ValueError.

        All parts but the last are multiples of `step` minor units.
        """
        if sum(shares) != WHOLE or min(shares) < 0:
            raise ValueError(f"{shares} do not sum to {WHOLE}")
        parts = [self.minor * share // WHOLE // step * step for share in shares]
        parts[-1] += self.minor - sum(parts)
        return [Money(part, self.currency) for part in parts]

    def percent(self, basis_points: int, step: int = 1) -> "Money":
        """A share in basis points (1000 = 10 %), rounded down to a multiple of `step` minor units."""
        return Money(self.minor * basis_points // WHOLE // step * step, self.currency)

    @property
    def units(self) -> int:
        """Whole currency units, cut."""
        return int(self.minor // 10 ** decimal_places(self.currency))


def sum_by_currency(amounts: Iterable[tuple[int, str]]) -> list[Money]:
    """Totals per currency of minor units, the largest first."""
    totals: dict[str, int] = {}
    for minor, currency in amounts:
        totals[currency] = totals.get(currency, 0) + minor
    return sorted((Money(minor, currency) for currency, minor in totals.items()), key=lambda m: -m.minor)


def sum_amounts(amounts: Sequence[Money]) -> Money:
    """The sum of at least one amount. Raises CurrencyMismatch."""
    first, *others = amounts
    return sum(others, start=first)


def parse_whole(text: str, currency: str, language: str = "en") -> Money:
    """A whole positive amount as people type it: 165000, 165,000, 165.000, 165 000. Raises BadAmount.

    Licence fees are whole amounts: groups of three digits may be parted by one of , . space or ' (in every language:
    people paste), decimals are refused. Mixed separators (1,234.567) and 0.500 could mean decimals, so they are too.
    """
    clean = text.translate(AS_TYPED).strip()
    if not clean:
        raise BadAmount("missing", _("Give an amount."))
    if not GROUPED.fullmatch(clean):
        raise what_is_wrong(clean)
    digits = re.sub(r"\D", "", clean)
    minor = int(digits[:20]) * 10 ** decimal_places(currency)
    if minor <= 0:
        raise BadAmount("zero", _("The amount must be above zero."))
    if minor > limits_of(currency).fee or len(digits) > 15:
        raise BadAmount("too_large", _("This amount is larger than any licence here. Check the zeros."))
    return Money(minor, currency)


def parse_exact(text: str, currency: str) -> Money:
    """A positive amount as a bank writes it: 47,980.00, 47.980,00 or 47980; as many decimals as the currency has.

    Raises BadAmount.
    """
    clean, digits = text.translate(AS_TYPED).strip(), decimal_places(currency)
    cents = re.fullmatch(rf"(.*\d)[.,](\d{{{digits}}})", clean) if digits else None
    if cents is None or GROUPED.fullmatch(clean):
        return parse_whole(text, currency)
    whole, part = cents.groups()
    if whole == "0":
        return Money(minor_of_cents(int(part)), currency)
    return Money(parse_whole(whole, currency).minor + int(part), currency)


def minor_of_cents(minor: int) -> int:
    """Less than one unit, but more than nothing."""
    if minor <= 0:
        raise BadAmount("zero", _("The amount must be above zero."))
    return minor


def what_is_wrong(clean: str) -> BadAmount:
    """The refusal of a text that is no whole amount."""
    if clean[0] in "-−" and re.search(r"\d", clean):
        return BadAmount("zero", _("The amount must be above zero."))
    if DECIMALS.fullmatch(clean):
        return BadAmount("decimals", _("Fees are whole amounts: leave out the decimals."))
    return BadAmount("not_a_number", _("“%(value)s” is not an amount. Write it like 165,000.") % {"value": clean[:24]})
