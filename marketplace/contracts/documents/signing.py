"""Sign an agreement and check its signatures: PAdES B-T, one increment and one visible box per side."""

import zlib
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from asn1crypto import x509 as asn1  # type: ignore[import-untyped]  # it has no types
from pyhanko.pdf_utils.content import ImportedPdfPage
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.pdf_utils.layout import AxisAlignment, Margins, SimpleBoxLayoutRule
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.pdf_utils.writer import BasePdfFileWriter
from pyhanko.sign.diff_analysis import ModificationLevel
from pyhanko.sign.fields import SigFieldSpec, SigSeedSubFilter, append_signature_field, enumerate_sig_fields
from pyhanko.sign.general import find_unique_cms_attribute
from pyhanko.sign.signers import PdfSignatureMetadata, PdfSigner, SimpleSigner
from pyhanko.sign.signers.pdf_signer import PdfSigningSession
from pyhanko.sign.timestamps import DummyTimeStamper
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko.sign.validation.pdf_embedded import EmbeddedPdfSignature
from pyhanko.sign.validation.status import PdfSignatureStatus, SignatureCoverageLevel
from pyhanko.stamp import StaticStampStyle
from pyhanko_certvalidator import ValidationContext
from pyhanko_certvalidator.registry import SimpleCertificateStore

from marketplace.contracts.documents.authority import Authority, Holder, issue_signer
from marketplace.contracts.documents.layout import SIGNATURE_BOXES, Side
from marketplace.contracts.documents.rendering import Fonts, draw_pdf
from marketplace.contracts.documents.texts import make_printable, make_run

STAMP = Path(__file__).parent / "stamp.typ"
FIELDS = {side: f"{side}-signature" for side in SIGNATURE_BOXES}
HEADINGS = {"licensor": "Signed for the Licensor 许可方签署", "licensee": "Signed for the Licensee 被许可方签署"}
ISSUED_BY = "Certificate issued by Monsoon Contracts CA"
_LAST_PAGE = -1
# Hexadecimal digits kept for a signature with its time stamp, which take half of it where every name is as long as it
# may be. Not told, the library signs and stamps once more to find out.
_RESERVED = 16_384
# What parsers of PDF, CMS and certificates say of bytes that are none.
_BROKEN = (
    PdfError,
    ValueError,
    TypeError,
    LookupError,
    AttributeError,
    NotImplementedError,
    RecursionError,
    zlib.error,
)


class AlreadySigned(RuntimeError):
    """This side's box holds a signature."""


class _SignerAt(PdfSigner):
    """Writes the time of the person's act, not of the task that seals it later."""

    def __init__(self, at: datetime, *args: Any, **options: Any) -> None:
        super().__init__(*args, **options)
        self._at = at

    def init_signing_session(self, pdf_out: BasePdfFileWriter, existing_fields_only: bool = False) -> PdfSigningSession:
        session = super().init_signing_session(pdf_out, existing_fields_only)
        session.system_time = self._at
        return session


@dataclass(frozen=True)
class SignatureCheck:
    """What a check found. `entire`: it covers the whole file, or all of it but later signatures in their own boxes."""

    name: str
    intact: bool
    trusted: bool
    entire: bool
    side: str = ""
    stamped_at: datetime | None = None


def apply_signature(
    pdf: bytes,
    *,
    authority: Authority,
    side: Side,
    name: str,
    organisation: str,
    email: str,
    territory: str,
    reason: str,
    signed_at: datetime,
    fonts: Fonts,
    sealed_at: datetime | None = None,
    title: str = "",
    latin_name: str = "",
) -> bytes:
    """`pdf` with one signature more, appended; what was there stays as it was.

    `signed_at` is when the person signed; `sealed_at`, when this is written, goes into the time stamp (without it:
    the same moment). `title` is the signatory's position and `latin_name` the name in Latin letters as the signatory
    states it, both shown in the box. Either side may be the first. Raises AlreadySigned when its box is filled.
    """
    writer = IncrementalPdfFileWriter(BytesIO(pdf))
    _prepare_boxes(writer, side)
    signer = issue_signer(
        authority,
        name=name,
        organisation=organisation,
        email=email,
        territory=territory,
        at=signed_at,
        latin_name=latin_name,
    )
    meta = PdfSignatureMetadata(
        field_name=FIELDS[side],
        name=make_printable(name),
        reason=make_printable(reason),
        md_algorithm="sha256",
        subfilter=SigSeedSubFilter.PADES,
    )
    with NamedTemporaryFile(suffix=".pdf") as appearance:
        appearance.write(
            _draw_appearance(
                side, name, ", ".join(filter(None, (latin_name, title, organisation))), reason, signed_at, fonts
            )
        )
        appearance.flush()
        signing = _SignerAt(
            signed_at,
            meta,
            _make_signer(authority, signer),
            timestamper=_time_stamper(authority, sealed_at or signed_at),
            stamp_style=_stamp_style(appearance.name),
        )
        signed: BytesIO = signing.sign_pdf(writer, existing_fields_only=True, bytes_reserved=_RESERVED)
    return signed.getvalue()


def check_signatures(pdf: bytes, authority: Authority) -> list[SignatureCheck]:
    """Every signature in `pdf`, in the order of signing. A file too broken to be read has none."""
    try:
        embedded = PdfFileReader(BytesIO(pdf)).embedded_regular_signatures
    except _BROKEN:
        return []
    closed = bool(embedded) and _covered_end(embedded[-1]) == len(pdf)
    return [_check_signature(signature, authority, closed) for signature in embedded]


def _prepare_boxes(writer: IncrementalPdfFileWriter, side: str) -> None:
    """Both boxes are made with the first signature, so that the second changes nothing but its own."""
    existing = {name: value for name, value, _field in enumerate_sig_fields(writer)}
    if existing.get(FIELDS[side]) is not None:
        raise AlreadySigned(side)
    for each, box in SIGNATURE_BOXES.items():
        if FIELDS[each] not in existing:
            append_signature_field(writer, SigFieldSpec(FIELDS[each], on_page=_LAST_PAGE, box=box.in_pdf))


def _make_signer(authority: Authority, signer: Holder) -> SimpleSigner:
    return SimpleSigner(signer.asn1_certificate, signer.asn1_key, _certificate_store(authority))


def _time_stamper(authority: Authority, at: datetime) -> DummyTimeStamper:
    """Our own time stamps, without a network. (The library calls one that lives in the process a dummy.)"""
    store, second = _certificate_store(authority), at.astimezone(UTC).replace(microsecond=0)
    return DummyTimeStamper(authority.stamper.asn1_certificate, authority.stamper.asn1_key, store, fixed_dt=second)


def _certificate_chain(authority: Authority) -> list[asn1.Certificate]:
    return [authority.ca.asn1_certificate]


def _certificate_store(authority: Authority) -> SimpleCertificateStore:
    store = SimpleCertificateStore()  # type: ignore[no-untyped-call]  # the library left it without types
    store.register_multiple(_certificate_chain(authority))
    return store


def _stamp_style(appearance: str) -> StaticStampStyle:
    whole = SimpleBoxLayoutRule(
        x_align=AxisAlignment.ALIGN_MID, y_align=AxisAlignment.ALIGN_MID, margins=Margins(0, 0, 0, 0)
    )
    page = ImportedPdfPage(appearance)  # type: ignore[no-untyped-call]  # the library left it without types
    return StaticStampStyle(border_width=0, background=page, background_layout=whole)


def _draw_appearance(side: str, name: str, organisation: str, reason: str, at: datetime, fonts: Fonts) -> bytes:
    """A page of the box's size; Typst shapes the name in whatever script it is written."""
    box = SIGNATURE_BOXES[side]
    stamped = at.astimezone(UTC)
    lines = [organisation, reason, f"{stamped:%Y-%m-%d %H:%M:%S} UTC", ISSUED_BY]
    data = {
        "date": {"year": stamped.year, "month": stamped.month, "day": stamped.day},
        "width": round(box.width),
        "height": round(box.height),
        "heading": make_run(HEADINGS[side], "en"),
        "name": make_run(name),
        "lines": [make_run(line) for line in lines if line],
    }
    return draw_pdf(STAMP, data, fonts=fonts)


def _covered_end(embedded: EmbeddedPdfSignature) -> int:
    """Where the bytes end that the signature covers."""
    _start, _length, start, length = embedded.byte_range
    return int(start + length)


def _check_signature(embedded: EmbeddedPdfSignature, authority: Authority, closed: bool) -> SignatureCheck:
    """One signature, its certificates judged at the time of its time stamp; `closed`: the last one ends the file."""
    side = next((side for side, field in FIELDS.items() if field == embedded.field_name), "")
    try:
        name = str(embedded.sig_object["/Name"])
        stamped_at = _stamped_at(embedded)
        context = ValidationContext(
            trust_roots=_certificate_chain(authority),
            allow_fetching=False,
            revocation_mode="soft-fail",
            moment=stamped_at,
        )
        status = validate_pdf_signature(embedded, context, context, skip_diff=True)
        if not (status.intact and status.valid):  # then what was added, which takes long to compare, says nothing more
            return SignatureCheck(name, intact=False, trusted=False, entire=False, side=side, stamped_at=stamped_at)
        status = validate_pdf_signature(embedded, context, context)
    except _BROKEN:
        return SignatureCheck("", intact=False, trusted=False, entire=False, side=side)
    return SignatureCheck(name, True, _is_trusted(status), closed and _is_entire(status), side, stamped_at)


def _stamped_at(embedded: EmbeddedPdfSignature) -> datetime:
    """The time in the time stamp's token. Raises LookupError without one."""
    token = find_unique_cms_attribute(embedded.signer_info["unsigned_attrs"], "signature_time_stamp_token")
    moment: datetime = token["content"]["encap_content_info"]["content"].parsed["gen_time"].native
    return moment


def _is_trusted(status: PdfSignatureStatus) -> bool:
    """The signer and the time stamp both lead to our CA."""
    stamp = status.timestamp_validity
    return bool(status.trusted and stamp is not None and stamp.intact and stamp.valid and stamp.trusted)


def _is_entire(status: PdfSignatureStatus) -> bool:
    """Nothing was added but signatures in the boxes made for them."""
    if status.coverage == SignatureCoverageLevel.ENTIRE_FILE:
        return True
    level = status.modification_level
    covered = status.coverage == SignatureCoverageLevel.ENTIRE_REVISION
    return bool(covered and level is not None and level <= ModificationLevel.FORM_FILLING and status.docmdp_ok)
