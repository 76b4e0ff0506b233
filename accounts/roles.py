"""Roles of members and of staff, what each may do, and what an API token may be allowed (its scopes)."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    OWNER = "owner", _("Owner")
    BUYER = "buyer", _("Buyer")
    SELLER = "seller", _("Seller")
    FINANCE = "finance", _("Finance")
    SIGNATORY = "signatory", _("Signatory")
    VIEWER = "viewer", _("Viewer")


class Permission(models.TextChoices):
    """What a member may do for the organisation. The label completes "may …"."""

    MANAGE = "manage", _("manage the organisation and its team")
    LIST = "list", _("list programmes and rights")
    BUY = "buy", _("make and answer offers as buyer")
    SELL = "sell", _("answer offers as seller")
    SIGN = "sign", _("sign contracts")
    PAY = "pay", _("pay instalments")
    VIEW = "view", _("see the organisation's work")


GRANTS: dict[str, frozenset[Permission]] = {
    Role.OWNER: frozenset(Permission),
    Role.BUYER: frozenset({Permission.BUY, Permission.VIEW}),
    Role.SELLER: frozenset({Permission.LIST, Permission.SELL, Permission.VIEW}),
    Role.FINANCE: frozenset({Permission.PAY, Permission.VIEW}),
    Role.SIGNATORY: frozenset({Permission.SIGN, Permission.VIEW}),
    Role.VIEWER: frozenset({Permission.VIEW}),
}


class Scope(models.TextChoices):
    """What an API token is for. Signing is no scope: a signature is a person's act."""

    CATALOGUE = "catalogue:read", _("read programmes and avails")
    LIST = "programmes:write", _("write programmes and rights")
    DEALS = "deals:read", _("read offers, contracts and instalments")
    NEGOTIATE = "deals:write", _("make and answer offers, sign nothing")
    PAY = "payments:write", _("open payments of instalments")


SCOPE_OF: dict[Permission, Scope | None] = {
    Permission.MANAGE: None,
    Permission.LIST: Scope.LIST,
    Permission.BUY: Scope.NEGOTIATE,
    Permission.SELL: Scope.NEGOTIATE,
    Permission.SIGN: None,
    Permission.PAY: Scope.PAY,
    Permission.VIEW: Scope.DEALS,
}


class StaffRole(models.TextChoices):
    VERIFIER = "verifier", _("Verifier")
    MODERATOR = "moderator", _("Moderator")
    MONEY_MAKER = "money_maker", _("Money: enters")
    MONEY_CHECKER = "money_checker", _("Money: decides")
    SUPPORT = "support", _("Support")
    AUDITOR = "auditor", _("Auditor")


class StaffPermission(models.TextChoices):
    """What a member of the staff may do. Everybody of the staff reads. The label completes "may …"."""

    VERIFY = "verify", _("verify and suspend organisations")
    MODERATE = "moderate", _("review listings, decide about works and contested rights")
    ENTER_MONEY = "enter_money", _("enter bank lines and rates, say what was seen")
    SETTLE_MONEY = "settle_money", _("match, allocate, credit and return money")
    SUPPORT = "support", _("help people in and see to work that failed")


# Four eyes: where two people are needed, they are two people even if each has both roles.
STAFF_GRANTS: dict[str, frozenset[StaffPermission]] = {
    StaffRole.VERIFIER: frozenset({StaffPermission.VERIFY}),
    StaffRole.MODERATOR: frozenset({StaffPermission.MODERATE}),
    StaffRole.MONEY_MAKER: frozenset({StaffPermission.ENTER_MONEY}),
    StaffRole.MONEY_CHECKER: frozenset({StaffPermission.SETTLE_MONEY}),
    StaffRole.SUPPORT: frozenset({StaffPermission.SUPPORT}),
    StaffRole.AUDITOR: frozenset(),
}
