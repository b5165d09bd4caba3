"""Addresses of the summaries below /console/summaries/."""

from django.urls import path

from .views import reading, writing

app_name = "summary"
urlpatterns = [
    path("", reading.IndexScreen.as_view(), name="index"),
    path("new/", writing.NewScreen.as_view(), name="new"),
    path("<int:pk>/", reading.ShowScreen.as_view(), name="show"),
    path("<int:pk>/write/", writing.WriteScreen.as_view(), name="write"),
    path("<int:pk>/heading/", writing.HeadingScreen.as_view(), name="heading"),
    path("<int:pk>/slots/<slug:ref>/", writing.SlotScreen.as_view(), name="slot"),
    path("<int:pk>/proposals/", writing.ProposalsScreen.as_view(), name="proposals"),
    path("<int:pk>/figures/", writing.FiguresEndpoint.as_view(), name="figures"),
    path("<int:pk>/names/", writing.NamesEndpoint.as_view(), name="name_search"),
    path("<int:pk>/add-slot/", writing.AddSlotEndpoint.as_view(), name="slot_add"),
    path("<int:pk>/sign/", reading.SignScreen.as_view(), name="sign"),
    path("<int:pk>/proof/", reading.ProofScreen.as_view(), name="proof"),
    path("<int:pk>/drift/", reading.DriftScreen.as_view(), name="drift"),
    path("<int:pk>/masked/", reading.MaskedScreen.as_view(), name="masked"),
    path("<int:pk>/returned/", writing.ReturnedScreen.as_view(), name="returned"),
    path("<int:pk>/export.<slug:to>", reading.ExportScreen.as_view(), name="export"),
]
