"""Offers and their moves, for other systems: the same reader, policies and actions as the pages."""

from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from drf_spectacular.utils import extend_schema
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from accounts.actors import Actor
from accounts.api.once import ONCE, answer_once
from accounts.roles import Scope
from accounts.scopes import actor_with
from listings.models import Programme
from marketplace.kit.api import Pages, read_body
from marketplace.kit.problems import Invalid
from marketplace.offers import actions
from marketplace.offers.api.serializers import MessageSerializer, OfferSerializer
from marketplace.offers.inputs import CounterForm, DeclineForm, MessageForm, NewOfferForm, WithdrawForm
from marketplace.offers.models import Offer
from marketplace.offers.queries import offers_of


def deal(actor: Actor, public_id: str) -> Offer:
    """The actor's deal, or 404."""
    return get_object_or_404(offers_of(actor), deal__public_id=public_id)


def respond_offer(offer: Offer, actor: Actor, status: int = 200) -> Response:
    """The deal as this actor may read it."""
    offer.refresh_from_db()
    return Response(OfferSerializer(offer, context={"actor": actor}).data, status=status)


class OfferList(APIView):
    """Your organisation's negotiations; POST opens one."""

    @extend_schema(responses=OfferSerializer(many=True))
    def get(self, request: Request) -> Response:
        actor = actor_with(request, Scope.DEALS)
        pages = Pages()
        page = pages.paginate_queryset(offers_of(actor).prefetch_related("rounds"), request, view=self)
        return pages.get_paginated_response(OfferSerializer(page, many=True, context={"actor": actor}).data)

    @extend_schema(request=NewOfferForm, responses={201: OfferSerializer}, parameters=[ONCE])
    def post(self, request: Request) -> Response:
        actor = actor_with(request, Scope.NEGOTIATE)
        return answer_once(request, actor, lambda: self.submit(request, actor))

    def submit(self, request: Request, actor: Actor) -> Response:
        """The first proposal of a new negotiation."""
        now = timezone.now()
        body = NewOfferForm(read_body(request), by=actor, at=now).read_values()
        programme = Programme.objects.visible_to(actor).filter(public_id=body["programme"]).first()
        if programme is None:
            raise Invalid({"programme": [_("No programme on offer has this id.")]})
        terms, message = body["terms"]["terms"], body["message"]
        made = actions.submit_offer(programme=programme, terms=terms, message=message, by=actor, at=now)
        return respond_offer(made, actor, status=201)


class OfferDetail(APIView):
    """One negotiation with all its rounds."""

    @extend_schema(responses=OfferSerializer)
    def get(self, request: Request, public_id: str) -> Response:
        actor = actor_with(request, Scope.DEALS)
        return respond_offer(deal(actor, public_id), actor)


class Counter(APIView):
    """Answer round `round` with other terms."""

    @extend_schema(request=CounterForm, responses=OfferSerializer, parameters=[ONCE])
    def post(self, request: Request, public_id: str) -> Response:
        actor = actor_with(request, Scope.NEGOTIATE)
        return answer_once(request, actor, lambda: self.counter(request, deal(actor, public_id), actor))

    def counter(self, request: Request, offer: Offer, actor: Actor) -> Response:
        """The next round."""
        now = timezone.now()
        body = CounterForm(read_body(request), by=actor, at=now).read_values()
        terms, message = body["terms"]["terms"], body["message"]
        actions.counter_offer(offer=offer, number=body["round"], terms=terms, message=message, by=actor, at=now)
        return respond_offer(offer, actor)


class Decline(APIView):
    """Say no to round `round`, with a reason."""

    @extend_schema(request=DeclineForm, responses=OfferSerializer)
    def post(self, request: Request, public_id: str) -> Response:
        actor, now = actor_with(request, Scope.NEGOTIATE), timezone.now()
        offer, body = deal(actor, public_id), DeclineForm(read_body(request)).read_values()
        actions.decline_offer(offer=offer, number=body["round"], reason=body["reason"], by=actor, at=now)
        return respond_offer(offer, actor)


class Withdraw(APIView):
    """Leave the negotiation."""

    @extend_schema(request=WithdrawForm, responses=OfferSerializer)
    def post(self, request: Request, public_id: str) -> Response:
        actor, now = actor_with(request, Scope.NEGOTIATE), timezone.now()
        offer, body = deal(actor, public_id), WithdrawForm(read_body(request)).read_values()
        actions.withdraw_offer(offer=offer, reason=body["reason"], by=actor, at=now)
        return respond_offer(offer, actor)


class Messages(APIView):
    """The conversation; POST adds a line."""

    @extend_schema(responses=MessageSerializer(many=True))
    def get(self, request: Request, public_id: str) -> Response:
        offer = deal(actor_with(request, Scope.DEALS), public_id)
        return Response(
            MessageSerializer(
                offer.deal.messages.select_related("author", "organisation").order_by("at"), many=True
            ).data
        )

    @extend_schema(request=MessageForm, responses={201: MessageSerializer}, parameters=[ONCE])
    def post(self, request: Request, public_id: str) -> Response:
        actor = actor_with(request, Scope.NEGOTIATE)
        return answer_once(request, actor, lambda: self.say(request, deal(actor, public_id), actor))

    def say(self, request: Request, offer: Offer, actor: Actor) -> Response:
        """One line more."""
        body = MessageForm(read_body(request)).read_values()
        message = actions.send_message(offer=offer, text=body["text"], by=actor, at=timezone.now())
        return Response(MessageSerializer(message).data, status=201)
