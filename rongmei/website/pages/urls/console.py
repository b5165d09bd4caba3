from django.urls import path

from ..views import arranging, console, looks

app_name = "sites"
urlpatterns = [
    path("", console.Sites.as_view(), name="index"),
    path("new/", console.SiteAdd.as_view(), name="add"),
    path("themes/", looks.Themes.as_view(), name="themes"),
    path("themes/new/", looks.ThemeAdd.as_view(), name="theme_add"),
    path("themes/<int:pk>/", looks.ThemeChange.as_view(), name="theme"),
    path("<int:pk>/", console.SiteScreen.as_view(), name="site"),
    path("<int:pk>/change/", console.SiteChange.as_view(), name="change"),
    path("<int:pk>/columns/new/", arranging.ColumnAdd.as_view(), name="column_add"),
    path("<int:pk>/columns/<int:page>/", arranging.ColumnChange.as_view(), name="column"),
    path("<int:pk>/pages/<int:page>/order/", arranging.PageOrder.as_view(), name="page_order"),
    path("<int:pk>/pages/<int:page>/remove/", arranging.PageRemove.as_view(), name="page_remove"),
    path("<int:pk>/pins/", arranging.Pins.as_view(), name="pins"),
]
