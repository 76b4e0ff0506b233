"""The shapes of the offers API."""

from typing import Any

from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from marketplace.offers.inputs import TermsForm, write_terms
from marketplace.offers.models import Message, Offer, Round
from marketplace.offers.net import net_json
from marketplace.offers.terms import Terms


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

    @extend_schema_field(TermsForm)  # type: ignore[arg-type]  # forms are described by `kit.inputs.openapi`
    def get_terms(self, row: Round) -> dict[str, Any]:
        return write_terms(Terms.from_json(row.terms))

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
    author = serializers.CharField(source="author.display_name")
    organisation = serializers.CharField(source="organisation.name_en")

    class Meta:
        model = Message
        fields = ["author", "organisation", "text", "at"]
