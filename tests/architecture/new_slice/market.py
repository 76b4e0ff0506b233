"""Run beside the tests, in a market that has a slice more: migrates an empty database, plans a visit in a deal, and prints as
JSON where the slice shows up. `test_new_slice.py` starts it."""

import json
import sys
from datetime import UTC, datetime
from typing import Any

import django

django.setup()

from django.apps import apps  # noqa: E402 -- Django first
from django.conf import settings  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connection  # noqa: E402
from django.test import Client  # noqa: E402
from django.test.utils import setup_test_environment  # noqa: E402

from accounts.actions import create_token  # noqa: E402
from accounts.actors import Actor, Staff  # noqa: E402
from accounts.models import AuditEntry  # noqa: E402
from accounts.roles import Scope  # noqa: E402
from marketplace.api_docs import build_schema  # noqa: E402
from marketplace.celery import app  # noqa: E402
from marketplace.kit.activity import label_verb  # noqa: E402
from tests import cast, database, factories, signing_in  # noqa: E402,F401 -- signs in with a second factor

AT = datetime(2026, 11, 30, 3, tzinfo=UTC)
RIGHTS = ("select", "insert", "update", "delete")


def get(who: Actor | Staff, path: str) -> Any:
    client = Client(headers={"accept-language": "en"})
    client.force_login(who.user)
    return client.get(path)


def labels(answer: Any) -> dict[str, list[str]]:
    return {group["label"]: [item["label"] for item in group["items"]] for group in answer.context["nav"]}


def call_api(who: Actor) -> Any:
    _row, secret = create_token(name="visits", scopes=[Scope.DEALS], expires_at=None, by=who, at=AT)
    return Client(headers={"authorization": f"Bearer {secret}"}).get("/api/v1/visits/").json()


def may(right: str) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("select has_table_privilege(%s, 'visits_visit', %s)", [settings.APPLICATION_ROLE, right])
        return bool(cursor.fetchone()[0])


def refusal_of(act: Any) -> str:
    try:
        act()
    except Exception as refused:  # noqa: BLE001 -- it is printed
        return type(refused).__name__
    return ""


def look() -> dict[str, Any]:
    """Everything that the test asks for."""
    from visits.actions import plan_visit

    ana, cy, sam = cast.make_ana(cast.make_saphan()), cast.make_cy(), factories.staff()
    offer = factories.offer(cast.make_programme(ana), cy)
    refused = refusal_of(lambda: plan_visit(offer=offer, by=ana, at=AT))
    visit = plan_visit(offer=offer, by=cy, at=AT)
    tab = get(ana, f"/visits/deal/{offer.public_id}/")
    page, home, queue = get(cy, "/visits/"), get(ana, "/home/"), get(sam, "/staff/")
    return {
        "number": visit.number,
        "refused": refused,
        "audit": label_verb(AuditEntry.objects.latest("pk").action),
        "rights": [right for right in RIGHTS if may(right)],
        "setting": settings.DAYS_TO_ANSWER,  # type: ignore[misc]  # the slice's own
        "beat": [app.conf.beat_schedule["visits.sweep"]["schedule"], "visits.sweep" in app.tasks],
        "page": f"<p>{visit.number}</p>" in page.content.decode(),
        "navigation": [labels(page)["Deals"], labels(queue)["Staff"]],
        "count": [i["count"] for group in page.context["nav"] for i in group["items"] if i["label"] == "Visits"],
        "home": f"Planned: {visit.number}" in home.content.decode(),
        "queue": [[row.name, row.url] for row in queue.context["rows"]],
        "queues": [[str(one["label"]), one["count"]] for one in queue.context["seg"]][-1],
        "tabs": [[str(one["label"]), one["current"]] for one in tab.context["tabs"]],
        "tab": f"Planned: {visit.number}" in tab.content.decode(),
        "stages": [[one.name, one.state] for one in tab.context["stages"]][:3],
        "turn": [tab.context["turn"].title, tab.context["turn"].mine],
        "found": [get(cy, f"/find/?q={visit.number}")["Location"], get(sam, f"/find/?q={visit.number}")["Location"]],
        "api": call_api(cy),
        "described": "/api/v1/visits/" in build_schema()["paths"],
        "waits": "visits" in get(sam, "/health/queues").json()["seconds"],
        "apps": apps.is_installed("visits"),
    }


if __name__ == "__main__":
    setup_test_environment()
    call_command("migrate", interactive=False, verbosity=0)
    database.sign_in_as_owner()
    database.act_as_application()
    json.dump(look(), sys.stdout)
