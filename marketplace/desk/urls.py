from django.urls import path

from marketplace.desk import (
    cases,
    changes,
    claims,
    factor_resets,
    money,
    organisations,
    queue,
    rates,
    views,
    watch,
    work,
    works,
)

urlpatterns = [
    path("", queue.queue, name="queue"),
    path("organisations/", organisations.organisations, name="organisations"),
    path("organisations/<int:pk>/", organisations.organisation, name="organisation"),
    path("listings/<str:public_id>/", views.listing, name="listing"),
    path("changes/<int:pk>/", changes.changes, name="changes"),
    path("lost-second-step/<int:pk>/", factor_resets.factor_reset, name="factor-reset"),
    path("deals/", views.deals, name="deals"),
    path("transfers/", views.transfers, name="transfers"),
    path("transfers/<int:pk>/", views.transfer, name="transfer"),
    path("transfers/<int:pk>/proof/", views.proof, name="proof"),
    path("money/", money.money, name="money"),
    path("cases/", cases.cases, name="cases"),
    path("claims/", claims.claims, name="claims"),
    path("claims/<int:pk>/", claims.claim, name="claim"),
    path("claims/<int:pk>/documents/<int:right>/", claims.document, name="claim-document"),
    path("works/", works.works, name="works"),
    path("works/<int:pk>/", works.work_case, name="work-case"),
    path("rates/", rates.rates, name="rates"),
    path("watch/", watch.watch, name="watch"),
    path("work/", work.work, name="work"),
]
