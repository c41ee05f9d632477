"""Pictures that the gallery's people hand in: a portrait, and a signature on paper."""

from io import BytesIO

from PIL import Image, ImageDraw, ImageFilter
from playwright.sync_api import FilePayload

from dojang.pdf.tests.test_ink_extraction import BLUE, jpeg, on_paper


def _portrait() -> bytes:
    """A head and shoulders before a wall in the evening."""
    image = Image.linear_gradient("L").resize((600, 800))
    wall = Image.merge("RGB", [image.point(lambda value, shade=shade: shade - value // 4) for shade in (236, 214, 190)])
    pen = ImageDraw.Draw(wall)
    pen.ellipse((80, 560, 520, 1100), fill=(52, 74, 112))
    pen.ellipse((175, 130, 425, 480), fill=(60, 42, 36))
    pen.rectangle((255, 420, 345, 600), fill=(214, 166, 138))
    pen.ellipse((205, 190, 395, 470), fill=(228, 182, 154))
    pen.chord((190, 140, 410, 400), 180, 360, fill=(60, 42, 36))
    out = BytesIO()
    wall.filter(ImageFilter.GaussianBlur(2)).save(out, "JPEG", quality=80)
    return out.getvalue()


PORTRAIT: FilePayload = {"name": "portrait.jpg", "mimeType": "image/jpeg", "buffer": _portrait()}
SIGNATURE: FilePayload = {"name": "signature.jpg", "mimeType": "image/jpeg", "buffer": jpeg(on_paper(BLUE))}
