"""When no programme fits the whole request: which part of it excludes most, and what one step less would find."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from listings.catalogue.queries.catalogue import Answer, Search, search
from listings.rights.queries.repairs import move_window
from listings.rights.request import AvailsRequest
from listings.states import Grade
from marketplace.kit.formats import format_number
from marketplace.kit.periods import Period
from marketplace.vocabularies import media, territories

# Each try is a search: many where the engine answers or little is counted, two where PostgreSQL has to count a lot.
MAX_TRIES, FEW_TRIES, MUCH, MAX_SHOWN = 14, 2, 20_000, 5


@dataclass(frozen=True)
class Relaxed:
    """One step less: how many programmes it finds (fit, where the request stays), in words, as an address."""

    count: int
    text: str
    url: str
    segment: str


def advise_relaxations(wanted: Search, answer: Answer, language: str, at: datetime) -> list[Relaxed]:
    """Steps that would find something, best first; nothing while something fits.

    Where programmes match but none fits whole, only the request is relaxed; where none matches, words and filters too.
    """
    if answer.fits or (answer.total and not wanted.request):
        return []
    tries = [*words_and_filters(wanted, found=bool(answer.total)), *request_steps(wanted, language)]
    found: list[tuple[bool, int, int, Relaxed]] = []
    for segment, text, other in tries[: tries_allowed(wanted, answer)]:
        made = search(replace(other, page=1, size=1), at=at)
        count = made.fits if other.request else made.total
        if count:
            relaxed = Relaxed(count, text % {"count": titles_text(count)}, address_of_search(other), segment)
            found.append((other.text != wanted.text, -count, len(found), relaxed))
    # Who looks for a title wants that one, for whatever request, rather than others.
    return [one for *_order, one in sorted(found, key=lambda ranked: ranked[:3])][:MAX_SHOWN]


def tries_allowed(wanted: Search, answer: Answer) -> int:
    """How many searches the advice may cost."""
    counted = answer.total * len(wanted.request.cells) if wanted.request else 0
    return MAX_TRIES if answer.source == "engine" or counted <= MUCH else FEW_TRIES


def titles_text(count: int) -> str:
    return ngettext("%(n)s title", "%(n)s titles", count) % {"n": format_number(count, get_language() or "en")}


def words_and_filters(wanted: Search, *, found: bool) -> Iterator[tuple[str, str, Search]]:
    """Without the words, without the filters, without the request."""
    if wanted.chosen:
        yield "", _("%(count)s without filters"), replace(wanted, chosen={})
    if wanted.text:
        yield "", _("%(count)s with any words"), replace(wanted, text="")
    if wanted.request and not found:
        yield "", _("%(count)s for any request"), replace(wanted, request=None)


def request_steps(wanted: Search, language: str) -> Iterator[tuple[str, str, Search]]:
    """One part of the request less, the cheapest first."""
    asked = wanted.request
    if asked is None:
        return
    for segment, text, other in (*single_steps(asked), *codes_out(asked, language)):
        yield segment, text, replace(wanted, request=other)


def single_steps(asked: AvailsRequest) -> Iterator[tuple[str, str, AvailsRequest]]:
    """Less exclusive, any language, a later start, a shorter window."""
    if asked.exclusive:
        yield _("Exclusivity"), _("%(count)s non-exclusive"), replace(asked, grade=Grade.NON_EXCLUSIVE)
    if asked.languages or asked.uses:
        yield _("Languages"), _("%(count)s in any language"), replace(asked, languages=(), uses=())
    if asked.window.months > 12:
        shorter = Period.from_months(asked.window.start, 12)
        yield _("Licence window"), _("%(count)s for the first 12 months"), replace(asked, window=shorter)
    if asked.window.until.year < 2190:
        later = move_window(asked, Period.from_months(asked.window.start, 12).until)
        yield _("Licence window"), _("%(count)s a year later"), replace(asked, window=later)


def codes_out(asked: AvailsRequest, language: str) -> Iterator[tuple[str, str, AvailsRequest]]:
    """Without one territory, without one medium."""
    if len(asked.territories) > 1:
        for code in asked.territories:
            rest = tuple(t for t in asked.territories if t != code)
            yield _("Territories"), left_out(territories.name(code, language)), replace(asked, territories=rest)
    if len(asked.media) > 1:
        for code in asked.media:
            rest = tuple(m for m in asked.media if m != code)
            yield _("Rights"), left_out(media.name(code, language)), replace(asked, media=rest)


def left_out(name: str) -> str:
    """12 titles if you leave Myanmar out; the count is filled in later."""
    return _("%(count)s if you leave %(name)s out") % {"count": "%(count)s", "name": name.replace("%", "%%")}


def address_of_search(wanted: Search) -> str:
    """A search as an address."""
    values: dict[str, Any] = {"q": wanted.text} if wanted.text else {}
    values |= wanted.request.to_params() if wanted.request else {"any": "1"}
    values |= {name: sorted(chosen) for name, chosen in wanted.chosen.items()}
    values |= {"sort": wanted.sort} if wanted.sort != "fit" else {}
    return "?" + urlencode(values, doseq=True, safe=",")
