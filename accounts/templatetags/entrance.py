"""What the pages before signing in know: the address that a link brought along and, in the demo only, the log-ins."""

from allauth.mfa.models import Authenticator
from django import template
from django.conf import settings
from django.forms import BoundField
from django.urls import reverse

from accounts import demo
from accounts.factors import code_now, secret_of

register = template.Library()


@register.simple_tag(takes_context=True)
def demo_logins(context: template.Context) -> tuple[tuple[str, object, str], ...]:
    """The log-ins of the demo; puts their password into the page's context. Nothing where it is not the demo."""
    context["demo_password"] = demo.PASSWORD if settings.DEMO else ""
    return demo.LOGINS if settings.DEMO else ()


@register.simple_tag(takes_context=True)
def address_given(context: template.Context, field: BoundField) -> str:
    """The address that was typed, else the one of `?email=` (a link in an invitation or the demo's list)."""
    return str(field.value() or context["request"].GET.get("email", ""))


@register.simple_tag(takes_context=True)
def demo_code(context: template.Context, secret: str = "") -> str:
    """In the demo, the code that the person's app shows now (or one with `secret`, while it is set up); else nothing."""
    if not settings.DEMO:
        return ""
    if not secret:
        stage = getattr(context["request"], "_login_stage", None)
        user = stage.login.user if stage else context["request"].user
        row = Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).first()
        secret = secret_of(row) if row else ""
    return code_now(secret)[0] if secret else ""


@register.simple_tag(takes_context=True)
def kept_act(context: template.Context) -> str:
    """Where somebody goes on who has set up a second factor because an act asked for it; else nothing."""
    return str(context["request"].session.get("after_factor", ""))


@register.simple_tag
def demo_mailbox() -> str:
    """The address of the demo's mailbox, or nothing."""
    return reverse("accounts:mailbox") if settings.DEMO else ""
