"""Each rule about one row: a row that keeps it, and one that breaks it, with exactly what is said."""

from datetime import date

import pytest

from listings.exchange.avails import recheck_rows
from tests.listings.exchange.avails.making import EPISODE, FILM, SEASON, changed

TODAY = date(2026, 6, 1)
ISO = "Write the date as year-month-day, for example 2026-01-31."
COLLECTION = changed(FILM, WorkType="Collection", BundledALIDs="a-1; a-2")
VOD = changed(
    FILM, LicenseType="VOD", PriceType="WSP", PriceValue="12.50", PriceCurrency="CNY", AssetLanguage="zh-Hans"
)
POEST = changed(VOD, LicenseType="POEST", SuppressionLiftDate="2029-10-01")
EST = changed(VOD, LicenseType="EST")
US = changed(FILM, Territory="US", CaptionIncluded="Yes")
LANGUAGES = "Write one of these: subtitle, audio, subdub."
CODE = "Write the two letters of ISO 3166-1, for example SG, or ISO 3166-2, for example CN-GD."
TAG = "Write it as in BCP 47, for example zh-Hans or th."
CONDITIONS = "Usual conditions are: Open, Immediate, ESTStart, EST, Broadcast, Completed, Theatrical."
THAI = "Its ratings are: G, E, 13, 15, 18, 20, B."

# (a row that is good, what makes it bad, severity, rule, column, value, what to do)
Case = tuple[dict[str, str], dict[str, str | None], str, str, str, str, str | None]
CASES: list[Case] = [
    # required
    (FILM, {"DisplayName": None}, "error", "required", "DisplayName", "", "Fill it in."),
    (FILM, {"ALID": None}, "error", "required", "ALID", "", "Fill it in."),
    (FILM, {"Territory": None}, "error", "required", "Territory", "", "Fill it in."),
    (FILM, {"Territory": "  "}, "error", "required", "Territory", "", "Fill it in."),
    (FILM, {"TitleInternalAlias": None}, "error", "required-for", "TitleInternalAlias", "", "Fill it in."),
    (FILM, {"ContentID": None}, "error", "required-for", "ContentID", "", "Fill it in."),
    (SEASON, {"SeasonNumber": None}, "error", "required-for", "SeasonNumber", "", "Fill it in."),
    (SEASON, {"EpisodeCount": None}, "warning", "expected-for", "EpisodeCount", "", "Fill it in."),
    (EPISODE, {"EpisodeNumber": None}, "error", "required-for", "EpisodeNumber", "", "Fill it in."),
    (EPISODE, {"SeasonNumber": None}, "warning", "expected-for", "SeasonNumber", "", "Fill it in."),
    (SEASON, {"EpisodeContentID": "x"}, "error", "not-for", "EpisodeContentID", "x", "Empty it."),
    (SEASON, {"EpisodeAltID": "x"}, "warning", "unusual-for", "EpisodeAltID", "x", "Empty it."),
    # closed and open lists
    (FILM, {"FormatProfile": "4K"}, "error", "not-listed", "FormatProfile", "4K",
     "Write one of these: SD, HD, UHD, 3D, 3DSD, 3DHD, 3DUHD."),
    (FILM, {"FormatProfile": "hd"}, "error", "not-listed", "FormatProfile", "hd", "Write “HD”."),
    (FILM, {"EntryType": "full extract"}, "error", "not-listed", "EntryType", "full extract", "Write “Full Extract”."),
    (FILM, {"TitleStatus": "Done"}, "error", "not-listed", "TitleStatus", "Done",
     "Write one of these: Pending, Approved, Revoked, Expired."),
    (FILM, {"LocalizationType": "subs"}, "error", "not-listed", "LocalizationType", "subs",
     "Write one of these: sub, dub, subdub, any."),
    (VOD, {"LicenseType": "TVOD"}, "warning", "unusual", "LicenseType", "TVOD",
     "Usual values are: EST, VOD, SVOD, POEST, Pre-Release, Library."),
    (VOD, {"NGAudio": "Stereo"}, "warning", "unusual", "NGAudio", "Stereo",
     "Usual values are: True, False, Atmos, DTS:X, Auro3D."),
    # dates
    (FILM, {"Start": "01/31/2026"}, "error", "date-form", "Start", "01/31/2026", "Write “2026-01-31”."),
    (FILM, {"Start": "31.1.2026"}, "error", "date-form", "Start", "31.1.2026", "Write “2026-01-31”."),
    (FILM, {"Start": "2026年1月31日"}, "error", "date-form", "Start", "2026年1月31日", "Write “2026-01-31”."),
    (FILM, {"Start": "31-Jan-2026"}, "error", "date-form", "Start", "31-Jan-2026", "Write “2026-01-31”."),
    (FILM, {"Start": "20260131"}, "error", "date-form", "Start", "20260131", "Write “2026-01-31”."),
    (FILM, {"Start": "46053"}, "error", "date-form", "Start", "46053", "Write “2026-01-31”."),
    (FILM, {"Start": "1/2/2026"}, "error", "date-unclear", "Start", "1/2/2026", "Write 2026-01-02 / 2026-02-01."),
    (FILM, {"Start": "early 2026"}, "error", "date-form", "Start", "early 2026", ISO),
    (FILM, {"Start": "2026-02-30"}, "error", "date-impossible", "Start", "2026-02-30", ISO),
    (FILM, {"End": "永久"}, "error", "date-form", "End", "永久", ISO),
    (FILM, {"End": "TBD"}, "error", "condition-tbd", "End", "TBD", CONDITIONS),
    (FILM, {"End": "open"}, "warning", "condition", "End", "open", "Write “Open”."),
    (FILM, {"Start": "Airing"}, "warning", "condition", "Start", "Airing", CONDITIONS),
    (FILM, {"End": "2573-12-31"}, "warning", "date-buddhist", "End", "2573-12-31", "Write “2030-12-31”."),
    (FILM, {"End": "9999-12-31"}, "warning", "date-for-ever", "End", "9999-12-31", "Write “Open”."),
    (FILM, {"End": "2029-12-31"}, "error", "end-before-start", "End", "2029-12-31", "Correct one of them."),
    (changed(FILM, Start="Theatrical", StartLag="P90D"), {"Start": "2030-01-01"}, "error", "lag-alone", "StartLag", "P90D",
     "Empty it, or write a condition."),
    (changed(FILM, WindowDuration="P180D"), {"WindowDuration": "180"}, "error", "duration-form", "WindowDuration", "180",
     "Write it as ISO 8601, for example P90D or PT48H."),
    (changed(FILM, ReleaseYear="2019"), {"ReleaseYear": "19"}, "error", "year-form", "ReleaseYear", "19",
     "Write four digits, for example 2026."),
    (changed(FILM, TotalRunTime="10:00"), {"TotalRunTime": "125 min"}, "error", "runtime-form", "TotalRunTime", "125 min",
     "Write hours, minutes and seconds, for example 02:05:00."),
    # yes and no, numbers
    (changed(FILM, Exclusive="y"), {"Exclusive": "perhaps"}, "error", "boolean-form", "Exclusive", "perhaps",
     "Write Yes or No."),
    (EPISODE, {"EpisodeNumber": "1a"}, "error", "integer-form", "EpisodeNumber", "1a", "Write digits only, for example 12."),
    # territories
    (FILM, {"Territory": "UK"}, "error", "territory-code", "Territory", "UK", "Write “GB”."),
    (FILM, {"Territory": "WW"}, "error", "territory-code", "Territory", "WW", "Write “ZZ”."),
    (FILM, {"Territory": "th"}, "error", "territory-code", "Territory", "th", "Write “TH”."),
    (FILM, {"Territory": "Thailand"}, "error", "territory-code", "Territory", "Thailand", "Write “TH”."),
    (FILM, {"Territory": "JJ"}, "error", "territory-code", "Territory", "JJ", CODE),
    (changed(FILM, Territory="CN-GD, HK"), {"Territory": "CN-XX, HK"}, "error", "territory-code", "Territory", "CN-XX", CODE),
    (changed(FILM, Territory="142"), {"Territory": "143x"}, "error", "territory-code", "Territory", "143x", CODE),
    (FILM, {"Territory": "ASEAN"}, "error", "territory-group", "Territory", "ASEAN",
     "Write its members: BN, ID, KH, LA, MM, MY, PH, SG, TH, TL, VN."),
    (changed(FILM, Territory="ZZ", TerritoryExclusion="CN, HK"), {"Territory": "ZZ, CN"}, "error", "territory-in-out",
     "TerritoryExclusion", "CN", "Take it out of one of the two."),
    (changed(FILM, Territory="CN", TerritoryExclusion="CN-GD"), {"TerritoryExclusion": "VN"}, "warning",
     "territory-nothing-out", "TerritoryExclusion", "VN", "Check Territory and TerritoryExclusion."),
    # languages
    (changed(FILM, AllowedLanguages="zh-Hans, yue:audio"), {"AllowedLanguages": "zh-yue"}, "error", "language-form",
     "AllowedLanguages", "zh-yue", "Write “yue”."),
    (FILM, {"AssetLanguage": "Chinese"}, "error", "language-form", "AssetLanguage", "Chinese", "Write “zh-Hans”."),
    (FILM, {"AssetLanguage": "zh_Hant"}, "error", "language-form", "AssetLanguage", "zh_Hant", "Write “zh-Hant”."),
    (FILM, {"AssetLanguage": "zh-Hans-XX"}, "error", "language-part", "AssetLanguage", "zh-Hans-XX", TAG),
    (FILM, {"HoldbackLanguage": "th:sub"}, "error", "language-asset", "HoldbackLanguage", "th", "Write “th:subtitle”."),
    (FILM, {"HoldbackLanguage": "th:text"}, "error", "language-asset", "HoldbackLanguage", "th", LANGUAGES),
    (changed(FILM, AllowedLanguages="th:audio", HoldbackLanguage="th:subtitle"), {"HoldbackLanguage": "th:subdub"}, "error",
     "language-held-back", "HoldbackLanguage", "th", "Take it out of one of the two."),
    (changed(FILM, AssetLanguage="th, en"), {"LicenseType": "Library", "PriceType": "NA", "PriceValue": "NA"}, "error",
     "asset-language-many", "AssetLanguage", "th, en", "Make a row for each language."),
    (changed(FILM, AssetLanguage="th", RequiredFulfillmentLanguages="TH"), {"RequiredFulfillmentLanguages": "en"}, "error",
     "fulfilment-language", "RequiredFulfillmentLanguages", "en", "Add it to AssetLanguage."),
    # money
    (VOD, {"PriceCurrency": "RMB"}, "error", "currency-code", "PriceCurrency", "RMB", "Write “CNY”."),
    (VOD, {"PriceCurrency": "XYZ"}, "error", "currency-code", "PriceCurrency", "XYZ",
     "Write its three letters, for example CNY."),
    (VOD, {"PriceCurrency": None}, "warning", "price-currency", "PriceCurrency", "12.50",
     "Fill in PriceCurrency, for example CNY."),
    (VOD, {"PriceValue": "-1"}, "error", "money-negative", "PriceValue", "-1", "Write zero or more."),
    (VOD, {"PriceValue": "12,50"}, "error", "number-form", "PriceValue", "12,50", "Write “12.50”."),
    (VOD, {"PriceValue": "cheap"}, "error", "number-form", "PriceValue", "cheap",
     "Write digits with a point, for example 12.50."),
    (VOD, {"PriceValue": None}, "error", "price-half", "PriceValue", "", "Fill both in, or write NA in both."),
    (VOD, {"PriceType": None, "PriceValue": None}, "warning", "price-missing", "PriceType", "",
     "Fill both in, or write NA in both."),
    (VOD, {"PriceType": "NA"}, "warning", "price-na", "PriceValue", "12.50", "Write NA as PriceValue too."),
    (VOD, {"PriceType": "Fee"}, "warning", "unusual", "PriceType", "Fee", None),
    (changed(VOD, PriceType="LicenseFee"), {"PriceValue": "-5"}, "error", "money-negative", "PriceValue", "-5",
     "Write zero or more."),
    (changed(EST, PriceType="TPR-WSP"), {"End": "Open"}, "error", "tpr-open", "End", "Open",
     "Write the last day of the price."),
    (changed(EST, PriceType="TPR-WSP", TPRType="Conditional"), {"PriceType": "WSP"}, "warning", "tpr-type", "TPRType",
     "Conditional", "Write PriceType with TPR-, or empty TPRType."),
    # pre-orders
    (POEST, {"SuppressionLiftDate": None}, "error", "poest-lift", "SuppressionLiftDate", "", "Fill it in."),
    (changed(POEST, SpecialPreOrderFulfillDate="2030-02-01"), {"LicenseType": "EST"}, "error", "preorder-only",
     "SpecialPreOrderFulfillDate", "2030-02-01", "Empty it, or write POEST as LicenseType."),
    (changed(POEST, SpecialPreOrderFulfillDate="2030-02-01"), {"SpecialPreOrderFulfillDate": "2029-02-01"}, "warning",
     "preorder-early", "SpecialPreOrderFulfillDate", "2029-02-01", "Correct one of the dates."),
    # works
    (COLLECTION, {"BundledALIDs": None}, "error", "required-for", "BundledALIDs", "", "Fill it in."),
    (COLLECTION, {"WorkType": "Movie"}, "error", "bundle-only", "BundledALIDs", "a-1; a-2", "Empty it."),
    (COLLECTION, {"ALID": "a-1"}, "error", "bundle-self", "BundledALIDs", "a-1", "Take it out of BundledALIDs."),
    (FILM, {"WorkType": "Promotion"}, "error", "refers-missing", "WorkType", "Promotion", "Leave the row out."),
    # EIDR, ratings, captions
    (changed(FILM, EditID="10.5240/CB93-339B-33EA-F532-9428-X"), {"EditID": "10.5240/CB93-339B-33EA-F532-9428-1"}, "warning",
     "eidr-check", "EditID", "10.5240/CB93-339B-33EA-F532-9428-1", "It should be X. Check the number."),
    (changed(FILM, EditID="my own 1"), {"EditID": "10.5240/:1489"}, "warning", "eidr-form", "EditID", "10.5240/:1489",
     "An EIDR looks like 10.5240/CB93-339B-33EA-F532-9428-X."),
    (changed(FILM, RatingSystem="BFVC", RatingValue="18"), {"RatingValue": "17"}, "error", "rating-value", "RatingValue", "17",
     THAI),
    (changed(FILM, RatingSystem="BFVC", RatingValue="18"), {"RatingSystem": "BVFC"}, "error", "rating-system", "RatingSystem",
     "BVFC", "Write its id, for example MTRCB or FCO."),
    (changed(FILM, RatingSystem="BFVC", RatingValue="18"), {"RatingValue": None}, "error", "rating-half", "RatingValue", "",
     "Fill both, or neither."),
    (changed(FILM, RatingSystem="BFVC", RatingValue="18"), {"Territory": "VN"}, "warning", "rating-place", "RatingSystem",
     "BFVC", "Systems in use there: MCST."),
    (changed(FILM, Territory="PH", RatingSystem="MTRCB", RatingValue="G", RatingReason="LANG"), {"RatingReason": "Sex"},
     "error", "rating-reason", "RatingReason", "Sex", "Its reasons are: THEME, LANG."),
    (US, {"CaptionIncluded": None}, "warning", "captions", "CaptionIncluded", "", "Write Yes or No."),
    (US, {"CaptionIncluded": "No"}, "warning", "caption-exemption", "CaptionExemption", "", "Write the reason, 1 to 6."),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=[f"{case[3]}:{case[5]}" for case in CASES])
def test_a_row_that_breaks_a_rule_is_told_where_and_how_to_mend_it(case: Case) -> None:
    good, change, severity, rule, column, value, fix = case

    assert recheck_rows({4: good}, "1.9", today=TODAY).findings == ()
    (found,) = recheck_rows({4: changed(good, **change)}, "1.9", today=TODAY).findings
    assert (found.severity, found.row, found.rule, found.value) == (severity, 4, rule, value)
    assert found.column.partition("/")[2] == column
    assert fix is None or str(found.fix) == fix
    assert "{" not in str(found.message) + str(found.fix)


def test_a_row_with_an_error_is_kept_out_and_one_with_a_warning_is_not() -> None:
    broken, odd = changed(FILM, Territory="UK"), changed(VOD, LicenseType="TVOD", ALID="other", ContentID="other")

    document = recheck_rows({4: broken, 5: odd}, "1.9", today=TODAY)

    assert [row.row for row in document.rows] == [5]
    assert document.cells == {4: broken, 5: odd}


def test_all_errors_of_a_row_are_named_at_once() -> None:
    row = changed(FILM, Territory="UK", FormatProfile="4K", Start="1.1.2030", DisplayName=None)

    found = [one.rule for one in recheck_rows({4: row}, "1.9", today=TODAY).findings]

    assert sorted(found) == ["date-form", "not-listed", "required", "territory-code"]


@pytest.mark.parametrize("word", ["Yes", "Y", "T", "True", "1", "TRUE()"])
def test_yes_has_many_forms(word: str) -> None:
    (row,) = recheck_rows({4: changed(FILM, Exclusive=word)}, "1.9", today=TODAY).rows

    assert row.exclusive is True
