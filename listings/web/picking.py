"""Territories, media, languages as people pick them: boxes, presets, own sets, pasted text, minus what they leave out."""

import re
from typing import Any

from django.http import QueryDict
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from accounts.actors import Actor
from listings.models import TerritorySet
from marketplace.kit.fields import unknown_code
from marketplace.kit.vocab import VOCABULARIES, Vocabulary, languages, media, territories, uses

Codes = frozenset[str]
Errors = dict[str, list[str]]
MAX_TEXT_LENGTH = 4000
MARKS = re.compile(r"[,;，、；\n\r\t]+")
FAMILIES = ("demand", "linear", "cinematic", "ancillary", "carrier", "derivative")


def family_names() -> dict[str, str]:
    """The families of media rights, in the vocabulary's order."""
    return {
        "demand": _("On demand"), "linear": _("Linear"), "cinematic": _("Cinema and public showing"),
        "ancillary": _("In transit and closed circuits"), "carrier": _("Carriers"), "derivative": _("Derivative rights"),
    }  # fmt: skip


def read_text(text: str, vocabulary: Vocabulary) -> tuple[Codes, list[str]]:
    """The codes in a pasted text, in any case, and a message for each word that is none: "TH, VN, MYS" lacks MY."""
    known = {code.casefold(): code for code in vocabulary.codes}
    found, wrong = set[str](), []
    for part in MARKS.split(text.replace("\x00", "")[:MAX_TEXT_LENGTH]):
        words = part.split()
        codes = [known[word.casefold()] for word in words if word.casefold() in known]
        if len(codes) == len(words):
            found.update(codes)
        else:
            wrong.append(unknown_code(" ".join(words)[:40], vocabulary))
    return frozenset(found), wrong[:5]


def picked_territories(post: QueryDict, actor: Actor, errors: Errors) -> Codes:
    """The boxes (with WORLD for all), own sets, and the pasted list, without those left out.

    Fields: territories (boxes), sets (ids), include and exclude (text). A territory in both lists is a contradiction.
    """
    boxes = set(post.getlist("territories"))
    ticked = frozenset(territories.codes) if "WORLD" in boxes else frozenset(boxes & set(territories.codes))
    ids = [int(pk) for pk in post.getlist("sets") if pk.isdecimal() and len(pk) < 18]
    named = [one.territories for one in TerritorySet.objects.visible_to(actor).filter(pk__in=ids)]
    more, wrong = read_text(post.get("include", ""), territories.VOCABULARY)
    less, wrong_less = read_text(post.get("exclude", ""), territories.VOCABULARY)
    if both := sorted(more & less):
        wrong_less.append(_("%(code)s stands in both lists.") % {"code": both[0]})
    errors.update({field: said for field, said in (("include", wrong), ("exclude", wrong_less)) if said})
    chosen = ticked.union(more, *named) - less
    if not chosen and not wrong:
        errors["territories"] = [_("Choose at least one.")]
    return chosen


def picked(post: QueryDict, field: str, errors: Errors, *, everything: bool) -> Codes:
    """The boxes of media, languages or uses; none at all means all of them where `everything` is allowed."""
    vocabulary = VOCABULARIES[field]
    words = frozenset(post.getlist(field))
    if wrong := sorted(words - frozenset(vocabulary.codes)):
        errors[field] = [unknown_code(wrong[0][:20], vocabulary)]
    elif not words and not everything:
        errors[field] = [_("Choose at least one.")]
    return words or frozenset(vocabulary.codes)


def choices(actor: Actor) -> dict[str, Any]:
    """What the pickers offer: `_pick_territories.html` and `_pick_media.html` read these."""
    language, names = get_language() or "en", family_names()
    return {
        "home": [(code, territories.name(code, language)) for code in territories.HOME],
        "own_sets": [(str(one.pk), one.name, len(one.territories)) for one in TerritorySet.objects.visible_to(actor)],
        "families": [
            (names[family], [(m.code, media.name(m.code, language)) for m in media.MEDIA if m.family == family])
            for family in FAMILIES
        ],
        "usual_languages": [(code, languages.name(code, language)) for code in languages.USUAL],
        "other_languages": [(c, languages.name(c, language)) for c in languages.codes if c not in languages.USUAL],
        "all_uses": [(code, uses.name(code, language)) for code in uses.codes],
    }  # fmt: skip


def typed(post: QueryDict) -> dict[str, Any]:
    """What was picked, kept when the form comes back."""
    lists = ("territories", "sets", "media", "languages", "uses", "programmes")
    return {"typed": post} | {f"typed_{name}": post.getlist(name) for name in lists}
