"""Writes the companies and their people."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import generate_totp_secret
from allauth.mfa.utils import encrypt
from django.contrib.auth.hashers import make_password
from django.core.files.uploadedfile import SimpleUploadedFile

from accounts.actions import add_document
from accounts.actors import Actor, Staff
from accounts.audit import record_entry
from accounts.demo import PASSWORD
from accounts.models import Membership, Organisation, User
from accounts.roles import StaffRole
from accounts.states import DocumentKind, OrganisationState
from marketplace.tools.demo.papers import draw_paper
from marketplace.tools.demo.people import COMPANIES, RETURNED, RETURNED_REASONS, STAFF, WAITING, Company


@dataclass(frozen=True)
class Cast:
    """Everybody, by short name: members as "wang.min@yunfan", staff as "mei", companies as "yunfan"."""

    members: dict[str, Actor]
    staff: dict[str, Staff]
    companies: dict[str, Organisation]

    def __getitem__(self, name: str) -> Actor:
        return self.members[name]

    def owner(self, domain: str) -> Actor:
        """Who owns the company: the first person of its list."""
        return next(actor for name, actor in self.members.items() if name.endswith(f"@{domain}"))


def build_companies(*, at: datetime) -> Cast:
    """The staff, the companies and their members as of half a year before `at`; the papers of those not verified."""
    founded, secret = at - timedelta(days=180), make_password(PASSWORD)
    staff = {
        name: Staff(person) for name, person in zip([s[0] for s in STAFF], build_staff(secret, founded), strict=True)
    }
    verifier = next(iter(staff.values()))
    rows = Organisation.objects.bulk_create(make_organisation(company, verifier, founded) for company in COMPANIES)
    companies = {company.domain: row for company, row in zip(COMPANIES, rows, strict=True)}
    cast = Cast(build_members(companies, secret, founded), staff, companies)
    for row in rows:
        if row.state == OrganisationState.VERIFIED:
            told = {"state": row.state, "note": ""}
            record_entry(by=verifier, did="accounts.verify_organisation", what=row, at=founded, after=told)
    for company in (WAITING, RETURNED):
        add_paper(cast, company, at=at - timedelta(hours=20))
        # Sent with its papers: staff have promised an answer within a working day.
        Organisation.objects.filter(pk=companies[company.domain].pk).update(submitted_at=at - timedelta(hours=19))
    # A new paper answers what was said of the old one, so staff say it afterwards.
    Organisation.objects.filter(pk=companies[RETURNED.domain].pk).update(returned_reasons=RETURNED_REASONS)
    return cast


def make_organisation(company: Company, verifier: Staff, founded: datetime) -> Organisation:
    """The row of one company."""
    verified = company.state == OrganisationState.VERIFIED
    return Organisation(
        kinds=list(company.kinds),
        name_en=company.name_en,
        name_local=company.name_local,
        name_language=company.name_language,
        territory=company.territory,
        registration_number=company.registration,
        tax_number=company.tax,
        address=company.address,
        about=company.about,
        display_currency=company.currency,
        default_request=company.wants,
        state=company.state,
        submitted_at=founded,
        verified_at=founded if verified else None,
        verified_by=verifier.user if verified else None,
        created_at=founded,
    )


def build_staff(secret: str, founded: datetime) -> list[User]:
    """Monsoon's own people."""
    return save_people(
        User(
            email=f"{address}@monsoon.example",
            full_name=name,
            language=language,
            password=secret,
            is_staff=True,
            staff_roles=StaffRole.values,
            date_joined=founded,
        )
        for address, name, language in STAFF
    )


def build_members(companies: dict[str, Organisation], secret: str, founded: datetime) -> dict[str, Actor]:
    """The people of every company with their roles."""
    places = [(company, person) for company in COMPANIES for person in company.people]
    users = save_people(
        User(
            email=f"{person.address}@{company.domain}.example",
            full_name=person.name,
            latin_name=person.latin,
            job_title=person.position,
            language=person.language,
            time_zone=company.zone,
            password=secret,
            date_joined=founded,
        )
        for company, person in places
    )
    Membership.objects.bulk_create(
        Membership(
            user=user,
            organisation=companies[company.domain],
            roles=[str(role) for role in person.roles],
            joined_at=founded,
        )
        for (company, person), user in zip(places, users, strict=True)
    )
    return {
        f"{person.address}@{company.domain}": Actor(
            user, companies[company.domain], frozenset(person.roles), factor="totp"
        )
        for (company, person), user in zip(places, users, strict=True)
    }


def save_people(people: Iterable[User]) -> list[User]:
    """Write the users, each with its address confirmed and an authenticator app, whose codes the demo shows."""
    users = User.objects.bulk_create(people)
    Authenticator.objects.bulk_create(
        Authenticator(user=user, type=Authenticator.Type.TOTP, data={"secret": encrypt(generate_totp_secret())})
        for user in users
    )
    EmailAddress.objects.bulk_create(EmailAddress(user=u, email=u.email, verified=True, primary=True) for u in users)
    return users


def add_paper(cast: Cast, company: Company, *, at: datetime) -> None:
    """A scan of the company's registration."""
    file = SimpleUploadedFile("registration.pdf", registration_paper(company), content_type="application/pdf")
    row = cast.companies[company.domain]
    add_document(organisation=row, kind=DocumentKind.REGISTRATION, file=file, by=cast.owner(company.domain), at=at)


def registration_paper(company: Company) -> bytes:
    """A page that says what it is: a specimen with the company's name and number."""
    return draw_paper("Certificate of registration", company.name_en, f"No. {company.registration}", company.territory)
