"""The rights step of the editor."""

from typing import Any

from django.http import QueryDict
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.web.doors import MemberRequest
from listings import actions
from listings.models import Programme, RightIn, RightOut
from listings.reading import write_right_in, write_right_out
from marketplace.kit.problems import Invalid

LISTS = ("territories", "media", "languages", "uses")


def save_rights_step(request: MemberRequest, programme: Programme) -> None:
    """Add one record: a right in, or something sold, optioned or held back elsewhere. Raises Invalid and refusals."""
    data, kind, now = typed(request.POST), request.POST.get("record", "in"), timezone.now()
    if kind == "in":
        write_right_in(programme=programme, data=data, by=request.actor, at=now)
        return
    if kind not in {"external", "option", "holdback"}:
        raise Invalid({"record": [_("Choose one.")]})
    grade = "E" if request.POST.get("exclusive") == "1" else "N"
    write_right_out(programme=programme, data=data | {"purpose": kind, "grade": grade}, by=request.actor, at=now)


def typed(post: QueryDict) -> dict[str, Any]:
    """The posted record in the shape the API takes; every language ticked, or none, means all."""
    data: dict[str, Any] = {name: post.get(name, "") for name in post}
    data |= {name: post.getlist(name) for name in LISTS}
    if post.get("all_languages") == "1":
        data["languages"] = []
    elif not data["languages"]:
        raise Invalid({"languages": [_("Choose at least one language, or all of them.")]})
    return data


def delete_record(request: MemberRequest, programme: Programme) -> None:
    """Take a record away: `remove` is in:12 or out:34."""
    kind, _colon, number = request.POST.get("remove", "").partition(":")
    pk = int(number) if number.isdecimal() and len(number) < 18 else 0
    row: RightIn | RightOut
    if kind == "in":
        row = get_object_or_404(RightIn, pk=pk, programme=programme)
    else:
        row = get_object_or_404(RightOut, pk=pk, programme=programme)
    actions.end_record(row=row, by=request.actor, at=timezone.now())
