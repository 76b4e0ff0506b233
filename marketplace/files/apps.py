from django.apps import AppConfig


class FilesConfig(AppConfig):
    """Files of all slices, once."""

    name = "marketplace.files"
    label = "files"
