"""The shapes of the offers API."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from listings.states import GRADES_OF_LICENCES, Grade
from marketplace.offers.models import Message, Offer, Round
from marketplace.offers.net import net_json
from marketplace.offers.reading import raw_of
from marketplace.offers.terms import PLANS, Terms


class TermsSerializer(serializers.Serializer[Any]):
    """Proposed terms. `cells` are "MEDIUM:TERRITORY"; `to` is inclusive; `fee` is a whole amount of `currency`."""

    cells = serializers.ListField(child=serializers.CharField(max_length=20), max_length=5000)
    to = serializers.CharField(max_length=10)
    grade = serializers.ChoiceField(choices=GRADES_OF_LICENCES, default=Grade.NON_EXCLUSIVE)
    languages = serializers.ListField(child=serializers.CharField(max_length=20), max_length=100)
    uses = serializers.ListField(child=serializers.CharField(max_length=4), max_length=4, required=False)
    fee = serializers.CharField(max_length=24)
    currency = serializers.CharField(max_length=3)
    plan = serializers.ChoiceField(choices=sorted(PLANS))

    def get_fields(self) -> dict[str, serializers.Field[Any, Any, Any, Any]]:
        return {"from": serializers.CharField(max_length=10), **super().get_fields()}


class NewOfferSerializer(serializers.Serializer[Any]):
    programme = serializers.CharField(max_length=16)
    terms = TermsSerializer()
    message = serializers.CharField(max_length=4000, required=False, default="", allow_blank=True)


class CounterSerializer(serializers.Serializer[Any]):
    round = serializers.IntegerField(min_value=1, max_value=10_000)
    terms = TermsSerializer()
    message = serializers.CharField(max_length=4000, required=False, default="", allow_blank=True)


class DeclineSerializer(serializers.Serializer[Any]):
    round = serializers.IntegerField(min_value=1, max_value=10_000)
    reason = serializers.CharField(max_length=1000, allow_blank=True)


class WithdrawSerializer(serializers.Serializer[Any]):
    reason = serializers.CharField(max_length=1000, required=False, default="", allow_blank=True)


class NetSerializer(serializers.Serializer[Any]):
    """Minor units of the fee's currency; both sum to the fee."""

    commission_minor = serializers.IntegerField()
    net_minor = serializers.IntegerField()


class RoundSerializer(serializers.ModelSerializer[Round]):
    """A version of the terms, in the shape in which a counter takes them."""

    terms = serializers.SerializerMethodField()
    net = serializers.SerializerMethodField(help_text="what the fee leaves the seller; null for the buyer")

    class Meta:
        model = Round
        fields = ["number", "side", "state", "terms", "net", "message", "made_at", "expires_at"]

    @extend_schema_field(TermsSerializer)
    def get_terms(self, row: Round) -> dict[str, Any]:
        return raw_of(Terms.from_json(row.terms))

    @extend_schema_field(NetSerializer(allow_null=True))
    def get_net(self, row: Round) -> dict[str, Any] | None:
        return net_json(self.context.get("actor"), row.offer, Terms.from_json(row.terms))


class OfferSerializer(serializers.ModelSerializer[Offer]):
    """A negotiation: its rounds in order, the parties by name."""

    id = serializers.CharField(source="public_id")
    programme = serializers.CharField(source="programme.public_id")
    buyer = serializers.CharField(source="buyer.name_en")
    seller = serializers.CharField(source="seller.name_en")
    rounds = RoundSerializer(many=True)

    class Meta:
        model = Offer
        fields = ["id", "programme", "buyer", "seller", "state", "opened_at", "closed_at", "closing_reason", "rounds"]


class MessageSerializer(serializers.ModelSerializer[Message]):
    author = serializers.CharField(source="author.display_name", read_only=True)
    organisation = serializers.CharField(source="organisation.name_en", read_only=True)
    text = serializers.CharField(max_length=4000, allow_blank=True)

    class Meta:
        model = Message
        fields = ["author", "organisation", "text", "at"]
        read_only_fields = ["at"]
