"""The shapes of the listings API."""

from typing import Any

from rest_framework import serializers

from listings.models import Programme, ProgrammeText


class TextSerializer(serializers.ModelSerializer[ProgrammeText]):
    class Meta:
        model = ProgrammeText
        fields = ["language", "title", "logline", "synopsis"]


class ProgrammeSerializer(serializers.ModelSerializer[Programme]):
    """A programme as everybody may see it."""

    id = serializers.CharField(source="public_id")
    seller = serializers.CharField(source="organisation.name_en")
    texts = TextSerializer(many=True)

    class Meta:
        model = Programme
        fields = [
            "id",
            "kind",
            "original_title",
            "original_language",
            "production_territories",
            "year",
            "episode_count",
            "minutes",
            "genres",
            "seller",
            "state",
            "rights_confirmed_at",
            "texts",
        ]


class MoneySerializer(serializers.Serializer[Any]):
    """Whole minor units and an ISO 4217 code."""

    minor = serializers.IntegerField()
    currency = serializers.CharField()


class RowSerializer(serializers.Serializer[Any]):
    programme = ProgrammeSerializer()
    free_cells = serializers.IntegerField()
    ask = MoneySerializer(allow_null=True)


class AnswerSerializer(serializers.Serializer[Any]):
    """`count` programmes match, `fits` of them are free in all `cells`."""

    count = serializers.IntegerField()
    fits = serializers.IntegerField()
    cells = serializers.IntegerField()
    facets = serializers.DictField(child=serializers.DictField(child=serializers.IntegerField()))
    next = serializers.URLField(allow_null=True)
    results = RowSerializer(many=True)


class SegmentSerializer(serializers.Serializer[Any]):
    until = serializers.DateField(allow_null=True)
    state = serializers.ChoiceField(choices=["free", "nonex", "own", "hold", "mine", "sold", "hb", "none"])

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        return {"from": serializers.DateField(), **super().get_fields()}


class CellSerializer(serializers.Serializer[Any]):
    medium = serializers.CharField()
    territory = serializers.CharField()
    free = serializers.BooleanField()
    free_from = serializers.DateField(allow_null=True)
    segments = SegmentSerializer(many=True)


class AvailabilitySerializer(serializers.Serializer[Any]):
    """The whole report; `instead` lists requests that would work, best first, `why_not` what is in the way. Without
    `dates_shown` the seller tells dates on request only."""

    programme = serializers.CharField()
    free_cells = serializers.IntegerField()
    cells = CellSerializer(many=True)
    instead = serializers.ListField(child=serializers.DictField())
    why_not = serializers.ListField(child=serializers.DictField())
    dates_shown = serializers.BooleanField()
    confirmed_at = serializers.DateTimeField(allow_null=True)
