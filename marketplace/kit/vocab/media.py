"""Media rights: a closed list of twenty. A right that is not listed in a grant is reserved.

Order (fixed for ever): on demand, linear, cinematic, in transit and closed circuits, carriers, derivative rights: so
each family is one range. Twenty, because these are the rights that the region's contracts price apart: IPTV and mobile are
means of delivery, not rights (they stand in the terms), and simulcast follows the linear right it repeats. `avails` is MovieLabs' LicenseType where it has one; `linear` media count runs.
"""

from typing import NamedTuple

from marketplace.kit.vocab.base import Vocabulary


class Medium(NamedTuple):
    code: str
    en: str
    zh: str
    definition_en: str
    definition_zh: str
    family: str
    avails: str = ""
    linear: bool = False


MEDIA = (
    Medium("SVOD", "Subscription VOD", "订阅点播", "On demand over the internet to viewers who pay a subscription.", "通过信息网络向付费订阅用户提供点播。", "demand", "SVOD"),
    Medium("AVOD", "Ad-supported VOD", "广告点播", "On demand over the internet, free to the viewer and paid by advertising.", "通过信息网络向用户免费提供、以广告获利的点播。", "demand", "AVOD"),
    Medium("FVOD", "Free VOD", "免费点播", "On demand over the internet, free to the viewer, without advertising in the programme.", "通过信息网络向用户免费提供且节目内不插播广告的点播。", "demand", "FVOD"),
    Medium("TVOD", "Transactional VOD", "单片点播", "On demand, rented for a limited time for a fee per title.", "按单片付费、限时观看的点播。", "demand", "VOD"),
    Medium("EST", "Electronic sell-through", "数字购买", "Bought once and kept as a download or in a locker.", "一次性购买后可下载或永久保存观看。", "demand", "EST"),
    Medium("CATCHUP", "Catch-up", "回看", "On demand for a limited time after a licensed transmission.", "在获授权播出之后的限定期间内提供点播回看。", "demand"),
    Medium("FAST", "Free ad-supported channel", "免费广告频道", "In scheduled channels over the internet, free and paid by advertising.", "在互联网线性频道中免费播出、以广告获利。", "linear", "", True),
    Medium("FTV", "Free TV", "免费电视", "In scheduled channels received without payment.", "在无需付费即可收看的电视频道中播出。", "linear", "", True),
    Medium("PTV", "Pay TV", "付费电视", "In scheduled channels received against payment, by any means of delivery.", "在以任何传输方式提供的付费电视频道中播出。", "linear", "", True),
    Medium("PPV", "Pay-per-view", "按次付费", "At a scheduled time against a fee per showing.", "在预定时间按次付费收看。", "linear", "", True),
    Medium("THEA", "Theatrical", "影院", "In cinemas open to the public for an admission fee.", "在面向公众售票的影院放映。", "cinematic"),
    Medium("NONTHEA", "Non-theatrical", "非影院放映", "To audiences in schools, clubs, libraries and similar places.", "在学校、俱乐部、图书馆等场所向特定观众放映。", "cinematic"),
    Medium("PUBVID", "Public video", "公共录像放映", "In shops, bars and other public places from a carrier or stream.", "在商店、酒吧等公共场所播放。", "cinematic"),
    Medium("AIR", "Inflight", "机上", "On board aircraft.", "在航空器上放映。", "ancillary"),
    Medium("SHIP", "Ships", "船上", "On board ships.", "在船舶上放映。", "ancillary"),
    Medium("TRANSIT", "Trains and buses", "列车与客车", "On board trains, buses and coaches.", "在列车、公共汽车及长途客车上放映。", "ancillary"),
    Medium("HOTEL", "Hotel", "酒店", "In closed systems of hotels and similar lodgings.", "在酒店及类似住宿场所的闭路系统中播放。", "ancillary"),
    Medium("HV", "Home video", "家庭录像制品", "On physical carriers sold or rented for private use.", "以供私人使用而销售或出租的实体音像制品。", "carrier"),
    Medium("REMAKE", "Remake", "翻拍", "To make a new audiovisual work from the script or story.", "依据剧本或故事摄制新的视听作品。", "derivative"),
    Medium("FORMAT", "Format", "节目模式", "To make a local programme from the format.", "依据节目模式制作本地版本。", "derivative"),
)  # fmt: skip

# The families of the IFTA schedule of definitions, by our families and, where these are coarser, by medium.
_IFTA_FAMILY = {
    "demand": "Internet", "linear": "Pay TV", "cinematic": "Cinematic", "ancillary": "Ancillary", "carrier": "Video",
    "derivative": "Reserved",
}  # fmt: skip
_IFTA_MEDIUM = {"TVOD": "PayPerView", "PPV": "PayPerView", "FTV": "Free TV", "FAST": "Free TV", "CATCHUP": "Internet"}

_BY_CODE = {medium.code: medium for medium in MEDIA}


def _names(language: str) -> dict[str, str]:
    return {medium.code: medium.zh if language.startswith("zh") else medium.en for medium in MEDIA}


VOCABULARY = Vocabulary(tuple(_BY_CODE), _names, {"VOD": "TVOD", "PAYTV": "PTV", "FREETV": "FTV", "DVD": "HV"})
codes, number, code, name, choices, suggest = (
    VOCABULARY.codes,
    VOCABULARY.number,
    VOCABULARY.code,
    VOCABULARY.name,
    VOCABULARY.choices,
    VOCABULARY.suggest,
)

PRESETS: dict[str, tuple[str, ...]] = {
    "VOD": ("SVOD", "AVOD", "FVOD", "TVOD", "EST"),
    "TV": ("FAST", "FTV", "PTV", "PPV"),
    "All": VOCABULARY.codes,
}
# Media with a schedule: runs and days of catch-up count for these alone.
LINEAR = frozenset(medium.code for medium in MEDIA if medium.linear)
# The rows that a matrix shows when nobody asked for particular ones.
USUAL = ("SVOD", "AVOD", "TVOD", "EST", "FAST", "FTV", "PTV", "THEA", "AIR", "REMAKE")


def short_name(code: str, language: str | None = None) -> str:
    """A label for a narrow place: the name where it is short, else the trade's own code (SVOD, EST)."""
    full = name(code, language)
    known_by_code = full.isascii() and (code.endswith("VOD") or len(full) > 14)
    return code if known_by_code else full


def medium(code: str) -> Medium:
    """The medium with its definitions. Raises KeyError."""
    return _BY_CODE[code]


def ifta_family(code: str) -> str:
    """The IFTA family that the right belongs to; "Reserved" for derivative rights, which no family grants. Raises KeyError."""
    return _IFTA_MEDIUM.get(code) or _IFTA_FAMILY[_BY_CODE[code].family]


def definition(code: str, language: str) -> str:
    """One sentence: what the right covers."""
    found = _BY_CODE[code]
    return found.definition_zh if language.lower().startswith("zh") else found.definition_en
