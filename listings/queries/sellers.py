"""Sellers by their ids, for those who read the catalogue: an organisation that lists is known by its name."""

from collections.abc import Iterable

from accounts.models import Organisation


def seller_names(values: Iterable[str]) -> dict[str, str]:
    """{organisation id: its name} for ids written as text; what is no id is left out."""
    keys = [int(value) for value in values if value.isascii() and value.isdecimal() and len(value) < 18]
    if not keys:
        return {}
    return {str(pk): name for pk, name in Organisation.objects.filter(pk__in=keys).values_list("pk", "name_en")}
