"""The catalogue: rows and cards, facets as counted, what excludes most, the usual request, input of every kind."""

import gzip
import re
from datetime import date, timedelta
from typing import Any

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from accounts.actors import Actor
from accounts.models import Membership, Organisation
from listings.catalogue.web.request_bar import PICKERS
from listings.models import Ask, Programme, TerritorySet
from listings.programmes.actions.index_programme import index_programme
from marketplace.vocabularies import media, territories
from tests import factories
from tests.factories import NOW

MAX_COMPRESSED = 9_000
REQUEST = "r=svod&t=CN,TH&from=2027-03&to=2029-02&x=1"


def reader(actor: Actor | None) -> Client:
    client = Client(headers={"accept-language": "en"})
    if actor:
        client.force_login(actor.user)
        client.cookies["django_language"] = "en"
    return client


def many(ana: Actor, number: int) -> list[Programme]:
    made = []
    for place in range(number):
        one = factories.programme(ana.organisation, ana.user, title=f"Title {place:03}")
        factories.right_in(one)
        index_programme(programme=one)
        made.append(one)
    return made


def page(query: str, actor: Actor | None = None) -> Any:
    answer = reader(actor).get(f"/catalogue/?{query}")
    assert answer.status_code == 200
    return answer


def test_a_page_has_twenty_rows_and_reads_only_theirs(ana: Actor, bo: Actor) -> None:
    many(ana, 5)
    with CaptureQueriesContext(connection) as few:
        assert len(page(REQUEST, bo).context["rows"]) == 5
    many(ana, 40)
    with CaptureQueriesContext(connection) as full:
        answer = page(REQUEST, bo)
    assert (len(answer.context["rows"]), answer.context["answer"].total) == (20, 45)
    assert len(full) == len(few)


@pytest.mark.parametrize(
    ("asked", "shown", "rows"), [("1", 1, 20), ("3", 3, 5), ("99", 3, 5), ("x", 1, 20), ("-1", 1, 20)]
)
def test_a_page_that_does_not_exist_is_the_nearest(ana: Actor, asked: str, shown: int, rows: int) -> None:
    many(ana, 45)
    answer = page(f"any=1&page={asked}")
    assert (answer.context["page"].number, len(answer.context["rows"])) == (shown, rows)


def test_the_same_titles_stand_in_rows_and_in_cards(programme: Programme, bo: Actor) -> None:
    rows, cards = page(REQUEST, bo).content.decode(), page(REQUEST + "&view=cards", bo).content.decode()
    for html in (rows, cards):
        assert "The Shophouse by the River" in html
        assert "Free for your whole request" in html
    assert ("title-row" in rows, "title-card" in cards, "cards-posters" in rows) == (True, True, False)


def facets_of(query: str) -> dict[str, Any]:
    return {facet["name"]: facet for facet in page(query).context["facets"]}


def test_every_facet_that_is_counted_is_shown_and_chosen_by_a_link(programme: Programme) -> None:
    assert facets_of("any=1&open=kind")["kind"]["options"][0]["name"] == "Series"
    assert facets_of("any=1&open=origin")["origin"]["options"][0] == {
        "value": "TH",
        "name": "Thailand",
        "count": 1,
        "on": False,
        "url": "?any=1&origin=TH",
    }
    chosen = facets_of("any=1&origin=TH")["origin"]
    assert (chosen["on"][0]["value"], chosen["on"][0]["url"], chosen["options"]) == ("TH", "?any=1", [])


def test_what_a_facet_offers_is_sent_when_it_is_opened(programme: Programme) -> None:
    """Its link leads to the page with it open; a script gets the choices alone."""
    closed = page("any=1").content.decode()
    assert 'href="?any=1&open=origin"' in closed
    assert "any=1&amp;origin=TH" not in closed
    opened = page("any=1&open=origin").content.decode()
    assert 'href="?any=1&amp;origin=TH"' in opened
    assert opened.count('name="facet" open') == 1
    alone = reader(None).get("/catalogue/?any=1&open=origin", headers={"HX-Target": "facet-origin"}).content.decode()
    assert 'href="?any=1&amp;origin=TH"' in alone
    assert "<html" not in alone


@pytest.mark.parametrize("opened", ["", "nothing", "<x>"])
def test_a_facet_that_does_not_exist_is_not_opened(programme: Programme, opened: str) -> None:
    assert " open>" not in page(f"any=1&open={opened}").content.decode()


def test_a_stale_title_says_since_when_it_is_not_confirmed(programme: Programme) -> None:
    Programme.objects.update(rights_confirmed_at=NOW - timedelta(days=200))
    for view in ("", "&view=cards"):
        assert "Not confirmed since 7 May 2026" in page("any=1" + view).content.decode()


def test_nothing_that_fits_names_what_excludes_most_and_what_less_would_find(ana: Actor) -> None:
    for one in many(ana, 3):
        factories.right_out(one, period=DateRange(date(2026, 1, 1), date(2036, 1, 1)))
    answer = page(REQUEST)
    assert answer.context["answer"].fits == 0
    best = answer.context["advice"][0]
    assert (best.count, best.text, best.segment) == (3, "3 titles if you leave Thailand out", "Territories")
    assert "What excludes most: Territories." in answer.content.decode()
    assert page(best.url[1:]).context["answer"].fits == 3


def test_words_that_find_nothing_are_dropped_in_one_click(programme: Programme) -> None:
    index_programme(programme=programme)
    answer = page("any=1&q=qqqqzzzz")
    assert answer.context["answer"].total == 0
    assert [(one.text, one.url) for one in answer.context["advice"]] == [("1 title with any words", "?any=1")]


def test_the_usual_request_is_the_members_own(programme: Programme, bo: Actor) -> None:
    factories.actor("Li Na", bo.organisation, "buyer")
    client = reader(bo)
    client.post(reverse("listings:usual"), {"request": REQUEST})
    assert client.get("/catalogue/").context["query"] == REQUEST
    saved = (
        Membership.objects.filter(organisation=bo.organisation).order_by("pk").values_list("default_request", flat=True)
    )
    assert [bool(one) for one in saved] == [True, False]
    assert "This is your usual request." in client.get("/catalogue/").content.decode()
    assert "Use my usual request" in client.get("/catalogue/?any=1").content.decode()
    client.post(reverse("listings:usual"), {"forget": "1"})
    assert client.get("/catalogue/").context["query"] == ""


def test_a_usual_request_whose_window_has_begun_asks_for_as_long_from_next_month(bo: Actor) -> None:
    client = reader(bo)
    client.post(reverse("listings:usual"), {"request": "r=svod&t=TH&from=2020-01&to=2021-12&x=s"})
    asked = client.get("/catalogue/").context["asked"]
    assert (asked.window.months, asked.window.start.day, asked.window.start > date.today(), asked.grade) == (
        24,
        1,
        True,
        "S",
    )


def test_the_organisations_own_sets_stand_among_the_presets(bo: Actor, cy: Actor) -> None:
    TerritorySet.objects.create(
        organisation=bo.organisation, name="My north", territories=frozenset({"CN", "MN"}), changed_by=bo.user
    )
    bar = page("any=1", bo).context["bar"]
    assert bar.own_sets == [("My north", "CN,MN")]
    assert {"MN"} <= {option["code"] for option in bar.territories}
    assert page("any=1", cy).context["bar"].own_sets == []


def test_the_bar_offers_three_grades_with_their_meaning_and_the_uses(programme: Programme) -> None:
    bar = page(REQUEST.replace("x=1", "x=s") + "&l=th&u=sub,dub").context["bar"]
    assert [(g["value"], g["on"]) for g in bar.grades] == [("s", True), ("1", False), ("0", False)]
    assert all(grade["meaning"] for grade in bar.grades)
    assert [use["code"] for use in bar.uses if use["on"]] == ["SUB", "DUB"]
    assert bar.summary["languages"] == "ไทย · Subtitles, Dub"


def choices(name: str, query: str = "", who: Actor | None = None) -> str:
    return reader(who).get(f"/catalogue/choices/{name}/?{query}").content.decode()


def test_a_closed_picker_sends_what_is_chosen_and_offers_the_rest_when_it_is_opened(bo: Actor) -> None:
    asked = "r=svod,tvod&t=CN,TH&from=2027-03&to=2029-02&x=1&l=th&u=sub"
    html = page(asked, bo).content.decode()
    html = html[html.index('<form class="reqform') :]
    for field in (
        'name="r" value="SVOD,TVOD"',
        'name="t" value="CN,TH"',
        'name="l" value="th"',
        'name="u" value="SUB"',
    ):
        assert html.count(f'<input type="hidden" {field}>') == 1
    assert 'type="checkbox" name="t"' not in html
    ticked = re.findall(
        r'name="(\w)" value="([\w-]+)" checked', "".join(choices(one, asked, bo) for one in PICKERS.values())
    )
    assert ticked == [("r", "SVOD"), ("r", "TVOD"), ("t", "CN"), ("t", "TH"), ("l", "th"), ("u", "SUB")]
    assert choices("territories").count('name="t"') == len(territories.HOME)


def test_a_picker_opens_by_its_link_without_a_script(programme: Programme) -> None:
    for path in ("/", "/catalogue/", f"/title/{programme.public_id}/"):
        html = reader(None).get(f"{path}?{REQUEST}&open=t").content.decode()
        assert html.count('type="checkbox" name="t"') == len(territories.HOME), path
        assert 'type="checkbox" name="r"' not in html, path


def test_nothing_else_is_a_picker(programme: Programme) -> None:
    assert reader(None).get("/catalogue/choices/window/").status_code == 404


def test_a_request_for_every_territory_and_medium_is_answered(programme: Programme) -> None:
    answer = page(f"r={','.join(media.codes)}&t={','.join(territories.codes)}&from=2027-03&to=2029-02&x=s")
    assert (answer.context["answer"].total, answer.context["answer"].fits) == (1, 0)


@pytest.mark.parametrize(
    ("query", "field"),
    [
        ("r=svod&t=TH&from=2027-01&to=2226-12", "to"),
        ("r=svod&t=TH&from=1900-01&to=1999-12", "from"),
        ("r=svod&t=TH&from=2029-01&to=2027-01", "to"),
        ("r=svod&t=UK&from=2027-01&to=2028-01", "t"),
        ("r=%00%27%3B--&t=TH&from=2027-01&to=2028-01", "r"),
        ("r=svod&t=TH&from=2027-01&to=2028-01&x=maybe", "x"),
        ("r=svod&t=TH&from=2027-01&to=2028-01&u=sing", "u"),
    ],
)
def test_a_request_that_is_wrong_is_refused_at_its_field(programme: Programme, query: str, field: str) -> None:
    for path in ("/catalogue/", f"/title/{programme.public_id}/"):
        answer = reader(None).get(f"{path}?{query}")
        assert answer.status_code == 422
        assert list(answer.context["bar"].errors) == [field]


@pytest.mark.parametrize(
    "text", ["'; drop table x; --", "a" * 10_000, "\x00", "& | ! ( ) :*", "%", "\\", "<script>", "🎬" * 500]
)
def test_hostile_words_are_words(programme: Programme, text: str) -> None:
    answer = reader(None).get("/catalogue/", {"q": text, "any": "1"})
    assert answer.status_code == 200
    assert b"<script>alert" not in answer.content
    assert b"<b><script>" not in answer.content


def test_an_address_is_written_anew_short_and_each_thing_once(programme: Programme) -> None:
    asked = f"r=svod&r=SVOD&t={'TH,' * 3000}&t=CN&from=2027-03&from=1999-01&to=2029-02&sort=ask&sort=new&nonsense=1"
    answer = page(f"{asked}&kind=series&kind=series&q={'rain ' * 2000}")
    assert len(answer.content) < 120_000
    assert answer.context["link"]["sort"] == (
        "r=svod&t=CN,TH&from=1999-01&to=2029-02&x=0&q=" + "rain%20" * 60 + "&kind=series"
    )
    assert b"only the first 300 characters were looked for" in answer.content


def test_more_parameters_than_anybody_means_are_refused_on_a_page_of_ours(programme: Programme) -> None:
    answer = reader(None).get("/catalogue/?" + "&".join(["t=TH"] * 1500))
    assert answer.status_code == 400
    assert b"We cannot read this request" in answer.content


def test_a_mistake_is_named_at_its_field_and_mended_in_one_click(programme: Programme) -> None:
    answer = reader(None).get("/catalogue/?r=svod&t=MYS,TH,XQ&from=2027-03&to=2029-02&x=1&q=rain&kind=series")
    html = answer.content.decode()
    assert answer.status_code == 422
    assert "“MYS” is not a code here. Did you mean MY? “XQ” is not a code here." in html
    (one,) = answer.context["bar"].mistakes
    assert (one.label, one.place, one.fix) == ("Territories", "seg-territories", "Use MY, TH")
    assert one.url == "?r=svod&t=MY,TH&from=2027-03&to=2029-02&x=1&q=rain&kind=series"
    assert "MYS · TH · XQ" in html
    assert "2027-03 – 2029-02" in html
    assert html.count("rseg drop-pop bad") == 1
    assert reader(None).get(f"/catalogue/{one.url}").status_code == 200


def in_order(query: str, who: Actor) -> list[str]:
    return [row.card.programme.original_title for row in page(query, who).context["rows"]]


def test_each_order_is_the_one_it_says(ana: Actor, bo: Actor) -> None:
    first, second, third = many(ana, 3)
    for one, fee in ((first, 900_000), (second, 300_000)):
        Ask.objects.create(programme=one, medium="SVOD", territory=None, fee_minor=fee)
    factories.right_out(first)
    for days, one in enumerate((third, first, second)):
        Programme.objects.filter(pk=one.pk).update(
            rights_confirmed_at=NOW - timedelta(days=days), published_at=NOW - timedelta(days=9 - days)
        )
        index_programme(programme=one)
    names = {"first": first.original_title, "second": second.original_title, "third": third.original_title}
    asked = "r=svod&t=TH&from=2027-03&to=2029-02&x=1"
    for sort, order in (
        ("ask", "second first third"),
        ("new", "second first third"),
        ("confirmed", "third first second"),
        ("title", "first second third"),
    ):
        assert in_order(f"{asked}&sort={sort}", bo) == [names[word] for word in order.split()], sort
    assert in_order(asked, bo)[2] == names["first"]


def test_the_order_of_asks_is_for_who_may_see_them(ana: Actor, bo: Actor) -> None:
    dear, cheap = many(ana, 2)
    for one, fee in ((dear, 900_000), (cheap, 300_000)):
        Ask.objects.create(programme=one, medium="SVOD", territory=None, fee_minor=fee)
        index_programme(programme=one)
    asked = "r=svod&t=TH&from=2027-03&to=2029-02&x=1&sort=ask"
    seen = {}
    for name, who in (("buyer", bo), ("nobody", None)):
        context = page(asked, who).context
        seen[name] = (context["sort"], "ask" in dict(context["sorts"]))
    Organisation.objects.filter(pk=bo.organisation.pk).update(state="returned")
    seen["returned"] = (page(asked, bo).context["sort"], "ask" in dict(page(asked, bo).context["sorts"]))
    assert seen == {"buyer": ("ask", True), "nobody": ("fit", False), "returned": ("fit", False)}


def test_a_full_page_stays_small_as_it_travels(ana: Actor, bo: Actor) -> None:
    many(ana, 25)
    answer = page("r=svod&t=ID,TH,VN&from=2027-03&to=2029-02&x=1", bo)
    assert len(answer.context["rows"]) == 20
    assert len(gzip.compress(answer.content)) <= MAX_COMPRESSED


def test_a_visitor_who_chooses_one_thing_only_is_answered(programme: Programme) -> None:
    first = reader(None).get("/").context["bar"]
    window = f"from={first.first_day}&to={first.last_day}&x=0"
    assert [first.summary[name] for name in ("media", "territories", "exclusive", "languages")] == [
        "Any", "Any", "Non-exclusive", "Any",
    ]  # fmt: skip
    answer = reader(None).get(f"/catalogue/?r=SVOD&{window}")
    assert (answer.status_code, answer.context["asked"].territories) == (200, territories.HOME)
    assert (answer.context["bar"].summary["media"], answer.context["bar"].summary["territories"]) == ("SVOD", "Any")
    anything = reader(None).get(f"/catalogue/?{window}").context
    assert (anything["asked"].media, anything["query"]) == (media.codes, window)
    assert anything["answer"].total == 1
