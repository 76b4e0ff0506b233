"""Amounts as Stripe counts them: whole minor units, with its own list of currencies without decimals."""

from marketplace.tools.stripe_sandbox.problems import StripeProblem

ZERO_DECIMAL = frozenset(
    ["bif", "clp", "djf", "gnf", "jpy", "kmf", "krw", "mga", "pyg", "rwf", "ugx", "vnd", "vuv", "xaf", "xof", "xpf"]
)
THREE_DECIMAL = frozenset(["bhd", "jod", "kwd", "omr", "tnd"])
MIN_AMOUNT = {
    **dict.fromkeys(("usd", "eur", "sgd", "aud", "cad", "nzd", "chf", "jpy", "brl", "inr"), 50),
    "gbp": 30,
    "hkd": 400,
    "myr": 200,
    "thb": 1000,
    "mxn": 1000,
}
MAX_AMOUNT = {"idr": 999_999_999_999, "inr": 999_999_999}
MAX_AMOUNT_ELSEWHERE = 99_999_999
FEE_PER_THOUSAND = 29
FEE_FIXED = 30


def decimal_places(currency: str) -> int:
    """How many digits stand behind the point."""
    return 0 if currency in ZERO_DECIMAL else 3 if currency in THREE_DECIMAL else 2


def amount_text(amount: int, currency: str) -> str:
    """`USD 1,234.50`, `VND 25,000`: the code, because a dollar sign has many owners."""
    places = decimal_places(currency)
    whole, rest = divmod(abs(amount), 10**places)
    sign = "-" if amount < 0 else ""
    return f"{currency.upper()} {sign}{whole:,}" + (f".{rest:0{places}d}" if places else "")


def charge_fee(amount: int) -> int:
    """2.9 % and 30 minor units, halves rounded up; never more than the amount."""
    return min((amount * FEE_PER_THOUSAND + 500) // 1000 + FEE_FIXED, amount)


def check_chargeable(amount: int, currency: str, *, param: str) -> None:
    """Refuse what Stripe refuses to charge. Raises StripeProblem."""
    smallest, largest = MIN_AMOUNT.get(currency, 1), MAX_AMOUNT.get(currency, MAX_AMOUNT_ELSEWHERE)
    if amount < smallest:
        message = f"Amount must be at least {amount_text(smallest, currency)}"
        raise StripeProblem(message, code="amount_too_small", param=param)
    if amount > largest:
        message = f"Amount must be no more than {amount_text(largest, currency)}"
        raise StripeProblem(message, code="amount_too_large", param=param)
    if currency in THREE_DECIMAL and amount % 10:
        message = f"Amounts in {currency.upper()} must end in 0: the third decimal cannot be charged."
        raise StripeProblem(message, code="invalid_charge_amount", param=param)
