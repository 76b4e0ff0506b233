"""Three answers for whoever watches: alive, ready, and no row waits too long."""

from typing import Any

from django.conf import settings
from django.db import DatabaseError, connection
from django.http import HttpRequest, JsonResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from redis import Redis
from redis.exceptions import RedisError

from marketplace.watch.queries import list_delays


def answer_live(request: HttpRequest) -> JsonResponse:
    """The process answers."""
    return JsonResponse({"status": "live"})


def answer_ready(request: HttpRequest) -> JsonResponse:
    """503 without the database. Without the broker pages are served all the same: the answer names what is missing."""
    missing = [name for name, answers in (("database", database_answers), ("broker", broker_answers)) if not answers()]
    status = "ready" if not missing else "not ready" if "database" in missing else "degraded"
    return JsonResponse({"status": status, "missing": missing}, status=503 if status == "not ready" else 200)


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


def answer_queues(request: HttpRequest) -> JsonResponse:
    """503 with the names of the queues whose oldest row waits longer than it may and is not known to staff."""
    now = timezone.now()
    waiting = [delay for delay in list_delays(now) if delay.since is not None]
    late = [delay.queue.name for delay in waiting if delay.late]
    body: dict[str, Any] = {"status": "late" if late else "fine"}
    if may_see_details(request):
        seconds = {d.queue.name: round(max((now - d.since).total_seconds(), 0)) for d in waiting if d.since}
        body |= {"late": late, "seconds": seconds}
    return JsonResponse(body, status=503 if late else 200)


def may_see_details(request: HttpRequest) -> bool:
    """Staff, whoever has the secret, and this very machine (not what a proxy on it passes on)."""
    secret = request.headers.get("X-Health-Secret", "")
    if settings.HEALTH_SECRET and constant_time_compare(secret, settings.HEALTH_SECRET):
        return True
    here = request.META.get("REMOTE_ADDR") in {"127.0.0.1", "::1"} and "Via" not in request.headers
    return getattr(request, "staff", None) is not None or (here and not settings.SESSION_COOKIE_SECURE)
