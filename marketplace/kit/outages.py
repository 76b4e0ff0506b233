"""What a visitor is told when something that we stand on is away: never "a bug", always what was kept and what to do."""

import errno
import sys
from typing import Any

import psycopg
from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template.loader import render_to_string
from django.utils.translation import gettext_lazy as _

from marketplace.kit.problems import Problem

TRY_AGAIN_SECONDS = 5
# SQLSTATE: shut down by an administrator or after a crash, not yet accepting connections, too many connections.
NOT_SERVING = ("57P01", "57P02", "57P03", "53300")
DISK_FULL = "53100"


class DatabaseAway(Problem):
    code = "database_away"
    status = 503
    text = _("The database is being started again. This takes a few seconds.")
    hint = _("What you sent just now was not saved; look whether it is there before you send it again.")


class StorageFull(Problem):
    code = "storage_full"
    status = 503
    text = _("Our storage is full: Monsoon can be read, but nothing can be saved now.")
    hint = _("Nothing of what you sent was kept. We are told of it; try again later.")


class ServerError(Problem):
    code = "server_error"
    status = 500
    text = _("Something broke on our side")
    hint = _("Nothing you sent was half done. Try again in a minute; if it happens again, tell us when it did.")


def outage_behind(error: BaseException | None) -> Problem | None:
    """The outage that this error comes from; None for any other error."""
    if isinstance(error, OSError) and error.errno in {errno.ENOSPC, errno.EDQUOT}:
        return StorageFull()
    if not isinstance(error, OperationalError | InterfaceError):
        return None
    cause = error.__cause__
    state = cause.sqlstate if isinstance(cause, psycopg.Error) else None
    if state == DISK_FULL:
        return StorageFull()
    return DatabaseAway() if state is None or state.startswith("08") or state in NOT_SERVING else None


def server_error(request: HttpRequest) -> HttpResponse:
    """Django's handler500: the one place that every error comes to which nobody caught, middleware's too."""
    return outage_page(request, outage_behind(sys.exc_info()[1]) or ServerError())


def outage_page(request: HttpRequest, problem: Problem) -> HttpResponse:
    """Say it without asking the database. The API gets its error shape; a page that was only looked at asks again."""
    response: HttpResponse
    if request.path.startswith("/api/"):
        body: dict[str, Any] = {"code": problem.code, "message": problem.message(), "hint": problem.advice()}
        response = JsonResponse({"error": body}, status=problem.status)
    else:
        response = HttpResponse(render_to_string("500.html", {"problem": problem}), status=problem.status)
    if problem.status == DatabaseAway.status:
        response["Retry-After"] = str(TRY_AGAIN_SECONDS)
        if request.method == "GET" and not request.path.startswith("/api/"):
            response["Refresh"] = str(TRY_AGAIN_SECONDS)
    return response
