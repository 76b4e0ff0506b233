"""The newest exchange rate of every currency."""

from datetime import date

from accounts.models import ExchangeRate
from marketplace.kit.rates import Rate

# Older than this a rate says too little to be shown.
OLDEST_DAYS = 92


def rates_as_of(day: date) -> dict[str, Rate]:
    """{currency: the newest rate of `day` or before}; currencies whose last rate is too old are left out."""
    rows = ExchangeRate.objects.filter(day__lte=day, day__gt=date.fromordinal(day.toordinal() - OLDEST_DAYS))
    newest = rows.order_by("currency", "-day").distinct("currency")
    return {row.currency: Rate(row.per_usd, row.day) for row in newest}
