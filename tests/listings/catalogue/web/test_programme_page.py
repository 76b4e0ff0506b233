"""The programme's page: three drawings of one answer, every part a link, the reason for every no."""

from datetime import date
from html.parser import HTMLParser

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.urls import reverse

from accounts.actions import create_token
from accounts.actors import Actor
from accounts.roles import Scope
from listings.models import Programme, SellerTerms, WaitingEntry
from listings.states import DatesShown
from marketplace.offers.inputs import write_terms
from marketplace.vocabularies import media, territories
from tests import factories
from tests.worlds import shareable

REQUEST = "r=svod,avod&t=CN,TH&from=2027-03&to=2029-02&x=1"


def reader(actor: Actor | None) -> Client:
    client = Client(headers={"accept-language": "en"})
    if actor:
        client.force_login(actor.user)
        client.cookies["django_language"] = "en"
    return client


class Page(HTMLParser):
    """The links of a page by id, the labels of its drawings, its table heads."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.links: dict[str, str] = {}
        self.classes: dict[str, str] = {}
        self.labels: list[str] = []
        self.scopes: list[str] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        values = {name: value or "" for name, value in attrs}
        if tag == "a" and "id" in values:
            self.links[values["id"]] = values["href"]
            self.classes[values["id"]] = values.get("class", "")
        if tag == "svg" and "aria-label" in values:
            self.labels.append(values["aria-label"])
        if tag == "th" and "scope" in values:
            self.scopes.append(values["scope"])


@pytest.fixture
@shareable
def taken(programme: Programme) -> Programme:
    """Thailand's SVOD is licensed until 30 Jun 2027."""
    factories.right_out(programme)
    return programme


def show(programme: Programme, actor: Actor | None, query: str = REQUEST) -> Page:
    answer = reader(actor).get(f"/title/{programme.public_id}/?{query}")
    assert answer.status_code == 200
    return Page(answer.content.decode())


def test_the_matrix_says_each_cell_in_words_with_heads_in_both_directions(taken: Programme, bo: Actor) -> None:
    page = show(taken, bo)
    assert "SVOD, Thailand: Licensed until 30 Jun 2027, then free · in your request" in page.labels
    assert "FTV, Viet Nam: Free" in page.labels
    assert (page.scopes.count("col"), page.scopes.count("row")) == (len(territories.HOME), len(media.USUAL))


def test_every_cell_and_head_is_a_link_that_changes_the_request(taken: Programme, bo: Actor) -> None:
    page = show(taken, bo)
    assert page.classes["c-SVOD-TH"].split() == ["mc", "sel", "part"]
    assert page.links["c-SVOD-TH"] == "?r=svod,avod&t=CN,TH&from=2027-03&to=2029-02&x=1&without=SVOD%3ATH"
    assert page.links["h-TH"] == "?r=svod,avod&t=CN&from=2027-03&to=2029-02&x=1"
    assert page.links["h-VN"] == "?r=svod,avod&t=CN,TH,VN&from=2027-03&to=2029-02&x=1"
    assert page.links["h-AVOD"] == "?r=svod&t=CN,TH&from=2027-03&to=2029-02&x=1"
    fewer = show(taken, bo, page.links["c-SVOD-TH"][1:])
    assert fewer.classes["c-SVOD-TH"] == "mc"
    assert fewer.links["c-SVOD-TH"] == f"?{REQUEST}"


def test_the_timeline_draws_the_window_and_five_years_after_it(taken: Programme, bo: Actor) -> None:
    answer = reader(bo).get(f"/title/{taken.public_id}/?{REQUEST}&view=timeline")
    drawn = answer.context["drawn"]
    assert [(g["code"], [b["t"] for b in g["bars"]]) for g in drawn["groups"]] == [
        ("SVOD", ["CN", "TH"]),
        ("AVOD", ["CN", "TH"]),
    ]
    assert drawn["note"] == "1 Mar 2027 – 28 Feb 2034"
    assert drawn["groups"][0]["bars"][1]["words"] == "Licensed until 30 Jun 2027, then free"
    assert [year["year"] for year in drawn["years"]] == [2028, 2029, 2030, 2031, 2032, 2033, 2034]


def test_without_a_request_the_timeline_draws_all_of_them(programme: Programme) -> None:
    drawn = reader(None).get(f"/title/{programme.public_id}/?view=timeline").context["drawn"]
    assert sum(len(group["bars"]) for group in drawn["groups"]) == len(media.codes) * len(territories.HOME)


def test_the_tiles_say_they_are_no_map_and_stand_as_a_table_too(taken: Programme, bo: Actor) -> None:
    answer = reader(bo).get(f"/title/{taken.public_id}/?{REQUEST}&view=tiles")
    maps = answer.context["drawn"]["maps"]
    states = {tile["code"]: tile["state"] for tile in maps[0]["tiles"]}
    assert [m["code"] for m in maps] == ["SVOD", "AVOD"]
    assert (len(states), states["TH"], states["CN"]) == (15, "sold", "free")
    html = answer.content.decode()
    assert "layout, not a map" in html
    assert "Show as table" in html
    assert [row["cells"] for row in answer.context["drawn"]["table"] if row["name"] == "Thailand"] == [
        ["Licensed until 30 Jun 2027, then free", "Free"]
    ]


def test_the_switch_keeps_the_request(programme: Programme, bo: Actor) -> None:
    page = show(programme, bo)
    assert [page.links[f"view-{n}"] for n in (1, 2, 3)] == [
        f"?{REQUEST}&view={view}" for view in ("matrix", "timeline", "tiles")
    ]


@pytest.mark.parametrize("view", ["matrix", "timeline", "tiles", "nonsense", "\x00"])
def test_an_unknown_drawing_is_the_matrix(programme: Programme, view: str) -> None:
    answer = reader(None).get(f"/title/{programme.public_id}/", {"view": view})
    assert answer.context["view"] == (view if view in {"timeline", "tiles"} else "matrix")


def test_a_swap_gets_the_body_alone_and_the_address_for_the_browser(programme: Programme, bo: Actor) -> None:
    path = f"/title/{programme.public_id}/?{REQUEST}"
    answer = reader(bo).get(path, headers={"HX-Request": "true", "HX-Target": "title-body"})
    assert answer.headers["HX-Push-Url"] == path
    assert b"<html" not in answer.content
    assert b'id="availability"' in answer.content


def test_why_not_names_cells_days_and_deals_never_the_licensee(
    programme: Programme, bo: Actor, cy: Actor, ana: Actor
) -> None:
    factories.right_out(programme, licensee=cy.organisation, note="for NusaPlay")
    for actor in (bo, ana, None):
        html = reader(actor).get(f"/title/{programme.public_id}/?{REQUEST}").content.decode()
        assert "SVOD in Thailand" in html
        assert "In your window: 1 Mar 2027 – 30 Jun 2027." in html
        assert "NusaPlay" not in html
    html = reader(bo).get(f"/title/{programme.public_id}/?{REQUEST}").content.decode()
    terms = "r=svod,avod&amp;t=CN,TH&amp;from=2027-07&amp;to=2029-02&amp;x=1"
    assert f'href="/title/{programme.public_id}/offer/?{terms}"' in html


def test_the_licensee_itself_sees_what_it_holds(programme: Programme, bo: Actor) -> None:
    factories.right_out(programme, licensee=bo.organisation)
    assert "SVOD, Thailand: Held for you until 30 Jun 2027, then free · in your request" in show(programme, bo).labels


def test_hidden_dates_are_in_no_page_and_no_answer_of_the_api(taken: Programme, ana: Actor, bo: Actor) -> None:
    SellerTerms.objects.create(organisation=ana.organisation, dates_shown=DatesShown.REQUEST)
    paths = [f"/title/{taken.public_id}/?{REQUEST}{view}" for view in ("", "&view=timeline", "&view=tiles")]
    paths += [f"/title/{taken.public_id}/why/?cell=SVOD:TH&{REQUEST}", f"/catalogue/?{REQUEST}"]
    for path in paths:
        html = reader(bo).get(path).content.decode()
        assert "Jul 2027" not in html, path
        assert "Jun 2027" not in html, path
    _row, secret = create_token(name="t", scopes=[Scope.CATALOGUE], expires_at=None, by=bo, at=factories.NOW)
    path = f"/api/v1/programmes/{taken.public_id}/availability/?{REQUEST}"
    told = Client(headers={"authorization": f"Bearer {secret}"}).get(path).json()
    assert (told["dates_shown"], told["free_cells"]) == (False, 3)
    assert "2027-07" not in str(told)
    assert "2027-06" not in str(told)
    assert told["why_not"][0]["cells"] == [{"medium": "SVOD", "territory": "TH"}]
    assert "Ask for dates" in reader(bo).get(paths[0]).content.decode()
    assert "30 Jun 2027" in reader(ana).get(paths[0]).content.decode()


def test_asking_for_dates_tells_the_seller_and_returns_to_the_reasons(taken: Programme, bo: Actor) -> None:
    client = reader(bo)
    answer = client.post(reverse("listings:ask-dates", args=[taken.public_id]), {"request": REQUEST})
    assert answer.headers["Location"] == f"/title/{taken.public_id}/?{REQUEST}#why-not"
    assert "The seller was asked for dates." in client.get(answer.headers["Location"]).content.decode()


def test_the_waiting_list_is_joined_and_left_on_the_page(taken: Programme, bo: Actor, cy: Actor) -> None:
    client = reader(bo)
    joined = client.post(reverse("listings:wait", args=[taken.public_id]), {"request": REQUEST}, follow=True)
    entry = WaitingEntry.objects.get(organisation=bo.organisation)
    assert "leave it" in joined.content.decode()
    own = client.get(reverse("listings:waiting")).content.decode()
    assert "The Shophouse by the River" in own
    assert "3 of 4 free · TH SVOD from 1 Jul 2027" in own
    assert "The Shophouse" not in reader(cy).get(reverse("listings:waiting")).content.decode()
    assert reader(cy).post(reverse("listings:wait-leave", args=[entry.pk])).status_code == 404
    client.post(reverse("listings:wait-leave", args=[entry.pk]))
    entry.refresh_from_db()
    assert entry.closed_at


def test_waiting_for_what_is_free_says_so(programme: Programme, bo: Actor) -> None:
    answer = reader(bo).post(reverse("listings:wait", args=[programme.public_id]), {"request": REQUEST}, follow=True)
    assert "All of it is free already." in answer.content.decode()
    assert WaitingEntry.objects.count() == 0


@pytest.mark.parametrize("text", ["", "r=svod", "\x00", "r=svod&t=TH&from=x&to=y"])
def test_waiting_for_no_request_is_refused(programme: Programme, bo: Actor, text: str) -> None:
    answer = reader(bo).post(reverse("listings:wait", args=[programme.public_id]), {"request": text})
    assert answer.status_code == 422
    assert WaitingEntry.objects.count() == 0


def test_a_request_of_all_territories_and_media_is_answered(programme: Programme, bo: Actor) -> None:
    factories.right_out(programme, period=DateRange(date(2027, 1, 1), date(2028, 1, 1)))
    wide = f"r={','.join(media.codes).lower()}&t={','.join(territories.codes)}&from=2027-03&to=2029-02&x=s"
    for view in ("", "&view=timeline", "&view=tiles"):
        answer = reader(bo).get(f"/title/{programme.public_id}/?{wide}{view}")
        assert answer.status_code == 200
        assert len(answer.context["fit"].answers) == len(media.codes) * len(territories.codes)
    assert answer.context["fit"].free == len(media.codes) * len(territories.HOME) - 1


def test_the_offer_stands_in_a_side_sheet_and_as_a_page(taken: Programme, bo: Actor) -> None:
    path = f"/title/{taken.public_id}/offer/?{REQUEST}&without=SVOD:TH"
    part = reader(bo).get(path, headers={"HX-Request": "true", "HX-Target": "offer-body"})
    whole = reader(bo).get(path)
    assert b"<html" not in part.content
    assert b"<html" in whole.content
    cells = ["SVOD:CN", "AVOD:CN", "AVOD:TH"]
    assert part.context["terms_form"]["cells"].value() == whole.context["terms_form"]["cells"].value() == cells


def test_an_offer_refused_in_the_sheet_keeps_the_sheet(taken: Programme, bo: Actor) -> None:
    raw = write_terms(factories.terms())
    form = raw | {
        "from": "2027-03",
        "to": "2029-02",
        "fee": "165000",
        "currency": "USD",
        "plan": "full",
        "grade": "E",
        "uses": ["SUB"],
    }
    sheet = {"HX-Request": "true", "HX-Target": "offer-body"}
    path = f"/title/{taken.public_id}/offer/"
    refused = reader(bo).post(path, form, headers=sheet)
    assert refused.status_code == 409
    assert b"<html" not in refused.content
    assert refused.context["problem"].code == "rights_not_free"
    sent = reader(bo).post(path, form | {"cells": ["SVOD:CN"]}, headers=sheet)
    assert (sent.status_code, sent.headers["HX-Redirect"][:6]) == (204, "/deal/")


def test_checking_again_keeps_the_drawing_that_was_chosen(programme: Programme) -> None:
    html = reader(None).get(f"/title/{programme.public_id}/?{REQUEST}&view=tiles").content.decode()
    assert '<input type="hidden" name="view" value="tiles">' in html


def test_where_nothing_is_free_the_first_offer_is_to_wait(programme: Programme, bo: Actor) -> None:
    everything = frozenset({"CN", "TH"})
    factories.right_out(
        programme,
        territories=everything,
        media=frozenset({"SVOD", "AVOD"}),
        period=DateRange(date(2026, 1, 1), date(2036, 1, 1)),
    )
    html = reader(bo).get(f"/title/{programme.public_id}/?{REQUEST}").content.decode()
    rail = html[html.index('<aside class="stack sticky">') :]
    assert rail.index("Tell me when it is free") < rail.index("Make offer")


def test_a_phone_gets_a_list_of_territories_until_it_chooses_the_matrix(taken: Programme, bo: Actor) -> None:
    answer = reader(bo).get(f"/title/{taken.public_id}/?{REQUEST}")
    phone = answer.context["phone"]
    assert [(one["code"], [b["m"] for b in one["first"]], one["more"], one["open"]) for one in phone] == [
        ("CN", ["SVOD", "AVOD"], 0, False),
        ("TH", ["SVOD", "AVOD"], 0, True),
    ]
    assert phone[1]["bars"][0]["words"] == "Licensed until 30 Jun 2027, then free"
    assert reader(bo).get(f"/title/{taken.public_id}/?{REQUEST}&view=matrix").context["phone"] == []


def test_where_nothing_is_asked_for_the_page_answers_what_its_bar_says(taken: Programme, bo: Actor) -> None:
    """It said "Free for your whole request" of seven territories that nobody had named."""
    context = reader(bo).get(f"/title/{taken.public_id}/").context
    assert (context["rights"], context["places"], context["asked"]) == ("Any right", "Any territory", None)
    assert (len(context["fit"].answers), context["fit"].free) == (300, 299)
    assert context["sentence"] == "299 of 300 free · TH SVOD from 1 Jul 2027"
    assert [(one["first"][0]["m"], one["more"], one["open"]) for one in context["phone"]] == [("SVOD", 16, False)] * 15
    assert context["repairs"] == []


def test_a_cell_that_is_asked_for_can_be_taken_out_where_it_is_explained(taken: Programme, bo: Actor) -> None:
    address = f"/title/{taken.public_id}/why/?{REQUEST}&cell=SVOD:"
    shown = {place: reader(bo).get(f"{address}{place}").context["rest"] for place in ("TH", "CN", "VN")}
    assert shown == {
        "TH": f"{REQUEST}&without=SVOD%3ATH",
        "CN": f"{REQUEST}&without=SVOD%3ACN",
        "VN": "",
    }
    only = "r=svod&t=TH&from=2027-03&to=2029-02&x=1"
    assert reader(bo).get(f"/title/{taken.public_id}/why/?{only}&cell=SVOD:TH").context["rest"] == ""
