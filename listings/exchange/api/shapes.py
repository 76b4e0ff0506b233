"""What the API tells of imports, and what it takes."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from listings.exchange import tables
from listings.exchange.encodings import ENCODINGS
from listings.exchange.models import Import, ImportRow
from listings.exchange.showing import count_rows, findings_of
from listings.exchange.states import ImportState, Kind, RowState, Verdict

MAX_CELL_LENGTH = 5_000


class FindingSerializer(serializers.Serializer[Any]):
    """What is wrong, at which column, with which value, and what to do."""

    severity = serializers.CharField()
    column = serializers.CharField(allow_blank=True)
    value = serializers.CharField(allow_blank=True)
    message = serializers.CharField()
    fix = serializers.CharField(allow_blank=True)


class CountsSerializer(serializers.Serializer[Any]):
    """Rows by verdict; those taken over; `good` = those that publishing would take."""

    all = serializers.IntegerField()
    ok = serializers.IntegerField()
    warning = serializers.IntegerField()
    error = serializers.IntegerField()
    published = serializers.IntegerField()
    unchanged = serializers.IntegerField()
    good = serializers.IntegerField()
    kept = serializers.IntegerField()


class ImportSerializer(serializers.ModelSerializer[Import]):
    """`rows_read` grows while the file is read, `percent` while rows are taken over. Poll until the state is another."""

    kind = serializers.ChoiceField(Kind.choices)
    state = serializers.ChoiceField(ImportState.choices)
    percent = serializers.IntegerField(allow_null=True)

    class Meta:
        model = Import
        fields = ["id", "name", "kind", "state", "version", "rows_read", "percent", "made_at", "finished_at"]


class ImportDetailSerializer(ImportSerializer):
    columns = serializers.ListField(child=serializers.CharField())
    mapping = serializers.DictField(child=serializers.CharField(allow_blank=True))
    place = serializers.JSONField()
    counts = serializers.SerializerMethodField()
    findings = serializers.SerializerMethodField()

    class Meta(ImportSerializer.Meta):
        fields = [*ImportSerializer.Meta.fields, "columns", "mapping", "place", "counts", "findings"]

    @extend_schema_field(CountsSerializer)
    def get_counts(self, batch: Import) -> dict[str, int]:
        return count_rows(batch)

    @extend_schema_field(FindingSerializer(many=True))
    def get_findings(self, batch: Import) -> Any:
        return FindingSerializer(findings_of(batch.findings, batch), many=True).data


class ImportRowSerializer(serializers.ModelSerializer[ImportRow]):
    """A row as the file has it, with what is wrong in it and the programme it went into."""

    verdict = serializers.ChoiceField(Verdict.choices)
    state = serializers.ChoiceField(RowState.choices)
    cells = serializers.DictField(child=serializers.CharField(allow_blank=True))
    findings = serializers.SerializerMethodField()
    programme = serializers.CharField(source="programme.public_id", default=None, allow_null=True)

    class Meta:
        model = ImportRow
        fields = ["number", "verdict", "state", "cells", "findings", "programme"]

    @extend_schema_field(FindingSerializer(many=True))
    def get_findings(self, row: ImportRow) -> Any:
        return FindingSerializer(findings_of(row.findings, row.batch), many=True).data


class CellsSerializer(serializers.Serializer[Any]):
    """{column: text} of the cells to change."""

    cells = serializers.DictField(child=serializers.CharField(allow_blank=True, max_length=MAX_CELL_LENGTH))


class MappingSerializer(serializers.Serializer[Any]):
    """{column of ours: column of the file}"""

    mapping = serializers.DictField(
        child=serializers.CharField(allow_blank=True),
        help_text=", ".join(tables.COLUMNS) + '. `countries` may be "": each draft then asks for its origin.',
    )


class TableSerializer(serializers.Serializer[Any]):
    """Where the table is: the encoding of a CSV file, the sheet of a workbook, the number of the header row."""

    encoding = serializers.ChoiceField(["", *ENCODINGS], default="")
    sheet = serializers.CharField(default="", allow_blank=True, max_length=200)
    header = serializers.IntegerField(default=None, allow_null=True, min_value=1, max_value=tables.MAX_HEADER_ROW)
