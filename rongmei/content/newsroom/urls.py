"""Addresses of the newsroom below /console/stories/."""

from django.urls import path

from .views import acting, comparing, deputies, lists, papers, planning, procedures, story, writing

app_name = "newsroom"
urlpatterns = [
    path("", lists.IndexScreen.as_view(), name="index"),
    path("publish/", lists.PublishManyScreen.as_view(), name="publish_many"),
    path("procedures/", procedures.ProceduresScreen.as_view(), name="procedures"),
    path("procedures/new/", procedures.ProcedureNewScreen.as_view(), name="procedure_new"),
    path("procedures/<int:pk>/", procedures.ProcedureScreen.as_view(), name="procedure"),
    path("deputies/", deputies.DeputiesScreen.as_view(), name="deputies"),
    path("new/", writing.NewScreen.as_view(), name="new"),
    path("topics/", planning.TopicsScreen.as_view(), name="topics"),
    path("topics/<int:pk>/", planning.TopicScreen.as_view(), name="topic"),
    path("pack/", papers.PackScreen.as_view(), name="pack"),
    path("assets/add/", writing.AssetAddScreen.as_view(), name="asset_add"),
    path("assets/<int:pk>/", story.AssetScreen.as_view(), name="asset"),
    path("assets/<int:pk>/about/", story.AboutAssetScreen.as_view(), name="about_asset"),
    path("<int:pk>/", story.ShowScreen.as_view(), name="story"),
    path("<int:pk>/write/", writing.WriteScreen.as_view(), name="write"),
    path("<int:pk>/autosave/", writing.AutosaveScreen.as_view(), name="autosave"),
    path("<int:pk>/discard/", writing.DiscardScreen.as_view(), name="discard"),
    path("<int:pk>/comment/", planning.CommentScreen.as_view(), name="comment"),
    path("<int:pk>/compare/", comparing.CompareScreen.as_view(), name="compare"),
    path("<int:pk>/trace/", comparing.TraceScreen.as_view(), name="trace"),
    path("<int:pk>/sheet.pdf", papers.SheetScreen.as_view(), name="sheet"),
    path("<int:pk>/adapt/", writing.AdaptScreen.as_view(), name="adapt"),
    path("<int:pk>/<slug:verb>/", acting.ActScreen.as_view(), name="act"),
]
