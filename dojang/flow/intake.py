"""A template's file on its way in: cleaned and compared, tried out as a contract, pictured. Nothing is kept before all of it went well."""

import hashlib
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from threading import Lock
from typing import Any

from dojang.contracts.errors import ValueRefused
from dojang.contracts.letters import require_drawn, require_room
from dojang.documents import page_images
from dojang.documents.trial import try_template
from dojang.lib import blobs, clock
from dojang.lib.texts import Text
from dojang.library.errors import LayoutRefused, PdfRefused
from dojang.library.kinds import Holds
from dojang.library.layout import Field, Layout
from dojang.library.layout_faults import LayoutFault
from dojang.library.layout_reader import read_layout
from dojang.library.pages import Size, linked, to_json
from dojang.pdf.intake import Intake, IntakeRefused, Limits, Reason, take_in
from dojang.pdf.raster import PageImage, RenderFailed, render_pages

# Called with the pages done and the pages there are, from several threads.
Progress = Callable[[int, int], None]
# Of the work on a page: comparing it, trying it, picturing it.
_SHARES = (0.15, 0.15, 0.7)
_DEFAULT_FAULTS = {
    "characters": LayoutFault.NOT_DRAWABLE, "variant": LayoutFault.VARIANT, "room": LayoutFault.NO_ROOM
}  # fmt: skip


def prepare(pdf: bytes, layout: Any, folder: str, progress: Progress | None = None) -> Mapping[str, Any]:
    """What a version of a template will be, its files kept below `folder`. Raises `PdfRefused` and `LayoutRefused`."""
    parts = _Parts(progress)
    try:
        taken = take_in(pdf, Limits(), parts.report(0))
        sizes = [Size(page.width_pt, page.height_pt) for page in taken.pages]
        checked = read_layout(layout, len(taken.pages))
        _require_drawable(checked, sizes)
        images = _tried_and_pictured(taken, checked, parts)
    except IntakeRefused as exc:
        raise PdfRefused(exc.reason, exc.detail, exc.facts) from exc
    except RenderFailed as exc:
        raise PdfRefused(Reason.TOO_COMPLEX, str(exc)) from exc
    return {
        "pdf": blobs.put(folder, taken.pdf, ".pdf"),
        "sha256": hashlib.sha256(taken.pdf).hexdigest(),
        "size": len(taken.pdf),
        "pages": to_json(linked(page_images.store(images, folder, taken.texts, sizes), taken.links)),
        "layout": checked.to_json(),
        "changes": [change.to_dict() for change in taken.changes],
        "tried_at": clock.now(),
    }


def _tried_and_pictured(taken: Intake, layout: Layout, parts: "_Parts") -> list[PageImage]:
    """Both work in child processes, so that on two cores the trial of a long document costs no time of its own."""
    with ThreadPoolExecutor(1) as pool:
        images = pool.submit(render_pages, taken.pdf, dpi=page_images.DPI, progress=parts.report(2))
        try_template(taken.pdf, layout, parts.report(1))
        return images.result()


class _Parts:
    """The progress of three parts as one."""

    def __init__(self, progress: Progress | None) -> None:
        self._progress, self._done, self._lock = progress, [0.0] * len(_SHARES), Lock()
        self._pages = self._said = 0

    def report(self, part: int) -> Progress:
        """For one part of the work; the first is the one that knows how many pages there are."""

        def report(done: int, total: int) -> None:
            with self._lock:
                self._pages = self._pages or total
                self._done[part] = _SHARES[part] * done / max(total, 1)
                self._say(int(sum(self._done) * self._pages + 1e-6))

        return report

    def _say(self, done: int) -> None:
        if self._progress is not None and done > self._said:
            self._said = done
            self._progress(done, self._pages)


def _require_drawable(layout: Layout, sizes: Sequence[Size]) -> None:
    """Defaults stand on the page as they are, so no character in them may lack a glyph, and all of them need room."""
    faults = [fault for field in layout.fields if field.default for fault in _undrawable(field, sizes)]
    if faults:
        raise LayoutRefused(faults)


def _undrawable(field: Field, sizes: Sequence[Size]) -> Iterator[Text]:
    try:
        require_drawn(field.name, field.default, multiline=field.multiline)
        if field.kind.holds is Holds.TEXT:
            require_room(field, field.default, sizes)
    except ValueRefused as exc:
        yield _DEFAULT_FAULTS[exc.reason].filled(name=field.name, **exc.details)
