"""Which programmes fit a request: the one door to searching. The engine answers; where it cannot, the database does.

What the engine says is a proposal: each page is checked against the rows themselves before anybody sees it.
"""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
from django.conf import settings
from django.utils import timezone

from listings.catalogue.queries import catalogue_sql
from listings.catalogue.queries.catalogue_text import MAX_RANKED, Found, by_words
from listings.catalogue.queries.page_check import still_free
from listings.catalogue.queries.search_terms import FACETS, SORTS, Answer, Hit, Search, chosen_in, words_in
from listings.engine.engine import Engine, Words
from listings.engine.folder import reader
from listings.engine.plan import fits_days

__all__ = ["FACETS", "SORTS", "Answer", "Hit", "Search", "chosen_in", "search", "words_in"]

# The engine knows the present only.
NOW_WITHIN = timedelta(seconds=10)


def search(wanted: Search, *, at: datetime) -> Answer:
    """Answer a search as of `at`. Words that match nothing exactly are tried again with one typing error allowed."""
    engine = engine_for(wanted, at)
    found = by_words(wanted.text, lambda ids: narrowed(ids, wanted, engine, at)) if wanted.text.strip() else None
    if engine is None:
        answer = catalogue_sql.answer_search(wanted, found.likeness if found else None, at=at)
    else:
        answer = by_engine(engine, wanted, found, at)
    return replace(answer, loose=found is not None and found.loose)


def engine_for(wanted: Search, at: datetime) -> Engine | None:
    """The engine, if it is up to date and can say what is asked."""
    if abs(timezone.now() - at) > NOW_WITHIN or (wanted.request and not fits_days(wanted.request)):
        return None
    return reader(settings.ENGINE_FOLDER).engine()


def by_engine(engine: Engine, wanted: Search, found: Found | None, at: datetime) -> Answer:
    """The engine's answer, its page checked."""
    result = engine.search(wanted, words_of(found) if found else None, at=at)
    ids, free, like = result.ids.tolist(), result.free.tolist(), result.likeness.tolist()
    proposed = [Hit(pk, cells, likeness) for pk, cells, likeness in zip(ids, free, like, strict=True)]
    page = checked(proposed, wanted, at)
    cells = len(wanted.request.cells) if wanted.request else -1
    wrong = sum(hit.free == cells for hit in proposed) - sum(hit.free == cells for hit in page)
    return Answer(result.total, max(result.fits - wrong, 0), result.facets, page, source="engine")


def checked(proposed: list[Hit], wanted: Search, at: datetime) -> list[Hit]:
    """The page as the database has it now: what is gone is left out, what has been sold meanwhile says so."""
    true = still_free([hit.id for hit in proposed], wanted.request, at=at)
    page = [replace(hit, free=true[hit.id]) for hit in proposed if hit.id in true]
    if page != proposed and wanted.sort == "fit":
        page.sort(key=lambda hit: (-hit.likeness, -hit.free))
    return page


def words_of(found: Found) -> Words:
    """What the words found, as the engine wants it."""
    ids = np.array(list(found.likeness), "i8")
    order = np.argsort(ids)
    return Words(ids[order], np.array(list(found.likeness.values()), "f4")[order])


def narrowed(ids: Sequence[int], wanted: Search, engine: Engine | None, at: datetime) -> Sequence[int]:
    """The programmes worth ranking by their words, of very many: the best by fit. (The database ranks them all.)"""
    if engine is None:
        return ids
    best = replace(wanted, sort="fit", page=1, size=MAX_RANKED)
    return [int(pk) for pk in engine.search(best, words_of(Found(dict.fromkeys(ids, 0.0))), at=at).ids]
