"""Exchange rates to read amounts with: round example figures, not those of any market or bank."""

from datetime import datetime, timedelta
from decimal import Decimal

from accounts.models import ExchangeRate
from accounts.models.rate import PLACES

PER_DOLLAR = {
    "CNY": "7.12", "HKD": "7.78", "MOP": "8.01", "TWD": "31.5", "SGD": "1.3", "BND": "1.3", "MYR": "4.2", "THB": "32.5",
    "VND": "26300", "IDR": "16600", "PHP": "58.5", "KHR": "4010", "LAK": "21600", "MMK": "2100", "EUR": "0.86",
    "GBP": "0.76", "JPY": "154", "KRW": "1450", "AUD": "1.54", "INR": "88",
}  # fmt: skip
SOURCE = "Example figures for the demonstration"


def build_rates(*, at: datetime) -> None:
    """The rates of three days ago."""
    day = (at - timedelta(days=3)).date()
    ExchangeRate.objects.bulk_create(
        ExchangeRate(
            currency=code, day=day, millionths_per_usd=int(Decimal(value).scaleb(PLACES)), source=SOURCE, added_at=at
        )
        for code, value in PER_DOLLAR.items()
    )
