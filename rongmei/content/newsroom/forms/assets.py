"""The field that holds a picture, film or file: its number, a look at it, and a way to bring another."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext_lazy

from ..enums import AssetKind

ACCEPTED = {
    AssetKind.PICTURE: "image/jpeg,image/png,image/webp,image/gif",
    AssetKind.VIDEO: "video/mp4,video/webm",
    AssetKind.FILE: ".pdf,.docx,.xlsx,.pptx,.zip",
}


class RightsForm(forms.Form):
    """What is stated about a picture or file. Caption, credit and alt text belong to the text it stands in."""

    rights_holder = forms.CharField(label=gettext_lazy("rights holder"), max_length=120, required=False)
    licence = forms.CharField(
        label=gettext_lazy("licence"),
        max_length=120,
        required=False,
        help_text=gettext_lazy("for example: taken on duty; bought; by permission"),
    )
    consent = forms.CharField(
        label=gettext_lazy("people shown and their consent"),
        max_length=300,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    focus_x = forms.IntegerField(label=gettext_lazy("focal point, per cent from the left"), min_value=0, max_value=100, initial=50)
    focus_y = forms.IntegerField(label=gettext_lazy("focal point, per cent from the top"), min_value=0, max_value=100, initial=50)


class AssetInput(forms.NumberInput):
    template_name = "newsroom/widgets/asset.html"
    input_type = "hidden"

    def __init__(self, kind: AssetKind) -> None:
        super().__init__()
        self.kind = kind

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        return {
            **super().get_context(name, value, attrs),
            "kind": self.kind.value,
            "accept": ACCEPTED[self.kind],
            "upload": reverse("newsroom:asset_add"),
            "look": reverse("newsroom:asset", args=[0]),
        }

    class Media:
        js = ("newsroom/asset-field.js",)
