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


def test_a_line_that_only_decides_what_comes_sends_no_break() -> None:
    source = "<p>\n{% if a %}\n{% for b in c %}{% with d=b %}\n{{ d }}\n{% endwith %}{% endfor %}\n{% else %}\n{% trans 'x' %}\n{% endif %}\n</p>"
    assert (
        without_indentation(source)
        == "<p>\n{% if a %}{% for b in c %}{% with d=b %}{{ d }}\n{% endwith %}{% endfor %}{% else %}{% trans 'x' %}\n{% endif %}</p>"
    )


def test_between_words_a_break_stays_and_so_does_every_line_of_a_text_that_is_kept_as_written() -> None:
    source = "one\n{% if a %}\ntwo\n{% endif %}\nthree {% if b %}\nfour{% endif %}\n<pre>\n{% if a %}\nx\n</pre>"
    assert (
        without_indentation(source)
        == "one\n{% if a %}two\n{% endif %}three {% if b %}\nfour{% endif %}\n<pre>\n{% if a %}\nx\n</pre>"
    )
