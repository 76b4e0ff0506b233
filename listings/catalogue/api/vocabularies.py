"""The closed lists that the API speaks in: every code with its name in each language of the interface."""

from collections.abc import Iterable, Mapping
from typing import Any

from django.utils.translation import override
from drf_spectacular.utils import extend_schema
from rest_framework import serializers
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from listings.inputs import OUT_KINDS
from listings.states import LICENCE_GRADES, Binds, VersionKind, VersionState
from marketplace.kit.interface_languages import OFFERED
from marketplace.vocabularies import Vocabulary, currencies, languages, media, territories, uses
from marketplace.vocabularies.programmes import CREDIT_ROLES, GENRES, IDENTIFIER_SCHEMES, KINDS, PERMITS
from marketplace.vocabularies.ratings import TERRITORIES, values_of

NAMED_IN = {language.tag: language.code for language in OFFERED}


class TermSerializer(serializers.Serializer[Any]):
    code = serializers.CharField()
    name = serializers.DictField(child=serializers.CharField(), help_text="by language: en, zh-Hans")


class VocabulariesSerializer(serializers.Serializer[Any]):
    """Every list; `ratings` are the age classes of each territory that has a system of its own."""

    territories = TermSerializer(many=True)
    media = TermSerializer(many=True)
    languages = TermSerializer(many=True)
    uses = TermSerializer(many=True)
    currencies = TermSerializer(many=True)
    kinds = TermSerializer(many=True)
    genres = TermSerializer(many=True)
    credit_roles = TermSerializer(many=True)
    identifier_schemes = TermSerializer(many=True)
    permits = TermSerializer(many=True)
    version_kinds = TermSerializer(many=True)
    version_states = TermSerializer(many=True)
    grades = TermSerializer(many=True)
    purposes = TermSerializer(many=True)
    binds = TermSerializer(many=True)
    ratings = serializers.DictField(child=serializers.ListField(child=serializers.CharField()))


def of_vocabulary(vocabulary: Vocabulary) -> list[dict[str, Any]]:
    """The codes of a vocabulary, in its order."""
    return [{"code": c, "name": {to: vocabulary.name(c, at) for to, at in NAMED_IN.items()}} for c in vocabulary.codes]


def of_names(names: Iterable[tuple[str, Any]]) -> list[dict[str, Any]]:
    """Codes with marked texts."""
    named: dict[str, dict[str, str]] = {code: {} for code, _name in names}
    for to, at in NAMED_IN.items():
        with override(at):
            for code, name in names:
                named[code][to] = str(name)
    return [{"code": code, "name": name} for code, name in named.items()]


def every_list() -> dict[str, Any]:
    """All of them."""
    vocabularies: Mapping[str, Vocabulary] = {
        "territories": territories.VOCABULARY,
        "media": media.VOCABULARY,
        "languages": languages.VOCABULARY,
        "uses": uses.VOCABULARY,
        "currencies": currencies.VOCABULARY,
    }
    tables: Mapping[str, Iterable[tuple[str, Any]]] = {
        "kinds": KINDS.items(),
        "genres": GENRES.items(),
        "credit_roles": CREDIT_ROLES.items(),
        "identifier_schemes": IDENTIFIER_SCHEMES.items(),
        "permits": PERMITS.items(),
        "version_kinds": VersionKind.choices,
        "version_states": VersionState.choices,
        "binds": Binds.choices,
        "grades": [(g.value, g.label) for g in LICENCE_GRADES],
        "purposes": [(p.value, p.label) for p in OUT_KINDS],
    }
    lists = {name: of_vocabulary(one) for name, one in vocabularies.items()}
    lists |= {name: of_names(one) for name, one in tables.items()}
    return lists | {"ratings": {territory: list(values_of(territory)) for territory in TERRITORIES}}


class Vocabularies(APIView):
    """Every closed list of the API: what a code means, and which there are."""

    @extend_schema(responses=VocabulariesSerializer)
    def get(self, request: Request) -> Response:
        return Response(every_list())
