"""The map of pages with what only the demo adds."""

from django.urls import path

from accounts.web import factors
from marketplace.urls import urlpatterns as usual

urlpatterns = [*usual, path("codes/", factors.show_codes)]
