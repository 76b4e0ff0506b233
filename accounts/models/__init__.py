"""People, organisations, and the records of what they did."""

from accounts.models.address import NewAddress
from accounts.models.audit import AuditEntry
from accounts.models.factor_reset import FactorReset, FactorResetOutcome
from accounts.models.notice import Notice
from accounts.models.organisation import Organisation, OrganisationDocument
from accounts.models.rate import ExchangeRate
from accounts.models.request import AnsweredRequest
from accounts.models.team import ApiToken, Invitation, Membership
from accounts.models.user import User

__all__ = [
    "AnsweredRequest",
    "ApiToken",
    "AuditEntry",
    "ExchangeRate",
    "FactorReset",
    "FactorResetOutcome",
    "Invitation",
    "Membership",
    "NewAddress",
    "Notice",
    "Organisation",
    "OrganisationDocument",
    "User",
]
