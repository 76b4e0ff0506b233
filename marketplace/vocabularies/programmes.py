"""Lists about programmes: types, genres, credits, permits. Age classes: `ratings`. Texts are marked here and translated as usual."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

KINDS = {
    "film": _("Film"),
    "series": _("Series"),
    "micro_drama": _("Micro-drama"),
    "documentary": _("Documentary"),
    "animation": _("Animation"),
    "variety": _("Variety"),
    "commercial": _("Commercial"),
    "trailer": _("Trailer"),
}
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
    "director": _("Director"),
    "writer": _("Writer"),
    "producer": pgettext_lazy("credit", "Producer"),
    "actor": _("Cast"),
    "composer": _("Composer"),
    "company": _("Production company"),
    "presenter": _("Presenting company"),
}

IDENTIFIER_SCHEMES = {"eidr": "EIDR", "isan": "ISAN", "imdb": "IMDb", "house": _("House number")}

# Mainland China has no age classes: a permit is recorded instead. Elsewhere a certificate may be noted too.
PERMITS = {
    "release": _("Film release permit"),
    "distribution": _("Distribution permit"),
    "web_drama": _("Web drama distribution permit"),
    "online": _("Online filing number"),
    "certificate": _("Classification certificate"),
    "broadcast_decision": _("Broadcast decision"),
    "self_rating": _("Notified self-classification"),
}
# Which of them a territory's authority issues; elsewhere a classification certificate.
# Viet Nam replaced its release permit in 2023: films are classified, TV decides itself, online services notify their own
# classification (Cinema Law 2022).
PERMITS_OF = {
    "CN": ("release", "distribution", "web_drama", "online"),
    "VN": ("certificate", "broadcast_decision", "self_rating"),
}


def permits_of(territory: str) -> tuple[str, ...]:
    """The kinds of permit that are recorded for a territory, the usual one first."""
    return PERMITS_OF.get(territory, ("certificate",))
