"""Files that viewers show, though something in them is unusual or broken: each can be filled and sealed, and shows what it
showed before."""

import re
import shutil
import subprocess
import zlib
from datetime import UTC, datetime, timedelta
from functools import cache
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from dojang.pdf.fill import fill
from dojang.pdf.images import take_picture
from dojang.pdf.pictures import prepare
from dojang.pdf.pki import Identity, issue_seal, make_ca
from dojang.pdf.seal import SealKey, seal
from dojang.pdf.tests.corpus import fonts, photo, stream
from dojang.pdf.tests.looking import cleaned, viewed
from dojang.pdf.tests.odd import TEXT, link, rent, web
from dojang.pdf.tests.test_fill import extracted, qpdf_check, seen
from dojang.pdf.validate import validate
from dojang.pdf.values import Box, Entry, PictureEntry, TextEntry

NOW = datetime(2026, 3, 2, tzinfo=UTC)
FREE = (0.1, 0.75, 0.5, 0.2)  # nothing of the files' own is there
GRAY = b"/Type/XObject/Subtype/Image/Width 2/Height 2/BitsPerComponent 8/ColorSpace/DeviceGray"
IMAGE = stream(GRAY, b"\x00\x80\x80\x00")
SHOWN = TEXT + b" q 80 0 0 80 60 120 cm /%s Do Q"
INLINE = TEXT + b" q 80 0 0 80 60 120 cm BI /W 2 /H 2 /BPC 8 /CS /G ID \x00\x80\x80\x00"


@cache
def authority() -> Identity:
    return make_ca("Kim", NOW)


@cache
def key() -> SealKey:
    identity = issue_seal(authority(), "Kim", NOW)
    return SealKey.load(identity.key_pem, identity.cert_pem, [authority().cert_pem])


def sealed(template: bytes) -> bytes:
    x, y, w, h = FREE
    entries: list[Entry] = [
        TextEntry(Box(1, x, y, w, h / 2), "홍길동"),
        PictureEntry(Box(1, x, y + h / 2, w, h / 2), prepare(take_picture(photo()))),
    ]
    return seal(fill(template, entries, fonts()), key(), reason="odd", location=None, at=NOW)


def poppler(pdf: bytes, directory: Path) -> Image.Image:
    command = shutil.which("pdftoppm")
    assert command, "pdftoppm is not installed"
    (directory / "seen.pdf").write_bytes(pdf)
    subprocess.run(
        [command, "-r", "72", "-png", "-singlefile", "seen.pdf", "seen"], cwd=directory, check=True, capture_output=True
    )
    with Image.open(directory / "seen.png") as image:
        return image.convert("RGB")


def parted(image: Image.Image) -> tuple[Image.Image, Image.Image]:
    """What the file showed, and what was filled in."""
    (x, y, w, h), (width, height) = FREE, image.size
    area = (round(x * width) - 2, round(y * height) - 2, round((x + w) * width) + 2, round((y + h) * height) + 2)
    filled = image.crop(area)
    image.paste("white", area)
    return image, filled


def has_red(image: Image.Image) -> bool:
    red, _, blue = image.split()
    return ImageChops.subtract(red, blue).getextrema()[1] > 100  # type: ignore[operator]


def check(upload: bytes, like: bytes, directory: Path) -> None:
    """From intake to the validator, and a look by both viewers, who show of `like` what this file should show."""
    template = cleaned(upload)
    done = sealed(template)
    assert done.startswith(template)
    checked = qpdf_check(done, directory)
    # Names that are wrong stay so: what they name in the content is written as wrongly.
    warnings = [line for line in checked.stderr.splitlines() if "WARNING" in line and "name with stray #" not in line]
    assert checked.returncode in (0, 3), checked.stderr
    assert warnings == []
    verdict = validate(done, [authority().cert_pem], NOW + timedelta(seconds=1))
    assert verdict.bottom_line
    assert not verdict.changed_after_sealing
    assert "홍길동" in extracted(done)
    for before, after in ((viewed(like), seen(done)), (poppler(like, directory), poppler(done, directory))):
        page, filled = parted(after)
        difference = ImageChops.difference(page, parted(before)[0]).convert("L").point([0] * 96 + [255] * 160)
        assert difference.getbbox() is None
        assert has_red(filled), "the picture is not seen"


def named(key: bytes) -> bytes:
    return rent(SHOWN % key, resources=b"/XObject<</%s 6 0 R>>" % key, objects=(IMAGE,))


def repeated(packed: bytes, times: int) -> bytes:
    for _ in range(times):
        packed = zlib.compress(packed)
    return packed


WHOLE = rent()
DESCRIPTOR = b"<</Type/FontDescriptor/FontName/Helvetica/Flags 32/Ascent 8 0 R/Descent 9 0 R/ItalicAngle 10 0 R>>"
FONT = b"<</Type/Font/Subtype/TrueType/BaseFont/Helvetica/FontDescriptor 7 0 R/Encoding/WinAnsiEncoding>>"
VALUES = {
    "a number is an object": rent(page=b"/My 6 0 R", objects=(b"42",)),
    "a boolean is an object": rent(page=b"/My 6 0 R", objects=(b"true",)),
    "null is an object": rent(page=b"/My 6 0 R/Annots 6 0 R/Rotate 6 0 R/Group 6 0 R", objects=(b"null",)),
    "a tiny number": rent(page=b"/My 0.00000001/BleedBox[0.00000001 -.5 400. 400]"),
    "a name and a string are objects": rent(page=b"/Tabs 6 0 R/My 7 0 R", objects=(b"/S", b"(a)")),
    "sides and turn are objects": rent(page=b"/CropBox[6 0 R 6 0 R 7 0 R 7 0 R]/Rotate 6 0 R", objects=(b"0", b"400")),
    "numbers of a font are objects": rent(
        TEXT.replace(b"F1", b"F2"), resources=b"/Font<</F2 6 0 R>>", objects=(FONT, DESCRIPTOR, b"718", b"-207", b"0")
    ),
    "a stream's length is an object": rent(objects=(b"3", b"<</Length 6 0 R>>stream\nabc\nendstream")),
}  # fmt: skip
NAMES = {
    f"a picture called {key.decode()}": named(key)
    for key in (b"Im#28", b"Im#20x", b"Im#E9", b"#C3#A9", b"#EA#B3#84#EC#95#BD", b"#23#23", b"A#2FB", b"#FF#FE", b"#3C", b"a#zz", b"b#")
} | {
    "keys of the page": rent(page=b"/My#20Key 5/K#C3#A9 6/#E9 7/Group<</S/Transparency/#E9 8>>"),
    "keys of the catalog": rent(root=b"/My#20Key 5/Dests<</#E9[3 0 R/Fit]>>/ViewerPreferences<</#E9 7>>"),
    "keys of resources": rent(resources=b"/#E9<</#E9 5 0 R>>/Properties<</#E9<<>>>>", content=TEXT + b" /OC /#E9 BDC EMC"),
}  # fmt: skip
BROKEN = {
    "all offsets are nothing": re.sub(rb"[0-9]{10} 00000 n", b"0000000000 00000 n", WHOLE),
    "encryption is a number": rent(trailer=b"/Encrypt 7"),
    "no size in the trailer": WHOLE.replace(b"/Size 6", b""),
    "no end": WHOLE[:-20],
    "a wrong offset": WHOLE.replace(b"startxref\n", b"startxref\n9"),
    "wrong offsets of objects": WHOLE.replace(b"00000 n", b"00000 n ").replace(b"0000000", b"0000001"),
    "wrong size": WHOLE.replace(b"/Size 6", b"/Size 3"),
    "something before the header": b"\r\n\r\nHTTP\r\n" + WHOLE,
    "much after the end": WHOLE + b"\n" + b"<!-- -->\n" * 300,
}
CONTENT = {
    "ends in a string": rent(TEXT + b" (never closed"),
    "ends in a string's escape": rent(TEXT + b" (never closed\\"),
    "ends in a hexadecimal string": rent(TEXT + b" <41 42 4"),
    "ends in an array": rent(TEXT + b" [ (a) 12 (b"),
    "ends in a dictionary": rent(TEXT + b" /P <</MCID 0"),
    "a dictionary is open from the middle": rent(b"/P <</MCID 0 BDC " + TEXT + b" EMC"),
    "an array is open from the middle": rent(TEXT + b" [(a) TJ 60 200 50 50 re f"),
    "ends in a comment": rent(TEXT + b" % the end"),
    "ends in operands": rent(TEXT + b" 1 0 0"),
    "ends in an open string within text": rent(TEXT.replace(b" ET", b" (abc")),
    "ends in an inline image": rent(INLINE),
    "ends in the head of an inline image": rent(TEXT + b" q BI /W 2 /H 2"),
    "an inline image is closed by the end": rent(INLINE + b"\nEI"),
    "open q": rent(b"q q 0.5 0 0 0.5 30 150 cm " + TEXT),
    "open text": rent(TEXT.replace(b" ET", b"")),
    "open marks": rent(b"/P <</MCID 0>> BDC /Q BMC " + TEXT),
    "an open layer that is hidden": rent(
        TEXT + b" /OC /L BDC", resources=b"/Properties<</L 6 0 R>>", objects=(b"<</Type/OCG/Name(a)>>",),
        root=b"/OCProperties<</OCGs[6 0 R]/D<</OFF[6 0 R]>>>>",
    ),
    "a path that is not drawn": rent(TEXT + b" 0 0 m 400 400 l 9 9 90 90 re W"),
    "an operator that none knows": rent(b"\xff\xfe " + TEXT + b" foo \xe9"),
    "a stray end of text and marks": rent(b"ET EMC " + TEXT),
    "a clip that shuts out all": rent(TEXT + b" 0 0 1 1 re W n"),
    "operands are missing": rent(TEXT + b" 9 TD /F1 Tf w"),
    "operands are of another type": rent(TEXT + b" (a) w /F1 (9) Tf 1.5 J"),
    "an array holds an operator": rent(TEXT + b" [(a) foo (b)] TJ"),
    "a hexadecimal string is none": rent(TEXT + b" <41 zz> Q q 9 9 50 50 re f >"),
    "an image has no end before others begin": rent(INLINE + b" Q q BI /W 1 /H 1 /BPC 8 /CS /G ID a EI Q"),
    "empty": rent(b""),
}  # fmt: skip
STREAMS = {
    "no filter in an array": rent().replace(b"<</Length", b"<</Filter[]/Length"),
    "null among contents": rent(contents=b"[null 6 0 R 99 0 R 4 0 R 7]", objects=(b"null",)),
    "contents are nothing": rent(contents=b"7"),
    "contents are a dictionary": rent(contents=b"1 0 R"),
    "packed twice": rent(objects=(stream(b"/Filter[/FlateDecode/FlateDecode]", repeated(TEXT, 2)),), contents=b"6 0 R"),
    "packed three times": rent(objects=(stream(b"/Filter[/Fl/Fl/Fl]", repeated(TEXT, 3)),), contents=b"6 0 R"),
    "a predictor that makes no sense": rent(
        contents=b"[4 0 R 6 0 R]",
        objects=(
            stream(
                b"/Filter/FlateDecode/DecodeParms<</Predictor 15/Colors 99999/BitsPerComponent 99>>",
                zlib.compress(b"a"),
            ),
        ),
    ),
    "a filter of pictures": rent(contents=b"[4 0 R 6 0 R]", objects=(stream(b"/Filter/JBIG2Decode", b"a"),)),
    "a picture whose width is a word": rent(objects=(stream(GRAY.replace(b"Width 2", b"Width/Two"), b"a"),)),
    "packed and cut": rent(objects=(stream(b"/Filter/FlateDecode", zlib.compress(TEXT)[:-6]),), contents=b"6 0 R"),
    "one stream twice": rent(contents=b"[4 0 R 4 0 R]"),
}
PAGES = {
    "turned by 45": rent(page=b"/Rotate 45"),
    "turned by 450": rent(page=b"/Rotate 450"),
    "turned by a word": rent(page=b"/Rotate/None"),
    "no size": rent(page=b"/MediaBox null").replace(b"/MediaBox[0 0 400 400]", b""),
    "an empty size": rent().replace(b"[0 0 400 400]", b"[0 0 0 0]"),
    "a size of words": rent().replace(b"[0 0 400 400]", b"[/a/b/c/d]"),
    "a cropping of nothing": rent(page=b"/CropBox[]"),
    "a unit of nothing": rent(page=b"/UserUnit 0"),
    "no resources": rent(b"0 g 20 300 50 50 re f").replace(b"/Resources<</Font<</F1 5 0 R>>>>", b""),
    "resources are null": rent(b"0 g 20 300 50 50 re f").replace(
        b"/Resources<</Font<</F1 5 0 R>>>>", b"/Resources null"
    ),
    "XObject is no dictionary": rent(resources=b"/XObject 7"),
    "no type": rent().replace(b"/Type/Page/", b"/"),
    "the page has another parent": rent().replace(b"/Parent 2 0 R", b"/Parent 3 0 R"),
    "the root is a page": rent().replace(b"/Pages 2 0 R", b"/Pages 3 0 R"),
    "the same page twice": rent(tree=b"/Kids[3 0 R 3 0 R]/Count 2"),
    "null among pages": rent(tree=b"/Kids[null 3 0 R 9 0 R 7]/Count 4"),
    "the tree leads back to itself": rent(tree=b"/Kids[3 0 R 2 0 R]/Count 1"),
    "the tree leads back to what is above": rent(
        tree=b"/Kids[6 0 R]/Count 1", objects=(b"<</Type/Pages/Kids[2 0 R 3 0 R]>>",)
    ),
    "the tree is its own parent": rent(tree=b"/Kids[3 0 R]/Count 1/Parent 2 0 R"),
    "a page that is no object": rent(
        tree=b"/Kids[<</MediaBox[0 0 400 400]/Resources<</Font<</F1 5 0 R>>>>/Contents 4 0 R>>]/Count 1"
    ),
    "pages share their annotations": rent(
        tree=b"/Kids[3 0 R 7 0 R]/Count 2",
        page=b"/Annots 6 0 R",
        objects=(
            b"[8 0 R 9 0 R]",
            b"<</Type/Page/MediaBox[0 0 400 400]/Contents 4 0 R/Resources<</Font<</F1 5 0 R>>>>/Annots 6 0 R>>",
            link(web(b"https://example.org")),
            b"<</Type/Annot/Subtype/Stamp/Rect[60 200 160 240]/F 4/AP<</N 10 0 R>>>>",
            stream(b"/Type/XObject/Subtype/Form/BBox[0 0 100 40]", b"0 0 1 rg 0 0 100 40 re f"),
        ),
    ),
    "a portfolio": rent(
        root=b"/Collection<</View/T>>/Names<</EmbeddedFiles<</Names[(a.pdf) 6 0 R]>>>>",
        objects=(b"<</Type/Filespec/F(a.pdf)/EF<</F 7 0 R>>>>", stream(b"/Type/EmbeddedFile", b"hello")),
    ),
    "a wrong count": rent(tree=b"/Kids[3 0 R]/Count 9"),
}
ODD = VALUES | NAMES | BROKEN | CONTENT | STREAMS | PAGES
# What no viewer, or only one, shows of such a file.
_FEW = (
    "null among contents",
    "null among pages",
    "a wrong count",
    "the tree leads back to what is above",
    "a page that is no object",
)
LIKE = dict.fromkeys([*BROKEN, *_FEW], WHOLE)


@pytest.mark.parametrize("name", ODD)
def test_an_odd_file_can_be_filled_and_sealed_and_shows_what_it_showed(name: str, tmp_path: Path) -> None:
    check(ODD[name], LIKE.get(name, ODD[name]), tmp_path)
