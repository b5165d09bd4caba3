"""How large a picture is printed, and whether it can be printed at all."""

from __future__ import annotations

import warnings
from dataclasses import dataclass
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from rongmei.reporting.summary.document import Picture
from rongmei.reporting.summary.exports.layout import BODY_WIDTH, PICTURE_HEIGHT_MAX

_MM_PER_PIXEL = 25.4 / 96
_SUFFIXES = {"PNG": "png", "JPEG": "jpg"}
_MOST_PIXELS = 80_000_000


class UnreadablePicture(ValueError):
    """The bytes are no PNG or JPEG picture that can be set."""

    def __init__(self, picture: Picture, found: str) -> None:
        super().__init__(f"图片“{picture.alt or '（没有替代文字）'}”无法放进文件：{found}。请换成 PNG 或 JPEG 格式的图片。")


@dataclass(frozen=True, slots=True)
class Print:
    """Printed size in millimetres, and the file suffix of what the bytes really are."""

    width: float
    height: float
    suffix: str


def measured(picture: Picture) -> Print:
    """At 96 dots an inch, made smaller to fit the 版心. Reads the header only. Raises `UnreadablePicture`."""
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(BytesIO(picture.data), formats=tuple(_SUFFIXES)) as image:
                across, down, kind = image.width, image.height, image.format or ""
    except (UnidentifiedImageError, OSError, ValueError, Image.DecompressionBombError):
        raise UnreadablePicture(picture, "它不是可以读取的图片") from None
    if not across or not down or across * down > _MOST_PIXELS:
        raise UnreadablePicture(picture, f"它有 {across}×{down} 个像素，太大了")
    width, height = across * _MM_PER_PIXEL, down * _MM_PER_PIXEL
    shrink = min(1.0, BODY_WIDTH / width, PICTURE_HEIGHT_MAX / height)
    return Print(width * shrink, height * shrink, _SUFFIXES[kind])
