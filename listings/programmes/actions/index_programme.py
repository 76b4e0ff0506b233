"""Write what a programme is found by."""

from collections.abc import Iterable
from typing import Any

from django.db import connection
from psycopg.types.json import Jsonb

from listings.models import Programme
from listings.text import index_tokens, sort_key
from listings.text.keys import title_keys

WRITE = """
insert into listings_searchentry (programme_id, tokens, names, sort_en, sort_zh, keys)
values (%s, array_to_tsvector(%s::text[]), %s, %s, %s, %s::text[])
on conflict (programme_id) do update
  set tokens = excluded.tokens, names = excluded.names, sort_en = excluded.sort_en, sort_zh = excluded.sort_zh,
    keys = excluded.keys
"""


def index_programme(*, programme: Programme) -> None:
    """Index one programme anew, in the transaction that changed it."""
    index_programmes([programme])


def index_programmes(programmes: Iterable[Programme]) -> None:
    """Index many at once; prefetch texts, credits and identifiers for speed."""
    rows = [entry(programme) for programme in programmes]
    with connection.cursor() as cursor:
        cursor.executemany(WRITE, rows)


def entry(programme: Programme) -> tuple[Any, ...]:
    """(id, tokens, names, sort keys, title keys) of one programme; titles first, since the cap cuts what comes late."""
    titles = {programme.original_language: programme.original_title}
    titles |= {text.language: text.title for text in programme.texts.all() if text.title}
    titles |= {"": programme.working_title} if programme.working_title and "" not in titles else {}
    people = [(credit.name, "") for credit in programme.credits.all()]
    people += [(credit.name_local, "") for credit in programme.credits.all() if credit.name_local]
    numbers = [(identifier.value, "") for identifier in programme.identifiers.all()]
    seller = [(programme.organisation.name_en, "en"), (programme.organisation.name_local, "")]
    texts = [(title, language) for language, title in titles.items()]
    tokens = index_tokens([*texts, (programme.public_id, ""), *numbers, *people, *seller])
    english = titles.get("en") or programme.original_title
    chinese = titles.get("zh-Hans") or english
    names = list(dict.fromkeys([*titles.values(), programme.public_id]))
    keys = title_keys(list(titles.values()))
    return programme.pk, tokens, Jsonb(names), sort_key(english, "en"), sort_key(chinese, "zh"), keys
