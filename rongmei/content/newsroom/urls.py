"""Addresses of the newsroom below /console/stories/."""

from django.urls import path

from .views import acting, keeping, lists, story

app_name = "newsroom"
urlpatterns = [
    path("", lists.IndexScreen.as_view(), name="index"),
    path("publish/", lists.PublishManyScreen.as_view(), name="publish_many"),
    path("procedures/", keeping.ProceduresScreen.as_view(), name="procedures"),
    path("deputies/", keeping.DeputiesScreen.as_view(), name="deputies"),
    path("assets/<int:pk>/", story.AssetScreen.as_view(), name="asset"),
    path("<int:pk>/", story.ShowScreen.as_view(), name="story"),
    path("<int:pk>/<slug:verb>/", acting.ActScreen.as_view(), name="act"),
]
