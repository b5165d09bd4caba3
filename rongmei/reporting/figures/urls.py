"""Addresses of figures below /console/figures/."""

from django.urls import path

from .views import builder, catalogue, decisions, figure, readings

app_name = "figures"
urlpatterns = [
    path("", catalogue.CatalogueScreen.as_view(), name="index"),
    path("new/", builder.BuilderScreen.as_view(), name="new"),
    path("preview/", builder.PreviewScreen.as_view(), name="preview"),
    path("readings/<int:pk>/", readings.ReadingScreen.as_view(), name="reading"),
    path("of/<str:figure_key>/", figure.FigureScreen.as_view(), name="figure"),
    path("of/<str:figure_key>/edit/", builder.EditScreen.as_view(), name="edit"),
    path("of/<str:figure_key>/decide/", decisions.DecideScreen.as_view(), name="decide"),
    path("of/<str:figure_key>/enter/", decisions.EnterScreen.as_view(), name="enter"),
    path("of/<str:figure_key>/evidence/<int:pk>/", decisions.EvidenceScreen.as_view(), name="evidence"),
]
