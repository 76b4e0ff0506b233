"""Write what a programme is found by."""

from collections.abc import Iterable
from typing import Any

from django.db import connection, transaction
from django.db.models import Count, OuterRef, Subquery
from django.db.models.functions import Coalesce
from psycopg.types.json import Jsonb

from listings.models import Programme, SortKey
from listings.text import index_tokens, sort_key
from listings.text.keys import title_keys
from marketplace.kit.interface_languages import OFFERED

BATCH = 500
WRITE = """
insert into listings_searchentry (programme_id, tokens, names, keys)
values (%s, array_to_tsvector(%s::text[]), %s, %s::text[])
on conflict (programme_id) do update set tokens = excluded.tokens, names = excluded.names, keys = excluded.keys
"""
# A title that stays where it is in the order is not written again: the engine reads the order of what was.
ORDER = """
insert into listings_sortkey (programme_id, language, key) select * from unnest(%s::bigint[], %s::text[], %s::bytea[])
on conflict (programme_id, language) do update set key = excluded.key where listings_sortkey.key <> excluded.key
"""


def index_programme(*, programme: Programme) -> None:
    """Index one programme anew, in the transaction that changed it."""
    index_programmes([programme])


def index_programmes(programmes: Iterable[Programme]) -> None:
    """Index many at once; prefetch texts, credits and identifiers for speed."""
    every = list(programmes)
    if not every:
        return
    with connection.cursor() as cursor:
        cursor.executemany(WRITE, [build_entry(programme) for programme in every])
        keys = [key for programme in every for key in build_sort_keys(programme)]
        cursor.execute(ORDER, [list(column) for column in zip(*keys, strict=True)])


def index_unordered() -> int:
    """Index all programmes that lack a place in the order of a language that is offered. Returns how many."""
    ordered = SortKey.objects.filter(programme=OuterRef("pk"), language__in=[language.code for language in OFFERED])
    places = ordered.values("programme").annotate(many=Count("language")).values("many")
    waiting = Programme.objects.annotate(places=Coalesce(Subquery(places), 0)).exclude(places=len(OFFERED))
    total = 0
    while every := list(
        waiting.select_related("organisation").prefetch_related("texts", "credits", "identifiers")[:BATCH]
    ):
        with transaction.atomic():
            index_programmes(every)
        total += len(every)
    return total


def titles_of(programme: Programme) -> dict[str, str]:
    """Its titles by language; "" is the working title's."""
    titles = {programme.original_language: programme.original_title}
    titles |= {text.language: text.title for text in programme.texts.all() if text.title}
    return titles | ({"": programme.working_title} if programme.working_title and "" not in titles else {})


def build_sort_keys(programme: Programme) -> list[tuple[int, str, bytes]]:
    """(id, language of the interface, sort key of the title that its readers are shown)."""
    titles, found = titles_of(programme), []
    for language in OFFERED:
        title = titles.get(language.tag) or titles.get(OFFERED[0].tag) or programme.original_title
        found.append((programme.pk, language.code, sort_key(title, language.tag)))
    return found


def build_entry(programme: Programme) -> tuple[Any, ...]:
    """(id, tokens, names, title keys) of one programme; titles first, since the cap cuts what comes late."""
    titles = titles_of(programme)
    people = [(credit.name, "") for credit in programme.credits.all()]
    people += [(credit.name_local, "") for credit in programme.credits.all() if credit.name_local]
    numbers = [(identifier.value, "") for identifier in programme.identifiers.all()]
    seller = [(programme.organisation.name_en, "en"), (programme.organisation.name_local, "")]
    texts = [(title, language) for language, title in titles.items()]
    tokens = index_tokens([*texts, (programme.public_id, ""), *numbers, *people, *seller])
    names = list(dict.fromkeys([*titles.values(), programme.public_id]))
    keys = title_keys(list(titles.values()))
    return programme.pk, tokens, Jsonb(names), keys
