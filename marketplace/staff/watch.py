"""What waits, by queue, and a form to say that a delay is known: so nothing keeps the alarm on for ever."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.web.access import StaffRequest, staff_required
from marketplace.kit.inputs import InputForm
from marketplace.staff.buttons import Button, Done, perform_button, refusal_context, status_of
from marketplace.staff.inputs.watch import KnowDelayForm
from marketplace.watch.actions import know_delay
from marketplace.watch.queries import list_delays

KNOW = Button(know_delay, KnowDelayForm, said=_("Noted. What begins to wait from now on is reported again."))


@staff_required
def show_queues(request: StaffRequest) -> HttpResponse:
    """All queues, the late ones with their form; what was typed is kept when it was refused."""
    if request.method != "POST":
        return render_delays(request)
    done = perform_button(request, KNOW)
    return render_delays(request, done) if done.problem else redirect("staff:watch")


def render_delays(request: StaffRequest, done: Done | None = None) -> HttpResponse:
    """The page, with what was refused at its queue."""
    rows = [(delay, delay_form(delay.queue.name, done)) for delay in list_delays(timezone.now())]
    return render(request, "staff/watch.html", refusal_context(done) | {"delays": rows}, status=status_of(done))


def delay_form(queue: str, done: Done | None) -> InputForm:
    """A queue's form: as it was filled in where that was refused, else a new one; with ids of its own."""
    refused_here = done and done.form["queue"].value() == queue
    form = done.form if done and refused_here else KnowDelayForm(initial={"queue": queue})
    form.auto_id = f"id_%s_{queue}"
    return form
