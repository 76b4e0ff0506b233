"""The reader's own currency beside an amount that is agreed in another."""

from typing import Any

from django import template
from django.utils import timezone, translation
from django.utils.html import format_html
from django.utils.translation import gettext as _

from accounts.queries.rates import rates_as_of
from marketplace.kit.formats import format_date, format_money
from marketplace.kit.money import Money
from marketplace.kit.rates import convert_money

register = template.Library()


@register.simple_tag(takes_context=True)
def about(context: template.Context, value: Money | int | str | None, currency: str = "") -> str:
    """<small> "about CN¥1,240,000 (rate of 20 Nov 2026)" </small>, or nothing where the reader's currency is the same.

    `value`: Money, or minor units with `currency`.
    """
    request = context.get("request")
    chosen = chosen_currency(request)
    if not value or not chosen:
        return ""
    money = value if isinstance(value, Money) else Money(int(value), currency)
    found = convert_money(money, chosen, rates_of(request))
    if found is None or found.day is None or not found.money.minor:
        return ""
    language = translation.get_language() or "en"
    amount = format_money(found.money.minor, found.money.currency, language)
    said = _("about %(amount)s (rate of %(day)s)") % {
        "amount": amount,
        "day": format_date(found.day, language, style="prose"),
    }
    return format_html('<small class="about">{}</small>', said)


def chosen_currency(request: Any) -> str:
    """The member's own display currency, else the organisation's; nothing for who is signed out."""
    user, actor = getattr(request, "user", None), getattr(request, "actor", None)
    if user is None or not user.is_authenticated:
        return ""
    return user.display_currency or (actor.organisation.display_currency if actor else "")


def rates_of(request: Any) -> dict[str, Any]:
    """The newest rates, read once for a page."""
    if not hasattr(request, "exchange_rates"):
        request.exchange_rates = rates_as_of(timezone.localdate())
    found: dict[str, Any] = request.exchange_rates
    return found
