from django.urls import path

from listings.web import artwork, catalogue, programme, studio, studio_episodes, usual, waiting, watching, why

urlpatterns = [
    path("catalogue/", catalogue.catalogue, name="catalogue"),
    path("title/<str:public_id>/", programme.programme, name="programme"),
    path("title/<str:public_id>/why/", why.why, name="why"),
    path("title/<str:public_id>/wait/", waiting.wait, name="wait"),
    path("title/<str:public_id>/ask-for-dates/", waiting.ask_dates, name="ask-dates"),
    path("title/<str:public_id>/watch/", watching.toggle, name="watch"),
    path("watching/", watching.watching, name="watching"),
    path("waiting/", waiting.waiting, name="waiting"),
    path("waiting/<int:pk>/leave/", waiting.leave, name="wait-leave"),
    path("usual-request/", usual.usual_request, name="usual"),
    path("artwork/<int:pk>/<str:size>/", artwork.artwork, name="artwork"),
    path("studio/titles/", studio.titles, name="titles"),
    path("studio/titles/new/", studio.new, name="new"),
    path("studio/titles/<str:public_id>/episodes/", studio_episodes.episodes, name="episodes"),
    path("studio/titles/<str:public_id>/<str:step>/", studio.edit, name="edit"),
]
