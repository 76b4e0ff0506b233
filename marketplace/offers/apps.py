from django.apps import AppConfig


class OffersConfig(AppConfig):
    """Negotiation between one buyer and one seller."""

    name = "marketplace.offers"
    label = "offers"
