"""Templates are laid out for their readers; pages hold none of it."""

from django.template import Context, Engine, Template

from marketplace.kit.template_loader import without_edges, without_indentation


def test_a_component_stands_within_a_sentence() -> None:
    """Its file ends with a line break and has a line for its declarations; no blank of that is sent."""
    drawn = Template("({% cotton badge tone='ok' %}new{% endcotton %})").render(Context())
    assert drawn.startswith("(<span")
    assert drawn.endswith("new</span>)")


def test_what_stands_around_a_component_goes_and_what_stands_within_it_stays() -> None:
    source = "\n{% load ui %}\n{% cotton:vars a=''\n b='' %}\n\n<b>\n{{ a }}</b> <i>{% load i18n %} {{ b }}</i>\n"
    assert (
        without_edges(source)
        == "{% load ui %}{% cotton:vars a=''\n b='' %}<b>\n{{ a }}</b> <i>{% load i18n %} {{ b }}</i>"
    )


def test_indentation_goes_and_text_that_is_kept_as_written_stays() -> None:
    source = "<p>\n    one\n\n    two </p>\n  <pre>\n  a\n    b</pre>\n  <textarea>\n  c</textarea>"
    assert without_indentation(source) == "<p>\none\ntwo </p>\n<pre>\n  a\n    b</pre>\n<textarea>\n  c</textarea>"


def source_of(name: str) -> str:
    """What the engine compiles of a template."""
    return str(Engine.get_default().get_template(name).source)


def test_the_layout_of_a_mail_stays() -> None:
    assert "\n\n" in source_of("account/email/base_message.txt")


def test_a_page_is_sent_without_indentation() -> None:
    source = source_of("frame/foot.html")
    assert "<footer" in source
    assert [line for line in source.splitlines() if line.startswith((" ", "\t"))] == []
