"""Make a key for the organisation's own systems."""

from collections.abc import Iterable
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from accounts.actions.moves import must_manage, must_show_factor
from accounts.actors import Actor
from accounts.audit import record_entry
from accounts.models import ApiToken
from accounts.notices import draft_for_members
from accounts.roles import Permission, Scope
from accounts.tokens import digest_secret, new_api_token
from marketplace.kit.constraints import violated_constraint
from marketplace.kit.pages import url_of
from marketplace.kit.problems import Invalid, Problem

SHOWN = 10


class TokenNameTaken(Problem):
    code = "token_name_taken"
    text = gettext_lazy("There is a token named “%(name)s” already.")
    hint = gettext_lazy("Choose another name, or revoke the old one first.")
    field = "name"


def create_token(
    *, name: str, scopes: Iterable[str], expires_at: datetime | None, by: Actor, at: datetime
) -> tuple[ApiToken, str]:
    """Make a token that acts as the actor within `scopes`; returns it with the secret, which is kept nowhere.

    Raises MayNotManage, NotAllowedNow, FactorNeeded, Invalid, TokenNameTaken.
    """
    secret = new_api_token()
    try:
        with transaction.atomic():
            must_manage("create_token", by)
            must_show_factor(by)
            wanted = check_scopes(name, scopes, expires_at, at)
            token = ApiToken.objects.create(
                organisation=by.organisation,
                user=by.user,
                name=name.strip(),
                prefix=secret[:SHOWN],
                token_sha256=digest_secret(secret),
                scopes=wanted,
                created_at=at,
                expires_at=expires_at,
            )
            after = {"name": token.name, "prefix": token.prefix, "scopes": wanted, "expires_at": str(expires_at or "")}
            told = draft_for_members(
                by.organisation,
                "accounts.token_created",
                url=url_of(token),
                may=Permission.MANAGE,
                name=token.name,
                person=by.user.display_name,
            )
            record_entry(by=by, did="accounts.create_token", what=token, at=at, after=after, tell=[told])
    except IntegrityError as error:
        if violated_constraint(error) != "one_live_token_per_name":
            raise
        raise TokenNameTaken(name=name.strip()) from error
    return token, secret


def check_scopes(name: str, scopes: Iterable[str], expires_at: datetime | None, at: datetime) -> list[str]:
    """The scopes in their own order. Raises Invalid."""
    given, errors = set(scopes), {}
    if not 0 < len(name.strip()) <= 80:
        errors["name"] = [_("Give the token a name of up to 80 characters.")]
    if not given or not given <= set(Scope.values):
        errors["scopes"] = [_("Choose what the token may do.")]
    if expires_at is not None and expires_at <= at:
        errors["expires"] = [_("Choose a date in the future.")]
    if errors:
        raise Invalid(errors)
    return [scope for scope in Scope.values if scope in given]
