"""The rows of the catalogue: what is drawn of each programme, and read for all of a page together."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property

from django.db import connection
from django.urls import reverse
from django.utils import timezone
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from accounts.actors import Actor
from accounts.days import today_for
from listings.catalogue.web.cards import Card, Parts
from listings.catalogue.web.presenting import describe_fit, draw_bars, open_sentence, usual_request_on
from listings.models import Programme, Watch
from listings.policies import may_see_asks
from listings.rights.queries.answers import Fit, is_unconfirmed, price_request
from listings.rights.queries.cells import Rights, read_rights
from listings.rights.queries.reader_answers import rights_told
from listings.rights.request import AvailsRequest
from marketplace.kit.drawing.strips import draw_strip
from marketplace.kit.formats import format_date
from marketplace.kit.money import Money
from marketplace.kit.posters import draw_poster
from marketplace.vocabularies import territories

MAX_COLUMNS, MAX_LINES = 10, 4  # of the strip; the rest is in the sentence
# Of the programme, what its row shows; the rest stays where it is.
SHOWN = (
    "public_id", "organisation__name_en", "organisation__seller_terms__dates_shown", "original_title", "original_language",
    "kind", "episode_count", "minutes", "year", "production_territories", "rights_confirmed_at", "currency",
    "exclusive_percent",
)  # fmt: skip
PARTS = """
select programme_id, 'title', language, title, null::bigint from listings_programmetext
where programme_id = any(%(ids)s) and title <> ''
union all
select programme_id, 'ready', language, kind, null from listings_languageversion
where programme_id = any(%(ids)s) and state = 'ready'
union all
(select distinct on (programme_id) programme_id, 'poster', '', '', id from listings_artwork
where programme_id = any(%(ids)s) and kind = 'poster' and not waiting order by programme_id, id)
"""
ICONS = {"ok": "circle-check", "warn": "hourglass"}


@dataclass(frozen=True)
class Row:
    """One row of the catalogue: the card, the request and how it fits, the sentence, the ask."""

    card: Card
    asked: AvailsRequest
    fit: Fit
    sentence: str
    tone: str
    ask: Money | None
    asks_hidden: bool
    stale: bool
    watched: bool
    query: str

    @cached_property
    def strip(self) -> SafeString:
        """The availability in the requested window."""
        return draw_request(self.fit, self.asked, self.card.language)

    @cached_property
    def poster(self) -> SafeString:
        """The poster as it stands in a row."""
        card, image = self.card, self.card.poster
        address = reverse("listings:artwork", args=[image, "small"]) if image else ""
        return draw_poster(card.title, card.programme.public_id, address, card.title_language)

    @property
    def others(self) -> SafeString:
        """The other titles, each in its language."""
        return format_html_join(" · ", '<span lang="{}" dir="auto">{}</span>', self.card.others)

    @property
    def icon(self) -> str:
        return ICONS.get(self.tone, "lock")

    @cached_property
    def address(self) -> str:
        """The programme's page with the request."""
        return f"{self.card.url}{self.query}"

    @property
    def offer_address(self) -> str:
        """Where an offer for the request is made."""
        return f"{reverse('offers:new', args=[self.card.programme.public_id])}{self.query}"

    @property
    def watch_address(self) -> str:
        return reverse("listings:watch", args=[self.card.programme.public_id])

    @property
    def confirmed(self) -> str:
        """When the seller confirmed its rights; for those of long ago, that it has not since."""
        at = self.card.programme.rights_confirmed_at
        if at is None:
            return _("Not confirmed yet")
        day = format_date(timezone.localtime(at).date(), self.card.language)
        return (_("Not confirmed since %(day)s") if self.stale else _("Confirmed %(day)s")) % {"day": day}


def read_rows(
    ids: Iterable[int], request: AvailsRequest | None, actor: Actor | None, language: str, at: datetime
) -> list[Row]:
    """The rows of programmes in the order of `ids`, read with one query a kind; what the reader may not see is left out."""
    wanted = list(ids)
    visible = Programme.objects.visible_to(actor).select_related("organisation__seller_terms").only(*SHOWN)
    programmes = visible.prefetch_related(*(["asks"] if request and actor else [])).in_bulk(wanted)
    rights, parts, watched = read_rights(programmes.values(), at), read_parts(wanted), read_watched(wanted, actor)
    asking = Asking(request, actor, language, at)
    return [asking.make_row(programmes[pk], parts[pk], rights[pk], pk in watched) for pk in wanted if pk in programmes]


def read_parts(ids: list[int]) -> dict[int, Parts]:
    """The titles, the ready versions and the poster of each programme, in one read."""
    found = {pk: Parts() for pk in ids}
    with connection.cursor() as cursor:
        cursor.execute(PARTS, {"ids": ids})
        for pk, what, language, text, number in cursor.fetchall():
            parts = found[pk]
            if what == "title":
                parts.titles[language] = text
            elif what == "ready":
                parts.ready.append((language, text))
            else:
                parts.poster = number
    return found


def read_watched(ids: Iterable[int], actor: Actor | None) -> set[int]:
    """Which of these programmes the reader's organisation watches."""
    if actor is None:
        return set()
    return set(Watch.objects.visible_to(actor).filter(programme__in=ids).values_list("programme", flat=True))


@dataclass(frozen=True)
class Asking:
    """Who asks for what, when; without a request it is shown where the usual rights are free for a year from now."""

    request: AvailsRequest | None
    actor: Actor | None
    language: str
    at: datetime

    @cached_property
    def asked(self) -> AvailsRequest:
        return self.request or usual_request_on(today_for(self.actor, self.at))

    @cached_property
    def query(self) -> str:
        return f"?{self.request.to_query()}" if self.request else ""

    def make_row(self, programme: Programme, parts: Parts, rights: Rights, watched: bool) -> Row:
        """Everything a row shows."""
        report = rights_told(rights, programme, self.actor).fit(self.asked)
        sentence, tone = (describe_fit if self.request else open_sentence)(report, self.language)
        sees = may_see_asks(self.actor, programme)
        return Row(
            card=Card(programme, self.language, parts),
            asked=self.asked,
            fit=report,
            sentence=sentence,
            tone=tone,
            ask=price_request(programme, list(programme.asks.all()), self.asked) if sees and self.request else None,
            asks_hidden=not sees,
            stale=is_unconfirmed(programme, self.at),
            watched=watched,
            query=self.query,
        )


def draw_request(report: Fit, request: AvailsRequest, language: str) -> SafeString:
    """A row of bars for each medium, a bar for each territory."""
    shown, rights = request.territories[:MAX_COLUMNS], request.media[:MAX_LINES]
    bars = draw_bars(report, [(m, t) for m in rights for t in shown], request.window, language)
    return draw_strip(
        _("Availability in the requested window"),
        tuple((t, territories.name(t, language)) for t in shown),
        [(m, [bars[m, t] for t in shown]) for m in rights],
    )
