"""What waits for staff here: listings and changes to review, contested rights, works to compare."""

from collections.abc import Iterator

from accounts.staff_queue import Waiting
from listings.catalogue.web.cards import Card
from listings.models import ListingRevision, Programme, RightsClaim, WorkCase
from listings.programmes.web.changes import list_names
from listings.programmes.web.editor_fields import field_names
from listings.states import ListingState, RevisionState
from marketplace.kit.pages import url_of


def list_listings(language: str) -> Iterator[Waiting]:
    """Listings in review, since they were sent: what the seller saves in the meantime does not move them."""
    rows = Programme.objects.filter(state=ListingState.IN_REVIEW).select_related("organisation")
    for p in rows.prefetch_related("texts", "artworks", "versions", "reviews"):
        sent = max((review.submitted_at for review in p.reviews.all()), default=p.changed_at)
        card = Card(p, language)
        about, url = f"{card.format_line} · {p.organisation.name_en}", url_of(p, "staff")
        yield Waiting("clapperboard", card.title, about, url, sent, card.title_language)


def list_changes(language: str) -> Iterator[Waiting]:
    """Changes to published listings, since they were proposed or sent again."""
    rows = ListingRevision.objects.filter(state=RevisionState.WAITING).select_related("programme__organisation")
    for one in rows.prefetch_related("programme__texts", "programme__artworks", "programme__versions"):
        card, names = Card(one.programme, language), field_names() | list_names()
        about = f"{', '.join(names[key] for key in one.proposed)} · {one.programme.organisation.name_en}"
        url = url_of(one, "staff")
        yield Waiting("pencil-line", card.title, about, url, one.submitted_at, card.title_language)


def list_claims(language: str) -> Iterator[Waiting]:
    """Rights that two organisations hold."""
    rows = RightsClaim.objects.filter(outcome="")
    for claim in rows.select_related("later_listing__organisation", "earlier_listing__organisation"):
        listing = claim.later_listing
        about = f"{listing.organisation} – {claim.earlier_listing.organisation}"
        url = url_of(claim, "staff")
        yield Waiting("scale", listing.original_title, about, url, claim.opened_at, listing.original_language)


def list_work_cases(language: str) -> Iterator[Waiting]:
    """Works that may be one, and proposals that a second person confirms."""
    rows = WorkCase.objects.filter(closed_at=None).select_related("work", "listing__organisation", "proposed_by")
    for case in rows.order_by("opened_at"):
        about = f"{case.listing.public_id} · {case.listing.organisation}"
        url = url_of(case, "staff")
        yield Waiting("git-compare", case.work.original_title, about, url, case.opened_at)
