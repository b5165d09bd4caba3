"""Addresses of the proof desk below /console/proof/."""

from django.urls import path

from .views import asking, desk, rates, runs

app_name = "proofdesk"
urlpatterns = [
    path("", desk.DeskScreen.as_view(), name="desk"),
    path("texts/<int:pk>/", desk.TextScreen.as_view(), name="text"),
    path("texts/<int:pk>/remove/", desk.RemoveScreen.as_view(), name="text_remove"),
    path("runs/<int:pk>/", runs.RunScreen.as_view(), name="run"),
    path("runs/<int:pk>/export.<slug:to>", runs.ExportScreen.as_view(), name="run_export"),
    path("findings/<int:pk>/", runs.AnswerEndpoint.as_view(), name="answer"),
    path("runs/<int:pk>/book/", runs.BookScreen.as_view(), name="run_book"),
    path("rates/", rates.RatesScreen.as_view(), name="rates"),
    path("rates/<slug:publication>/", rates.SchemeScreen.as_view(), name="scheme"),
    path("check/", asking.CheckEndpoint.as_view(), name="check"),
    path("ignore/", asking.IgnoreEndpoint.as_view(), name="ignore"),
    path("teach/", asking.TeachEndpoint.as_view(), name="teach"),
]
