from django.urls import path

from listings.catalogue.web import catalogue, programme, saved_request, waiting, watchlist, why
from listings.programmes.web import artwork, editor, editor_episodes, seller_terms, titles_confirm
from listings.rights.web import ledger, ledger_add, ledger_changes, mandates, territory_sets

urlpatterns = [
    path("catalogue/", catalogue.show_catalogue, name="catalogue"),
    path("catalogue/choices/<str:name>/", catalogue.show_choices, name="choices"),
    path("title/<str:public_id>/", programme.show_programme, name="programme"),
    path("title/<str:public_id>/why/", why.explain_cell, name="why"),
    path("title/<str:public_id>/wait/", waiting.join_waiting_list, name="wait"),
    path("title/<str:public_id>/ask-for-dates/", waiting.ask_seller_for_dates, name="ask-dates"),
    path("title/<str:public_id>/watch/", watchlist.toggle_watch, name="watch"),
    path("watching/", watchlist.show_watch_list, name="watching"),
    path("waiting/", waiting.show_waiting_list, name="waiting"),
    path("waiting/<int:pk>/leave/", waiting.leave_waiting_list, name="wait-leave"),
    path("usual-request/", saved_request.submit_usual_request, name="usual"),
    path("artwork/<int:pk>/<str:size>/", artwork.serve_artwork, name="artwork"),
    path("studio/titles/", editor.list_titles, name="titles"),
    path("studio/titles/confirm/", titles_confirm.confirm_titles, name="titles-confirm"),
    path("studio/titles/new/", editor.start_programme, name="new"),
    path("studio/titles/<str:public_id>/episodes/", editor_episodes.edit_episodes, name="episodes"),
    path("studio/titles/<str:public_id>/changes/withdraw/", editor.withdraw_changes, name="withdraw-changes"),
    path("studio/titles/<str:public_id>/ledger/", ledger.show_ledger, name="ledger"),
    path("studio/titles/<str:public_id>/ledger/confirm/", ledger.submit_rights_confirmation, name="ledger-confirm"),
    path("studio/titles/<str:public_id>/ledger/add/", ledger_add.add_record, name="ledger-add"),
    path(
        "studio/titles/<str:public_id>/ledger/in/<int:pk>/document/", ledger.show_right_document, name="ledger-document"
    ),
    path("studio/titles/<str:public_id>/ledger/<str:kind>/<int:pk>/", ledger_changes.show_record, name="ledger-record"),
    path("studio/titles/<str:public_id>/mandate/", mandates.give_mandate, name="mandate"),
    path("studio/mandates/", mandates.list_mandates, name="mandates"),
    path("organisation/territory-sets/", territory_sets.territory_sets, name="territory-sets"),
    path("organisation/territory-sets/<int:pk>/", territory_sets.territory_set, name="territory-set"),
    path("organisation/dates/", seller_terms.seller_terms, name="seller-terms"),
    path("studio/titles/<str:public_id>/<str:step>/", editor.edit_step, name="edit"),
]
