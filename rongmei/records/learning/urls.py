"""Addresses of the rules of learning below /console/learning/."""

from django.urls import path

from . import views

app_name = "learning"
urlpatterns = [
    path("hours/", views.HoursScreen.as_view(), name="hours"),
    path("deadlines/", views.DeadlinesScreen.as_view(), name="deadlines"),
    path("minimums/", views.MinimumsScreen.as_view(), name="minimums"),
    path("holidays/", views.HolidaysScreen.as_view(), name="holidays"),
]
