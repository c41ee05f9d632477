"""The document's pages with everything that lies on them, ready for a template."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from dojang.contracts.contents import Content, Contents, Drawn, NameSeal, StoredPicture, Typed, is_filled, to_row
from dojang.contracts.values import kept
from dojang.documents.models import Sealed
from dojang.library.kinds import Kind
from dojang.library.layout import Field, Layout
from dojang.library.pages import TemplatePage, from_json, linked
from dojang.signing.document.drawings import Drawing, drawing, made

PictureUrl = Callable[[int], str]


@dataclass(frozen=True, kw_only=True)
class Spot:
    """A box on a page. `number` is its place in the layout; `question` is what to ask, if the reader may fill it."""

    number: int
    box: Field
    content: Content | None
    ink: Drawing | None = None
    picture: str = ""
    question: str = ""
    width: float = 0.0
    height: float = 0.0

    @property
    def is_filled(self) -> bool:
        return is_filled(self.content)

    @property
    def text(self) -> str:
        return to_row(self.content)[0]

    @property
    def is_written(self) -> bool:
        """Whether it is shown as text: neither a mark, nor ink, nor a picture."""
        return not (self.box.kind.is_mark or self.ink or self.picture)


@dataclass(frozen=True, kw_only=True)
class Sheet:
    """A page: its picture, its text for those who cannot see it, its boxes."""

    number: int
    page: TemplatePage
    url: str
    spots: tuple[Spot, ...] = field(default=())


def sheets(
    pages: Iterable[TemplatePage],
    url: str,
    layout: Layout | None = None,
    contents: Contents | None = None,
    questions: Mapping[int, str] | None = None,
    picture_url: PictureUrl = lambda _number: "",
) -> tuple[Sheet, ...]:
    """The pages, whose pictures are at `url`/1, `url`/2 …, with the boxes of `layout` and what `contents` puts in them.

    `questions` names, by the place of a box in the layout, what the reader is asked for it; other boxes show only if filled.
    """
    asked, there = questions or {}, contents or {}
    boxes: defaultdict[int, list[tuple[int, Field]]] = defaultdict(list)
    for index, box in enumerate(layout.fields if layout else ()):
        boxes[box.page].append((index, box))
    return tuple(
        Sheet(
            number=number,
            page=page,
            url=f"{url}/{number}",
            spots=tuple(
                _spot(index, box, there.get(box.name), page, asked.get(index, ""), picture_url)
                for index, box in boxes[number]
                if index in asked or is_filled(there.get(box.name))
            ),
        )
        for number, page in enumerate(pages, start=1)
    )


def _spot(
    number: int, box: Field, content: Content | None, page: TemplatePage, question: str, picture_url: PictureUrl
) -> Spot:
    return Spot(
        number=number,
        box=box,
        content=content,
        ink=drawing(content, box, page) if isinstance(content, Drawn) else None,
        picture=_picture(content, number, picture_url),
        question=question,
        width=round(box.w * page.width, 2),
        height=round(box.h * page.height, 2),
    )


def _picture(content: Content | None, number: int, picture_url: PictureUrl) -> str:
    """The address of what is no ink: of a picture, or of the very curves that a name was made into."""
    if isinstance(content, Typed | NameSeal):
        return made(content)
    return picture_url(number) if isinstance(content, StoredPicture) else ""


def of_sealed(sealed: Sealed, url: str) -> tuple[Sheet, ...]:
    """The pages of a sealed file. Their pictures show what was filled in; the boxes say it to those who search or listen."""
    pages = from_json(sealed.pages)
    if sealed.kind != Sealed.Kind.DOCUMENT:
        return sheets(pages, url)
    contract = sealed.contract
    # A sealed file has the pages of its template, one after another, and their links.
    links = [page.links for page in from_json(contract.template_version.pages)]
    pages = tuple(linked(pages, links)) if len(links) == len(pages) else pages
    return sheets(pages, url, contract.read_layout(), kept(contract))


def positions(shown: Sequence[Sheet]) -> str:
    """The style rules that put each box in its place: fractions of the page, and its letters as a share of the page's width."""
    pages = "".join(
        f"#page{sheet.number}{{aspect-ratio:{sheet.page.width:g}/{sheet.page.height:g}}}" for sheet in shown
    )
    return (
        pages
        + _links(shown)
        + "\n".join(
            f"#s{spot.number}{{--x:{spot.box.x:.4f};--y:{spot.box.y:.4f};--w:{spot.box.w:.4f};--h:{spot.box.h:.4f};"
            f"--size:{_size(spot) / sheet.page.width:.5f}}}"
            for sheet in shown
            for spot in sheet.spots
        )
    )


def _links(shown: Iterable[Sheet]) -> str:
    return "".join(
        f"#l{sheet.number}-{number}{{--x:{link.x:.4f};--y:{link.y:.4f};--w:{link.w:.4f};--h:{link.h:.4f}}}"
        for sheet in shown
        for number, link in enumerate(sheet.page.links)
    )


def _size(spot: Spot) -> float:
    """Points of the letters, never more than the box is high: the sealed PDF shrinks them likewise."""
    one_line = spot.box.kind is not Kind.LABEL and not spot.box.multiline
    return min(spot.box.font_size, spot.height) if one_line else spot.box.font_size
