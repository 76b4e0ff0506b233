"""How anybody checks a contract's signatures, and the certificate that it takes."""

import json
from functools import lru_cache

from cryptography.hazmat.primitives import hashes
from django.conf import settings
from django.core.serializers.json import DjangoJSONEncoder
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.web.access import MemberRequest, member_required
from marketplace.contracts.documents.authority import PUBLIC, open_authority
from marketplace.contracts.evidence import evidence_of
from marketplace.contracts.models import Contract
from marketplace.files.kinds import CERTIFICATE, JSON
from marketplace.files.serve import serve_content


@require_safe
def show_trust(request: HttpRequest) -> HttpResponse:
    """The page that explains it. Open to everybody: a bank's lawyer has no account."""
    return render(request, "contracts/trust.html", {"fingerprint": certificate_fingerprint()})


@require_safe
def show_certificate(request: HttpRequest) -> HttpResponseBase:
    """The certificate of the authority, which is public."""
    open_authority(settings.AUTHORITY_FOLDER)
    pem = (settings.AUTHORITY_FOLDER / PUBLIC).read_bytes()
    return serve_content(request, pem, CERTIFICATE, "monsoon-ca.pem", cache="public, max-age=3600")


@lru_cache(maxsize=1)
def certificate_fingerprint() -> str:
    """SHA-256 of the certificate, in pairs of digits: what people compare by telephone."""
    digest = open_authority(settings.AUTHORITY_FOLDER).ca.certificate.fingerprint(hashes.SHA256())
    return digest.hex(":").upper()


@member_required
def show_evidence(request: MemberRequest, public_id: str) -> HttpResponseBase:
    """What proves the signatures, for the contract's parties."""
    rows = Contract.objects.visible_to(request.actor).with_parties()
    found = get_object_or_404(rows, deal__public_id=public_id)
    told = json.dumps(evidence_of(found, request.actor), cls=DjangoJSONEncoder, ensure_ascii=False, indent=2)
    return serve_content(request, told.encode(), JSON, f"{found.number}-evidence.json")
