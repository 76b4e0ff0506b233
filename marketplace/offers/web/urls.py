from django.urls import path

from marketplace.offers.web import deals, new_offer

urlpatterns = [
    path("title/<str:public_id>/offer/", new_offer.new_offer, name="new"),
    path("title/<str:public_id>/offer/check/", new_offer.check_terms, name="check"),
    path("deals/", deals.list_deals, name="deals"),
    path("deal/<str:public_id>/", deals.show_deal, name="deal"),
    path("deal/<str:public_id>/rounds/", deals.answer_round, name="rounds"),
    path("deal/<str:public_id>/messages/", deals.send_message, name="messages"),
]
