from django.urls import path

from listings.exchange.api import exports, views

urlpatterns = [
    path("exports/avails.xlsx", exports.AvailsXlsx.as_view(), name="export-xlsx"),
    path("exports/avails.xml", exports.AvailsXml.as_view(), name="export-xml"),
    path("exports/rights.xlsx", exports.RightsSheet.as_view(), name="export-rights"),
    path("exports/rights-zh.xlsx", exports.RightsSheetChinese.as_view(), name="export-rights-zh"),
    path("exports/losses/", exports.Losses.as_view(), name="export-losses"),
    path("imports/", views.Imports.as_view(), name="imports"),
    path("imports/<int:pk>/", views.ImportDetail.as_view(), name="import"),
    path("imports/<int:pk>/table/", views.Table.as_view(), name="import-table"),
    path("imports/<int:pk>/columns/", views.Columns.as_view(), name="import-columns"),
    path("imports/<int:pk>/rows/", views.Rows.as_view(), name="import-rows"),
    path("imports/<int:pk>/rows/<int:number>/", views.Row.as_view(), name="import-row"),
    path("imports/<int:pk>/publish/", views.Publish.as_view(), name="import-publish"),
    path("imports/<int:pk>/cancel/", views.Cancel.as_view(), name="import-cancel"),
]
