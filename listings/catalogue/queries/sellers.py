"""Sellers by their ids, for those who read the catalogue: an organisation that lists is known by its name."""

from collections.abc import Iterable

from accounts.models import Organisation
from marketplace.kit.keys import read_key


def seller_names(values: Iterable[str]) -> dict[str, str]:
    """{organisation id: its name} for ids written as text; what is no id is left out."""
    keys = [key for value in values if (key := read_key(value))]
    if not keys:
        return {}
    return {str(pk): name for pk, name in Organisation.objects.filter(pk__in=keys).values_list("pk", "name_en")}
