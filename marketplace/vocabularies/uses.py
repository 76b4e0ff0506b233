"""How a language is used: a dimension of rights of its own (IFTA's "language use": original, subtitle, dub, voice-over)."""

from marketplace.vocabularies.base import Vocabulary

_NAMES = {
    "en": {"ORIG": "Original", "SUB": "Subtitles", "DUB": "Dub", "VO": "Voice-over"},
    "zh": {"ORIG": "原声", "SUB": "字幕", "DUB": "配音", "VO": "画外旁译"},
}

# Order fixed for ever: numbers are stored.
VOCABULARY = Vocabulary(
    ("ORIG", "SUB", "DUB", "VO"),
    lambda language: _NAMES["zh" if language.startswith("zh") else "en"],
    {
        "ORIGINAL": "ORIG",
        "SUBTITLE": "SUB",
        "SUBTITLES": "SUB",
        "DUBBED": "DUB",
        "VOICEOVER": "VO",
        "UN": "VO",
        "旁白配音": "VO",
    },
)
codes, number, code, name, choices = (
    VOCABULARY.codes,
    VOCABULARY.number,
    VOCABULARY.code,
    VOCABULARY.name,
    VOCABULARY.choices,
)
ALL = frozenset(codes)


def every_use() -> frozenset[str]:
    """All uses: what a right covers when nobody says otherwise."""
    return ALL
