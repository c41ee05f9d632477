"""Objects on their way into a file that pikepdf has open: written as a small PDF of their own, to be copied from."""

from __future__ import annotations

import zlib


class Loose:
    """Objects of a file to be. It takes what a revision takes, so that fonts are embedded here as they are there."""

    def __init__(self) -> None:
        self._bodies: list[bytes] = []

    def add(self, body: bytes) -> bytes:
        """Write a new object; gives the reference to it."""
        self._bodies.append(body)
        return b"%d 0 R" % (len(self._bodies) + 1)

    def stream(self, entries: bytes, data: bytes, *, compress: bool = True) -> bytes:
        """Write a new stream with these dictionary entries; gives the reference to it."""
        if compress:
            data, entries = zlib.compress(data, 6), entries + b"/Filter/FlateDecode"
        return self.add(b"<<%s/Length %d>>stream\n" % (entries, len(data)) + data + b"\nendstream")

    def finish(self, listed: list[bytes]) -> bytes:
        """A PDF without pages, whose catalog lists these objects under /Listed."""
        root = b"<</Type/Catalog/Pages<</Type/Pages/Count 0/Kids[]>>/Listed[%s]>>" % b" ".join(listed)
        out, rows = bytearray(b"%PDF-1.7\n"), [b"0000000000 65535 f \n"]
        for count, body in enumerate([root, *self._bodies], 1):
            rows.append(b"%010d 00000 n \n" % len(out))
            out += b"%d 0 obj\n%s\nendobj\n" % (count, body)
        start = len(out)
        out += b"xref\n0 %d\n%s" % (len(rows), b"".join(rows))
        return bytes(out) + b"trailer\n<</Size %d/Root 1 0 R>>\nstartxref\n%d\n%%%%EOF\n" % (len(rows), start)
