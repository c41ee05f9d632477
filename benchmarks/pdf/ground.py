"""What both sides work on: documents of several lengths, the values that are drawn onto them, a key, and what a certificate says."""

import io
import json
import random
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pikepdf
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from PIL import Image, ImageDraw

from dojang.documents.tests.test_certificate_document import certificate, made
from dojang.lib.texts import Language
from dojang.lib.vendor import FONTS
from dojang.pdf.intake import Limits, take_in

LENGTHS = (1, 5, 100, 500)
WIDTH, HEIGHT = 595, 842
TEXTS, PICTURES, PICTURE_SIZE = 30, 4, (1000, 400)
HEAVY = "10 MB"
_WORDS = ("근로계약기간 2026년 3월 2일부터", "甲は乙に業務を委託する。第三条", "The parties agree to clause 3")
_LIMITS = Limits(cpu_seconds=120, wall_seconds=300)


def lay_out(folder: Path) -> list[str]:
    """Write everything into the folder; gives the names of the jobs."""
    (folder / "font.ttf").write_bytes((FONTS / "NotoSansKR-Regular.ttf").read_bytes())
    for number in range(PICTURES):
        (folder / f"picture{number}.png").write_bytes(_signature(number))
    _write_key(folder)
    (folder / "blank.pdf").write_bytes(_document(3, lines=0))
    lines = _certificate_lines(folder)
    names = []
    for name, pages, weight in [*((f"{pages} pages", pages, 0) for pages in LENGTHS), (HEAVY, 5, 10_000_000)]:
        template = f"{name}-template.pdf"
        (folder / template).write_bytes(take_in(_document(pages, weight=weight), _LIMITS).pdf)
        job = {
            "template": template,
            "certificate": lines,
            "shown": [[0, 0, 400, 500], [1, 1, 400, 500]],
            **_values(pages),
        }
        (folder / f"{name}.json").write_text(json.dumps(job), encoding="utf-8")
        names.append(name)
    return names


def _values(pages: int) -> dict[str, Any]:
    """[page, text, x, y, size] for each text and [page, picture, x, y] for each picture, from the upper left, in points."""
    texts = [[n % min(pages, 5), f"{_WORDS[n % 3]} {n}", 60 + n % 2 * 250, 80 + n * 20, 10] for n in range(TEXTS)]
    pictures = [[n % min(pages, 5), n, 60 + n * 130, 780] for n in range(PICTURES)]
    return {"texts": texts, "pictures": pictures}


def _document(pages: int, *, lines: int = 40, weight: int = 0) -> bytes:
    document = pikepdf.new()
    dice = random.Random(1)
    for number in range(pages):
        page = document.add_blank_page(page_size=(WIDTH, HEIGHT))
        words = " ".join(
            f"1 0 0 1 60 {780 - 18 * n} Tm (Page {number + 1}, line {n}: as agreed by both.) Tj" for n in range(lines)
        )
        page.Contents = document.make_stream(f"BT /F 9 Tf {words} ET".encode())
        font = pikepdf.Dictionary(Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica)
        page.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F=font))
        if weight:
            side = int((weight / pages / 3) ** 0.5)
            pixels = document.make_stream(
                dice.randbytes(side * side * 3), Type=pikepdf.Name.XObject, Subtype=pikepdf.Name.Image, Width=side,
                Height=side, ColorSpace=pikepdf.Name.DeviceRGB, BitsPerComponent=8,
            )  # fmt: skip
            page.Resources.XObject = pikepdf.Dictionary(Scan=pixels)
            page.contents_add(b"q 100 0 0 100 60 40 cm /Scan Do Q")
    output = io.BytesIO()
    document.save(output)
    return output.getvalue()


def _signature(number: int) -> bytes:
    """A signature as a browser hands it in: dark ink, smooth edges, a transparent ground."""
    dice = random.Random(number)
    ink = Image.new("L", PICTURE_SIZE, 0)
    points = [(40 + 60 * n, dice.randrange(60, 340)) for n in range(16)]
    ImageDraw.Draw(ink).line(points, fill=255, width=11, joint="curve")
    picture = Image.new("RGBA", PICTURE_SIZE, (20, 30, 90, 0))
    picture.putalpha(ink.resize((500, 200)).resize(PICTURE_SIZE, Image.Resampling.BICUBIC))
    output = io.BytesIO()
    picture.save(output, "PNG")
    return output.getvalue()


def _write_key(folder: Path) -> None:
    """One RSA key for all: the peers' PKCS#12 readers do not know elliptic curves alike."""
    key = rsa.generate_private_key(65537, 2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Dojang benchmark")])
    now = datetime.now(UTC)
    signed = (
        x509.CertificateBuilder().subject_name(name).issuer_name(name).public_key(key.public_key()).serial_number(7)
        .not_valid_before(now - timedelta(days=1)).not_valid_after(now + timedelta(days=30)).sign(key, hashes.SHA256())
    )  # fmt: skip
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    (folder / "key.pem").write_bytes(private)
    (folder / "cert.pem").write_bytes(signed.public_bytes(serialization.Encoding.PEM))
    # PKCS#12 in the old way that every reader knows.
    subprocess.run(
        ["openssl", "pkcs12", "-export", "-inkey", "key.pem", "-in", "cert.pem", "-out", "key.p12", "-passout", "pass:",
         "-certpbe", "PBE-SHA1-3DES", "-keypbe", "PBE-SHA1-3DES", "-macalg", "sha1"],
        cwd=folder, check=True,
    )  # fmt: skip


def _certificate_lines(folder: Path) -> list[list[Any]]:
    """What our certificate says, line by line, for peers to draw."""
    path = folder / "certificate.pdf"
    path.write_bytes(made(certificate(Language.KO)))
    read = subprocess.run(["pdftotext", "-layout", path, "-"], capture_output=True, text=True, check=True).stdout
    lines = [line.strip() for line in read.splitlines() if line.strip()]
    return [[n // 60 % 3, line.replace("\f", "")[:120], 40, 60 + n % 60 * 12, 7] for n, line in enumerate(lines)]
