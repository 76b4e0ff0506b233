"""Who may call a view of the API."""

from rest_framework.request import Request

from accounts.actors import Actor
from accounts.roles import Scope
from marketplace.kit.problems import Forbidden


def actor_with(request: Request, scope: Scope) -> Actor:
    """The token's actor, if the token is meant for this. Raises Forbidden."""
    actor = request.auth
    if not isinstance(actor, Actor) or not actor.has_scope(scope):
        raise Forbidden
    return actor
