"""Appending one incremental revision to a PDF (ISO 32000-1, 7.5.6). What was there stays, byte for byte."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping

from dojang.pdf.template import PageParts, ParsedTemplate, parse, read

_REGULAR = frozenset(range(33, 127)) - frozenset(b"#()<>[]{}/%")


def number(value: float) -> str:
    """A length as PDF writes it: three decimals at most, never an exponent."""
    text = f"{value:.3f}".rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def name(key: str) -> bytes:
    """A name with its slash, as PDF writes it (ISO 32000-1, 7.3.5). Bytes that are no UTF-8 are surrogates in key.

    A zero in it is how qpdf reads a # without digits; it is written as it was, for viewers do not agree what it means.
    """
    raw = key[1:].encode("utf-8", "surrogateescape")
    return b"/" + b"".join(b"%c" % one if one in _REGULAR else b"#%02X" % one if one else b"#" for one in raw)


def dictionary(entries: Mapping[str, bytes]) -> bytes:
    return b"<<" + b" ".join(name(key) + b" " + value for key, value in entries.items()) + b">>"


def text_string(text: str) -> bytes:
    """A text string: as it is where it is plain ASCII, else as UTF-16 (ISO 32000-1, 7.9.2.2)."""
    if text.isascii() and text.isprintable() and not set(text) & set("()\\"):
        return b"(" + text.encode("ascii") + b")"
    return b"<FEFF" + text.encode("utf-16-be").hex().upper().encode("ascii") + b">"


class Revision:
    """New and changed objects, collected; whole() gives the file with them appended.

    The catalog and the pages are changed entry by entry, and written once, at the end.
    """

    def __init__(self, template: ParsedTemplate, data: bytes) -> None:
        self._template = template
        self._data = data
        self._pages: dict[int, dict[str, bytes]] = {}
        self._catalog: dict[str, bytes] | None = None
        # A section starts on its own line; the template may have ended without one.
        self._body = bytearray(b"" if data.endswith(b"\n") else b"\n")
        self._placed: dict[int, tuple[int, int]] = {}
        self._next = template.size

    @classmethod
    def of(cls, data: bytes) -> Revision:
        """A revision of the PDF `data`, which is read for this once. Raises TemplateUnusable."""
        return cls(read(data), data)

    @classmethod
    def of_template(cls, data: bytes) -> Revision:
        """A revision of a template, which is remembered because it will be filled again. Raises TemplateUnusable."""
        return cls(parse(data), data)

    @property
    def pages(self) -> tuple[PageParts, ...]:
        """The pages as they were before this revision."""
        return self._template.pages

    def page(self, number: int) -> dict[str, bytes]:
        """The entries of a page, to be changed."""
        return self._pages.setdefault(number, dict(self.pages[number - 1].entries))

    def page_reference(self, number: int) -> bytes:
        """The reference to a page."""
        page = self.pages[number - 1]
        return b"%d %d R" % (page.number, page.generation)

    def annotations(self, number: int) -> tuple[bytes, ...]:
        """A page's annotations, each a reference or a dictionary."""
        return self.pages[number - 1].annotations

    @property
    def catalog(self) -> dict[str, bytes]:
        """The entries of the catalog, to be changed."""
        if self._catalog is None:
            self._catalog = dict(self._template.catalog)
        return self._catalog

    def put(self, object_number: int, generation: int, body: bytes) -> None:
        """Write an object; an object of the template with that number is superseded."""
        self._placed[object_number] = (self._template.length + len(self._body), generation)
        self._body += b"%d %d obj\n" % (object_number, generation) + body + b"\nendobj\n"

    def add(self, body: bytes) -> bytes:
        """Write a new object; gives the reference to it."""
        return self.place(body)[0]

    def place(self, body: bytes) -> tuple[bytes, int]:
        """Write a new object; gives the reference to it, and where in the whole file `body` starts."""
        object_number = self._next
        self._next += 1
        self.put(object_number, 0, body)
        end = self._template.length + len(self._body) - len(b"\nendobj\n")
        return b"%d 0 R" % object_number, end - len(body)

    def stream(self, entries: bytes, data: bytes, *, compress: bool = True) -> bytes:
        """Write a new stream with these dictionary entries; gives the reference to it."""
        if compress:
            data, entries = zlib.compress(data, 6), entries + b"/Filter/FlateDecode"
        return self.add(b"<<%s/Length %d>>stream\n" % (entries, len(data)) + data + b"\nendstream")

    def whole(self) -> bytes:
        """The file with this revision appended; as it was where nothing was added."""
        for number, entries in self._pages.items():
            page = self.pages[number - 1]
            self.put(page.number, page.generation, dictionary(entries))
        if self._catalog is not None and self._catalog != self._template.catalog:
            root, generation, _ = self._template.root.split()
            self.put(int(root), int(generation), dictionary(self._catalog))
        return self._data + self._section() if self._placed else self._data

    def _section(self) -> bytes:
        """The bytes to append: the objects, their cross-references in the template's own manner, and the trailer."""
        start = self._template.length + len(self._body)
        section = self._xref_stream(start) if self._template.has_xref_stream else self._xref_table()
        return bytes(self._body) + section + b"startxref\n%d\n%%%%EOF\n" % start

    def _xref_table(self) -> bytes:
        out = [b"xref\n"]
        for group in self._groups():
            out.append(b"%d %d\n" % (group[0], len(group)))
            out += [b"%010d %05d n \n" % self._placed[item] for item in group]
        return b"".join(out) + b"trailer\n<<" + self._trailer() + b">>\n"

    def _xref_stream(self, start: int) -> bytes:
        own = self._next
        self._next += 1
        self._placed[own] = (start, 0)
        groups = self._groups()
        index = b" ".join(b"%d %d" % (group[0], len(group)) for group in groups)
        rows = b"".join(
            b"\x01" + offset.to_bytes(5, "big") + generation.to_bytes(2, "big")
            for offset, generation in (self._placed[item] for group in groups for item in group)
        )
        data = zlib.compress(rows)
        head = b"/Type/XRef/W[1 5 2]/Index[%s]/Filter/FlateDecode/Length %d" % (index, len(data))
        return b"%d 0 obj\n<<" % own + head + self._trailer() + b">>stream\n" + data + b"\nendstream\nendobj\n"

    def _groups(self) -> list[list[int]]:
        """The object numbers written, in runs without a gap."""
        groups: list[list[int]] = []
        for item in sorted(self._placed):
            if groups and groups[-1][-1] == item - 1:
                groups[-1].append(item)
            else:
                groups.append([item])
        return groups

    def _trailer(self) -> bytes:
        template = self._template
        # The second half of /ID changes with the contents, and with nothing else: the same values give the same file.
        this_id = hashlib.sha256(bytes(self._body)).digest()[:16]
        entries = b"/Size %d/Root %s/Prev %d/ID[<%s><%s>]" % (
            self._next,
            template.root,
            template.previous,
            template.first_id.hex().encode(),
            this_id.hex().encode(),
        )
        return entries + (b"/Info " + template.info if template.info else b"")
