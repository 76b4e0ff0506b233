"""Settings of programmes and their rights."""

BEAT = {"listings.tell_waiting": 30, "listings.sweep": 30}
ENUM_NAMES = {
    "ListingStateEnum": "listings.states.ListingState",
    "ProgrammeKindEnum": "marketplace.vocabularies.programmes.KINDS.items",
    "PermitKindEnum": "marketplace.vocabularies.programmes.PERMITS.items",
    "VersionKindEnum": "listings.states.VersionKind",
    "VersionStateEnum": "listings.states.VersionState",
    "RecordGradeEnum": "listings.states.Grade",
    "LicenceGradeEnum": "listings.states.GRADES_OF_LICENCES",
}
