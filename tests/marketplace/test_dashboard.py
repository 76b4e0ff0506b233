"""The seller's home counts what is there: offers, money, licences by territory, how much of a title is free."""

from django.test import Client

from accounts.actors import Actor
from listings.models import Programme
from listings.programmes.web.home import read_titles
from marketplace.dashboard import build_dashboard
from marketplace.kit.money import Money
from marketplace.offers.web.home import read_negotiations, read_shelf
from tests import factories


def test_the_numbers_of_a_seller(programme: Programme, ana: Actor, bo: Actor, cy: Actor) -> None:
    factories.right_out(programme, territories=frozenset({"TH", "VN"}))
    factories.right_out(programme, territories=frozenset({"TH"}), media=frozenset({"AVOD"}))
    factories.offer(programme, cy, cells=frozenset({("SVOD", "CN")}))
    titles, deals = read_titles(ana), read_negotiations(ana)
    (row,) = read_shelf(ana)["titles"]
    assert (titles["title_count"], titles["published"], deals["talks"]) == (1, 1, 1)
    assert deals["talks_sum"] == [Money(16_500_000, "USD")]
    assert (row["free"], row["offers"]) == (13, 1)
    assert row["bar"] == [(0.0, 86.67, "free"), (86.67, 13.33, "sold")]
    tones = {tile["code"]: (tile["text"], tile["css"]) for tile in titles["tiles"]}
    assert (tones["TH"], tones["VN"], tones["CN"]) == (("2", "h2"), ("1", "h1"), ("", ""))


def test_the_cards_of_all_slices_stand_in_their_areas(programme: Programme, ana: Actor, cy: Actor) -> None:
    factories.offer(programme, cy, cells=frozenset({("SVOD", "CN")}))
    seen = build_dashboard(ana)
    assert {area: [card["template"] for card in cards] for area, cards in seen.items() if area != "urgent"} == {
        "greeting": ["offers/home/greeting.html"],
        "buttons": ["exchange/home/import_button.html", "listings/programmes/home/new_button.html"],
        "first_steps": [],
        "figures": [
            "contracts/home/signed_figure.html",
            "offers/home/talks_figure.html",
            "payments/home/receivable_figure.html",
            "listings/programmes/home/titles_figure.html",
        ],
        "tasks": ["offers/home/answer_tasks.html"],
        "task_links": ["offers/home/deals_link.html"],
        "main": ["offers/home/titles.html"],
        "aside": ["listings/programmes/home/territories.html", "payments/home/receipts.html"],
    }
    assert seen["urgent"] == 1


def test_who_has_nothing_yet_sees_the_first_steps(ana: Actor) -> None:
    client = Client()
    client.force_login(ana.user)
    page = client.get("/home/").content.decode()
    assert "Three steps to your first offer" in page
    assert "Licences by territory" in page
