"""What files are sent for, and what is wrong with some."""

from django.db import models


class Purpose(models.TextChoices):
    """The key of a policy (`policies.py`), as the API and the table of uploads have it."""

    PAPER = "paper"
    PICTURE = "picture"
    DELIVERY = "delivery"
    IMPORT = "import"


class Fault(models.TextChoices):
    """What is wrong with the bytes of a stored file."""

    MISSING = "missing"
    ALTERED = "altered"
