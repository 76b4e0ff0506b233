"""Amounts in words: English, and the capitals of Chinese banks. 180.000 depends on the reader, words do not."""

from typing import NamedTuple

from marketplace.vocabularies.currencies import decimal_places

BEYOND = 10**16


class Unit(NamedTuple):
    """How a currency and its hundredth are called."""

    one: str
    many: str
    zh: str
    part: str = "cent"
    parts: str = "cents"
    zh_part: str = "分"


UNITS = {
    "USD": Unit("United States dollar", "United States dollars", "美元", zh_part="美分"),
    "CNY": Unit("Chinese yuan", "Chinese yuan", "元", "fen", "fen"),
    "HKD": Unit("Hong Kong dollar", "Hong Kong dollars", "港元"),
    "SGD": Unit("Singapore dollar", "Singapore dollars", "新加坡元"),
    "MYR": Unit("Malaysian ringgit", "Malaysian ringgit", "马来西亚林吉特", "sen", "sen", "仙"),
    "THB": Unit("Thai baht", "Thai baht", "泰铢", "satang", "satang", "萨当"),
    "VND": Unit("Vietnamese dong", "Vietnamese dong", "越南盾"),
    "IDR": Unit("Indonesian rupiah", "Indonesian rupiah", "印度尼西亚盾", "sen", "sen", "仙"),
    "PHP": Unit("Philippine peso", "Philippine pesos", "菲律宾比索", "centavo", "centavos"),
    "TWD": Unit("New Taiwan dollar", "New Taiwan dollars", "新台币元"),
    "MOP": Unit("Macao pataca", "Macao patacas", "澳门元", "avo", "avos"),
    "BND": Unit("Brunei dollar", "Brunei dollars", "文莱元", "sen", "sen", "仙"),
    "KHR": Unit("Cambodian riel", "Cambodian riels", "柬埔寨瑞尔", "sen", "sen", "仙"),
    "LAK": Unit("Lao kip", "Lao kip", "老挝基普", "att", "att", "阿特"),
    "MMK": Unit("Myanmar kyat", "Myanmar kyats", "缅甸元", "pya", "pyas"),
    "JPY": Unit("Japanese yen", "Japanese yen", "日元"),
    "KRW": Unit("South Korean won", "South Korean won", "韩元"),
    "EUR": Unit("euro", "euros", "欧元", zh_part="欧分"),
    "GBP": Unit("pound sterling", "pounds sterling", "英镑", "penny", "pence", "便士"),
    "AUD": Unit("Australian dollar", "Australian dollars", "澳大利亚元"),
    "INR": Unit("Indian rupee", "Indian rupees", "印度卢比", "paisa", "paise", "派士"),
}

_SMALL = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen",
)  # fmt: skip
_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_SCALES = ((10**15, "quadrillion"), (10**12, "trillion"), (10**9, "billion"), (10**6, "million"), (10**3, "thousand"))
_DIGITS = "零壹贰叁肆伍陆柒捌玖"
_PLACES = ("", "拾", "佰", "仟")
_MYRIADS = ("", "万", "亿", "万亿")


def in_english(minor: int, currency: str) -> str:
    """One hundred and sixty-five thousand United States dollars. Raises ValueError, KeyError."""
    unit = UNITS[currency]
    whole, rest = _split_minor(minor, currency)
    text = f"{english_number(whole)} {unit.one if whole == 1 else unit.many}"
    if rest:
        text += f" and {english_number(rest)} {unit.part if rest == 1 else unit.parts}"
    return text[0].upper() + text[1:]


def in_chinese(minor: int, currency: str) -> str:
    """壹拾陆万伍仟美元整; yuan begin with 人民币. Raises ValueError, KeyError."""
    unit = UNITS[currency]
    whole, rest = _split_minor(minor, currency)
    start = "人民币" if currency == "CNY" else ""
    text = f"{start}{chinese_number(whole)}{unit.zh}"
    if not rest:
        return text + "整"
    return text + (_jiao_fen(rest) if currency == "CNY" else chinese_number(rest) + unit.zh_part)


def english_number(number: int) -> str:
    """A number below 10^16 in English words, with "and" before the tens."""
    if number < 100:
        return _below_hundred(number)
    if number < 1000:
        hundreds, rest = divmod(number, 100)
        return f"{_SMALL[hundreds]} hundred" + (f" and {_below_hundred(rest)}" if rest else "")
    size, name = next((size, name) for size, name in _SCALES if number >= size)
    many, rest = divmod(number, size)
    joint = " and " if 0 < rest < 100 else " "
    return f"{english_number(many)} {name}" + (joint + english_number(rest) if rest else "")


def chinese_number(number: int) -> str:
    """A number below 10^16 in capitals, one 零 for every gap: 壹拾万零伍佰."""
    if number == 0:
        return _DIGITS[0]
    text, gap = "", False
    for place in (3, 2, 1, 0):
        group = number // 10_000**place % 10_000
        if group == 0:
            gap = bool(text)
            continue
        gap = gap or bool(text and group < 1000)
        text += ("零" if gap else "") + _write_group(group) + _write_myriad(place, number)
        gap = False
    return text


def _write_myriad(place: int, number: int) -> str:
    """万亿 is said once: 壹万亿, but 壹万贰仟亿."""
    return "万" if place == 3 and number // 10**8 % 10_000 else _MYRIADS[place]


def _write_group(group: int) -> str:
    """Four digits; zeros in the middle are said once, at the end not at all."""
    text, gap = "", False
    for place in (3, 2, 1, 0):
        digit = group // 10**place % 10
        if digit:
            text += ("零" if gap and text else "") + _DIGITS[digit] + _PLACES[place]
        gap = digit == 0
    return text


def _below_hundred(number: int) -> str:
    if number < 20:
        return _SMALL[number]
    tens, ones = divmod(number, 10)
    return _TENS[tens] + (f"-{_SMALL[ones]}" if ones else "")


def _jiao_fen(rest: int) -> str:
    """角 and 分 of a yuan; an amount that ends with 角 is closed by 整."""
    jiao, fen = divmod(rest, 10)
    return (_DIGITS[jiao] + "角" if jiao else "零") + (_DIGITS[fen] + "分" if fen else "整")


def _split_minor(minor: int, currency: str) -> tuple[int, int]:
    """Whole units and what is left of the minor ones."""
    if not 0 <= minor < BEYOND:
        raise ValueError(f"{minor} cannot be written in words")
    whole, rest = divmod(minor, 10 ** decimal_places(currency))
    return whole, rest
