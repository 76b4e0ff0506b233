"""Media rights: a closed list of twenty. A right that is not listed in a grant is reserved.

Order (fixed for ever): on demand, linear, cinematic, in transit and closed circuits, carriers, derivative rights: so
each family is one range. Twenty, because these are the rights that the region's contracts price apart: IPTV and mobile are
means of delivery, not rights (they stand in the terms), and simulcast follows the linear right it repeats. `avails` is MovieLabs' LicenseType where it has one; `linear` media count runs.
"""

from typing import NamedTuple

from marketplace.vocabularies.base import Vocabulary


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
    Medium("SVOD", "Subscription VOD", "会员点播", "On demand within a catalogue for which the viewer pays a periodic fee, not for the single title; temporary downloads only while subscribed.", "观众按周期付费后在片库内点播，不就单片收费；仅可在订阅期内临时下载。", "demand", "SVOD"),
    Medium("AVOD", "Ad-supported VOD", "广告点播", "On demand at no charge to the viewer, with commercial advertising before, in or beside the programme, on the licensee's own or named services.", "在被许可方自有或列明的服务上由观众免费点播，节目前、中或旁有商业广告。", "demand", "AVOD"),
    Medium("FVOD", "Free VOD without ads", "免费点播（无广告）", "On demand at no charge to the viewer and with no commercial advertising in or directly around the programme.", "观众免费点播，节目内及其前后均无商业广告。", "demand", "FVOD"),
    Medium("TVOD", "Transactional VOD", "单片付费点播", "On demand for a separate fee per title or episode, access ending at most 48 hours after the first play and 30 days after payment.", "就单片或单集付费点播，首次播放后不超过48小时、付款后不超过30日。", "demand", "VOD"),
    Medium("EST", "Electronic sell-through", "数字下载买断", "One payment for lasting access by download or locker; customers of the period keep their access afterwards.", "一次付费永久访问（下载或云端）；期内购买者期满后仍可观看。", "demand", "EST"),
    Medium("CATCHUP", "Catch-up", "限时回看", "On demand, free of extra charge, by the service that made the licensed linear transmission, for the days agreed after it; start-over included.", "由进行该次获许可播出的服务在其后约定日数内免额外费用回看，含从头观看。", "demand"),
    Medium("FAST", "FAST channel", "FAST 频道（免费广告线性频道）", "Linear on the open internet, free to the viewer and financed by advertising, on a named channel; never free TV. In mainland China a broadcasting right, not the right of communication through information networks.", "开放互联网上的免费线性广告频道，列明频道；不属于免费电视。在中国内地属广播权，不属信息网络传播权。", "linear", "", True),
    Medium("FTV", "Free TV", "免费电视", "Linear by terrestrial, cable, satellite or closed network, with no fee for the channel itself; carriage in a basic tier does not make it pay TV; excludes FAST.", "经地面、有线、卫星或专网播出、频道本身不另收费的线性频道；纳入基本收视包不构成付费电视；不含FAST频道。", "linear", "", True),
    Medium("PTV", "Pay TV", "付费电视", "Linear in a channel or package that is paid for, by any means of delivery; excludes pay-per-view and on demand.", "付费频道或频道包内的线性播出，不论传输方式；不含按次付费及点播。", "linear", "", True),
    Medium("PPV", "Pay-per-view", "按次付费", "Linear at a scheduled time for a separate fee per showing.", "预定时间线性播出、按场次单独收费。", "linear", "", True),
    Medium("THEA", "Theatrical", "影院放映", "Shown in licensed cinemas, drive-in included, open to the public for admission.", "在依法登记的影院（含汽车影院）向公众售票放映。", "cinematic"),
    Medium("NONTHEA", "Non-theatrical", "非影院放映", "Shown directly to an audience by bodies whose main purpose is not showing films: schools, clubs, libraries, churches, bars, restaurants.", "由主要目的非放映影片的机构（学校、俱乐部、图书馆、教堂、酒吧、餐厅等）在其场所直接向观众放映。", "cinematic"),
    Medium("PUBVID", "Public video", "点播影院放映", "Shown from a carrier or stream in small viewing rooms that charge for use and are not licensed cinemas.", "在收费的小型放映场所（点播影院等，非登记影院）以载体或流媒体放映。", "cinematic"),
    Medium("AIR", "Inflight", "机上", "On aircraft of airlines under the flag of the territory, by the carrier or through it on passengers' devices.", "在以该地区为旗国的航空公司航空器上，由承运人或经其系统放映。", "ancillary"),
    Medium("SHIP", "Ships", "船上", "On ships under the flag of the territory, to passengers or crew.", "在悬挂该地区旗帜的船舶上，向乘客或船员放映。", "ancillary"),
    Medium("TRANSIT", "Trains and buses", "列车与客车", "On trains, buses, coaches and hired vehicles operating from the territory; not in private cars.", "由该地区运营的列车、客车及营运车辆上；不含私人车辆。", "ancillary"),
    Medium("HOTEL", "Hotel", "酒店", "In rooms and common areas of hotels, hospitals and like lodgings by the house's own closed system; not relayed channels.", "酒店、医院等住宿场所以自有闭路系统播放；不含频道转播。", "ancillary"),
    Medium("HV", "Home video", "音像制品", "Physical carriers sold or rented for private viewing.", "供私人观看而销售或出租的实体载体。", "carrier"),
    Medium("REMAKE", "Remake", "翻拍", "To make a new audiovisual work from script, story or characters; under a separate agreement.", "据剧本、故事或角色摄制新视听作品；另行签约。", "derivative"),
    Medium("FORMAT", "Format", "节目模式", "To make local programmes from the format bible and know-how; under a separate agreement.", "依据模式宝典及专有技术制作本地节目；另行签约。", "derivative"),
)  # fmt: skip

# What the service that asks for the one could do with instead: paid for by the viewer in the same way. Nothing stands in for
# a subscription or for a channel.
SUBSTITUTES = {"AVOD": "FVOD", "FVOD": "AVOD", "TVOD": "EST", "EST": "TVOD", "PPV": "TVOD"}

# The families of the IFTA schedule of definitions, by our families and, where these are coarser, by medium.
_IFTA_FAMILY = {
    "demand": "Internet",
    "linear": "Pay TV",
    "cinematic": "Cinematic",
    "ancillary": "Ancillary",
    "carrier": "Video",
    "derivative": "Reserved",
}
_IFTA_MEDIUM = {"TVOD": "PayPerView", "PPV": "PayPerView", "FTV": "Free TV", "FAST": "Free TV", "CATCHUP": "Internet"}

_BY_CODE = {medium.code: medium for medium in MEDIA}


def _media_names(language: str) -> dict[str, str]:
    return {medium.code: medium.zh if language.startswith("zh") else medium.en for medium in MEDIA}


# Other spellings, and the names by which older sheets call them.
ALIASES = {
    "VOD": "TVOD",
    "PAYTV": "PTV",
    "FREETV": "FTV",
    "DVD": "HV",
    "Free VOD": "FVOD",
    "Free ad-supported channel": "FAST",
    "订阅点播": "SVOD",
    "免费点播": "FVOD",
    "单片点播": "TVOD",
    "数字购买": "EST",
    "回看": "CATCHUP",
    "免费广告频道": "FAST",
    "影院": "THEA",
    "公共录像放映": "PUBVID",
    "家庭录像制品": "HV",
}
VOCABULARY = Vocabulary(tuple(_BY_CODE), _media_names, ALIASES)
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


def find_medium(code: str) -> Medium:
    """The medium with its definitions. Raises KeyError."""
    return _BY_CODE[code]


def ifta_family(code: str) -> str:
    """The IFTA family that the right belongs to; "Reserved" for derivative rights, which no family grants. Raises KeyError."""
    return _IFTA_MEDIUM.get(code) or _IFTA_FAMILY[_BY_CODE[code].family]


def media_definition(code: str, language: str) -> str:
    """One sentence: what the right covers."""
    found = _BY_CODE[code]
    return found.definition_zh if language.lower().startswith("zh") else found.definition_en
