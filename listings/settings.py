"""Settings of programmes and their rights."""

BEAT = {"listings.tell_waiting": 30, "listings.sweep": 30}
ENUM_NAMES = {
    "ListingStateEnum": "listings.states.ListingState",
    "ProgrammeKindEnum": "marketplace.kit.vocab.programmes.KINDS.items",
    "PermitKindEnum": "marketplace.kit.vocab.programmes.PERMITS.items",
    "VersionKindEnum": "listings.states.VersionKind",
    "VersionStateEnum": "listings.states.VersionState",
    "RecordGradeEnum": "listings.states.Grade",
    "LicenceGradeEnum": "listings.states.GRADES_OF_LICENCES",
}
