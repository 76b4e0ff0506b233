"""The seller's home counts what is there: offers, money, licences by territory, how much of a title is free."""

from django.test import Client

from accounts.actors import Actor
from listings.models import Programme
from marketplace.dashboard import dashboard
from marketplace.kit.money import Money
from tests import factories


def test_the_numbers_of_a_seller(programme: Programme, ana: Actor, bo: Actor, cy: Actor) -> None:
    factories.right_out(programme, territories=frozenset({"TH", "VN"}))
    factories.right_out(programme, territories=frozenset({"TH"}), media=frozenset({"AVOD"}))
    factories.offer(programme, cy, cells=frozenset({("SVOD", "CN")}))
    seen = dashboard(ana)
    (row,) = seen["titles"]
    assert (seen["title_count"], seen["published"], seen["talks"]) == (1, 1, 1)
    assert seen["talks_sum"] == [Money(16_500_000, "USD")]
    assert (row["free"], row["offers"]) == (13, 1)
    assert row["bar"] == [(0.0, 86.67, "free"), (86.67, 13.33, "sold")]
    tones = {tile["code"]: (tile["text"], tile["css"]) for tile in seen["tiles"]}
    assert (tones["TH"], tones["VN"], tones["CN"]) == (("2", "h2"), ("1", "h1"), ("", ""))


def test_who_has_nothing_yet_sees_the_first_steps(ana: Actor) -> None:
    client = Client()
    client.force_login(ana.user)
    page = client.get("/home/").content.decode()
    assert "Three steps to your first offer" in page
    assert "Licences by territory" in page
