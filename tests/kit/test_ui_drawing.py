"""Drawings: bars say in words what they show, posters are well formed and never change."""

import pytest
from django.http import Http404
from django.test import RequestFactory
from lxml import etree

from marketplace.kit import posters
from marketplace.kit.drawing import bars, figures, poster, scenery, towns
from marketplace.kit.drawing.dice import Dice


def test_a_bar_without_a_sentence_lists_its_states() -> None:
    html = bars.draw_bar([(0, 17, "sold"), (17, 83, "free")])
    assert 'aria-label="Licensed 17%, Free 83%"' in html


def test_a_bar_says_the_sentence_it_is_given() -> None:
    assert 'aria-label="Thailand, SVOD: &quot;free&quot;"' in bars.draw_bar(
        [(0, 100, "free")], 'Thailand, SVOD: "free"'
    )


@pytest.mark.parametrize("state", bars.STATES)
def test_every_state_has_a_fill_of_its_own(state: str) -> None:
    html = bars.draw_bar([(10, 20.5, state)])
    assert f's-{state}"' in html
    assert 'x="10%"' in html
    assert 'width="20.5%"' in html
    assert (f'fill="url(#p-{state})"' in html) == (state in bars.PATTERNED)


def test_the_window_is_marked_only_inside_the_bar() -> None:
    assert bars.draw_bar([(0, 100, "free")], window=(0, 50)).count('class="win"') == 1
    assert bars.draw_bar([(0, 100, "free")], window=(10, 50)).count('class="win"') == 2


def test_the_worst_state_decides_the_sentence() -> None:
    assert bars.states_of([(0, 20, "sold"), (20, 80, "free")]) == "sold"
    assert bars.states_of([]) == "none"


def test_equal_prices_do_not_divide_by_nothing() -> None:
    assert "<polyline" in figures.price_path([figures.Series([5, 5], "us", "5")], [(5, "5")])


@pytest.mark.parametrize("size", [poster.POSTER, poster.STILL])
@pytest.mark.parametrize("number", range(60))
def test_a_landscape_is_well_formed_and_small(number: int, size: tuple[int, int]) -> None:
    drawn = poster.landscape(f"MN-{number}", size)
    root = etree.fromstring(drawn)
    assert len(drawn) < 90_000
    assert {etree.QName(node).localname for node in root.iter()}.isdisjoint({"script", "text", "image", "use"})


def test_a_landscape_is_the_same_at_every_visit() -> None:
    assert poster.landscape("MN-TH-004182") == poster.landscape("MN-TH-004182")
    assert poster.landscape("MN-TH-004182") != poster.landscape("MN-TH-004183")


def test_every_landscape_is_drawn_for_somebody() -> None:
    drawn = {scene_of(f"MN-{number}") for number in range(300)}
    assert len(drawn) == len(poster.SCENES)
    assert {scene.__module__ for scene in poster.SCENES} == {scenery.__name__, towns.__name__}


def scene_of(name: str) -> str:
    dice = Dice(name)
    dice.one_of(poster.PALETTES)
    return dice.one_of(poster.SCENES).__name__


def test_the_name_in_the_address_never_reaches_the_picture() -> None:
    answer = posters.serve_landscape(RequestFactory().get("/"), "poster", "<script>")
    assert b"script" not in answer.content
    assert answer["Content-Type"] == "image/svg+xml"
    with pytest.raises(Http404):
        posters.serve_landscape(RequestFactory().get("/"), "banner", "x")
