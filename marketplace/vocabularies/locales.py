"""Which of Babel's locales speaks for a language code, as Django or BCP 47 writes it."""

from functools import lru_cache

from babel import Locale, UnknownLocaleError

# Written Chinese is told apart by its script; a place implies one.
_CHINESE = {"zh": "zh-hans", "zh-cn": "zh-hans", "zh-sg": "zh-hans", "zh-my": "zh-hans"}
_CHINESE |= {"zh-tw": "zh-hant", "zh-hk": "zh-hant", "zh-mo": "zh-hant"}
_BABEL = {"zh-hans": "zh_Hans", "zh-hant": "zh_Hant"}


def normalise_code(language: str) -> str:
    """The code in lower case with hyphens, Chinese by script: zh_Hans, zh and zh-CN are all "zh-hans"."""
    code = language.replace("_", "-").lower()
    return _CHINESE.get(code, code)


@lru_cache(maxsize=256)
def locale_of(language: str) -> Locale:
    """Babel's locale of a language code; of its base where that is all Babel has (en-XA: en); else English."""
    code = normalise_code(language)
    for known in (_BABEL.get(code, code.replace("-", "_")), code.partition("-")[0]):
        try:
            return Locale.parse(known)
        except (ValueError, UnknownLocaleError):
            continue
    return Locale("en")
