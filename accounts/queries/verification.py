"""What an organisation still needs before staff can verify it."""

from dataclasses import dataclass

from django.db.models import QuerySet, TextChoices
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from accounts.models import Organisation, OrganisationDocument
from accounts.states import DocumentKind, OrganisationState

# Where the register is kept in another script than Latin, the legal name is in that script.
NAME_LANGUAGES = {"CN": "zh-Hans", "TW": "zh-Hant", "TH": "th", "KH": "km", "LA": "lo", "MM": "my", "VN": "vi"}
NEEDED = ("kinds", "name_en", "name_local", "territory", "registration_number", "tax_number", "address")
FACTS_OF_NAME = frozenset({"name_en", "name_local", "territory", "kinds"})


class Progress(TextChoices):
    DONE = "done", _("Done")
    NEEDED = "needed", _("Needed")
    CHECKING = "checking", _("Being checked")
    RETURNED = "returned", _("Change asked for")


@dataclass(frozen=True)
class Task:
    """One line of the task list; `anchor` is the part of the organisation page where it is done."""

    label: str
    hint: str
    anchor: str
    progress: Progress


def missing_facts(organisation: Organisation) -> dict[str, list[str]]:
    """The fields (and "documents") that must be filled before sending, each with what to do. Empty = complete."""
    missing = {
        field: [gettext("Fill this in before you send the organisation for verification.")]
        for field in NEEDED
        if not getattr(organisation, field) and not (field == "name_local" and not needs_local_name(organisation))
    }
    if not has_registration_document(organisation):
        missing["documents"] = [gettext("Upload the company registration.")]
    return missing


def needs_local_name(organisation: Organisation) -> bool:
    """Is the legal name kept in another script in this territory?"""
    return organisation.territory in NAME_LANGUAGES


def has_registration_document(organisation: Organisation) -> bool:
    papers = OrganisationDocument.objects.filter(organisation=organisation, removed_at=None)
    return papers.filter(kind=DocumentKind.REGISTRATION).exists()


def task_list(organisation: Organisation) -> list[Task]:
    """Name and territory, numbers and address, documents, verification: each done, needed, or being checked."""
    missing = missing_facts(organisation).keys()
    returned = organisation.returned_reasons.keys() if organisation.state == OrganisationState.RETURNED else frozenset()
    parts = [
        (
            gettext("Name and territory"),
            gettext("As in the company register, in local script and English"),
            "facts",
            FACTS_OF_NAME,
        ),
        (
            gettext("Numbers and address"),
            gettext("Registration and tax number, registered address"),
            "numbers",
            frozenset({"registration_number", "tax_number", "address"}),
        ),
        (
            gettext("Documents"),
            gettext("Company registration; letter of authority if you have one"),
            "documents",
            frozenset({"documents"}),
        ),
    ]
    tasks = [
        Task(label, hint, anchor, step_progress(bool(fields & missing), bool(fields & returned)))
        for label, hint, anchor, fields in parts
    ]
    return [
        *tasks,
        Task(
            gettext("Verification by our staff"),
            gettext("Usually one working day"),
            "send",
            check_progress(organisation),
        ),
    ]


def step_progress(missing: bool, returned: bool) -> Progress:
    if returned:
        return Progress.RETURNED
    return Progress.NEEDED if missing else Progress.DONE


def check_progress(organisation: Organisation) -> Progress:
    if organisation.state == OrganisationState.SUBMITTED:
        return Progress.CHECKING
    return Progress.DONE if organisation.state == OrganisationState.VERIFIED else Progress.NEEDED


def papers_for_staff() -> QuerySet[OrganisationDocument]:
    """Every paper, also removed ones: what staff saw stays explained."""
    return OrganisationDocument.objects.select_related("organisation")
