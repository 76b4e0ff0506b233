"""Staff note a day's exchange rates."""

from collections.abc import Mapping
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.actions.moves import must_be_staff
from accounts.actors import Staff
from accounts.audit import record_entry
from accounts.models import ExchangeRate
from accounts.models.rate import PLACES
from marketplace.kit.fields import unknown_code
from marketplace.kit.problems import Invalid
from marketplace.kit.rates import MEASURE
from marketplace.vocabularies import currencies

MAX_RATE = Decimal(10_000_000)


def add_rates(*, day: date, rates: Mapping[str, str], source: str, by: Staff, at: datetime) -> int:
    """What one US dollar costs on `day`: {currency: "7.1234"}; empty ones are left out. Returns how many were noted.

    A rate that was noted for the day is replaced. Raises Invalid.
    """
    must_be_staff("add_rates", by)
    errors: dict[str, list[str]] = {}
    values = {code: read_rate(code, text.strip(), errors) for code, text in rates.items() if text.strip()}
    if day > timezone.localtime(at).date():
        errors["day"] = [_("This day has not come yet.")]
    if not 0 < len(source.strip()) <= 120:
        errors["source"] = [_("Say where the rates come from, in up to 120 characters.")]
    if not values:
        errors["rates"] = [_("Give at least one rate.")]
    if errors:
        raise Invalid(errors)
    with transaction.atomic():
        before = {
            row.currency: f"{row.per_usd.normalize():f}"
            for row in ExchangeRate.objects.filter(day=day, currency__in=values)
        }
        for code, value in values.items():
            row, _new = ExchangeRate.objects.update_or_create(
                currency=code,
                day=day,
                defaults={
                    "millionths_per_usd": int(value.scaleb(PLACES)),
                    "source": source.strip(),
                    "added_by": by.user,
                    "added_at": at,
                },
            )
        after = {
            "day": day.isoformat(),
            "source": source.strip(),
            **{code: str(value) for code, value in values.items()},
        }
        record_entry(by=by, did="accounts.add_rates", what=row, at=at, before=before, after=after)
    return len(values)


def read_rate(code: str, text: str, errors: dict[str, list[str]]) -> Decimal:
    """One rate: a positive number with at most six decimals, written with a point."""
    if code == MEASURE or code not in currencies.VOCABULARY:
        errors[code] = [unknown_code(code[:20], currencies.VOCABULARY)]
    try:
        value = Decimal(text)
        fits = value.is_finite() and 0 < value < MAX_RATE and -int(value.as_tuple().exponent) <= PLACES
    except InvalidOperation:
        value, fits = Decimal(0), False
    if not fits:
        errors[code] = [_("“%(value)s”: write a number with a point, such as 7.1234.") % {"value": text[:20]}]
    return value
