"""Files that other systems send in pieces."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter, OpenApiResponse, extend_schema
from rest_framework.request import Request
from rest_framework.views import APIView

from accounts import tus
from accounts.actors import Actor
from accounts.roles import Scope
from accounts.scopes import actor_with
from marketplace.files.policies import DELIVERY, IMPORT, PAPER, PICTURE

# What a token may send: what it may send in one request, too.
SCOPES_OF = {
    PAPER.purpose.value: (Scope.LIST, Scope.PAY),
    PICTURE.purpose.value: (Scope.LIST,),
    DELIVERY.purpose.value: (Scope.NEGOTIATE,),
    IMPORT.purpose.value: (Scope.LIST,),
}
SENDING = (Scope.LIST, Scope.NEGOTIATE, Scope.PAY)


def describe_header(name: str, about: Any, *, answered: Iterable[int] = (), needed: bool = True) -> OpenApiParameter:
    """A header of a request, or of the answers with these statuses."""
    options: dict[str, Any] = {"response": list(answered)} if answered else {"required": needed}
    return OpenApiParameter(name, OpenApiTypes.STR, OpenApiParameter.HEADER, description=str(about), **options)


PROTOCOL = describe_header("Tus-Resumable", "1.0.0")
OFFSET_NOW = describe_header("Upload-Offset", _("How many bytes have arrived."), answered=(200, 204))
EXPIRES = describe_header("Upload-Expires", _("Until then it can be finished and used."), answered=(200, 201, 204))
NO_BODY = OpenApiResponse(description=str(_("no body")))


class TusView(APIView):
    """Answers by the protocol, refusals as everywhere in this API; `detail` of a wrong offset is the right one."""

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        """As everywhere; only our version of the protocol is spoken."""
        super().initial(request, *args, **kwargs)
        self.actor = actor_with(request, *SENDING)
        if request.method != "OPTIONS":
            tus.check_version(request._request)

    def finalize_response(self, request: Request, response: Any, *args: Any, **kwargs: Any) -> Any:
        """Every answer names the version."""
        answer = super().finalize_response(request, response, *args, **kwargs)
        answer.headers.setdefault("Tus-Resumable", tus.VERSION)
        return answer

    actor: Actor


class UploadStart(TusView):
    """Send a file in pieces, by the tus protocol 1.0.0 (tus.io), for which clients exist in many languages: it goes on where a
    cut connection left it. What has arrived whole is named by its number, the last part of its address, in place of the
    file itself: `proof`, `file`, `document`. What nobody uses is removed after a day."""

    def options(self, request: Request, *args: Any, **kwargs: Any) -> HttpResponse:  # type: ignore[override]  # DRF's takes none
        """What of the protocol is spoken."""
        return HttpResponse(status=204, headers=tus.SUPPORTED)

    @extend_schema(
        request=None,
        parameters=[
            PROTOCOL,
            describe_header("Upload-Length", _("The size of the file in bytes.")),
            describe_header(
                "Upload-Metadata",
                _(
                    "“filename”, “purpose” (paper, picture, delivery or import) and, if you like, “sha256”, each with its "
                    "value in Base64, with commas between."
                ),
            ),
            describe_header("Location", _("The address of the upload."), answered=(201,)),
            EXPIRES,
        ],
        responses={201: NO_BODY},
    )
    def post(self, request: Request) -> HttpResponse:
        actor_with(request, *SCOPES_OF[tus.read_purpose(request._request)])
        return tus.begin_upload(request._request, self.actor, reverse("api:uploads"))


class UploadPieces(TusView):
    """An upload: how far it is, its next piece, its end."""

    @extend_schema(
        parameters=[PROTOCOL, OFFSET_NOW, describe_header("Upload-Length", _("Its size."), answered=(200,)), EXPIRES],
        responses={200: NO_BODY},
    )
    def head(self, request: Request, pk: UUID) -> HttpResponse:
        return tus.tell_offset(pk, self.actor)

    @extend_schema(
        request={tus.PIECE_TYPE: OpenApiTypes.BINARY},
        parameters=[
            PROTOCOL,
            describe_header("Upload-Offset", _("Where the piece begins: how many bytes have arrived.")),
            describe_header("Upload-Checksum", _("“sha256” or “sha1”, and the piece's hash in Base64."), needed=False),
            EXPIRES,
        ],
        responses={204: NO_BODY},
    )
    def patch(self, request: Request, pk: UUID) -> HttpResponse:
        return tus.append_piece(request._request, pk, self.actor)

    @extend_schema(parameters=[PROTOCOL], responses={204: NO_BODY})
    def delete(self, request: Request, pk: UUID) -> HttpResponse:
        return tus.cancel_upload(pk, self.actor)
