"""Who else in the organisation, or on the staff, could do it: a refusal names people, not roles."""

from django import template

from accounts.actions.moves import NotYourStaffRole
from accounts.middleware import ActorRequest
from accounts.policies import staff_allows
from accounts.queries import who_may
from accounts.roles import Permission
from marketplace.kit.formats import format_list
from marketplace.kit.templatetags.ui import language

register = template.Library()


@register.simple_tag(takes_context=True)
def colleagues(context: template.Context, *permissions: str) -> str:
    """The names of the members of the actor's organisation who may, as one list; empty where nobody may."""
    request: ActorRequest = context["request"]
    if request.actor is None:
        return ""
    people = {
        one.pk: one.display_name for p in permissions for one in who_may(request.actor.organisation, Permission(p))
    }
    return format_list(list(people.values()), language())


@register.simple_tag(takes_context=True)
def staff_refusal(context: template.Context, act: str) -> str:
    """What this member of the staff would be told whose role does not do `act`: who does. Empty where the role does."""
    request: ActorRequest = context["request"]
    if request.staff and staff_allows(act, request.staff):
        return ""
    told: dict[str, str] = request.__dict__.setdefault("staff_refusals", {})  # a page of many rows asks once
    if act not in told:
        told[act] = NotYourStaffRole(act).message()
    return told[act]
