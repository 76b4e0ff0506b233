"""Make a token useless."""

from datetime import datetime

from django.db import transaction

from accounts.actions.moves import must_manage
from accounts.actors import Actor
from accounts.audit import record_entry
from accounts.models import ApiToken


def revoke_token(*, token: ApiToken, by: Actor, at: datetime) -> None:
    """From now on the token is refused. Revoking twice is no error. Raises MayNotManage."""
    with transaction.atomic():
        must_manage("revoke_token", by)
        if ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=at):
            before = {"name": token.name, "prefix": token.prefix}
            record_entry(by=by, did="accounts.revoke_token", what=token, at=at, before=before)
