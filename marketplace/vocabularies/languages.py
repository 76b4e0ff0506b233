"""Languages of versions and licences: BCP 47 codes. Order fixed for ever, the region's first.

Written Chinese is zh-Hans and zh-Hant (subtitles); spoken Chinese is cmn, yue, nan, hak (dubs).
"""

from marketplace.vocabularies.base import Vocabulary
from marketplace.vocabularies.locales import locale_of

_TABLE = """
zh-Hans zh-Hant cmn yue nan hak en th vi id ms fil km lo my ta tet bo ug mn za ii ko ja hi bn ur ne si te ml kn mr gu pa
jv su ceb ilo hil min ban shn kar mnw hmn cjm ar fa he tr ru uk kk uz de fr es pt it nl pl sv cs el zxx
"""
_OWN: dict[str, dict[str, str]] = {
    "en": {
        "zh-Hans": "Chinese (Simplified)", "zh-Hant": "Chinese (Traditional)", "cmn": "Mandarin", "yue": "Cantonese",
        "nan": "Hokkien", "hak": "Hakka", "tet": "Tetum", "cjm": "Cham", "mnw": "Mon", "kar": "Karen", "zxx": "No dialogue",
    },
    "zh-hans": {
        "zh-Hans": "简体中文", "zh-Hant": "繁体中文", "cmn": "普通话", "yue": "粤语", "nan": "闽南语", "hak": "客家话",
        "tet": "德顿语", "cjm": "占语", "mnw": "孟语", "kar": "克伦语", "zxx": "无对白", "fil": "菲律宾语",
    },
    "zh-hant": {
        "zh-Hans": "簡體中文", "zh-Hant": "繁體中文", "cmn": "普通話", "yue": "粵語", "nan": "閩南語", "hak": "客家話",
        "tet": "德頓語", "cjm": "占語", "mnw": "孟語", "kar": "克倫語", "zxx": "無對白",
    },
}  # fmt: skip
AUTONYMS = {
    "zh-Hans": "中文", "zh-Hant": "繁體中文", "cmn": "普通话", "yue": "粵語", "en": "English", "th": "ไทย", "vi": "Tiếng Việt",
    "id": "Bahasa Indonesia", "ms": "Bahasa Melayu", "fil": "Filipino", "km": "ខ្មែរ", "lo": "ລາວ", "my": "မြန်မာ", "ta": "தமிழ்",
    "nan": "閩南語", "hak": "客家話", "tet": "Tetun", "bo": "བོད་སྐད་", "ug": "ئۇيغۇرچە", "ja": "日本語", "ko": "한국어", "hi": "हिन्दी",
    "pt": "Português", "jv": "Basa Jawa", "su": "Basa Sunda",
}  # fmt: skip


def _cldr_names(language: str) -> dict[str, str]:
    cldr = locale_of(language).languages
    return {code: cldr[code] for code in VOCABULARY.codes if code in cldr} | _OWN.get(language, {})


VOCABULARY = Vocabulary(
    tuple(_TABLE.split()), _cldr_names,
    {
        "zh": "zh-Hans", "zh-CN": "zh-Hans", "zh-SG": "zh-Hans", "zh-TW": "zh-Hant", "zh-HK": "zh-Hant", "zh-yue": "yue",
        "zh-cmn": "cmn", "zh_Hans": "zh-Hans", "zh_Hant": "zh-Hant", "tl": "fil", "in": "id", "chi": "zh-Hans", "zho": "zh-Hans",
        "tha": "th", "vie": "vi", "ind": "id", "may": "ms", "msa": "ms", "zsm": "ms", "khm": "km", "bur": "my", "mya": "my",
        "tam": "ta", "eng": "en", "Chinese": "zh-Hans", "Tagalog": "fil", "Putonghua": "cmn", "中文": "zh-Hans", "国语": "cmn",
        "汉语": "zh-Hans", "广东话": "yue", "印尼语": "id",
    },
)  # fmt: skip
codes, number, code, name, choices, suggest = (
    VOCABULARY.codes,
    VOCABULARY.number,
    VOCABULARY.code,
    VOCABULARY.name,
    VOCABULARY.choices,
    VOCABULARY.suggest,
)

# Those that a form offers first.
USUAL = ("zh-Hans", "zh-Hant", "cmn", "yue", "en", "th", "vi", "id", "ms", "fil", "km", "lo", "my", "ta")


def language_autonym(code: str) -> str:
    """The language's name in itself, else in the interface's language."""
    return AUTONYMS.get(code) or name(code)
