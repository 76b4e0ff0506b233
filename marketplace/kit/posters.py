"""The address of generated posters and stills. They tell nothing of a programme but its name."""

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from marketplace.kit.drawing import poster

SHAPES = {"poster": poster.POSTER, "still": poster.STILL}


@require_safe
@cache_control(public=True, max_age=604800)
def landscape(request: HttpRequest, shape: str, name: str) -> HttpResponse:
    """An SVG landscape, the same for the same name; `shape` is "poster" (2:3) or "still" (wide)."""
    if shape not in SHAPES:
        raise Http404
    return HttpResponse(poster.landscape(name, SHAPES[shape]), content_type="image/svg+xml")
