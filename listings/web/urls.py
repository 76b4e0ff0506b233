from django.urls import path

from listings.web import artwork, catalogue, programme, studio

urlpatterns = [
    path("catalogue/", catalogue.catalogue, name="catalogue"),
    path("title/<str:public_id>/", programme.programme, name="programme"),
    path("title/<str:public_id>/why/", programme.why, name="why"),
    path("artwork/<int:pk>/<str:size>/", artwork.artwork, name="artwork"),
    path("studio/titles/", studio.titles, name="titles"),
    path("studio/titles/new/", studio.new, name="new"),
    path("studio/titles/<str:public_id>/<str:step>/", studio.edit, name="edit"),
]
