"""Which tokens may call a view of the API."""

from typing import Any

from django.utils.translation import gettext_lazy as _
from rest_framework.request import Request

from accounts.actors import Actor
from accounts.roles import Scope
from marketplace.kit.problems import Forbidden, Problem


class ScopeMissing(Problem):
    """The member may, the token may not: it was made for something else."""

    code = "scope_missing"
    status = 403
    text = _("This token may not do this: it lacks the scope “%(scope)s”.")
    hint = _("An owner makes a token with this scope on the page “API tokens”.")

    def __init__(self, scope: Scope) -> None:
        super().__init__(scope=scope.value)
        self.scope = scope

    def detail(self) -> dict[str, Any]:
        return {"scope": self.scope.value}


def actor_with(request: Request, *scopes: Scope) -> Actor:
    """The token's actor, if the token is meant for this: for one of the scopes. Raises Forbidden, ScopeMissing."""
    actor = request.auth
    if not isinstance(actor, Actor):
        raise Forbidden
    if not any(actor.has_scope(scope) for scope in scopes):
        raise ScopeMissing(scopes[0])
    return actor
