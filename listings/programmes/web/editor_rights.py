"""The rights step of the editor."""

from django.shortcuts import get_object_or_404
from django.utils import timezone

from accounts.web.access import MemberRequest
from listings import actions
from listings.models import Programme, RightIn, RightOut
from marketplace.kit.keys import read_key


def delete_record(request: MemberRequest, programme: Programme) -> None:
    """Take a record away: `remove` is in:12 or out:34."""
    kind, _colon, number = request.POST.get("remove", "").partition(":")
    pk = read_key(number)
    row: RightIn | RightOut
    if kind == "in":
        row = get_object_or_404(RightIn, pk=pk, programme=programme)
    else:
        row = get_object_or_404(RightOut, pk=pk, programme=programme)
    actions.end_record(row=row, by=request.actor, at=timezone.now())
