"""The field that holds a picture, film or file: its number, a look at it, and a way to bring another."""

from __future__ import annotations

from typing import Any

from django import forms
from django.urls import reverse

from ..enums import AssetKind

ACCEPTED = {
    AssetKind.PICTURE: "image/jpeg,image/png,image/webp,image/gif",
    AssetKind.VIDEO: "video/mp4,video/webm",
    AssetKind.FILE: ".pdf,.docx,.xlsx,.pptx,.zip",
}


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
