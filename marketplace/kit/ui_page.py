"""The page that shows every component, in six languages and both themes, while developing. Tests render it too."""

from datetime import date, timedelta
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.kit.drawing.figures import Series
from marketplace.kit.money import Money
from marketplace.kit.vocab import languages, media, territories

# The same words in the scripts whose line heights differ most: language, a title, a sentence.
SAMPLES = (
    ("en", "The Shophouse by the River", "Free for your whole request. Confirmed 20 Nov."),
    ("zh-Hans", "河畔排屋", "按您的条件全部可售。卖方于 11 月 20 日确认。"),
    ("th", "ห้องแถวริมน้ำ", "ว่างครบตามคำขอของคุณ ยืนยันเมื่อ 20 พ.ย."),
    ("vi", "Mùa Nước Nổi", "Còn quyền cho toàn bộ yêu cầu. Xác nhận ngày 20/11."),
    ("km", "ភូមិមាត់ទន្លេ", "សិទ្ធិទំនេរសម្រាប់សំណើទាំងមូល។"),
    ("my", "မြစ်ကမ်းက အိမ်", "သင့်တောင်းဆိုချက် အားလုံးအတွက် အားလပ်သည်။"),
)
TITLES = (
    ("MN-ID-000118", "Langit Kedua", "id"),
    ("MN-TH-004182", "ห้องแถวริมน้ำ", "th"),
    ("MN-CN-001207", "小鲸远航", "zh-Hans"),
    ("MN-PH-000733", "Hanggang Habagat", "fil"),
    ("MN-VN-000561", "Mùa Nước Nổi", "vi"),
    ("MN-TH-003910", "เมื่อฝนหยุด", "th"),
    ("MN-KH-000042", "ភូមិមាត់ទន្លេ", "km"),
    ("MN-MM-000019", "မြစ်ကမ်းက အိမ်", "my"),
    ("MN-LA-000007", "ແມ່ນ້ຳຂອງ", "lo"),
    ("MN-CN-001998", "千灯夜市", "zh-Hans"),
    ("MN-MY-000310", "Lorong Belakang Pasar", "ms"),
    ("MN-SG-000221", "Void Deck", "en"),
)
FREE, SOLD = [(0, 100, "free")], [(0, 17, "sold"), (17, 83, "free")]
CELLS = (
    FREE,
    SOLD,
    [(0, 100, "nonex")],
    [(0, 100, "hold")],
    [(0, 30, "hb"), (30, 70, "free")],
    [(0, 100, "none")],
    [(0, 100, "mine")],
)
COLUMNS = ("CN", "HK", "MO", "TW", "BN", "ID", "KH", "LA", "MM", "MY", "PH", "SG", "TH", "TL", "VN")
ASKED = frozenset({"CN", "TH", "VN", "ID", "MY"})


class SampleForm(forms.Form):
    """Every kind of control, some of them wrong."""

    name = forms.CharField(label=_("Title"), help_text=_("As on the screen"))
    kind = forms.ChoiceField(label=_("Kind"), choices=[("series", "Series"), ("film", "Film")])
    about = forms.CharField(label=_("Synopsis"), widget=forms.Textarea, required=False)
    fee = forms.IntegerField(label=_("Licence fee"), min_value=1, widget=forms.TextInput)
    rights = forms.MultipleChoiceField(
        label=_("Rights"), choices=[("SVOD", "SVOD"), ("AVOD", "AVOD")], widget=forms.CheckboxSelectMultiple
    )
    exclusive = forms.ChoiceField(
        label=_("Exclusivity"), choices=[("1", "Exclusive"), ("0", "Non-exclusive")], widget=forms.RadioSelect
    )
    start = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}))
    paper = forms.FileField(label=_("Document"), required=False)
    agreed = forms.BooleanField(label=_("I may sign for this organisation"))


def kit(request: HttpRequest) -> HttpResponse:
    """Show everything."""
    return render(request, "kit/page.html", samples())


def samples() -> dict[str, Any]:
    """The page's context: invented names and numbers only."""
    now = timezone.now()
    return {
        "languages": SAMPLES,
        "titles": TITLES,
        "form": SampleForm({"name": "", "fee": "172000", "kind": "film", "rights": ["SVOD"]}),
        "fresh_form": SampleForm(),
        "now": now,
        "today": timezone.localdate(),
        "old": date(2026, 2, 1),
        "soon": now + timedelta(hours=43, minutes=10),
        "later": now + timedelta(days=9),
        "over": now - timedelta(hours=1),
        "fee": Money(18_000_000, "USD"),
        "about": Money(127_900_000, "CNY"),
        "sold": SOLD,
        "mixed": [(0, 17, "sold"), (17, 40, "free"), (57, 20, "hold"), (77, 13, "nonex"), (90, 10, "hb")],
        "strip_rows": strip_rows(),
        "strip_columns": ["CN", "TH", "VN", "ID", "MY"],
        "matrix_columns": [
            {"code": code, "name": territories.name(code, "en"), "requested": code in ASKED} for code in COLUMNS
        ],
        "matrix_rows": matrix_rows(),
        "tiles": [
            {"code": code, "text": f"{index * 9}k", "css": f"h{index % 5}"} for index, code in enumerate(COLUMNS)
        ],
        "series": [Series([185, 172, 172], "them", "172k"), Series([140, 150, 162], "us", "162k draft", draft=True)],
        "choices": [("accept", _("Accept")), ("counter", _("Counter"))],
        "window": (12, 50),
        "ticks": [(180, "180k"), (160, "160k"), (140, "140k")],
        "gap_marks": [(150, "you 150", "you"), (162, "162", "us"), (172, "them 172", "them")],
        "months": [
            (36, "36", "Nov"),
            (60, "60", "Dec"),
            (48, "48", "Jan"),
            (22, "22", "Feb"),
            (84, "84", "Mar"),
            (30, "30", "Apr"),
        ],
        "stages": stages(),
        "steps": steps(),
        "tabs": tabs(),
        "parts": [("same", "CN, TH, VN,"), ("del", "ID"), ("ins", "MY")],
        "numbers": Paginator(range(400), 20).page(6),
        "territory_choices": [(code, territories.name(code, "en")) for code in COLUMNS],
        "rights_choices": [(code, media.name(code, "en")) for code in ("SVOD", "AVOD", "TVOD", "FTV", "PTV")],
        "language_name": languages.name("th", "en"),
        "nav": NAV,
        "nav_phone": [item for group in NAV for item in group["items"]][:5],
        "person": SimpleNamespace(name="Lin Yue"),
    }


def strip_rows() -> list[dict[str, Any]]:
    """Two rights in five territories."""
    return [
        {"label": "SVOD", "cells": [{"segments": part} for part in (FREE, SOLD, FREE, CELLS[3], CELLS[2])]},
        {"label": "AVOD", "cells": [{"segments": part} for part in (FREE, CELLS[4], CELLS[5], CELLS[6], FREE)]},
    ]


def matrix_rows() -> list[dict[str, Any]]:
    """Six rights in all territories, two of them asked for."""
    rows = []
    for number, label in enumerate(("SVOD", "AVOD", "TVOD", "Free TV", "Pay TV", "Theatrical")):
        asked = number < 2
        rows.append(
            {
                "label": label,
                "note": "",
                "requested": asked,
                "cells": [matrix_cell(number, i, code) for i, code in enumerate(COLUMNS)],
            }
        )
    return rows


def matrix_cell(row: int, column: int, code: str) -> dict[str, Any]:
    asked = row < 2 and code in ASKED
    segments = FREE if (row + column) % 3 else CELLS[(row * 2 + column) % len(CELLS)]
    cell = {
        "segments": segments,
        "url": "#",
        "key": f"{row}-{code}",
        "selected": asked,
        "column_requested": code in ASKED,
    }
    return cell | ({"window": (12, 50), "mark": "part" if segments is SOLD else ""} if asked else {})


def stages() -> list[dict[str, Any]]:
    """A deal in negotiation."""
    names = ("Offer", "Negotiation", "Contract", "Signatures", "Payment", "Delivery", "Licence active")
    states = ("done", "now", *[""] * 5)
    notes = ("12 Nov", "round 3", *[""] * 5)
    return [
        {"label": name, "state": state, "note": note} for name, state, note in zip(names, states, notes, strict=True)
    ]


def steps() -> list[dict[str, Any]]:
    """An editor at its third step."""
    names = ("Basics", "Rights you hold", "Ask", "Materials", "Preview and publish")
    return [{"label": name, "url": "#", "done": index < 2, "current": index == 2} for index, name in enumerate(names)]


def tabs() -> list[dict[str, Any]]:
    """Tabs of a programme."""
    names = (
        ("Availability", None),
        ("Story and people", None),
        ("Versions and materials", 11),
        ("Documents", 6),
        ("Seller", None),
    )
    return [
        {"label": name, "url": "#", "current": index == 0, "count": count} for index, (name, count) in enumerate(names)
    ]


def place(label: str, icon: str, count: int = 0, *, current: bool = False) -> dict[str, Any]:
    return {"label": label, "url": "#", "icon": icon, "count": count, "current": current}


NAV: list[dict[str, Any]] = [
    {
        "label": "",
        "items": [
            place("Catalogue", "search", current=True),
            place("Watchlists", "bookmark", 4),
            place("Briefs", "megaphone", 2),
        ],
    },
    {
        "label": "Deals",
        "items": [
            place("Negotiations", "git-pull-request-arrow", 3),
            place("Contracts", "pen-line", 1),
            place("Payments", "credit-card"),
        ],
    },
]
