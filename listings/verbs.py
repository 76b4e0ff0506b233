"""What can be done in this slice, as the audit trail says it."""

from django.utils.translation import gettext_lazy as _

from accounts.models import Membership, Organisation
from listings.models import (
    ConflictCase,
    Cut,
    Programme,
    RightIn,
    RightOut,
    RightsClaim,
    SellerTerms,
    TerritorySet,
    WaitingEntry,
    WorkCase,
)
from marketplace.kit.activity import declare_verbs

declare_verbs(Organisation, {"listings.import_titles": _("Titles imported")})
declare_verbs(Membership, {"listings.usual_request": _("Usual request kept")})
declare_verbs(
    Programme,
    {
        "listings.draft": _("Drafted"),
        "listings.save": _("Facts saved"),
        "listings.seasons": _("Seasons saved"),
        "listings.asks": _("Ask changed"),
        "listings.confirm_rights": _("Rights confirmed"),
        "listings.submit": _("Sent for review"),
        "listings.published": _("Published"),
        "listings.returned": _("Returned with reasons"),
        "listings.take_down": _("Taken down"),
        "listings.accept_changes": _("Changes accepted"),
        "listings.return_changes": _("Changes returned with reasons"),
        "listings.withdraw_changes": _("Changes withdrawn"),
        "listings.add_artwork": _("Picture added"),
        "listings.remove_artwork": _("Picture removed"),
        "listings.same_work": _("Found to be of a known work"),
        "listings.ask_for_dates": _("Asked until when rights are taken"),
    },
)
declare_verbs(
    (RightIn, RightOut),
    {
        "listings.end_record": _("Record ended"),
        "listings.shorten": _("Record shortened"),
    },
)
declare_verbs(
    RightIn,
    {
        "listings.right_in": _("Right held recorded"),
        "listings.split": _("Record split"),
        "listings.attach_document": _("Document attached"),
        "listings.end_under_licence": _("Right ended under a licence"),
    },
)
declare_verbs(
    RightOut,
    {
        "listings.right_out": _("Right out recorded"),
        "listings.terminate": _("Licence terminated"),
        "listings.mandate": _("Mandate given"),
        "listings.end_mandate": _("Mandate ended"),
    },
)
declare_verbs(
    TerritorySet,
    {
        "listings.territory_set": _("Territory set saved"),
        "listings.delete_territory_set": _("Territory set deleted"),
    },
)
declare_verbs(SellerTerms, {"listings.show_dates_to": _("Changed who sees dates")})
declare_verbs(
    WaitingEntry,
    {
        "listings.wait": _("Put on the waiting list"),
        "listings.leave_waiting": _("Taken off the waiting list"),
        "listings.tell_waiting": _("Told that it is free"),
    },
)
declare_verbs(
    RightsClaim,
    {
        "listings.claim": _("Claim opened"),
        "listings.claim_evidence": _("Evidence added"),
        "listings.decide_claim": _("Decided"),
    },
)
declare_verbs(
    WorkCase,
    {
        "listings.propose_works": _("Proposed"),
        "listings.drop_works": _("Proposal dropped"),
        "listings.confirm_works": _("Confirmed"),
        "listings.works_clash": _("Records collide"),
    },
)
declare_verbs(
    Cut,
    {
        "listings.add_cut": _("Cut added"),
        "listings.confirm_cut": _("Cut confirmed"),
    },
)
declare_verbs(ConflictCase, {"listings.close_case": _("Case closed")})
