"""How anybody checks a contract's signatures, and the certificate that it takes."""

from functools import lru_cache

from cryptography.hazmat.primitives import hashes
from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.web.doors import MemberRequest, member_required
from marketplace.contracts.documents.authority import PUBLIC, open_authority
from marketplace.contracts.evidence import evidence_of
from marketplace.contracts.models import Contract


@require_safe
def trust(request: HttpRequest) -> HttpResponse:
    """The page that explains it. Open to everybody: a bank's lawyer has no account."""
    return render(request, "room/trust.html", {"fingerprint": fingerprint()})


@require_safe
def certificate(request: HttpRequest) -> HttpResponse:
    """The certificate of the authority, which is public."""
    open_authority(settings.AUTHORITY_FOLDER)
    pem = (settings.AUTHORITY_FOLDER / PUBLIC).read_bytes()
    answer = HttpResponse(pem, content_type="application/x-pem-file")
    answer["Content-Disposition"] = 'attachment; filename="monsoon-ca.pem"'
    return answer


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """SHA-256 of the certificate, in pairs of digits: what people compare by telephone."""
    digest = open_authority(settings.AUTHORITY_FOLDER).ca.certificate.fingerprint(hashes.SHA256())
    return digest.hex(":").upper()


@member_required
def evidence(request: MemberRequest, public_id: str) -> HttpResponse:
    """What proves the signatures, for the contract's parties."""
    rows = Contract.objects.visible_to(request.actor).with_parties()
    found = get_object_or_404(rows, deal__public_id=public_id)
    answer = JsonResponse(evidence_of(found, request.actor), json_dumps_params={"ensure_ascii": False, "indent": 2})
    answer["Content-Disposition"] = f'attachment; filename="{found.number}-evidence.json"'
    return answer
