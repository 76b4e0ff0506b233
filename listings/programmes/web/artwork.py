"""Pictures of programmes that the reader may see; staff see them before they are published."""

from django.db.models import Q, QuerySet
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404

from accounts.middleware import ActorRequest
from listings.models import Artwork, Programme
from marketplace.files.serve import serve_file

KEPT = "private, max-age=604800, immutable"


def serve_artwork(request: ActorRequest, pk: int, size: str) -> HttpResponseBase:
    """One picture, `size` large or small. Immutable: another picture has another number."""
    if size not in {"large", "small"}:
        raise Http404
    found = get_object_or_404(seen_by(request), pk=pk)
    return serve_file(request, found.large if size == "large" else found.small, inline=True, cache=KEPT)


def seen_by(request: ActorRequest) -> QuerySet[Artwork]:
    """What nobody has reviewed yet: its seller's and the staff's alone."""
    if request.staff:
        return Artwork.with_waiting.all()
    own = Programme.objects.owned_by(request.actor) if request.actor else Programme.objects.none()
    seen = Q(waiting=False, programme__in=Programme.objects.visible_to(request.actor)) | Q(programme__in=own)
    return Artwork.with_waiting.filter(seen)
