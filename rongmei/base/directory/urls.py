from django.urls import path

from rongmei.base.directory.views import accounts, history, imports, outlets, people, settings, units

app_name = "directory"

urlpatterns = [
    path("units/", units.Units.as_view(), name="units"),
    path("units/import/", imports.UnitImport.as_view(), name="units_import"),
    path("units/add/", units.UnitAdd.as_view(), name="unit_add"),
    path("units/<int:pk>/", units.UnitPage.as_view(), name="unit"),
    path("units/<int:pk>/change/", units.UnitChange.as_view(), name="unit_change"),
    path("units/<int:pk>/rename/", units.UnitRename.as_view(), name="unit_rename"),
    path("units/<int:pk>/move/", units.UnitMove.as_view(), name="unit_move"),
    path("units/<int:pk>/merge/", units.UnitMerge.as_view(), name="unit_merge"),
    path("units/<int:pk>/close/", units.UnitClose.as_view(), name="unit_close"),
    path("people/", people.People.as_view(), name="people"),
    path("people/import/", imports.PeopleImport.as_view(), name="people_import"),
    path("people/add/", people.PersonAdd.as_view(), name="person_add"),
    path("people/<int:pk>/", people.PersonPage.as_view(), name="person"),
    path("people/<int:pk>/change/", people.PersonChange.as_view(), name="person_change"),
    path("people/<int:pk>/left/", people.PersonLeft.as_view(), name="person_left"),
    path("people/<int:pk>/posts/add/", people.PostAdd.as_view(), name="post_add"),
    path("people/<int:pk>/posts/<int:post>/end/", people.PostEnd.as_view(), name="post_end"),
    path("accounts/", accounts.Accounts.as_view(), name="accounts"),
    path("accounts/add/", accounts.AccountAdd.as_view(), name="account_add"),
    path("accounts/<int:pk>/", accounts.AccountPage.as_view(), name="account"),
    path("accounts/<int:pk>/grant/", accounts.Grant.as_view(), name="grant"),
    path("accounts/<int:pk>/grants/<int:grant>/end/", accounts.GrantEnd.as_view(), name="grant_end"),
    path("accounts/<int:pk>/disable/", accounts.Disable.as_view(), name="account_disable"),
    path("accounts/<int:pk>/enable/", accounts.Enable.as_view(), name="account_enable"),
    path("accounts/<int:pk>/password/", accounts.ResetPassword.as_view(), name="account_password"),
    path("accounts/<int:pk>/factor/", accounts.ResetFactor.as_view(), name="account_factor"),
    path("outlets/", outlets.Outlets.as_view(), name="outlets"),
    path("outlets/import/", imports.OutletImport.as_view(), name="outlets_import"),
    path("outlets/add/", outlets.OutletAdd.as_view(), name="outlet_add"),
    path("outlets/<int:pk>/", outlets.OutletPage.as_view(), name="outlet"),
    path("outlets/<int:pk>/change/", outlets.OutletChange.as_view(), name="outlet_change"),
    path("outlets/<int:pk>/inspect/", outlets.OutletInspect.as_view(), name="outlet_inspect"),
    path("outlets/<int:pk>/close/", outlets.OutletClose.as_view(), name="outlet_close"),
    path("university/", settings.UniversityPage.as_view(), name="university"),
    path("history/", history.History.as_view(), name="history"),
]
