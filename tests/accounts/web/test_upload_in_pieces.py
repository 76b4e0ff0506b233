"""A file that a page sends in pieces: its line is cut in the middle, it goes on there, and the form names it."""

from hashlib import sha256

import pytest
from playwright.sync_api import FilePayload, Page, Route, expect

from accounts.actors import Actor
from accounts.models import OrganisationDocument
from marketplace.files.models import Upload
from marketplace.files.policies import PAPER
from tests.signing_in import let_in

pytestmark = pytest.mark.django_db(transaction=True)
MB = 1 << 20
CONTENT = b"%PDF-1.7\n" + b"0" * 3 * MB + b"\n%%EOF\n"


class CutLine:
    """Lets the first piece through, cuts the line at the second one, and is whole again."""

    def __init__(self) -> None:
        self.pieces: list[tuple[int, bool]] = []

    def answer(self, route: Route) -> None:
        """Of each piece: where it begins, and whether it got through."""
        if route.request.method != "PATCH":
            return route.continue_()
        through = len(self.pieces) != 1
        self.pieces.append((int(route.request.headers["upload-offset"]), through))
        return route.continue_() if through else route.abort("connectionreset")


def test_a_paper_whose_line_is_cut_goes_on_and_is_kept_once(page: Page, site: str, ana: Actor) -> None:
    line, sent = CutLine(), list[int]()
    let_in(page, site, ana)
    page.goto(f"{site}/organisation/")
    page.route("**/uploads/**", line.answer)
    page.on("request", lambda asked: sent.append(len(asked.post_data_buffer or b"")) if is_form(asked) else None)
    form = page.locator("#organisation-form")
    form.locator("input[type=file]").set_input_files(paper(CONTENT))
    # Pressed twice while it is still on its way: the form is sent once, when all has arrived.
    form.get_by_role("button", name="Upload document").dblclick()
    expect(page.locator("#documents")).to_contain_text("register.pdf", timeout=60_000)
    page.unroute_all(behavior="wait")
    assert line.pieces[:3] == [(0, True), (MB, False), (MB, True)]
    assert len(sent) == 1
    assert sent[0] < 5_000  # the number of the upload, and no file
    kept = OrganisationDocument.objects.get(organisation=ana.organisation).file
    assert (kept.name, kept.size, kept.sha256) == ("register.pdf", len(CONTENT), sha256(CONTENT).hexdigest())
    assert [(upload.file, upload.used_at is not None) for upload in Upload.objects.all()] == [(kept, True)]


def test_what_is_refused_when_it_has_arrived_is_said_at_the_field(page: Page, site: str, ana: Actor) -> None:
    let_in(page, site, ana)
    page.goto(f"{site}/organisation/")
    form = page.locator("#organisation-form")
    form.locator("input[type=file]").set_input_files(paper(b"MZ" + b"0" * 1000))
    expect(form.get_by_role("alert")).to_have_text(str(PAPER.unwanted), timeout=60_000)
    form.locator("input[type=file]").set_input_files(paper(b"%PDF-1.7\n%%EOF\n"))
    expect(form.get_by_role("status")).to_have_text("Sent.", timeout=60_000)
    expect(form.get_by_role("alert")).to_have_count(0)


def paper(content: bytes) -> FilePayload:
    """The file that is chosen."""
    return FilePayload(name="register.pdf", mimeType="application/pdf", buffer=content)


def is_form(request: object) -> bool:
    """A form that the page sends itself."""
    return getattr(request, "method", "") == "POST" and "/documents/" in getattr(request, "url", "")
