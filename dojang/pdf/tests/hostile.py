"""Odd and hostile PDFs, as strangers upload them."""

from __future__ import annotations

import io
import zlib

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from dojang.pdf.tests.corpus import add_page, saved


def encrypted(user: str) -> bytes:
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        add_page(pdf)
        pdf.save(out, encryption=pikepdf.Encryption(owner="owner", user=user))
    return out.getvalue()


def signed() -> bytes:
    with pikepdf.new() as pdf:
        add_page(pdf)
        signature = Dictionary(Type=Name.Sig, ByteRange=[0, 1, 2, 3], Contents=String(b"\0" * 8))
        field = Dictionary(FT=Name.Sig, T=String("Seal"), V=pdf.make_indirect(signature))
        pdf.Root.AcroForm = Dictionary(Fields=Array([pdf.make_indirect(field)]), SigFlags=3)
        return saved(pdf)


def xfa(*, dynamic: bool) -> bytes:
    with pikepdf.new() as pdf:
        add_page(pdf)
        field = pdf.make_indirect(Dictionary(FT=Name.Tx, T=String("name")))
        pdf.Root.AcroForm = Dictionary(Fields=Array([field]), XFA=pdf.make_stream(b"<xdp/>"))
        if dynamic:
            pdf.Root.NeedsRendering = True
        return saved(pdf)


def full_of_actions() -> bytes:
    """JavaScript in every place that runs it, an embedded file, a launching link, and two links that may stay."""
    with pikepdf.new() as pdf:
        page = add_page(pdf).obj
        script = Dictionary(S=Name.JavaScript, JS=String("app.alert('Choi was here')"))
        pdf.Root.OpenAction = script
        pdf.Root.AA = Dictionary(WC=script)
        pdf.Root.Names = Dictionary(JavaScript=Dictionary(Names=Array([String("a"), pdf.make_indirect(script)])))
        pdf.attachments["evil.exe"] = b"MZ-Choi-was-here"
        page.AA = Dictionary(O=script)
        web = Dictionary(S=Name.URI, URI=String("https://example.com/"), Next=script)
        odd = Dictionary(S=Name.URI, URI=String("javascript:alert('Choi was here')"))
        inside = Dictionary(S=Name.GoTo, D=Array([page, Name.Fit]))
        launch = Dictionary(S=Name.Launch, F=String("cmd.exe /c Choi was here"))
        page.Annots = Array([_link(pdf, action) for action in (web, odd, inside, launch, script)])
        pdf.docinfo["/Author"] = "Choi was here"
        return saved(pdf)


def _link(pdf: pikepdf.Pdf, action: Dictionary) -> pikepdf.Object:
    return pdf.make_indirect(Dictionary(Type=Name.Annot, Subtype=Name.Link, Rect=[0, 0, 9, 9], A=action))


def form_with_values() -> bytes:
    """A form field and a comment whose appearances show a black square each."""
    with pikepdf.new() as pdf:
        page = add_page(pdf, contents=(b"",)).obj
        square = pdf.make_stream(b"0 g 0 0 100 100 re f")
        square.Type, square.Subtype, square.BBox = Name.XObject, Name.Form, Array([0, 0, 100, 100])
        looks = Dictionary(N=square)
        field = Dictionary(Type=Name.Annot, Subtype=Name.Widget, FT=Name.Tx, T=String("name"), V=String("x"), F=4)
        comment = Dictionary(Type=Name.Annot, Subtype=Name.Square, F=4)
        for annotation, left in ((field, 0), (comment, 300)):
            annotation.AP, annotation.Rect = looks, Array([left, 0, left + 100, 100])
        page.Annots = Array([pdf.make_indirect(field), pdf.make_indirect(comment)])
        pdf.Root.AcroForm = Dictionary(Fields=Array([page.Annots[0]]))
        return saved(pdf)


def bomb(size: int) -> bytes:
    """A page whose content is that many spaces, packed into a thousandth."""
    packer = zlib.compressobj(9)
    packed = b"".join(packer.compress(b" " * 1_000_000) for _ in range(size // 1_000_000)) + packer.flush()
    with pikepdf.new() as pdf:
        page = add_page(pdf).obj
        page.Contents = pdf.make_stream(packed)
        page.Contents.Filter = Name.FlateDecode
        return saved(pdf)


def recursive_forms(depth: int = 30) -> bytes:
    """Forms that each draw the next one many times: two to the power of depth in the end, and one draws itself."""
    with pikepdf.new() as pdf:
        form = _form(pdf, b"0 0 9 9 re f /Next Do")
        form.Resources = Dictionary(XObject=Dictionary(Next=form))
        for _ in range(depth):
            outer = _form(pdf, b"/Next Do /Next Do")
            outer.Resources = Dictionary(XObject=Dictionary(Next=form))
            form = outer
        add_page(pdf, contents=(b"/Next Do",), resources=Dictionary(XObject=Dictionary(Next=form)))
        return saved(pdf)


def _form(pdf: pikepdf.Pdf, content: bytes) -> pikepdf.Object:
    form = pdf.make_stream(content)
    form.Type, form.Subtype, form.BBox = Name.XObject, Name.Form, Array([0, 0, 99, 99])
    return form


def unbalanced() -> bytes:
    """Contents that close what they never opened, and leave open what they did, with everything scaled."""
    with pikepdf.new() as pdf:
        add_page(pdf, contents=(b"Q Q 0.5 0 0 0.5 0 0 cm q q 2 0 0 2 9 9 cm",))
        return saved(pdf)
