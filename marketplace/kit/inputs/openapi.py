"""Forms in the API's description: what is described is what reads the body."""

from typing import Any

from django.forms import FileField
from drf_spectacular.extensions import OpenApiSerializerExtension
from drf_spectacular.plumbing import ResolvedComponent, build_array_type, list_hash

from marketplace.kit.inputs.fields import OneOfField
from marketplace.kit.inputs.form import InputForm
from marketplace.kit.inputs.rows import RowsField
from marketplace.kit.inputs.section import SectionField


class InputFormExtension(OpenApiSerializerExtension):  # type: ignore[no-untyped-call]  # carries no types
    """A form as a component: its fields with their limits, those that are needed, and what it says of itself."""

    target_class = InputForm
    match_subclasses = True

    def get_name(self, auto_schema: Any, direction: Any) -> str:
        return str(form_class_of(self.target).__name__).removesuffix("Form") + "Input"

    def map_serializer(self, auto_schema: Any, direction: Any) -> dict[str, Any]:
        form = form_class_of(self.target)()
        shown = {name: field for name, field in form.fields.items() if not field.widget.is_hidden}
        needed = [name for name, field in shown.items() if is_needed(form, name, field)]
        properties = {name: self.describe(field, auto_schema, direction) for name, field in shown.items()}
        told = {"description": (form.__doc__ or "").strip()} if form.__doc__ else {}
        return {"type": "object", "properties": properties} | ({"required": needed} if needed else {}) | told

    def describe(self, field: Any, auto_schema: Any, direction: Any) -> dict[str, Any]:
        """One field's schema; that of a form inside is a component of its own."""
        if isinstance(field, FileField):
            # A body of JSON carries no files: it names uploads.
            files = any("multipart" in kind for kind in auto_schema.map_parsers())
            described: dict[str, Any] = field.build_described_schema()  # type: ignore[attr-defined]  # all our file fields are UploadFields, which this layer does not know
            return described | {"format": "binary" if files else "uuid"}
        if isinstance(field, OneOfField):
            # As serializers mark a list of choices: what is read and what is answered has one name.
            choices = [(value, name) for value, name in field.listed() if value != ""]
            return field.build_described_schema() | {"x-spec-enum-id": list_hash(choices)}
        if not isinstance(field, (SectionField, RowsField)):
            return dict(field.build_described_schema())
        component: ResolvedComponent = auto_schema.resolve_serializer(field.form_class, direction)
        return (
            component.ref if isinstance(field, SectionField) else build_array_type(component.ref) | field.build_schema()
        )


def is_needed(form: InputForm, name: str, field: Any) -> bool:
    """Must a body have it?"""
    read = form.always_read is None or name in form.always_read
    return read and (field.required or isinstance(field, SectionField))


def form_class_of(target: Any) -> type[InputForm]:
    """The class, whether it or a form of it is described."""
    return target if isinstance(target, type) else type(target)
