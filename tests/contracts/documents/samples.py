"""An agreement to try things on, and the packaged fonts, so that every machine draws the same."""

from dataclasses import replace
from typing import Any

from django.conf import settings

from marketplace.contracts.documents.rendering import Fonts
from marketplace.contracts.documents.schema import (
    ContractDocument,
    GrantRow,
    Identifier,
    InstalmentRow,
    Party,
    Permit,
    ProgrammeFacts,
    Title,
)

FONTS = Fonts(settings.FONT_FOLDERS)
LICENSOR = Party(
    "บริษัท สะพาน พิคเจอร์ส จำกัด",
    "Saphan Pictures Co., Ltd.",
    "th",
    "0105563012345",
    "0105563012345",
    "88 ถนนเจริญกรุง แขวงบางรัก เขตบางรัก กรุงเทพมหานคร 10500",
    "TH",
)
LICENSEE = Party(
    "云帆视频（深圳）有限公司",
    "Yunfan Video (Shenzhen) Co., Ltd.",
    "zh-Hans",
    "91440300MA5G0000XX",
    "91440300MA5G0000XX",
    "深圳市南山区科苑路15号",
    "CN",
)
TITLES = (
    Title("th", "ห้องแถวริมน้ำ"),
    Title("en", "The Shophouse by the River"),
    Title("zh-Hans", "河畔老屋"),
    Title("zh-Hant", "河畔老屋"),
    Title("vi", "Ngôi nhà phố bên dòng sông"),
    Title("km", "ផ្ទះល្វែងមាត់ទន្លេ"),
    Title("lo", "ເຮືອນແຖວແຄມນ້ຳ"),
    Title("my", "မြစ်ကမ်းဘေးက တိုက်ခန်း"),
    Title("ta", "ஆற்றங்கரைக் கடைவீடு"),
)
PROGRAMME = ProgrammeFacts(
    "MN-TH-004182",
    TITLES,
    "series",
    "th",
    ("TH", "CN"),
    2026,
    16,
    60,
    (Identifier("eidr", "10.5240/7791-8534-2C23-9030-8610-5"),),
    (Permit("CN", "online", "V25001234567890"),),
)
INSTALMENTS = (
    InstalmentRow(1, 50, 8_250_000, "signature", "2026-11-30"),
    InstalmentRow(2, 50, 8_250_000, "days60", "2027-01-22"),
)
CONTRACT = ContractDocument(
    number="MN-C-26-0007", date="2026-11-23", controlling_language="en", licensor=LICENSOR, licensee=LICENSEE,
    programme=PROGRAMME, grants=(GrantRow(("AVOD", "SVOD"), ("CN", "HK", "MO")), GrantRow(("EST",), ("CN",))),
    languages=("zh-Hans", "cmn", "th"), period_start="2027-03-01", period_end="2029-03-01", grade="E", uses=("ORIG", "SUB", "DUB", "VO"),
    fee_minor=16_500_000, currency="USD", instalments=INSTALMENTS, commission_basis_points=1000,
)  # fmt: skip


def contract(**changes: Any) -> ContractDocument:
    """The sample with some fields changed."""
    return replace(CONTRACT, **changes)


def titled(*titles: Title) -> ContractDocument:
    """The sample with other titles."""
    return contract(programme=replace(PROGRAMME, titles=titles))
