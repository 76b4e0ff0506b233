"""When the database or the storage is away, visitor and client are told so, with 503: never a bug's 500 (T-11, O-07)."""

import errno
import json
from collections.abc import Callable

import pytest
from django.conf import settings
from django.core.handlers.exception import convert_exception_to_response
from django.db import DataError, OperationalError, connection, transaction
from django.db.utils import ConnectionHandler
from django.http import HttpRequest, HttpResponse
from django.test import RequestFactory

from marketplace.kit.outages import outage_behind
from marketplace.tools.launcher.ports import free_port

pytestmark = pytest.mark.django_db


def ask_a_database_that_is_away() -> None:
    away = {**settings.DATABASES["default"], "PORT": str(free_port())}
    ConnectionHandler({"default": away})["default"].ensure_connection()


def write_on_a_full_disk() -> None:
    raise OSError(errno.ENOSPC, "No space left on device")


def break_in_some_other_way() -> None:
    raise LookupError


def answer(cause: Callable[[], None], method: str, path: str) -> HttpResponse:
    """What a request gets whose handling ends in this error."""

    def view(request: HttpRequest) -> HttpResponse:
        cause()
        return HttpResponse("fine")

    answer = convert_exception_to_response(view)(RequestFactory().generic(method, path))
    assert isinstance(answer, HttpResponse)
    return answer


@pytest.mark.parametrize(
    ("cause", "status", "code", "words"),
    [
        (ask_a_database_that_is_away, 503, "database_away", "The database is being started again."),
        (write_on_a_full_disk, 503, "storage_full", "nothing can be saved now."),
        (break_in_some_other_way, 500, "server_error", "Something broke on our side"),
    ],
)
def test_t11_o07_page_and_api_say_what_is_away(cause: Callable[[], None], status: int, code: str, words: str) -> None:
    page, call = answer(cause, "POST", "/offers/"), answer(cause, "POST", "/api/v1/offers/")
    assert (page.status_code, call.status_code) == (status, status)
    assert words in page.content.decode()
    error = json.loads(call.content)["error"]
    assert error["code"] == code
    assert words in error["message"]
    assert error["hint"]


def test_what_was_only_looked_at_asks_again_by_itself() -> None:
    assert answer(ask_a_database_that_is_away, "GET", "/catalogue/")["Refresh"] == "5"
    assert "Refresh" not in answer(ask_a_database_that_is_away, "POST", "/catalogue/")
    assert answer(ask_a_database_that_is_away, "POST", "/catalogue/")["Retry-After"] == "5"
    assert "Retry-After" not in answer(break_in_some_other_way, "GET", "/catalogue/")


@pytest.mark.parametrize(
    ("sql", "kind"),
    [
        ("select 1/0", DataError),
        ("set local statement_timeout = 1; select count(*) from generate_series(1, 10000000)", OperationalError),
    ],
)
def test_an_answer_of_the_database_is_no_outage(sql: str, kind: type[Exception]) -> None:
    with pytest.raises(kind) as raised, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(sql)
    assert outage_behind(raised.value) is None
