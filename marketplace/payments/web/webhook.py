"""Where Stripe tells us what happened."""

import logging

from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST

from marketplace.payments import actions
from marketplace.payments.stripe.webhook import BadSignature, verified_event

log = logging.getLogger(__name__)
MAX_EVENT_BYTES = 512 * 1024


@csrf_exempt
@require_POST
def receive_webhook(request: HttpRequest) -> HttpResponse:
    """Stripe tells something: check the signature, store it once, answer. The work is a task's."""
    if int(request.headers.get("Content-Length") or 0) > MAX_EVENT_BYTES:
        return HttpResponse(status=413)
    try:
        event = verified_event(
            request.body, request.headers.get("Stripe-Signature", ""), now=timezone.now().timestamp()
        )
    except BadSignature as error:
        log.warning("webhook refused from %s: %s", request.META.get("REMOTE_ADDR"), error)
        return HttpResponse(status=400)
    actions.receive_event(event=event, at=timezone.now())
    return HttpResponse(status=200)
