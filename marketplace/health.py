"""Three answers for whoever watches: alive, ready, and no row waits too long."""

from datetime import timedelta

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from redis import Redis
from redis.exceptions import RedisError

from accounts.models import Notice
from listings.engine.folder import seconds_behind
from marketplace.contracts.models import Contract, Signature
from marketplace.contracts.states import ContractState
from marketplace.offers.models import Round
from marketplace.offers.states import RoundState
from marketplace.payments.models import StripeEvent

# name of the waiting row -> how old the oldest may be
LIMITS = {
    "notice_to_mail": timedelta(minutes=5),
    "round_to_expire": timedelta(minutes=2),
    "contract_to_draw_up": timedelta(minutes=2),
    "signature_to_seal": timedelta(minutes=2),
    "stripe_event_to_handle": timedelta(minutes=2),
    "change_for_the_engine": timedelta(seconds=10),
}


def live(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"status": "live"})


def ready(request: HttpRequest) -> JsonResponse:
    """Database and broker answer; 503 names the one that does not."""
    missing = [name for name, answers in (("database", database_answers), ("broker", broker_answers)) if not answers()]
    return JsonResponse(
        {"status": "not ready" if missing else "ready", "missing": missing}, status=503 if missing else 200
    )


def database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
    except DatabaseError:
        return False
    return True


def broker_answers() -> bool:
    try:
        with Redis.from_url(settings.CELERY_BROKER_URL, socket_connect_timeout=1, socket_timeout=1) as broker:
            broker.ping()
    except RedisError:
        return False
    return True


def queues(request: HttpRequest) -> JsonResponse:
    """503 with the names of the rows that wait longer than they may."""
    now = timezone.now()
    oldest = {
        "notice_to_mail": Notice.objects.filter(mailed_at=None, mail_attempts__lt=5)
        .order_by("created_at")
        .values_list("created_at"),
        "round_to_expire": Round.objects.filter(state=RoundState.OPEN).order_by("expires_at").values_list("expires_at"),
        "contract_to_draw_up": Contract.objects.filter(state=ContractState.DRAWING_UP)
        .order_by("made_at")
        .values_list("made_at"),
        "signature_to_seal": Signature.objects.filter(sealed_at=None).order_by("signed_at").values_list("signed_at"),
        "stripe_event_to_handle": StripeEvent.objects.filter(handled_at=None)
        .order_by("received_at")
        .values_list("received_at"),
    }
    ages = {name: (now - row[0]).total_seconds() for name, rows in oldest.items() if (row := rows.first())}
    behind = seconds_behind(settings.ENGINE_FOLDER)
    if behind is not None:
        ages["change_for_the_engine"] = behind
    late = [name for name, age in ages.items() if age > LIMITS[name].total_seconds()]
    body = {
        "status": "late" if late else "fine",
        "late": late,
        "seconds": {n: round(max(a, 0)) for n, a in ages.items()},
    }
    return JsonResponse(body, status=503 if late else 200)
