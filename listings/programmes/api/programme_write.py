"""Programmes written by other systems: the same readers, policies and actions as the editor's."""

from django.http import Http404
from django.shortcuts import get_object_or_404
from django.utils import timezone
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.actors import Actor
from accounts.api.once import answer_once
from accounts.roles import Scope
from accounts.scopes import actor_with
from listings import actions
from listings.inputs import ProgrammeChangeForm, ProgrammeForm
from listings.models import Programme
from listings.programmes.api.serializers_write import OwnProgrammeSerializer
from listings.programmes.queries.facts import open_revision
from marketplace.kit.api import read_body

DETAILS = ("texts", "credits", "awards", "identifiers", "permits", "ratings", "versions", "seasons__episodes")


def find_own_programme(actor: Actor, public_id: str) -> Programme:
    """The actor's own programme in any state, or 404."""
    rows = Programme.objects.owned_by(actor).select_related("organisation")
    return get_object_or_404(rows.prefetch_related(*DETAILS), public_id=public_id)


def respond_programme(actor: Actor, public_id: str, status: int = 200) -> Response:
    """The programme as it is now."""
    return Response(OwnProgrammeSerializer(find_own_programme(actor, public_id)).data, status=status)


def draft_programme(request: Request) -> Response:
    """A new draft from the body."""
    actor = actor_with(request, Scope.LIST)

    def make() -> Response:
        now = timezone.now()
        values = ProgrammeForm(read_body(request), by=actor, at=now).read_values()
        made = actions.draft_programme(values=values, by=actor, at=now)
        return respond_programme(actor, made.public_id, 201)

    return answer_once(request, actor, make)


def change_programme(request: Request, public_id: str) -> Response:
    """Change what the body names; the rest stays. 202: some of it waits for review (`pending`)."""
    actor, now = actor_with(request, Scope.LIST), timezone.now()
    programme = find_own_programme(actor, public_id)
    values = ProgrammeChangeForm(read_body(request), by=actor, at=now, about=programme).read_values()
    revision = values.pop("revision")
    done = actions.save_programme(programme=programme, values=values, revision=revision, by=actor, at=now)
    return respond_programme(actor, public_id, 202 if done.waiting else 200)


class Pending(APIView):
    """Take back the changes of your published programme that wait for review, or were returned."""

    @extend_schema(request=None, responses=OwnProgrammeSerializer)
    def delete(self, request: Request, public_id: str) -> Response:
        actor = actor_with(request, Scope.LIST)
        revision = open_revision(find_own_programme(actor, public_id))
        if revision is None:
            raise Http404
        actions.withdraw_revision(revision=revision, by=actor, at=timezone.now())
        return respond_programme(actor, public_id)


class Submit(APIView):
    """Send a draft or returned listing to review; refused while something is missing (`fields` names it)."""

    @extend_schema(request=None, responses=OwnProgrammeSerializer)
    def post(self, request: Request, public_id: str) -> Response:
        actor = actor_with(request, Scope.LIST)
        actions.submit_for_review(programme=find_own_programme(actor, public_id), by=actor, at=timezone.now())
        return respond_programme(actor, public_id)
