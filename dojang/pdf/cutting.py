"""Photos of signatures and stamps on paper: the ink is kept, the paper becomes transparent.

The paper's brightness is estimated all over the picture, so that shadows and yellow light fall away; what is clearly
darker than the paper around it, in any colour, is ink.
"""

from __future__ import annotations

from PIL import Image, ImageChops, ImageFilter, ImageMath

from dojang.pdf.images import MAX_BYTES, MAX_PIXELS, Picture, PictureFault, PictureRefused, encoded, upright

KEPT_SIDE = 1_200
_PAPER_SIDE = 160  # of the small picture in which the paper is looked for
_BROADEST = 11  # pixels of it: no stroke is as broad
_DARK = 48  # paper is never so dark: that is the table it lies on
_LEAST_INK = 0.0004  # of all pixels; less is dust
_MARGIN = 0.03


def cut_out(data: bytes, *, max_bytes: int = MAX_BYTES, max_pixels: int = MAX_PIXELS) -> Picture:
    """The ink of a photo as a PNG with alpha: upright, trimmed, its longer side at most KEPT_SIDE pixels.

    A picture that has transparent parts already is trimmed only. Raises PictureRefused as `take_picture` does, and
    BLANK where no ink is found.
    """
    with upright(data, max_bytes=max_bytes, max_pixels=max_pixels) as image:
        image.thumbnail((KEPT_SIDE, KEPT_SIDE), Image.Resampling.LANCZOS)
        inked = image.convert("RGBA") if image.mode in ("LA", "RGBA") else _without_paper(image.convert("RGB"))
        return encoded(_trimmed(inked), "PNG")


def _without_paper(image: Image.Image) -> Image.Image:
    lit = Image.merge("RGB", [_evenly_lit(channel) for channel in image.split()])
    red, green, blue = lit.split()
    depth = ImageChops.invert(ImageChops.darker(ImageChops.darker(red, green), blue))
    alpha = _alpha(depth.filter(ImageFilter.GaussianBlur(0.6)))
    inked = Image.merge("RGBA", [*(_unmixed(channel, alpha) for channel in lit.split()), alpha])
    # What nobody sees has one colour, and costs nothing in the file.
    return Image.composite(inked, Image.new("RGBA", inked.size), alpha.point([0] + [255] * 255))


def _evenly_lit(channel: Image.Image) -> Image.Image:
    """The channel as if the paper were white everywhere."""
    scale = _PAPER_SIDE / max(channel.size)
    small = channel.resize([max(1, round(side * scale)) for side in channel.size], Image.Resampling.BOX)
    # First as bright as the brightest nearby, then back again: dark things narrower than that are gone.
    paper = small.filter(ImageFilter.MaxFilter(_BROADEST)).filter(ImageFilter.MinFilter(_BROADEST))
    paper = paper.filter(ImageFilter.GaussianBlur(1.5)).resize(channel.size, Image.Resampling.BICUBIC)
    table = paper.point([255] * _DARK + [0] * (256 - _DARK))
    lit = ImageMath.lambda_eval(lambda given: given["min"](given["c"] * 255 / given["p"], 255), c=channel, p=paper)
    return ImageChops.lighter(lit.convert("L"), table)


def _alpha(depth: Image.Image) -> Image.Image:
    """How much ink there is, told from how dark the darkest ink of this picture is."""
    full = max(_deepest(depth) * 0.7, 60)
    least = max(full * 0.3, 26)
    return depth.point([round(min(max((value - least) / (full - least), 0), 1) * 255) for value in range(256)])


def _deepest(depth: Image.Image) -> int:
    """What all but a few of the pixels stay below."""
    histogram, left = depth.histogram(), depth.width * depth.height * _LEAST_INK
    for value in range(255, 0, -1):
        left -= histogram[value]
        if left < 0:
            return value
    return 0


def _unmixed(channel: Image.Image, alpha: Image.Image) -> Image.Image:
    """The colour of the ink alone, without the white that shines through its edges."""
    mixed: Image.Image = ImageMath.lambda_eval(
        lambda given: given["max"](255 - (255 - given["c"]) * 255 / given["max"](given["a"], 1), 0), c=channel, a=alpha
    )
    return mixed.convert("L")


def _trimmed(image: Image.Image) -> Image.Image:
    """Only where there is ink, with a small margin; specks of dust alone do not count."""
    alpha = image.getchannel("A").point([0] * 64 + [255] * 192)
    found = alpha.filter(ImageFilter.MedianFilter(3))
    box = found.getbbox()
    if box is None or found.histogram()[255] < _LEAST_INK * image.width * image.height:
        raise PictureRefused(PictureFault.BLANK)
    margin = round(_MARGIN * max(box[2] - box[0], box[3] - box[1])) + 1
    return image.crop((max(box[0] - margin, 0), max(box[1] - margin, 0),
                       min(box[2] + margin, image.width), min(box[3] + margin, image.height)))  # fmt: skip
