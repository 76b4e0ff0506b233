"""In which encoding a text file is written: UTF-8 where it is, else the one that makes the most of it common letters."""

import re
import unicodedata
from collections.abc import Callable

from django.utils.translation import gettext_lazy as _

# In the order in which a tie is decided; all of them can be chosen.
ENCODINGS = {
    "utf-8-sig": _("UTF-8"),
    "gb18030": _("Simplified Chinese (GB18030)"),
    "big5hkscs": _("Traditional Chinese (Big5)"),
    "cp874": _("Thai (Windows-874)"),
    "cp1258": _("Vietnamese (Windows-1258)"),
    "utf-16": _("UTF-16"),
    "cp1252": _("Western (Windows-1252)"),
}
VIETNAMESE = frozenset("ăâđêôơưàảãáạằẳẵắặầẩẫấậèẻẽéẹềểễếệìỉĩíịòỏõóọồổỗốộờởỡớợùủũúụừửữứựỳỷỹýỵ")
MISPLACED_THAI = re.compile(
    "(?:^|[^\u0e01-\u0e4e])[\u0e31\u0e34-\u0e3a\u0e47-\u0e4e]|[\u0e40-\u0e44](?![\u0e01-\u0e2e])"
)
RARE_THAI = frozenset("ฃฅฆฌฎฏฐฑฒฤฦฯฺ฿๏๚๛๎ํ")
LOOK_AT = 65_536  # bytes
GOOD_ENOUGH = 0.6  # of the letters


def guess_encoding(content: bytes) -> str:
    """A key of ENCODINGS; "" where the content is no text in any of them."""
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16" if decode_readable(content, "utf-16") else ""
    if decode_readable(content, "utf-8-sig"):
        return "utf-8-sig"
    start = content[:LOOK_AT]
    found = {
        name: score(text)
        for name, score in SCORES.items()
        if (text := decode_leniently(start, name, content)) is not None
    }
    best = max(found, key=lambda name: found[name], default="")
    if best and found[best] >= GOOD_ENOUGH:
        return best
    return next((name for name in ("gb18030", "cp1252") if decode_readable(content, name)), "")


def decode_readable(content: bytes, encoding: str) -> str | None:
    """The text; None where the bytes are none of this encoding, or hold what no text has."""
    try:
        text = content.decode(encoding)
    except UnicodeError:
        return None
    return text if text and "\x00" not in text else None


def decode_leniently(start: bytes, encoding: str, content: bytes) -> str | None:
    """The first part of a text that is wholly of this encoding."""
    if decode_readable(content, encoding) is None:
        return None
    return start.decode(encoding, errors="ignore")


def good_share(good: int, text: str) -> float:
    """How much of what is not ASCII is good."""
    odd = sum(letter > "\x7f" for letter in text)
    return good / odd if odd else 0.0


def common_share(text: str, encoding: str, first: int, last: int) -> float:
    """The share of letters that a national standard puts among the common ones, and of its punctuation."""
    good = 0
    for letter in text:
        if letter > "\x7f":
            written = letter.encode(encoding, errors="ignore")
            good += (len(written) == 2 and first <= written[0] <= last) or "\u3000" <= letter <= "\u303f"
            good += "\uff01" <= letter <= "\uff5e"
    return good_share(good, text)


def simplified_share(text: str) -> float:
    return common_share(text, "gb2312", 0xB0, 0xD7)


def traditional_share(text: str) -> float:
    return common_share(text, "big5", 0xA4, 0xC6)


def thai_share(text: str) -> float:
    """Every byte is a letter there, so rare letters, and vowels without a consonant, tell other encodings."""
    good = sum("\u0e01" <= letter <= "\u0e59" for letter in text)
    rare = sum(letter in RARE_THAI for letter in text)
    return good_share(good - 2 * rare - 3 * len(MISPLACED_THAI.findall(text)), text)


def vietnamese_share(text: str) -> float:
    """Windows-1258 writes the tone behind its letter."""
    whole = unicodedata.normalize("NFC", text).lower()
    alone = sum(unicodedata.combining(letter) > 0 for letter in whole)
    return good_share(sum(letter in VIETNAMESE for letter in whole) - 3 * alone, whole)


SCORES: dict[str, Callable[[str], float]] = {
    "gb18030": simplified_share,
    "big5hkscs": traditional_share,
    "cp874": thai_share,
    "cp1258": vietnamese_share,
}
