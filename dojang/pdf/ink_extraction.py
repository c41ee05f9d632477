"""Photos of signatures and stamps on paper: the ink is kept, the paper becomes transparent.

The paper's brightness is estimated all over the picture, so that shadows and yellow light fall away; what is clearly
darker than the paper around it, in any colour, is ink.
"""

from __future__ import annotations

from PIL import Image, ImageChops, ImageFilter, ImageMath

from dojang.pdf.images import MAX_BYTES, MAX_PIXELS, Picture, PictureFault, PictureRefused, encoded, kind_of, upright

KEPT_SIDE = 1_200
_PAPER_SIDE = 160  # of the small picture in which the paper is looked for
_BROADEST = 11  # pixels of it: no stroke is as broad
_DARK = 48  # paper is never so dark: that is the table it lies on
_LEAST_INK = 0.0004  # of all pixels; less is dust
_LEAST_EXTENT = 0.04  # of the longer side; a smaller dot is no signature
_NO_PAPER = 140  # this far from white: paper in the shade never is
_LOOKED_AT = 600  # pixels of the picture in which something is looked for
_FAINT_SIDE, _FAINT, _LEAST_FAINT = (
    150,
    20,
    12,
)  # thin and faint lines: in how small a picture, how dark, how many pixels
_MARGIN = 0.03


def take_signature(data: bytes, *, max_bytes: int = MAX_BYTES, max_pixels: int = MAX_PIXELS) -> Picture:
    """A picture of a signature or stamp, kept whole, with its paper.

    Raises PictureRefused as `take_picture` does, and EMPTY where nothing would be seen of it on white paper: it is white, wholly
    transparent, blank paper, or one small dot.
    """
    with upright(data, max_bytes=max_bytes, max_pixels=max_pixels) as image:
        if not _shows_something(image):
            raise PictureRefused(PictureFault.EMPTY)
        return encoded(image, kind_of(data))


def cut_out(data: bytes, *, max_bytes: int = MAX_BYTES, max_pixels: int = MAX_PIXELS) -> Picture:
    """The ink of a photo as a PNG with alpha: upright, trimmed, its longer side at most KEPT_SIDE pixels.

    A picture that has transparent parts already is trimmed only. Raises PictureRefused as `take_picture` does, and
    BLANK where no ink is found.
    """
    with upright(data, max_bytes=max_bytes, max_pixels=max_pixels) as image:
        image.thumbnail((KEPT_SIDE, KEPT_SIDE), Image.Resampling.LANCZOS)
        is_cut = image.mode in ("LA", "RGBA")
        if is_cut and not _shows_something(image):
            raise PictureRefused(PictureFault.BLANK)
        inked = image.convert("RGBA") if is_cut else _without_paper(image.convert("RGB"))
        return encoded(_trimmed(inked), "PNG")


def _shows_something(image: Image.Image) -> bool:
    """Whether something is seen of the picture on white paper: much that is no paper, ink on it, or thin and faint lines."""
    small = image.copy()
    small.thumbnail((_LOOKED_AT, _LOOKED_AT), Image.Resampling.BOX)
    rgba = small.convert("RGBA")
    seen = Image.alpha_composite(Image.new("RGBA", rgba.size, "white"), rgba).convert("RGB")
    if _extent(_depth(seen).point([0] * _NO_PAPER + [255] * (256 - _NO_PAPER))) is not None:
        return True
    inked = _without_paper(seen).getchannel("A").point([0] * 64 + [255] * 192)
    return _extent(inked) is not None or _has_lines(seen)


def _has_lines(image: Image.Image) -> bool:
    """Whether there are lines too thin or too faint to be cut out. Specks vanish where each pixel is the mean of many."""
    small = image.copy()
    small.thumbnail((_FAINT_SIDE, _FAINT_SIDE), Image.Resampling.BOX)
    lines = _depth(Image.merge("RGB", [_evenly_lit(channel) for channel in small.split()])).point(
        [0] * _FAINT + [255] * (256 - _FAINT)
    )
    box = lines.getbbox()
    if box is None or lines.histogram()[255] < _LEAST_FAINT:
        return False
    return max(box[2] - box[0], box[3] - box[1]) >= 2 * _LEAST_EXTENT * max(small.size)


def _depth(image: Image.Image) -> Image.Image:
    """How far each pixel is from white, in any colour."""
    red, green, blue = image.split()
    return ImageChops.invert(ImageChops.darker(ImageChops.darker(red, green), blue))


def _without_paper(image: Image.Image) -> Image.Image:
    lit = Image.merge("RGB", [_evenly_lit(channel) for channel in image.split()])
    alpha = _alpha(_depth(lit).filter(ImageFilter.GaussianBlur(0.6)))
    inked = Image.merge("RGBA", [*(_unmixed(channel, alpha) for channel in lit.split()), alpha])
    # Invisible pixels get one colour, which takes no room in the file.
    return Image.composite(inked, Image.new("RGBA", inked.size), alpha.point([0] + [255] * 255))


def _evenly_lit(channel: Image.Image) -> Image.Image:
    """The channel as if the paper were white everywhere."""
    scale = _PAPER_SIDE / max(channel.size)
    small = channel.resize([max(1, round(side * scale)) for side in channel.size], Image.Resampling.BOX)
    # First as bright as the brightest nearby, then back again: dark things narrower than that are gone.
    paper = small.filter(ImageFilter.MaxFilter(_BROADEST)).filter(ImageFilter.MinFilter(_BROADEST))
    paper = paper.filter(ImageFilter.GaussianBlur(1.5)).resize(channel.size, Image.Resampling.BICUBIC)
    table = paper.point([255] * _DARK + [0] * (256 - _DARK))
    lit = ImageMath.lambda_eval(lambda of: of["min"](of["c"] * 255 / of["p"], 255), c=channel, p=paper)
    return ImageChops.lighter(lit.convert("L"), table)


def _alpha(depth: Image.Image) -> Image.Image:
    """The amount of ink at each pixel, relative to the darkest ink of this picture."""
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
        lambda of: of["max"](255 - (255 - of["c"]) * 255 / of["max"](of["a"], 1), 0), c=channel, a=alpha
    )
    return mixed.convert("L")


def _trimmed(image: Image.Image) -> Image.Image:
    """Only where there is ink, with a small margin; specks of dust alone do not count."""
    box = _extent(image.getchannel("A").point([0] * 64 + [255] * 192))
    if box is None:
        raise PictureRefused(PictureFault.BLANK)
    margin = round(_MARGIN * max(box[2] - box[0], box[3] - box[1])) + 1
    return image.crop((max(box[0] - margin, 0), max(box[1] - margin, 0),
                       min(box[2] + margin, image.width), min(box[3] + margin, image.height)))  # fmt: skip


def _extent(mask: Image.Image) -> tuple[int, int, int, int] | None:
    """Where the mask is set, without specks of dust; None if that is too little, or one small dot."""
    found = mask.filter(ImageFilter.MedianFilter(3))
    box = found.getbbox()
    if box is None or found.histogram()[255] < _LEAST_INK * mask.width * mask.height:
        return None
    return box if max(box[2] - box[0], box[3] - box[1]) >= _LEAST_EXTENT * max(mask.size) else None
