"""Addresses of the ledgers below /console/ledgers/."""

from django.urls import path

from .views import lists, records
from .views.exports import EXPORT_URLS
from .views.imports import IMPORT_URLS

app_name = "ledger"
urlpatterns = [
    path("", lists.IndexScreen.as_view(), name="index"),
    path("<slug:key>/", lists.ListScreen.as_view(), name="list"),
    path("<slug:key>/move/", lists.MoveScreen.as_view(), name="move"),
    path("<slug:key>/views/", lists.ViewsScreen.as_view(), name="views"),
    path("<slug:key>/add/", records.AddScreen.as_view(), name="add"),
    path("<slug:key>/<int:pk>/", records.RecordScreen.as_view(), name="record"),
    path("<slug:key>/<int:pk>/edit/", records.EditScreen.as_view(), name="edit"),
    path("<slug:key>/<int:pk>/evidence/", records.EvidenceScreen.as_view(), name="evidence"),
    path("<slug:key>/<int:pk>/evidence/<int:evidence_pk>/", records.EvidenceFileScreen.as_view(), name="evidence_file"),
    *IMPORT_URLS,
    *EXPORT_URLS,
]
