"""Tags of the catalogue's pages."""

from django import template
from django.utils.html import format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from accounts.templatetags.currency import about
from listings.catalogue.web import row_drawing
from listings.catalogue.web.canonical_query import kept_params
from listings.catalogue.web.rows import Row

register = template.Library()


@register.simple_tag(takes_context=True)
def title_rows(context: template.Context, rows: list[Row], sheet: bool = False) -> SafeString:
    """Rows of programmes; in a `sheet` their offers open."""
    member = bool(context.get("actor"))
    return row_drawing.draw_rows(
        rows, get_language() or "en", lambda money: about(context, money), sheet=sheet and member, watching=member
    )


@register.simple_tag(takes_context=True)
def kept_request(context: template.Context) -> SafeString:
    """The page's request as hidden fields of a form that goes on with it."""
    request = context.get("request")
    params = kept_params(request.GET) if request else {}
    return format_html_join("", '<input type="hidden" name="{}" value="{}">', params.items())
