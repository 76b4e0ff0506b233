from django.urls import path

from listings.exchange.web import bad_rows, columns, exports, imports, one

urlpatterns = [
    path("catalogue/export/", exports.catalogue_export, name="catalogue-export"),
    path("studio/export/", exports.export_programmes, name="export"),
    path("studio/export/file/", exports.export_file, name="export-file"),
    path("studio/import/", imports.list_imports, name="imports"),
    path("studio/import/<int:pk>/", one.show_import, name="import"),
    path("studio/import/<int:pk>/columns/", columns.columns, name="columns"),
    path("studio/import/<int:pk>/table/", columns.table, name="table"),
    path("studio/import/<int:pk>/take-over/", one.take_over, name="take-over"),
    path("studio/import/<int:pk>/cancel/", one.submit_import_cancellation, name="cancel"),
    path("studio/import/<int:pk>/rows/<int:number>/", one.submit_row_correction, name="mend"),
    path("studio/import/<int:pk>/bad-rows.xlsx", bad_rows.download_bad_rows, name="bad-rows"),
]
