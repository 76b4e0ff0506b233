import stat
from concurrent.futures import ProcessPoolExecutor
from datetime import UTC, datetime
from pathlib import Path

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509 import Certificate, ExtendedKeyUsage, load_pem_x509_certificate
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

from marketplace.contracts.documents.authority import issue_signer, open_authority

AT = datetime(2026, 11, 23, 4, 0, tzinfo=UTC)


def fingerprint(folder: Path) -> str:
    """Of the CA that a process of its own finds or makes."""
    return open_authority(folder).ca.certificate.fingerprint(hashes.SHA256()).hex()


def names(certificate: Certificate) -> dict[str, str]:
    return {str(a.rfc4514_attribute_name): str(a.value) for a in certificate.subject}


def test_two_processes_that_race_get_the_same_authority(tmp_path: Path) -> None:
    with ProcessPoolExecutor(4) as pool:
        found = set(pool.map(fingerprint, [tmp_path / "authority"] * 8))
    assert len(found) == 1
    assert sorted(p.name for p in (tmp_path / "authority").iterdir()) == ["authority.pem", "ca.pem"]


def test_only_we_may_read_the_keys(tmp_path: Path) -> None:
    open_authority(tmp_path / "authority")
    assert stat.S_IMODE((tmp_path / "authority" / "authority.pem").stat().st_mode) == 0o600
    assert stat.S_IMODE((tmp_path / "authority").stat().st_mode) == 0o700
    assert b"PRIVATE" not in (tmp_path / "authority" / "ca.pem").read_bytes()


def test_a_public_certificate_that_a_crash_left_out_is_written_later(tmp_path: Path) -> None:
    made = open_authority(tmp_path)
    public = tmp_path / "ca.pem"
    public.unlink()
    assert open_authority(tmp_path).ca.certificate == made.ca.certificate
    assert load_pem_x509_certificate(public.read_bytes()) == made.ca.certificate
    assert stat.S_IMODE(public.stat().st_mode) == 0o644


def test_opened_again_it_is_the_same_authority(tmp_path: Path) -> None:
    assert open_authority(tmp_path).stamper.certificate == open_authority(tmp_path).stamper.certificate


def test_the_time_stamp_authority_may_do_nothing_else(tmp_path: Path) -> None:
    authority = open_authority(tmp_path)
    usage = authority.stamper.certificate.extensions.get_extension_for_class(ExtendedKeyUsage)
    assert usage.critical
    assert list(usage.value) == [ExtendedKeyUsageOID.TIME_STAMPING]


def test_a_signer_is_named_in_any_script_and_vouched_for_by_the_ca(tmp_path: Path) -> None:
    authority = open_authority(tmp_path)
    signer = issue_signer(
        authority, name="อนา ศรีใส", organisation="สะพาน" * 30, email="ana@example.test", territory="TH", at=AT
    )
    subject = signer.certificate.subject
    assert names(signer.certificate)["CN"] == "อนา ศรีใส"
    organisation = str(subject.get_attributes_for_oid(NameOID.ORGANIZATION_NAME)[0].value)
    assert organisation == ("สะพาน" * 30)[:64]  # characters, not bytes
    assert isinstance(signer.key, ec.EllipticCurvePrivateKey)
    assert signer.certificate.not_valid_before_utc == datetime(2026, 11, 23, 3, 55, tzinfo=UTC)
    signer.certificate.verify_directly_issued_by(authority.ca.certificate)


def test_g19_a_name_stands_in_the_certificate_as_it_is_written_and_as_the_signatory_romanises_it(
    tmp_path: Path,
) -> None:
    signer = issue_signer(
        open_authority(tmp_path),
        name="သီတာ မြင့်",
        latin_name="Thida Myint",
        organisation="ပိတောက် ရုပ်ရှင်",
        email="အ@example.test",
        territory="MM",
        at=AT,
    )
    found = names(signer.certificate)
    assert (found["CN"], found["2.5.4.41"], found["O"]) == ("သီတာ မြင့်", "Thida Myint", "ပိတောက် ရုပ်ရှင်")


def test_a_name_that_needs_no_romanisation_has_none(tmp_path: Path) -> None:
    signer = issue_signer(
        open_authority(tmp_path),
        name="Lê Thị Thanh Thúy",
        organisation="",
        email="t@example.test",
        territory="VN",
        at=AT,
    )
    assert names(signer.certificate) == {"C": "VN", "O": "–", "CN": "Lê Thị Thanh Thúy"}
