"""A request that is sent twice under one Idempotency-Key is done once; both get the first answer."""

import json
from collections.abc import Callable
from datetime import datetime, timedelta
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from drf_spectacular.types import OpenApiTypes
from drf_spectacular.utils import OpenApiParameter
from rest_framework.renderers import JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response

from accounts.actors import Actor
from accounts.models import AnsweredRequest
from marketplace.kit.problems import Invalid, Problem

HEADER = "Idempotency-Key"
MAX_KEY_LENGTH = 128
KEPT = timedelta(days=30)
ONCE = OpenApiParameter(
    HEADER,
    OpenApiTypes.STR,
    OpenApiParameter.HEADER,
    description=gettext_lazy(
        "Names this request, up to 128 characters. The same key with the same body is done once and answered alike for "
        "30 days; with another body it is refused (idempotency_key_reused)."
    ),
)


class KeyReused(Problem):
    code = "idempotency_key_reused"
    status = 422
    text = gettext_lazy("This Idempotency-Key was used for another request.")
    hint = gettext_lazy("Take a new key for every new request; repeat a key only with the same body.")


def answer_once(request: Request, actor: Actor, act: Callable[[], Response]) -> Response:
    """The answer of `act`, or the stored one where this key was answered before.

    The key, the act and its answer are one transaction: a refusal stores nothing, and a second request waits for the
    first. Raises Invalid (a bad key), KeyReused.
    """
    key, now = request.headers.get(HEADER, ""), timezone.now()
    if not key:
        return act()
    if len(key) > MAX_KEY_LENGTH or not (key.isascii() and key.isprintable()):
        raise Invalid({HEADER: [_("Use up to 128 letters, digits and signs of ASCII.")]})
    with transaction.atomic():
        return answer_in_transaction(key, fingerprint_of(request), actor, now, act)


def answer_in_transaction(
    key: str, fingerprint: str, actor: Actor, now: datetime, act: Callable[[], Response]
) -> Response:
    """Inside the transaction: the stored answer, or the act with its answer stored."""
    rows = AnsweredRequest.objects.filter(organisation=actor.organisation)
    rows.filter(at__lt=now - KEPT).delete()
    values = {"fingerprint": fingerprint, "at": now}
    row, new = rows.get_or_create(organisation=actor.organisation, key=key, defaults=values)
    if not new:
        if row.fingerprint != fingerprint:
            raise KeyReused
        return Response(row.answer, status=row.status)
    response = act()
    row.status, row.answer = response.status_code, json.loads(JSONRenderer().render(response.data))
    row.save(update_fields=["status", "answer"])
    return response


def fingerprint_of(request: Request) -> str:
    """What makes two requests the same one: method, path, address and body."""
    said: list[Any] = [request.method, request.get_full_path(), request.data]
    return sha256(json.dumps(said, sort_keys=True, default=str).encode()).hexdigest()
