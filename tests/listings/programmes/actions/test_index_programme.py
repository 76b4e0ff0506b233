"""Titles stand in the order of each language of the interface, of those added later too."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection

from accounts.actors import Actor
from listings.models import Programme, ProgrammeText, SortKey
from listings.programmes.actions.index_programme import index_programme
from listings.states import ListingState
from listings.text import sort_key
from tests import factories


def changes() -> list[tuple[int, bool]]:
    with connection.cursor() as cursor:
        cursor.execute("select programme_id, titles from engine_change order by seq")
        return list(cursor.fetchall())


def places(programme: Programme) -> dict[str, bytes]:
    rows = SortKey.objects.filter(programme=programme).values_list("language", "key")
    return {language: bytes(key) for language, key in rows}


def titled(seller: Actor, **titles: str) -> Programme:
    made = factories.programme(seller.organisation, seller.user, state=ListingState.DRAFT)
    for language, title in ({"en": "The River"} | titles).items():
        ProgrammeText.objects.update_or_create(
            programme=made, language=language.replace("_", "-"), defaults={"title": title}
        )
    index_programme(programme=made)
    return made


@pytest.mark.django_db
def test_each_language_has_the_place_of_the_title_that_its_readers_are_shown(ana: Actor) -> None:
    river, both = titled(ana), titled(ana, zh_Hans="河")
    english = sort_key("The River", "en")
    assert places(river) == {"en": english, "zh-hans": sort_key("The River", "zh-Hans")}
    assert places(both) == {"en": english, "zh-hans": sort_key("河", "zh-Hans")}


@pytest.mark.django_db
def test_the_engine_is_told_of_the_order_only_when_it_changed(ana: Actor) -> None:
    made = titled(ana)
    before = changes()
    index_programme(programme=made)
    assert changes() == before
    ProgrammeText.objects.filter(programme=made, language="en").update(title="A River")
    index_programme(programme=Programme.objects.get(pk=made.pk))
    assert changes() == [*before, (made.pk, True)]
    assert places(made)["en"] == sort_key("A River", "en")


@pytest.mark.django_db
def test_a_language_that_was_added_later_gets_its_order(ana: Actor) -> None:
    first, second = titled(ana), titled(ana)
    whole = places(first)
    SortKey.objects.filter(language="zh-hans").delete()
    SortKey.objects.filter(programme=second).delete()
    said = StringIO()
    call_command("index_programmes", stdout=said)
    assert said.getvalue() == "2 programmes indexed.\n"
    assert (places(first), places(second)) == (whole, whole)
    call_command("index_programmes", stdout=(again := StringIO()))
    assert again.getvalue() == "0 programmes indexed.\n"
