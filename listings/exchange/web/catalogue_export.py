"""A search as a sheet: each programme with its facts, the ask where it may be seen, and the answer to each cell."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from typing import BinaryIO

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as _lazy
from django.utils.translation import pgettext

from accounts.actors import Actor
from listings.catalogue.queries.catalogue import Hit, Search, search
from listings.catalogue.web.cards import Card
from listings.catalogue.web.presenting import describe_segments
from listings.exchange.exporting import MAX_TITLES, TooLarge, open_folder
from listings.exchange.search_export import Line, write_found
from listings.models import Programme
from listings.policies import may_see_asks
from listings.rights.queries.answers import CellAnswer, price_request
from listings.rights.queries.cells import Rights, read_rights
from listings.rights.queries.reader_answers import rights_told
from listings.rights.request import AvailsRequest
from marketplace.kit.formats import format_money, format_window
from marketplace.kit.problems import Problem
from marketplace.vocabularies import territories

AT_ONCE = 200
MAX_CELLS = 400


class TooManyCells(Problem):
    """A sheet has a column for each cell; nobody reads thousands of them."""

    code = "export_too_many_cells"
    status = 422
    text = _lazy("%(cells)s cells are more than one sheet can show (%(most)s).")
    hint = _lazy("Ask for fewer territories or rights.")

    def __init__(self, cells: int) -> None:
        super().__init__(cells=cells, most=MAX_CELLS)


def found_file(wanted: Search, actor: Actor, at: datetime, language: str) -> BinaryIO:
    """The sheet, open for reading. Raises TooLarge, TooManyCells."""
    cells = wanted.request.cells if wanted.request else []
    if len(cells) > MAX_CELLS:
        raise TooManyCells(len(cells))
    first = search(replace(wanted, page=1, size=AT_ONCE), at=at)
    if first.total > MAX_TITLES:
        raise TooLarge(many=first.total, most=MAX_TITLES)
    heads = [*fact_heads(bool(cells)), *(f"{territory} {medium}" for medium, territory in cells)]
    with open_folder() as place:
        path = place / "file"
        write_found(
            heads,
            describe_request(wanted, language),
            describe_programmes(wanted, first.page, first.total, actor, at, language),
            path,
            _("Search"),
        )
        return path.open("rb")


def fact_heads(asked: bool) -> list[str]:
    """The columns before the cells."""
    heads = [
        _("Title ID"),
        _("Title"),
        _("Original title"),
        _("Type"),
        pgettext("organisation", "Seller"),
        _("Rights confirmed"),
    ]
    return [*heads, *([_("Free cells"), _("Ask")] if asked else []), _("Address")]


def describe_request(wanted: Search, language: str) -> list[str]:
    """What was asked, in the first rows."""
    said = [_("Words: %(text)s") % {"text": wanted.text}] if wanted.text else []
    if asked := wanted.request:
        places = ", ".join(territories.name(code, language) for code in asked.territories)
        window = format_window(asked.window.start, asked.window.end, language)
        said.append(f"{', '.join(asked.media)} · {places} · {window} · {asked.grade.label}")
    return said


def describe_programmes(
    wanted: Search, page: list[Hit], total: int, actor: Actor, at: datetime, language: str
) -> Iterator[Line]:
    """The programmes in the search's order, read some hundred at a time."""
    for number in range(1, -(-total // AT_ONCE) + 1):
        hits = page if number == 1 else search(replace(wanted, page=number, size=AT_ONCE), at=at).page
        rows = Programme.objects.visible_to(actor).select_related("organisation__seller_terms")
        programmes = rows.prefetch_related("texts", "versions", "asks").in_bulk([hit.id for hit in hits])
        rights = read_rights(programmes.values(), at)
        for hit in hits:
            if hit.id in programmes:
                yield describe_programme(programmes[hit.id], rights[hit.id], wanted.request, actor, language)


def describe_programme(
    programme: Programme, rights: Rights, asked: AvailsRequest | None, actor: Actor, language: str
) -> Line:
    """One programme, as its page would tell this reader."""
    card, confirmed = Card(programme, language), programme.rights_confirmed_at
    facts = [
        programme.public_id,
        card.title,
        programme.original_title,
        card.format_line,
        str(programme.organisation),
        f"{confirmed:%Y-%m-%d}" if confirmed else "",
    ]
    answers: list[CellAnswer] = []
    if asked:
        report = rights_told(rights, programme, actor).fit(asked)
        answers = report.answers
        facts += [
            _("%(free)s of %(all)s") % {"free": report.free, "all": len(answers)},
            ask_of(programme, asked, actor, language),
        ]
    facts.append(f"{settings.BASE_URL}{card.url}")
    return Line(facts, [describe_segments(answer.segments, language) for answer in answers])


def ask_of(programme: Programme, asked: AvailsRequest, actor: Actor, language: str) -> str:
    """The ask for the request; nothing for those who may not see it."""
    if not may_see_asks(actor, programme):
        return ""
    ask = price_request(programme, list(programme.asks.all()), asked)
    return format_money(ask.minor, ask.currency, language) if ask else _("Open to offers")
