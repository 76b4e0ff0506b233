"""Files that pages send in pieces. Refusals are JSON, as the API says them: a script reads them."""

from collections.abc import Callable
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from accounts import tus
from accounts.web.access import MemberRequest, member_required
from marketplace.kit.api import problem_response
from marketplace.kit.problems import Problem


@member_required
@require_http_methods(["POST"])
def begin_upload(request: MemberRequest) -> HttpResponse:
    """Announce a file."""
    return answer_in_json(request, lambda: tus.begin_upload(request, request.actor, reverse("accounts:uploads")))


@member_required
@require_http_methods(["HEAD", "PATCH", "DELETE"])
def continue_upload(request: MemberRequest, pk: UUID) -> HttpResponse:
    """How far it is, its next piece, its end."""
    act = {
        "HEAD": lambda: tus.tell_offset(pk, request.actor),
        "PATCH": lambda: tus.append_piece(request, pk, request.actor),
        "DELETE": lambda: tus.cancel_upload(pk, request.actor),
    }
    return answer_in_json(request, act[str(request.method)])


def answer_in_json(request: MemberRequest, act: Callable[[], HttpResponse]) -> HttpResponse:
    """The answer, or the refusal for a script."""
    try:
        tus.check_version(request)
        return act()
    except Problem as problem:
        refused = problem_response(problem, {})
        assert refused is not None
        return JsonResponse(refused.data, status=refused.status_code)
