from django.apps import AppConfig


class ListingsConfig(AppConfig):
    """Programmes and the rights in them."""

    name = "listings"
    label = "listings"
