"""An import of 50,000 rows of Avails against python-calamine reading the same workbook."""

import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

from django.core.files.uploadedfile import SimpleUploadedFile
from django.utils import timezone
from python_calamine import CalamineWorkbook

from listings.exchange.actions import read_import, start_import
from listings.exchange.avails import Reading
from listings.exchange.models import Import, ImportRow
from listings.exchange.states import Kind
from tests import factories
from tests.bench.rows import Row
from tests.bench.stage import Stage
from tests.listings.exchange.avails.making import FILM, workbook

GROUP = "Import"
GOAL, ROWS, QUICK_ROWS = 25.0, 50_000, 5_000
# The film template has eighty columns; of these a real file fills about twenty-seven.
EMPTY = [
    "Avail/Licensee",
    "AvailTrans/TerritoryExclusion",
    "AvailMetadata/LocalizationType",
    "AvailMetadata/GroupIdentity",
    "AvailTrans/HDR",
    "AvailTrans/WCG",
    "AvailTrans/HFR",
    "AvailTrans/NGAudio",
    "AvailTrans/StartLag",
    "AvailTrans/EndLag",
    "AvailTrans/SRP",
    "AvailTrans/OtherTerms",
    "AvailTrans/OtherInstructions",
    "Avail/UV_ID",
    "Avail/DMA_ID",
    "AvailAsset/Metadata",
    "AvailTrans/SuppressionLiftDate",
    "AvailTrans/SpecialPreOrderFulfillDate",
    "AvailTrans/AnnounceDate",
    "Avail/ExceptionFlag",
    "AvailMetadata/RatingReason",
    "AvailTrans/RentalDuration",
    "AvailTrans/WatchDuration",
    "AvailMetadata/Any",
    "AvailTrans/ContractID",
    "AvailTrans/ExclusiveAttributes",
    "AvailTrans/BrandingRightsAttributes",
    "AvailTrans/HoldbackLanguage",
    "AvailTrans/AllowedLanguages",
    "AvailTrans/RequiredFulfillmentLanguages",
    "AvailMetadata/RetailerID1",
    "AvailMetadata/RetailerID2",
    "AvailMetadata/RetailerID3",
]
ALWAYS = {
    "Avail/ServiceProvider": "Bench Service", "AvailTrans/AssetLanguage": "th", "AvailTrans/LicenseRightsDescription": "Library",
    "AvailTrans/PriceType": "WSP", "AvailTrans/PriceValue": 4.5, "AvailTrans/PriceCurrency": "USD", "AvailTrans/Download": "No",
    "AvailMetadata/ReleaseYear": 2019, "AvailMetadata/ReleaseHistoryOriginal": "2019-02-05", "AvailMetadata/RatingSystem": "BFVC",
    "AvailMetadata/RatingValue": "13", "AvailMetadata/CaptionIncluded": "No", "AvailMetadata/CaptionExemption": 4,
    "AvailTrans/TitleStatus": "Approved", "AvailTrans/Exclusive": 0, "AvailTrans/BrandingRights": 0,
    "AvailMetadata/TotalRunTime": "01:56:20",
}  # fmt: skip
PLACES = ("TH", "VN", "MY", "SG", "ID", "PH", "CN", "HK", "KR", "JP")


def rows(stage: Stage) -> Iterator[Row]:
    """Reading alone, reading with every check, and the whole job until its result is in the database."""
    many = QUICK_ROWS if stage.size == "10k" else ROWS
    films = list(avails(many))
    path, size = workbook(stage.folder / "bench.xlsx", films, columns=[*films[0], *EMPTY]), f"{many:,} rows"
    plain = min(
        seconds(lambda: len(CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python())) for _ in range(3)
    )
    checked = seconds(lambda: sum(row.transaction is not None for row in Reading(path)))
    batch, whole = imported(path)
    assert (batch.rows_read, ImportRow.objects.filter(batch=batch).exclude(verdict="error").count()) == (many, many), (
        batch.findings
    )
    ImportRow.objects.filter(batch=batch).delete()
    batch.delete()
    path.unlink()
    yield Row("python-calamine reads the workbook", size, plain, "s", group=GROUP)
    yield Row("reading with every check / python-calamine", size, checked / plain, "x", group=GROUP)
    yield Row("import until its result stands / python-calamine", size, whole / plain, "x", GOAL, group=GROUP)


def avails(many: int) -> Iterator[dict[str, object]]:
    """Films with ten windows each, one after the other, in ten territories."""
    for number in range(many):
        film, window = divmod(number, 10)
        start = date(2030, 1, 1) + timedelta(days=365 * (film % 3))
        yield (
            FILM
            | ALWAYS
            | {
                "AvailMetadata/TitleDisplayUnlimited": f"Bench {film}",
                "Avail/AvailID": f"B-{number}",
                "AvailAsset/AltID": f"BENCH_{film}",
                "Avail/ALID": f"md:alid:org:bench.example:{film}",
                "AvailAsset/ContentID": f"md:cid:org:bench.example:{film}",
                "AvailMetadata/TitleInternalAlias": f"Bench {film}",
                "AvailTrans/Territory": PLACES[window],
                "AvailTrans/Start": start.isoformat(),
                "AvailTrans/End": (start + timedelta(days=364)).isoformat(),
            }
        )


def seconds(work: Callable[[], object]) -> float:
    """How long it takes."""
    began = time.monotonic()
    work()
    return time.monotonic() - began


def imported(path: Path) -> tuple[Import, float]:
    """The job, as the worker does it, from the uploaded file to rows with their verdicts."""
    seller = factories.actor("Bench Importer", factories.organisation("Bench Importer"))
    at = timezone.now()
    batch = start_import(file=SimpleUploadedFile("bench.xlsx", path.read_bytes()), kind=Kind.AVAILS, by=seller, at=at)
    took = seconds(lambda: read_import(batch=batch, at=at))
    batch.refresh_from_db()
    return batch, took
