"""Components: each one renders, in six languages, and what a person typed cannot leave its attribute or text."""

import re
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest
from django import forms
from django.contrib.auth.models import AnonymousUser
from django.template import Context, Template
from django.template.loader import render_to_string
from django.test import RequestFactory, override_settings
from django.utils import timezone, translation
from django_cotton.compiler_regex import CottonCompiler
from lxml.html import fragment_fromstring

from accounts.models import User
from marketplace.kit import controls, ui_page
from marketplace.kit.money import Money
from marketplace.kit.periods import Period
from marketplace.kit.templatetags import ui

TEMPLATES = Path(ui_page.__file__).resolve().parent.parent / "templates"
ROOT = TEMPLATES.parent.parent
COMPONENTS = sorted(path.stem for path in (TEMPLATES / "cotton").glob("*.html"))
PAGE = "".join(
    path.read_text() for folder in ("kit", "frame", "cotton") for path in (TEMPLATES / folder).glob("*.html")
)


def render(source: str, **context: object) -> str:
    return Template("{% load ui %}" + source).render(Context(context))


def kit_page(language: str, user: User | AnonymousUser | None = None) -> str:
    request = RequestFactory().get("/_kit/?lang=" + language)
    request.user = user or User(email="lin@yunfan.example")
    with translation.override(language):
        return render_to_string("kit/page.html", ui_page.sample_context(), request=request)


@pytest.mark.parametrize("component", COMPONENTS)
def test_the_page_of_components_shows_every_component(component: str) -> None:
    assert f"<c-{component.replace('_', '-')}" in PAGE


def test_each_component_is_used_by_pages() -> None:
    """What only the page of components used was deleted."""
    pages = [path for top in ("accounts", "listings", "marketplace") for path in (ROOT / top).rglob("*.html")]
    used = {
        name.replace("-", "_")
        for path in pages
        if path.parent.name not in {"kit", "cotton"}
        for name in re.findall(r"<c-([\w-]+)", path.read_text())
    }
    assert set(COMPONENTS) - used == set()


@pytest.mark.parametrize("language", ["en", "zh-hans", "th", "vi", "km", "my"])
def test_the_page_of_components_renders_in_every_language(language: str) -> None:
    html = kit_page(language)
    assert f'<html lang="{ui.bcp47(language)}"' in html
    assert "<c-" not in html
    for lang, title, _text in ui_page.SAMPLES:
        assert re.search(rf'lang="{lang}"\s*>{re.escape(title)}', html)


def test_who_is_signed_out_sees_the_public_frame() -> None:
    html = kit_page("en", AnonymousUser())
    assert "Sign in" in html
    assert 'class="side"' not in html
    assert 'class="side"' in kit_page("en")


def test_a_page_holds_nothing_that_the_security_policy_forbids() -> None:
    html = kit_page("en")
    assert re.findall(r"<[^>]+\s(?:style|on[a-z]+)=", html) == []
    assert re.findall(r"<script(?![^>]*\ssrc=)", html) == []


@pytest.mark.parametrize("name", ["404.html", "403.html", "403_csrf.html", "500.html"])
def test_pages_of_failure_render_without_anything_from_the_site(name: str) -> None:
    request = RequestFactory().get("/gone/")
    request.user = AnonymousUser()
    assert "<h1>" in (html := render_to_string(name, {}, request=request)) or "<h2>" in html


@pytest.mark.parametrize("nasty", ['"><script>x</script>', '" onclick="x', '"a" onmouseover="b"', "<x>"])
def test_text_of_people_stays_text(nasty: str) -> None:
    for source in (
        '<c-btn label="{{ t }}" title="{{ t }}" :data-x="t">{{ t }}</c-btn>',
        '<c-poster :title="t" :seed="t" :alt="t" />',
        '<c-field name="a" :label="t" :hint="t" :error="t"></c-field>',
    ):
        shown = fragment_fromstring(cotton(source, t=nasty), create_parent=True)
        names = {name for node in shown.iter() for name in node.attrib}
        assert {name for name in names if name.startswith("on")} == set()
        assert {"script", "x"}.isdisjoint(str(node.tag) for node in shown.iter())


def cotton(source: str, **context: object) -> str:
    """Render a source with components, as a template file would be."""
    return render(CottonCompiler().process(source), **context)


def test_a_button_that_may_not_be_used_says_why() -> None:
    html = cotton('<c-btn :disabled="no" why="Wang Min may send offers">Send</c-btn>', no=True)
    assert "disabled" in html
    assert html.count("Wang Min may send offers") == 2


def test_a_link_that_may_not_be_used_is_no_link() -> None:
    html = cotton('<c-btn href="/x/" :disabled="no">Send</c-btn>', no=True)
    assert "<button" in html
    assert "/x/" not in html


class Sample(forms.Form):
    name = forms.CharField(help_text="As on the screen")
    kind = forms.MultipleChoiceField(choices=[("a", "A"), ("b", "B")], widget=forms.CheckboxSelectMultiple)
    note = forms.CharField(required=False)


def test_a_field_ties_its_hint_and_error_to_the_control() -> None:
    html = cotton('<c-field :field="form.name" />', form=Sample({"kind": ["a"]}))
    assert 'aria-describedby="id_name-hint id_name-error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_name-error"' in html


def test_only_the_optional_field_is_marked() -> None:
    assert "optional" in cotton('<c-field :field="form.note" />', form=Sample())
    assert "optional" not in cotton('<c-field :field="form.name" />', form=Sample())


def test_the_error_summary_leads_to_the_controls() -> None:
    found = controls.form_errors(Sample({}))
    assert [entry["target"] for entry in found] == ["id_name", "id_kind_0"]
    assert controls.form_errors(Sample()) == []


def test_money_is_shown_with_its_sign() -> None:
    assert ui.money(Money(18_000_000, "USD")) == "US$180,000"
    assert ui.money(127_900_000, "CNY") == "CN¥1,279,000"
    assert ui.money(None) == ""


def test_counts_have_their_digits_in_groups() -> None:
    assert [ui.grouped(number) for number in (0, 999, 1000, 807_337)] == ["0", "999", "1,000", "807,337"]


def test_a_window_shows_its_last_day() -> None:
    window = Period(date(2027, 3, 1), date(2029, 3, 1))
    assert ui.window(window) == "1 Mar 2027 – 28 Feb 2029"
    assert ui.window((window.start, window.end)) == "1 Mar 2027 – 28 Feb 2029"


@pytest.mark.parametrize(
    ("ahead", "text"),
    [
        (timedelta(days=1, hours=19, minutes=5), "1 d 19 h left"),
        (timedelta(hours=3, minutes=20), "3 h 20 min left"),
        (timedelta(minutes=20), "20 min left"),
        (timedelta(minutes=-1), "Time is over"),
    ],
)
def test_the_time_left_is_said_by_its_largest_units(ahead: timedelta, text: str) -> None:
    now = datetime(2026, 11, 22, 12, tzinfo=UTC)
    html = ui.time_left(now + ahead, at=now)
    assert f">{text}</time>" in html


def test_a_confirmation_grows_stale_after_ninety_days() -> None:
    today = timezone.localdate()
    assert "Not confirmed" not in cotton('<c-fresh :on="day" />', day=today - timedelta(days=90))
    assert "Not confirmed since" in cotton('<c-fresh :on="day" />', day=today - timedelta(days=91))
    assert "Not confirmed yet" in cotton('<c-fresh :on="day" />', day=None)


def test_the_address_here_forgets_the_language_of_one_page() -> None:
    request = RequestFactory().get("/catalogue/?lang=th&q=sea&page=2")
    assert ui.here(Context({"request": request})) == "/catalogue/?q=sea&page=2"
    assert ui.here(Context({"request": request}), page=3) == "/catalogue/?q=sea&page=3"


def test_the_presets_of_territories_cover_the_fifteen() -> None:
    presets = dict(ui.territory_presets())
    assert len(presets["ASEAN 11"].split(",")) == 11
    assert len(presets["All 15"].split(",")) == 15


def test_initials_fit_every_script() -> None:
    assert [ui.initials(name) for name in ("Lin Yue", "云帆视频", "พิมพ์ชนก", "")] == ["LY", "云", "พ", "·"]


@override_settings(LANGUAGE_CODE="en")
def test_an_address_that_does_not_exist_is_empty() -> None:
    assert ui.address("no:such-page") == ""
    assert ui.address("drawn", "poster", "MN-1") == "/drawn/poster/MN-1.svg"


@pytest.mark.parametrize(
    ("method", "told", "address"),
    [
        ("GET", "", "/deal/7/accept/"),
        ("POST", "http://testserver/deal/7/?tab=terms#counter", "/deal/7/?tab=terms"),
        ("POST", "https://elsewhere.example/deal/7/", "/"),
        ("POST", "http://testserver//elsewhere.example/", "/elsewhere.example/"),
        ("POST", "%%%", "/"),
        ("POST", "javascript:alert(1)", "/"),
        ("POST", "", "/"),
    ],
)
def test_a_refused_form_leads_back_to_its_page_and_not_to_where_it_was_sent(
    method: str, told: str, address: str
) -> None:
    request = RequestFactory().generic(method, "/deal/7/accept/", headers={"referer": told} if told else {})
    assert ui.here(Context({"request": request})) == address
