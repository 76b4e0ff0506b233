"""Lists about programmes: types, genres, credits, ratings, permits. Texts are marked here and translated as usual."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

KINDS = {
    "film": _("Film"), "series": _("Series"), "micro_drama": _("Micro-drama"), "documentary": _("Documentary"),
    "animation": _("Animation"), "variety": _("Variety"), "commercial": _("Commercial"), "trailer": _("Trailer"),
}  # fmt: skip
EPISODIC = frozenset({"series", "micro_drama", "documentary", "animation", "variety"})

GENRES = {
    "action": _("Action"), "adventure": _("Adventure"), "children": _("Children"), "comedy": _("Comedy"),
    "costume": _("Costume drama"), "crime": _("Crime"), "culture": _("Culture"), "drama": _("Drama"),
    "family": _("Family"), "fantasy": _("Fantasy"), "food": _("Food"), "game": _("Game show"), "history": _("History"),
    "horror": _("Horror"), "martial_arts": _("Martial arts"), "music": _("Music"), "mystery": _("Mystery"),
    "nature": _("Nature"), "reality": _("Reality"), "romance": _("Romance"), "science_fiction": _("Science fiction"),
    "sport": _("Sport"), "thriller": _("Thriller"), "travel": _("Travel"), "urban": _("Urban life"), "war": _("War"),
    "youth": _("Youth"),
}  # fmt: skip

CREDIT_ROLES = {
    "director": _("Director"), "writer": _("Writer"), "producer": pgettext_lazy("credit", "Producer"), "actor": _("Cast"),
    "composer": _("Composer"), "company": _("Production company"), "presenter": _("Presenting company"),
}  # fmt: skip

IDENTIFIER_SCHEMES = {"eidr": "EIDR", "isan": "ISAN", "imdb": "IMDb", "house": _("House number")}

# Rating systems, values and ages: facts from the MovieLabs ratings database v2.5.1 (2024-08), current values only.
# Copyright Motion Picture Laboratories, Inc. 2015 - 2020; used under its MIT licence.
RATINGS: dict[str, tuple[str, tuple[str, ...]]] = {
    "BN": ("Film", ("U", "A/PG", "X")),
    "HK": ("FCO", ("I", "IIA", "IIB", "III")),
    "ID": ("LSF", ("SU", "A", "13", "17", "21")),
    "KH": ("MCFA-KH", ("G", "PG-13", "NC-15", "R-18")),
    "MY": ("FCBM", ("U", "P12", "P13", "13", "16", "18")),
    "PH": ("MTRCB", ("G", "PG", "SPG", "R13", "R16", "R18", "X", "G-TV", "PG-TV")),
    "SG": ("MDA", ("G", "PG", "PG13", "NC16", "M18", "R21")),
    "TH": ("BFVC", ("G", "E", "13", "15", "18", "20", "B")),
    "TW": ("MOC-TW", ("G", "P", "PG", "R-12", "R-15", "R")),
    "VN": ("MCST", ("P", "K", "T13", "T16", "T18", "C")),
}

# The age below which nobody is admitted (or only with an adult); 0 for values that are not here.
MINIMUM_AGES: dict[str, dict[str, int]] = {
    "BN": {"A/PG": 16, "X": 16},
    "HK": {"III": 18},
    "ID": {"13": 13, "17": 17, "21": 21},
    "KH": {"NC-15": 15, "R-18": 18},
    "MY": {"P12": 12, "P13": 13, "13": 13, "16": 16, "18": 18},
    "PH": {"PG": 13, "SPG": 13, "PG-TV": 13, "R13": 13, "R16": 16, "R18": 18},
    "SG": {"NC16": 16, "M18": 18, "R21": 21},
    "TH": {"13": 13, "15": 15, "18": 18, "20": 20},
    "TW": {"P": 11, "PG": 12, "R-12": 12, "R-15": 15, "R": 18},
    "VN": {"K": 13, "T13": 13, "T16": 16, "T18": 18},
}

# Mainland China has no age classes: a permit is recorded instead. Elsewhere a certificate may be noted too.
PERMITS = {
    "release": _("Film release permit"), "distribution": _("Distribution permit"),
    "web_drama": _("Web drama distribution permit"), "online": _("Online filing number"),
    "certificate": _("Classification certificate"), "broadcast_decision": _("Broadcast decision"),
    "self_rating": _("Notified self-classification"),
}  # fmt: skip
# Which of them a territory's authority issues; elsewhere a classification certificate.
# Viet Nam replaced its release permit in 2023: films are classified, TV decides itself, online services notify their own
# classification (Cinema Law 2022).
PERMITS_OF = {
    "CN": ("release", "distribution", "web_drama", "online"),
    "VN": ("certificate", "broadcast_decision", "self_rating"),
}


def minimum_age(territory: str, value: str) -> int:
    """The age a rating asks for in its territory, 0 for none. Raises KeyError for a territory without a rating system."""
    return MINIMUM_AGES[territory].get(value, 0)


def permits_of(territory: str) -> tuple[str, ...]:
    """The kinds of permit that are recorded for a territory, the usual one first."""
    return PERMITS_OF.get(territory, ("certificate",))
