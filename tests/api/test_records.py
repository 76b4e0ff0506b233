"""The rights ledger over the API: every field that a record has, shorten, split, and the state of a past day."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.actors import Actor
from accounts.days import today_for
from accounts.roles import Scope
from listings import actions
from listings.models import Cut, Programme, RightIn, RightOut
from marketplace.kit.periods import Period
from tests import factories
from tests.api.test_two_doors import caller
from tests.worlds import shareable

LIST = frozenset({Scope.LIST})
HELD = {"territories": ["TH"], "media": ["FTV", "SVOD"], "from": "2027-01-01", "to": "2030-12-31", "exclusive": True}
SOLD = {
    "purpose": "external",
    "grade": "E",
    "territories": ["TH"],
    "media": ["FTV"],
    "from": "2027-01-01",
    "to": "2027-12-31",
}


def base(programme: Programme) -> str:
    return f"programmes/{programme.public_id}/"


@pytest.fixture
@shareable
def bare(ana: Actor) -> Programme:
    return factories.programme(ana.organisation, ana.user)


def test_every_field_of_a_record_is_written_and_read(bare: Programme, ana: Actor) -> None:
    call = caller(ana, LIST)
    limits = {"latest_end": "2030-06-30", "underlying_end": "2029-12-31", "underlying_note": "Song: Moon River"}
    held = call("post", f"{base(bare)}rights-in/", HELD | limits).json()
    assert (held["latest_end"], held["underlying_end"], held["underlying_note"]) == (
        "2030-07-01",
        "2030-01-01",
        "Song: Moon River",
    )
    sold = call("post", f"{base(bare)}rights-out/", SOLD | {"runs": 3, "catch_up_days": 7, "cut": "Airline cut"}).json()
    assert (sold["runs"], sold["catch_up_days"], sold["cut"]) == (3, 7, "Airline cut")
    assert call("get", f"{base(bare)}rights-out/").json() == [sold]


def test_a_limit_before_the_period_and_too_many_days_are_refused_at_their_fields(bare: Programme, ana: Actor) -> None:
    call = caller(ana, LIST)
    answer = call(
        "post", f"{base(bare)}rights-in/", HELD | {"latest_end": "2026-12-31", "underlying_end": "2026-01-01"}
    )
    assert (answer.status_code, sorted(answer.json()["error"]["fields"])) == (422, ["latest_end", "underlying_end"])
    call("post", f"{base(bare)}rights-in/", HELD)
    answer = call("post", f"{base(bare)}rights-out/", SOLD | {"catch_up_days": 366, "cut": "x" * 81})
    assert (answer.status_code, sorted(answer.json()["error"]["fields"])) == (422, ["catch_up_days", "cut"])
    assert (RightIn.objects.count(), RightOut.objects.count(), Cut.objects.count()) == (1, 0, 0)


def test_runs_and_catch_up_are_for_linear_media_as_on_the_page(bare: Programme, ana: Actor) -> None:
    call = caller(ana, LIST)
    call("post", f"{base(bare)}rights-in/", HELD)
    answer = call("post", f"{base(bare)}rights-out/", SOLD | {"media": ["SVOD"], "runs": 3, "catch_up_days": 7})
    fields = answer.json()["error"]["fields"]
    assert (answer.status_code, sorted(fields)) == (422, ["catch_up_days", "runs"])
    assert fields["runs"] == [
        "This counts for linear media only: choose one of FAST, FTV, PPV, PTV, or leave it empty."
    ]
    assert not RightOut.objects.exists()


def test_a_sale_that_is_refused_leaves_no_cut_behind(bare: Programme, ana: Actor) -> None:
    assert caller(ana, LIST)("post", f"{base(bare)}rights-out/", SOLD | {"cut": "Airline cut"}).status_code == 409
    assert not Cut.objects.exists()


def test_a_right_is_split_and_shortened_but_not_under_a_licence(bare: Programme, ana: Actor) -> None:
    call = caller(ana, LIST)
    held = call("post", f"{base(bare)}rights-in/", HELD).json()["id"]
    one, two = call("post", f"{base(bare)}rights-in/{held}/split/", {"on": "2029-01-01"}).json()
    assert (one["id"], one["until"], two["from"], two["until"]) == (held, "2029-01-01", "2029-01-01", "2031-01-01")
    sold = call("post", f"{base(bare)}rights-out/", SOLD).json()["id"]
    refused = call("patch", f"{base(bare)}rights-in/{held}/", {"to": "2027-06-30"})
    assert (refused.status_code, refused.json()["error"]["code"]) == (409, "licence_rests")
    assert call("patch", f"{base(bare)}rights-out/{sold}/", {"to": "2027-06-30"}).json()["until"] == "2027-07-01"
    assert call("patch", f"{base(bare)}rights-in/{held}/", {"to": "2027-06-30"}).json()["until"] == "2027-07-01"


@pytest.mark.parametrize("body", [{}, {"to": ""}, {"to": 5}, {"to": "soon"}])
def test_a_day_that_cannot_be_read_is_named(body: dict[str, object], bare: Programme, ana: Actor) -> None:
    call = caller(ana, LIST)
    held = call("post", f"{base(bare)}rights-in/", HELD).json()["id"]
    answer = call("patch", f"{base(bare)}rights-in/{held}/", body)
    assert (answer.status_code, list(answer.json()["error"]["fields"])) == (422, ["to"])


def test_the_records_of_a_past_day_are_rebuilt(bare: Programme, ana: Actor) -> None:
    week, day = timezone.now() - timedelta(days=7), today_for(ana, timezone.now())
    made = actions.record_right_in(
        programme=bare,
        territories=frozenset({"TH"}),
        media=frozenset({"SVOD"}),
        languages=frozenset({"th"}),
        period=Period(day, day + timedelta(days=400)),
        exclusive=True,
        source="",
        by=ana,
        at=week,
    )
    call = caller(ana, LIST)
    assert call("delete", f"{base(bare)}rights-in/{made.pk}/").status_code == 204
    then = f"{base(bare)}rights-in/?on={day - timedelta(days=2)}"
    assert [row["id"] for row in call("get", then).json()] == [made.pk]
    assert call("get", f"{base(bare)}rights-out/?on={day - timedelta(days=2)}").json() == []
    assert call("get", f"{base(bare)}rights-in/?on={day - timedelta(days=9)}").json() == []
    assert call("get", f"{base(bare)}rights-in/").json() == []
    for wrong in ("soon", day.isoformat()):
        assert list(call("get", f"{base(bare)}rights-in/?on={wrong}").json()["error"]["fields"]) == ["on"]


def test_a_rival_reaches_no_record(programme: Programme, cy: Actor) -> None:
    call, held = caller(cy, LIST), RightIn.objects.get().pk
    answers = [
        call("patch", f"{base(programme)}rights-in/{held}/", {"to": "2027-06-30"}),
        call("post", f"{base(programme)}rights-in/{held}/split/", {"on": "2027-06-30"}),
        call("get", f"{base(programme)}rights-in/?on=2026-01-01"),
        call("delete", f"{base(programme)}rights-in/{2**63}/"),
    ]
    assert [answer.status_code for answer in answers] == [404] * 4


def test_a_split_that_leaves_nothing_to_license_is_refused(bare: Programme, ana: Actor) -> None:
    call = caller(ana, LIST)
    held = call("post", f"{base(bare)}rights-in/", HELD | {"latest_end": "2027-12-31"}).json()["id"]
    answer = call("post", f"{base(bare)}rights-in/{held}/split/", {"on": "2029-01-01"})
    assert (answer.status_code, answer.json()["error"]["code"]) == (422, "nothing_to_license")
    assert call("get", f"{base(bare)}rights-in/").json()[0]["until"] == "2031-01-01"


@pytest.mark.parametrize(
    "moment", ["2500-01-01T00:00Z", "9999-12-31T23:59:59-10:00", "20270301T12", "2027-W10-1T00:00"]
)
def test_an_options_moment_is_of_a_day_as_days_are_written(moment: str, bare: Programme, ana: Actor) -> None:
    call = caller(ana, LIST)
    call("post", f"{base(bare)}rights-in/", HELD)
    answer = call("post", f"{base(bare)}rights-out/", SOLD | {"purpose": "option", "expires": moment})
    assert (answer.status_code, [*answer.json()["error"]["fields"]]) == (422, ["expires"])
    assert RightOut.objects.count() == 0
