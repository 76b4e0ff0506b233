"""Settings of programmes and their rights."""

BEAT = {"listings.tell_waiting": 30, "listings.sweep": 30}
ENUM_NAMES = {
    "ListingStateEnum": "listings.states.ListingState",
    "VersionStateEnum": "listings.states.VersionState",
    "RecordGradeEnum": "listings.states.Grade",
    "LicenceGradeEnum": "listings.states.GRADES_OF_LICENCES",
}
