from django.apps import AppConfig


class ContractsConfig(AppConfig):
    """What was agreed, signed and granted."""

    name = "marketplace.contracts"
    label = "contracts"
