from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    """How what is owed is settled."""

    name = "marketplace.payments"
    label = "payments"
