"""What stands before every page: proxies, headers, limits, and a log without secrets."""

import logging
from ipaddress import ip_network
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpRequest, HttpResponse
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django.fixtures import Settings

from accounts.actors import Actor, Staff
from accounts.middleware import SEEN_KEY
from marketplace.environment import Environment
from marketplace.kit.logs import SecretsOut
from marketplace.kit.proxies import TrustedProxyMiddleware
from tests import factories

PROXY, CLIENT = "10.0.0.5", "203.0.113.9"


def seen(**headers: str) -> HttpRequest:
    """The request as the pages get it."""
    requests: list[HttpRequest] = []

    def page(request: HttpRequest) -> HttpResponse:
        requests.append(request)
        return HttpResponse()

    TrustedProxyMiddleware(page)(RequestFactory().get("/", **headers))  # type: ignore[arg-type]  # headers of the test
    return requests[0]


@pytest.fixture
def proxies(settings: Settings) -> None:
    settings.TRUSTED_PROXIES = [ip_network("10.0.0.0/8"), ip_network("2001:db8::/32")]


@pytest.mark.parametrize(
    ("chain", "client"),
    [
        (CLIENT, CLIENT),
        (f"6.6.6.6, {CLIENT}", CLIENT),
        (f"{CLIENT}, 10.0.0.9", CLIENT),
        ("", PROXY),
        ("<script>", PROXY),
        (f"{CLIENT}, nonsense", PROXY),
        ("10.0.0.8", "10.0.0.8"),
        ("2001:dbb::1", "2001:dbb::1"),
    ],
)
def test_h9_the_clients_address_is_what_the_last_proxy_of_ours_saw(proxies: None, chain: str, client: str) -> None:
    request = seen(REMOTE_ADDR=PROXY, HTTP_X_FORWARDED_FOR=chain, HTTP_X_FORWARDED_PROTO="https")
    assert (request.META["REMOTE_ADDR"], request.is_secure()) == (client, True)
    assert request.build_absolute_uri("/").startswith("https://")


def test_h9_nobody_else_is_believed(proxies: None, settings: Settings) -> None:
    forged = {"HTTP_X_FORWARDED_FOR": "1.2.3.4", "HTTP_X_FORWARDED_PROTO": "https"}
    request = seen(REMOTE_ADDR=CLIENT, **forged)
    assert (request.META["REMOTE_ADDR"], request.is_secure()) == (CLIENT, False)
    assert "HTTP_X_FORWARDED_FOR" not in request.META
    settings.TRUSTED_PROXIES = []
    request = seen(REMOTE_ADDR=PROXY, **forged)
    assert (request.META["REMOTE_ADDR"], request.is_secure()) == (PROXY, False)


@pytest.mark.django_db
def test_h9_h17_headers_of_a_page_over_https(proxies: None, settings: Settings, ana: Actor) -> None:
    settings.SECURE_HSTS_SECONDS = 31_536_000
    behind = {"REMOTE_ADDR": PROXY, "HTTP_X_FORWARDED_PROTO": "https", "HTTP_X_FORWARDED_FOR": CLIENT}
    client = Client()
    out = client.get("/account/login/", **behind)  # type: ignore[arg-type]  # headers of the test
    assert out["Strict-Transport-Security"].startswith("max-age=31536000")
    assert (out["Cross-Origin-Opener-Policy"], out["Cross-Origin-Resource-Policy"]) == ("same-origin", "same-origin")
    assert "camera=()" in out["Permissions-Policy"]
    assert "no-store" not in client.get("/").headers.get("Cache-Control", "")
    client.force_login(ana.user)
    for path in ("/home/", "/organisation/", "/settings/"):
        assert client.get(path)["Cache-Control"] == "private, no-store"
    assert "Strict-Transport-Security" not in client.get("/settings/")


@pytest.mark.django_db
def test_h22_a_body_that_is_too_large_is_refused_before_the_view(ana: Actor, settings: Settings) -> None:
    client = Client()
    client.force_login(ana.user)
    settings.MAX_BODY_BYTES = 1000
    file = SimpleUploadedFile("a.pdf", b"x" * 2000)
    answer = client.post(reverse("accounts:document-add"), {"kind": "registration", "file": file})
    assert (answer.status_code, ana.organisation.documents.count()) == (413, 0)
    settings.MAX_BODY_BYTES = 100_000
    assert client.post(reverse("accounts:document-add"), {"kind": "registration", "file": file}).status_code != 413


@pytest.mark.django_db
def test_h22_pages_are_limited_per_visitor_and_per_account(settings: Settings, ana: Actor, bo: Actor) -> None:
    settings.PAGES_PER_MINUTE = {"address": 4, "account": 3}
    visitor = Client()
    assert [visitor.get("/account/login/").status_code for _ in range(6)] == [200] * 4 + [429] * 2
    assert visitor.get("/account/login/")["Retry-After"] == "60"
    assert visitor.get("/account/login/", REMOTE_ADDR=CLIENT).status_code == 200
    assert visitor.get("/health/live").status_code == 200
    member, other = Client(), Client()
    member.force_login(ana.user)
    other.force_login(bo.user)
    assert [member.get("/settings/").status_code for _ in range(4)] == [200] * 3 + [429]
    assert other.get("/settings/").status_code == 200


@pytest.mark.django_db
def test_h23_only_staff_this_machine_and_the_secret_see_what_waits(settings: Settings, sam: Staff, ana: Actor) -> None:
    settings.HEALTH_SECRET = "of-the-watcher"
    staff, member = Client(), Client()
    staff.force_login(sam.user)
    member.force_login(ana.user)
    away: dict[str, Any] = {"REMOTE_ADDR": CLIENT}

    def sees(client: Client, **more: Any) -> bool:
        return "late" in client.get("/health/queues", **more).json()

    assert [sees(client, **away) for client in (Client(), member, staff)] == [False, False, True]
    assert sees(Client(), **away, HTTP_X_HEALTH_SECRET="of-the-watcher")
    assert not sees(Client(), **away, HTTP_X_HEALTH_SECRET="")
    assert sees(Client())


@pytest.mark.parametrize("path", ["/invitation/{}/", "/objection/{}/", "/account/password/reset/key/{}/"])
def test_h23_secrets_of_links_stay_out_of_the_log(path: str) -> None:
    line = logging.LogRecord(
        "django.request", logging.WARNING, "", 1, "Gone: %s", (path.format("abc123-SECRET"),), None
    )
    assert "SECRET" not in SecretsOut("%(message)s").format(line)
    assert "Gone: /" in SecretsOut("%(message)s").format(line)


@pytest.mark.django_db
def test_staff_who_do_nothing_for_two_hours_sign_in_again(sam: Staff, ana: Actor) -> None:
    for who, status in ((sam, 302), (ana, 200)):
        client = Client()
        client.force_login(who.user)
        assert client.get("/settings/").status_code == 200
        session = client.session
        session[SEEN_KEY] = session.get(SEEN_KEY, 1.8e9) - 7300
        session.save()
        assert client.get("/settings/").status_code == status


def test_h8_mail_is_set_from_outside() -> None:
    mail = Environment(email_url="smtp://post:p%40ss@mail.example:2525").mail()
    assert (mail["EMAIL_HOST"], mail["EMAIL_PORT"], mail["EMAIL_HOST_USER"], mail["EMAIL_HOST_PASSWORD"]) == (
        "mail.example",
        2525,
        "post",
        "p@ss",
    )
    assert (mail["EMAIL_USE_TLS"], mail["EMAIL_USE_SSL"]) == (True, False)
    secure = Environment(email_url="smtps://mail.example").mail()
    assert (secure["EMAIL_PORT"], secure["EMAIL_USE_TLS"], secure["EMAIL_USE_SSL"]) == (465, False, True)
    assert "filebased" in str(Environment(email_url="").mail()["EMAIL_BACKEND"])


@pytest.mark.parametrize("values", [{"email_url": "mail.example"}, {"trusted_proxies": "10.0.0.0/8, proxy"}])
def test_h8_h9_what_makes_no_sense_is_refused_at_the_start(values: dict[str, str]) -> None:
    with pytest.raises(ValueError, match=r"EMAIL_URL|proxy"):
        Environment(**values)  # type: ignore[arg-type]  # of the test


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["Yunfan Vide\u03bf Co., Ltd.", "Yunf\u0430n Video", "\u0423unfan Video"])
def test_h20_letters_of_other_scripts_that_look_alike_are_the_same_name(name: str, bo: Actor, ana: Actor) -> None:
    client = Client()
    nok = factories.user("Nok")
    nok.email = "nok@lantern.example"  # colleagues are recognised by their domain
    nok.save()
    client.force_login(nok)
    data = {"kinds": ["platform"], "name_en": name, "territory": "CN", "name_local": "", "registration_number": ""}
    answer = client.post(reverse("accounts:organisation-new"), data)
    assert (answer.status_code, "Yunfan Video" in answer.content.decode()) == (409, True)
    free = client.post(reverse("accounts:organisation-new"), data | {"name_en": "Yunnan Valley"})
    assert free.status_code == 302
