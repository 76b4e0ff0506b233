"""Pictures of programmes that the reader may see; staff see them before they are published."""

from django.http import FileResponse, Http404
from django.shortcuts import get_object_or_404

from accounts.middleware import ActorRequest
from listings.models import Artwork, Programme


def artwork(request: ActorRequest, pk: int, size: str) -> FileResponse:
    """One picture, `size` large or small. Immutable: another picture has another number."""
    if size not in {"large", "small"}:
        raise Http404
    seen = Programme.objects.all() if request.staff else Programme.objects.visible_to(request.actor)
    found = get_object_or_404(Artwork.objects.filter(programme__in=seen), pk=pk)
    file = found.large if size == "large" else found.small
    response = FileResponse(file.open("rb"), content_type="image/webp")
    response["Cache-Control"] = "private, max-age=604800, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    return response
