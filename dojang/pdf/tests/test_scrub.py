"""No script, action or embedded file is left, wherever it was; what only bears such a name stays."""

import io
from collections.abc import Iterator, Mapping
from typing import Any

import pikepdf
import pytest
from pikepdf import Array, Dictionary, Name, String
from PIL import ImageChops

from dojang.pdf.tests.corpus import stream
from dojang.pdf.tests.looking import cleaned
from dojang.pdf.tests.odd import TEXT, link, rent
from dojang.pdf.tests.test_fill import seen

IMAGE = b"/Type/XObject/Subtype/Image/Width 2/Height 2/BitsPerComponent 8/ColorSpace/DeviceGray"
HOSTILE = {
    "script": b"<</S/JavaScript/JS(app.alert\\(1\\))>>",
    "script in a stream": b"<</S/JavaScript/JS 7 0 R>>",
    "script whose type is a string": b"<</S(JavaScript)/JS(app.alert\\(1\\))>>",
    "script whose name is escaped": b"<</S/Java#53cript/#4aS(app.alert\\(1\\))>>",
    "script without a type": b"<</JS(app.alert\\(1\\))>>",
    "action that is a stream": b"<</S/JavaScript/JS(app.alert\\(1\\))/Length 0>>stream\n\nendstream",
    "script after a good link": b"<</S/URI/URI(https://example.org)/Next[<</S/JavaScript/JS 7 0 R>>]>>",
    "script within a rendition": b"<</S/Rendition/OP 0/JS 7 0 R/R 7 0 R>>",
    "launch": b"<</S/Launch/F(cmd.exe)/Win<</F(cmd.exe)>>>>",
    "remote": b"<</S/GoToR/F(other.pdf)/D[0/Fit]>>",
    "embedded target": b"<</S/GoToE/T<</R/C/N(a.pdf)>>>>",
    "form sent away": b"<</S/SubmitForm/F<</FS/URL/F(https://example.org)>>>>",
    "form read in": b"<</S/ImportData/F(a.fdf)>>",
    "address that is a script": b"<</S/URI/URI(java\\tscript:alert\\(1\\))>>",
    "address that is a name": b"<</S/URI/URI/javascript:alert>>",
    "named command": b"<</S/Named/N/Print>>",
    "three-dimensional": b"<</Type/3D/Subtype/U3D/OnInstantiate 7 0 R/Length 0>>stream\n\nendstream",
    "file": b"<</Type/Filespec/F(a.exe)/UF(a.exe)/EF<</F 8 0 R>>>>",
    "file in a reference": b"<</Type/Filespec/F(a.exe)/EF 9 0 R>>",
    "file without its specification": b"[8 0 R]",
}
PLACES = {
    "opening": {"root": b"/OpenAction 6 0 R"},
    "events of the file": {"root": b"/AA<</WC 6 0 R/WS 6 0 R>>"},
    "events of the page": {"page": b"/AA<</O 6 0 R>>"},
    "own key of the catalog": {"root": b"/Own<</Deep[[<</A 6 0 R>>]]>>"},
    "own key of the page": {"page": b"/Own 6 0 R"},
    "trailer": {"trailer": b"/Own 6 0 R"},
    "names": {"root": b"/Names<</JavaScript<</Names[(a) 6 0 R]>>/EmbeddedFiles<</Names[(a) 6 0 R]>>/Own 6 0 R>>"},
    "destinations": {"root": b"/Names<</Dests<</Names[(a) 6 0 R (b)<</D[3 0 R/Fit]/A 6 0 R>>]>>>>"},
    "outline": {"root": b"/Outlines<</First<</Title(a)/A 6 0 R/SE 6 0 R>>>>"},
    "associated files": {"root": b"/AF[6 0 R]", "page": b"/AF 6 0 R"},
    "portfolio": {"root": b"/Collection<</View/T/Own 6 0 R>>"},
    "structure": {"root": b"/StructTreeRoot<</K<</S/P/A 6 0 R/AF[6 0 R]/K[6 0 R]/Own 6 0 R>>>>"},
    "beside a type that is no text": {"root": b"/Outlines<</First<</Title(a)/S/#C2/A<</S/#C2/Own 6 0 R>>>>>>"},
    "link": {"page": b"/Annots[%s]" % link(b"/A 6 0 R/PA 6 0 R/AA<</E 6 0 R>>/Own[6 0 R]")},
    "attached to the page": {"page": b"/Annots[<</Subtype/FileAttachment/Rect[0 0 9 9]/FS 6 0 R/A 6 0 R>>]"},
    "form": {"root": b"/AcroForm<</Fields[<</FT/Tx/T(a)/AA<</K 6 0 R>>/A 6 0 R>>]/CO[6 0 R]/XFA 6 0 R>>"},
    "resources": {"resources": b"/Properties<</MC0 6 0 R>>/Own<</AA 6 0 R>>/XObject<</X 6 0 R>>"},
    "layers": {"root": b"/OCProperties<</D<</Own 6 0 R>>/OCGs[6 0 R]>>"},
    "viewer's preferences": {"root": b"/ViewerPreferences<</Own[6 0 R[6 0 R]]>>"},
}  # fmt: skip
FILE = stream(b"/Type/EmbeddedFile", b"MZ")


def parts(value: Any, depth: int = 0) -> Iterator[tuple[str, Any]]:
    """Every entry of what an object holds directly, with its key; an array's under ""."""
    inner: list[tuple[str, Any]] = []
    if isinstance(value, Array):
        inner = [("", one) for one in value]
    elif isinstance(value, Dictionary | pikepdf.Stream):
        inner = list(value.items())
    for key, one in inner:
        yield key, one
        if not (isinstance(one, pikepdf.Object) and one.is_indirect):
            yield from parts(one, depth + 1)


def source(value: object) -> str:
    """What a name or a string says; names need not be text."""
    if isinstance(value, Name):
        return value.unparse().decode("ascii")
    return str(value) if isinstance(value, String) else ""


def left_over(file: bytes) -> list[str]:
    """What this walk over all objects, and the trailer, finds of scripts, actions and files."""
    found, pdf = [], pikepdf.open(io.BytesIO(file))
    for item in [*pdf.objects, pdf.trailer]:
        for key, value in [("", item), *parts(item)]:
            kind = value.get("/S") if isinstance(value, Dictionary | pikepdf.Stream) else None
            if source(kind).removeprefix("/") in (
                "JavaScript",
                "Launch",
                "GoToR",
                "GoToE",
                "SubmitForm",
                "ImportData",
                "Rendition",
            ):
                found.append(source(kind))
            if key in ("/JS", "/OnInstantiate", "/EF") or "javascript:" in source(value).replace("\t", "").lower():
                found.append(f"{key} {source(value)}")
            if isinstance(value, pikepdf.Stream) and value.get("/Type") == Name.EmbeddedFile:
                found.append("file")
            if kind == Name.Named and value.get("/N") == Name.Print:
                found.append("print")
    return found


def hostile(action: bytes, place: Mapping[str, bytes]) -> bytes:
    return rent(objects=(action, stream(b"", b"app.alert(1)"), FILE, b"<</F 8 0 R>>"), **place)


@pytest.mark.parametrize("place", PLACES.values(), ids=PLACES.keys())
def test_no_script_action_or_file_is_left(place: Mapping[str, bytes]) -> None:
    for name, action in HOSTILE.items():
        assert left_over(cleaned(hostile(action, place))) == [], name


@pytest.mark.parametrize("action", HOSTILE.values(), ids=HOSTILE.keys())
def test_this_walk_finds_what_it_looks_for(action: bytes) -> None:
    assert left_over(hostile(action, PLACES["own key of the catalog"])) != []


NAMED = {
    "an image": (b"/XObject<</%s 6 0 R>>", TEXT + b" q 80 0 0 80 60 120 cm /%s Do Q", stream(IMAGE, b"\x00\x80\x80\x00")),
    "a form": (b"/XObject<</%s 6 0 R>>", TEXT + b" /%s Do", stream(b"/Subtype/Form/BBox[0 0 99 99]", b"9 9 50 50 re f")),
    "a state": (b"/ExtGState<</%s 6 0 R>>", b"/%s gs 50 w 0 0 m 300 300 l S", b"<</LW 2/D[[9 9]0]>>"),
    "a colour": (b"/ColorSpace<</%s 6 0 R>>", b"/%s cs 0 1 0 sc 9 9 200 200 re f", b"[/CalRGB<</WhitePoint[1 1 1]>>]"),
}  # fmt: skip


@pytest.mark.parametrize("kind", NAMED.values(), ids=NAMED.keys())
@pytest.mark.parametrize("name", [b"AA", b"JS", b"EF", b"PA", b"AF", b"A", b"Next", b"OpenAction", b"URI", b"S"])
def test_a_resource_may_be_called_like_an_action(kind: tuple[bytes, ...], name: bytes) -> None:
    resources, content, thing = kind
    upload = rent(content % name, resources=resources % name, objects=(thing,))
    assert ImageChops.difference(seen(cleaned(upload)), seen(upload)).getbbox() is None
    unnamed = rent(content % name, resources=resources % b"Other", objects=(thing,))
    assert ImageChops.difference(seen(upload), seen(unnamed)).getbbox()
