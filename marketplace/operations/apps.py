from django.apps import AppConfig


class OperationsConfig(AppConfig):
    """What an operator needs beside the marketplace itself."""

    name = "marketplace.operations"
    label = "operations"
