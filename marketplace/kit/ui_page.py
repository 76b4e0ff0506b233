"""The page that shows every component, in six languages and both themes, while developing. Tests render it too."""

from datetime import date
from types import SimpleNamespace
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from marketplace.kit.drawing.figures import Series
from marketplace.kit.inputs import InputForm, RowsField, TextField
from marketplace.vocabularies import territories

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
COLUMNS = ("CN", "HK", "MO", "TW", "BN", "ID", "KH", "LA", "MM", "MY", "PH", "SG", "TH", "TL", "VN")


class SampleForm(forms.Form):
    """Every kind of control, some of them wrong."""

    name = forms.CharField(label=_("Title"), help_text=_("As on the screen"))
    kind = forms.ChoiceField(label=_("Kind"), choices=[("series", "Series"), ("film", "Film")])
    about = forms.CharField(label=_("Synopsis"), widget=forms.Textarea, required=False)
    fee = forms.IntegerField(
        label=_("Licence fee"), min_value=1, widget=forms.TextInput(attrs={"data-money": True, "inputmode": "numeric"})
    )
    rights = forms.MultipleChoiceField(
        label=_("Rights"), choices=[("SVOD", "SVOD"), ("AVOD", "AVOD")], widget=forms.CheckboxSelectMultiple
    )
    exclusive = forms.ChoiceField(
        label=_("Exclusivity"), choices=[("1", "Exclusive"), ("0", "Non-exclusive")], widget=forms.RadioSelect
    )
    start = forms.DateField(label=_("From"), widget=forms.DateInput(attrs={"type": "date"}))
    paper = forms.FileField(label=_("Document"), required=False)
    agreed = forms.BooleanField(label=_("I may sign for this organisation"))


class SampleCreditForm(InputForm):
    """One row of a list."""

    role = TextField(label=_("Role"), max_length=40)
    name = TextField(label=_("Name"), max_length=120)


class SampleRowsForm(InputForm):
    """A list of rows."""

    credits = RowsField(SampleCreditForm, label=_("People"), asks=("role", "name"))


def show_components(request: HttpRequest) -> HttpResponse:
    """Show everything."""
    return render(request, "kit/page.html", sample_context())


def sample_context() -> dict[str, Any]:
    """The page's context: invented names and numbers only."""
    return {
        "languages": SAMPLES,
        "titles": TITLES,
        "form": SampleForm({"name": "", "fee": "172000", "kind": "film", "rights": ["SVOD"]}),
        "rows_form": SampleRowsForm({"credits": [{"role": "Director", "name": ""}]}),
        "today": timezone.localdate(),
        "old": date(2026, 2, 1),
        "mixed": [(0, 17, "sold"), (17, 40, "free"), (57, 20, "hold"), (77, 13, "nonex"), (90, 10, "hb")],
        "tiles": [
            {"code": code, "text": f"{index * 9}k", "css": f"h{index % 5}"} for index, code in enumerate(COLUMNS)
        ],
        "series": [Series([185, 172, 172], "them", "172k"), Series([140, 150, 162], "us", "162k draft", draft=True)],
        "ticks": [(180, "180k"), (160, "160k"), (140, "140k")],
        "tabs": sample_tabs(),
        "numbers": Paginator(range(400), 20).page(6),
        "territory_choices": [(code, territories.name(code, "en")) for code in COLUMNS],
        "nav": NAV,
        "nav_phone": [item for group in NAV for item in group["items"]][:5],
        "person": SimpleNamespace(name="Lin Yue"),
    }


def sample_tabs() -> list[dict[str, Any]]:
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


def sample_place(label: str, icon: str, count: int = 0, *, current: bool = False) -> dict[str, Any]:
    return {"label": label, "url": "#", "icon": icon, "count": count, "current": current}


NAV: list[dict[str, Any]] = [
    {
        "label": "",
        "items": [
            sample_place("Catalogue", "search", current=True),
            sample_place("Watchlists", "bookmark", 4),
            sample_place("Briefs", "megaphone", 2),
        ],
    },
    {
        "label": "Deals",
        "items": [
            sample_place("Negotiations", "git-pull-request-arrow", 3),
            sample_place("Contracts", "pen-line", 1),
            sample_place("Payments", "credit-card"),
        ],
    },
]
