"""Shapes of the API's answers about people and organisations."""

from typing import Any

from rest_framework import serializers

from accounts.actors import Actor


class PersonSerializer(serializers.Serializer[Any]):
    email = serializers.EmailField()
    name = serializers.CharField(source="display_name")
    language = serializers.CharField()
    time_zone = serializers.CharField()


class OrganisationSerializer(serializers.Serializer[Any]):
    id = serializers.IntegerField(source="pk")
    name_en = serializers.CharField()
    name_local = serializers.CharField()
    territory = serializers.CharField()
    kinds = serializers.ListField(child=serializers.CharField())
    state = serializers.CharField()
    verified = serializers.BooleanField()


class MeSerializer(serializers.Serializer[Actor]):
    user = PersonSerializer()
    organisation = OrganisationSerializer()
    roles = serializers.SerializerMethodField()
    scopes = serializers.SerializerMethodField()

    def get_roles(self, actor: Actor) -> list[str]:
        return sorted(actor.roles)

    def get_scopes(self, actor: Actor) -> list[str]:
        return sorted(actor.scopes or ())
