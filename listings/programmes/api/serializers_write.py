"""The shapes in which programmes and rights are written, and read back by those who own them."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from listings.models import (
    Award,
    Credit,
    Episode,
    Identifier,
    LanguageVersion,
    Permit,
    Programme,
    Rating,
    RightIn,
    RightOut,
    Season,
)
from listings.programmes.api.serializers import ProgrammeSerializer, TextSerializer
from listings.programmes.queries.facts import open_revision
from listings.states import Binds, Grade, Purpose, RevisionState, VersionKind, VersionState
from marketplace.vocabularies import media, territories
from marketplace.vocabularies.programmes import CREDIT_ROLES, IDENTIFIER_SCHEMES, PERMITS


class CreditSerializer(serializers.ModelSerializer[Credit]):
    role = serializers.ChoiceField(choices=list(CREDIT_ROLES.items()))

    class Meta:
        model = Credit
        fields = ["role", "name", "name_local"]


class AwardSerializer(serializers.ModelSerializer[Award]):
    class Meta:
        model = Award
        fields = ["name", "category", "year"]


class IdentifierSerializer(serializers.ModelSerializer[Identifier]):
    """`warning` says what is odd about the number; it is kept all the same."""

    scheme = serializers.ChoiceField(choices=list(IDENTIFIER_SCHEMES.items()))

    class Meta:
        model = Identifier
        fields = ["scheme", "value", "warning"]


class PermitSerializer(serializers.ModelSerializer[Permit]):
    kind = serializers.ChoiceField(choices=list(PERMITS.items()))

    class Meta:
        model = Permit
        fields = ["territory", "kind", "number"]


class RatingSerializer(serializers.ModelSerializer[Rating]):
    """The system follows from the territory."""

    class Meta:
        model = Rating
        fields = ["territory", "system", "value"]


class VersionSerializer(serializers.ModelSerializer[LanguageVersion]):
    kind = serializers.ChoiceField(choices=VersionKind.choices)
    state = serializers.ChoiceField(choices=VersionState.choices)

    class Meta:
        model = LanguageVersion
        fields = ["language", "kind", "state", "note"]


class EpisodeSerializer(serializers.ModelSerializer[Episode]):
    class Meta:
        model = Episode
        fields = ["number", "title", "minutes"]


class SeasonSerializer(serializers.ModelSerializer[Season]):
    episodes = EpisodeSerializer(many=True)

    class Meta:
        model = Season
        fields = ["number", "title", "year", "episodes"]


class DetailsSerializer(serializers.Serializer[Any]):
    """The lists of a programme."""

    texts = TextSerializer(many=True)
    credits = CreditSerializer(many=True)
    awards = AwardSerializer(many=True)
    identifiers = IdentifierSerializer(many=True)
    permits = PermitSerializer(many=True)
    ratings = RatingSerializer(many=True)
    versions = VersionSerializer(many=True)
    seasons = SeasonSerializer(many=True)


class PendingSerializer(serializers.Serializer[Any]):
    """Changes of a published programme that wait for review, or were returned with `reasons` (field -> what to change).
    `values` are what the `fields` are to be."""

    state = serializers.ChoiceField(choices=RevisionState.choices)
    since = serializers.DateTimeField(source="submitted_at")
    values = serializers.DictField(source="proposed")
    reasons = serializers.DictField(child=serializers.CharField())
    message = serializers.CharField()

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        names = serializers.ListField(child=serializers.CharField(), source="proposed")
        return {"fields": names, **super().get_fields()}


class OwnProgrammeSerializer(DetailsSerializer, ProgrammeSerializer):
    """One of your programmes, whole, as buyers see it; `pending` holds what waits for review."""

    pending = serializers.SerializerMethodField()

    class Meta(ProgrammeSerializer.Meta):
        model = Programme
        fields = [
            *ProgrammeSerializer.Meta.fields,
            "trailer_url",
            "revision",
            "credits",
            "awards",
            "identifiers",
            "permits",
            "ratings",
            "versions",
            "seasons",
            "pending",
        ]

    @extend_schema_field(PendingSerializer(allow_null=True))
    def get_pending(self, row: Programme) -> Any:
        found = open_revision(row)
        return PendingSerializer(found).data if found else None


class RecordSerializer(serializers.Serializer[Any]):
    """A stored record. `until` is the first day after; null: no end."""

    id = serializers.IntegerField(source="pk")
    territories = serializers.SerializerMethodField()
    media = serializers.SerializerMethodField()
    languages = serializers.SerializerMethodField()
    uses = serializers.SerializerMethodField()
    until = serializers.DateField(source="period.upper", allow_null=True)

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        return {**super().get_fields(), "from": serializers.DateField(source="period.lower")}

    def get_territories(self, row: RightIn | RightOut) -> list[str]:
        return sorted(row.territories, key=territories.number)

    def get_media(self, row: RightIn | RightOut) -> list[str]:
        return sorted(row.media, key=media.number)

    def get_languages(self, row: RightIn | RightOut) -> list[str]:
        return sorted(row.languages)

    def get_uses(self, row: RightIn | RightOut) -> list[str]:
        return sorted(row.uses)


class RightInSerializer(RecordSerializer):
    """`latest_end` and `underlying_end` are first days after: no licence runs beyond them. `contested`: another organisation
    says that it holds the same; nothing is sold under it until our staff have decided."""

    exclusive = serializers.BooleanField()
    latest_end = serializers.DateField(allow_null=True)
    underlying_end = serializers.DateField(allow_null=True)
    underlying_note = serializers.CharField()
    document = serializers.CharField(source="document_name")
    contested = serializers.BooleanField()

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        return {**super().get_fields(), "source": serializers.CharField()}


class RightOutSerializer(RecordSerializer):
    """A record of a deal never names the other side."""

    purpose = serializers.ChoiceField(choices=Purpose.choices)
    grade = serializers.ChoiceField(choices=Grade.choices)
    binds = serializers.ChoiceField(choices=Binds.choices)
    runs = serializers.IntegerField(allow_null=True)
    catch_up_days = serializers.IntegerField(allow_null=True)
    cut = serializers.CharField(source="cut.name", default=None)
    note = serializers.CharField()
    expires_at = serializers.DateTimeField(allow_null=True)
