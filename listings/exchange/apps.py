from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """Rights and titles from and to other systems."""

    name = "listings.exchange"
    label = "exchange"
    verbose_name = "Exchange"
