"""A programme as the pages show it: its titles, its facts and its picture for one reader."""

from dataclasses import dataclass, field

from django.urls import reverse
from django.utils.functional import cached_property
from django.utils.translation import gettext as _

from listings.models import Artwork, Programme
from marketplace.kit.formats import format_list
from marketplace.kit.interface_languages import offered_language
from marketplace.vocabularies import languages, territories
from marketplace.vocabularies.programmes import EPISODIC, GENRES, KINDS


@dataclass
class Parts:
    """Of what belongs to a programme, what a card shows: {language: title}, the (language, kind) of what is ready, and the
    id of its poster."""

    titles: dict[str, str] = field(default_factory=dict)
    ready: list[tuple[str, str]] = field(default_factory=list)
    poster: int | None = None


def collect_parts(programme: Programme) -> Parts:
    """The parts of a programme with texts, artworks and versions prefetched."""
    posters = (one.pk for one in programme.artworks.all() if one.kind == Artwork.Kind.POSTER)
    return Parts(
        {text.language: text.title for text in programme.texts.all() if text.title},
        [(one.language, one.kind) for one in programme.versions.all() if one.state == "ready"],
        next(posters, None),
    )


@dataclass(frozen=True)
class Card:
    """One programme as shown to somebody reading `language`. Without `read` it reads the parts itself."""

    programme: Programme
    language: str
    read: Parts | None = None

    @cached_property
    def parts(self) -> Parts:
        return self.read or collect_parts(self.programme)

    @cached_property
    def titles(self) -> list[tuple[str, str]]:
        """(language, title): the reader's language first, then English, the original always among them."""
        p = self.programme
        known = dict(self.parts.titles)
        known.setdefault(p.original_language, p.original_title)
        mine = offered_language(self.language).tag
        wanted = [mine, "en", p.original_language, "zh-Hans"]
        ordered = [code for code in dict.fromkeys(wanted) if code in known]
        seen: dict[str, str] = {}
        for code in ordered:
            if known[code] not in seen.values():
                seen[code] = known[code]
        return list(seen.items())

    @property
    def title(self) -> str:
        return self.titles[0][1]

    @property
    def title_language(self) -> str:
        return self.titles[0][0]

    @property
    def others(self) -> list[tuple[str, str]]:
        return self.titles[1:3]

    @property
    def format_line(self) -> str:
        """Series · 16 × 60 min · 2026 · Thailand."""
        p = self.programme
        origins = [territories.name(code, self.language) for code in p.production_territories]
        parts = [str(KINDS.get(p.kind, p.kind)), self.length, str(p.year or ""), format_list(origins, self.language)]
        return " · ".join(part for part in parts if part)

    @property
    def length(self) -> str:
        p = self.programme
        if p.episode_count and p.minutes and p.kind in EPISODIC:
            return _("%(episodes)s × %(minutes)s min") % {"episodes": p.episode_count, "minutes": p.minutes}
        if p.minutes:
            return _("%(minutes)s min") % {"minutes": p.minutes}
        return _("%(episodes)s episodes") % {"episodes": p.episode_count} if p.episode_count else ""

    @property
    def genres(self) -> str:
        return " / ".join(str(GENRES[g]) for g in self.programme.genres if g in GENRES)

    @property
    def versions_line(self) -> str:
        """The languages ready as subtitles or dubs, the reader's own first: 中文, ไทย subtitles."""
        mine = offered_language(self.language).tag
        ready = sorted(self.parts.ready, key=lambda one: (one[0] != mine, one[0]))
        names = list(dict.fromkeys(languages.language_autonym(code) for code, kind in ready if kind == "sub"))
        if names:
            return _("%(names)s subtitles") % {"names": format_list(names[:3], self.language)}
        dubs = list(dict.fromkeys(languages.language_autonym(code) for code, kind in ready if kind == "dub"))
        return _("%(names)s dub") % {"names": format_list(dubs[:3], self.language)} if dubs else ""

    @property
    def poster(self) -> int | None:
        """The id of its picture."""
        return self.parts.poster

    @property
    def url(self) -> str:
        return reverse("listings:programme", args=[self.programme.public_id])
