"""Language tags: the form of RFC 5646, made of registered subtags.

langcodes' own `tag_is_valid` also accepts underscores, `i-hak` and regions nobody registered, so the parts are looked
up here. Extended languages (`zh-yue`) are refused, as other readers of Avails do: `yue` says the same.
"""

import re
from dataclasses import dataclass
from functools import lru_cache

from listings.exchange.avails.model import Language
from listings.exchange.avails.problems import Problem, Value
from listings.exchange.avails.vocabulary import LANGUAGE_ASSETS
from marketplace.vocabularies import languages as ours

SUBTAG = re.compile(r"[A-Za-z0-9]{1,8}")
ASSET_MEANT = {"sub": "subtitle", "subtitles": "subtitle", "dub": "audio", "subdub": "subdub"}


@dataclass(frozen=True)
class Registry:
    """The subtags of IANA's registry by their type, in lower case."""

    language: frozenset[str]
    extlang: frozenset[str]
    script: frozenset[str]
    region: frozenset[str]
    variant: frozenset[str]


@lru_cache(maxsize=1)
def read_registry() -> Registry:
    # Its tables take a twentieth of the time that a process needs to start.
    from language_data.registry_parser import (  # type: ignore[import-untyped]  # noqa: PLC0415 -- few processes read files
        parse_registry,
    )

    found: dict[str, set[str]] = {kind: set() for kind in ("language", "extlang", "script", "region", "variant")}
    for item in parse_registry():
        if item["Type"] in found:
            found[item["Type"]].add(item["Subtag"].lower())
    return Registry(**{kind: frozenset(subtags) for kind, subtags in found.items()})


def read_languages(text: str) -> Value[tuple[Language, ...]]:
    """A comma list of tags, each perhaps with what it stands for: "es:subdub, fr:audio"."""
    found: list[Language] = []
    problems: list[Problem] = []
    for part in re.split(r"[,;，、；]", text):
        word = part.strip()
        if not word:
            continue
        tag, _, asset = word.partition(":")
        language = Language(tag.strip(), asset.strip())
        found.append(language)
        problems += [problem for problem in (tag_problem(language.tag), _asset_problem(language)) if problem]
    if not found:
        problems.append(Problem("language-form", text))
    return Value(tuple(found), tuple(problems))


@lru_cache(maxsize=4096)
def tag_problem(tag: str) -> Problem | None:
    """What is wrong with a tag, or None."""
    parts = tag.split("-")
    if not all(SUBTAG.fullmatch(part) for part in parts):
        return _refuse_misformed(tag)
    known = read_registry()
    first = parts[0].lower()
    if first == "x" and len(parts) > 1:
        return None  # private use altogether
    if first not in known.language and not re.fullmatch(r"q[a-t][a-z]", first):
        return _refuse_misformed(tag)
    return _rest_problem(tag, [part.lower() for part in parts[1:]], known)


def _rest_problem(tag: str, parts: list[str], known: Registry) -> Problem | None:
    """The parts behind the language, in their order: script, region, variants, extensions."""
    if parts and len(parts[0]) == 3 and parts[0].isalpha():
        return _check_extended(tag, parts[0], known)
    if parts and len(parts[0]) == 4 and parts[0].isalpha():
        script = parts.pop(0)
        if script not in known.script and not re.fullmatch(r"qa[a-b][a-x]", script):
            return _refuse_unregistered(tag, script)
    if parts and re.fullmatch(r"[a-z]{2}|\d{3}", parts[0]):
        region = parts.pop(0)
        if region not in known.region:
            return _refuse_unregistered(tag, region)
    while parts and len(parts[0]) > 1:
        variant = parts.pop(0)
        if variant not in known.variant:
            return _refuse_unregistered(tag, variant)
    return _refuse_misformed(tag) if len(parts) == 1 else None  # a singleton needs something behind it


def _check_extended(tag: str, extlang: str, known: Registry) -> Problem:
    if extlang in known.extlang:
        from langcodes import standardize_tag  # noqa: PLC0415 -- as in `read_registry`

        return Problem("language-form", tag, {"better": standardize_tag(tag)})
    return _refuse_unregistered(tag, extlang)


def _refuse_unregistered(tag: str, part: str) -> Problem:
    written = next(piece for piece in tag.split("-") if piece.lower() == part)
    return Problem("language-part", tag, {"other": written})


def _refuse_misformed(tag: str) -> Problem:
    better = tag.replace("_", "-") if "_" in tag else ours.suggest(tag)
    if not better or better == tag or tag_problem(better):
        return Problem("language-form", tag)
    return Problem("language-form", tag, {"better": better})


def _asset_problem(language: Language) -> Problem | None:
    if not language.asset or language.asset in LANGUAGE_ASSETS:
        return None
    meant = ASSET_MEANT.get(language.asset.lower(), language.asset.lower())
    better = {"better": f"{language.tag}:{meant}"} if meant in LANGUAGE_ASSETS else {}
    listed = {"list": ", ".join(LANGUAGE_ASSETS), "other": language.asset}
    return Problem("language-asset", language.tag, listed | better)
