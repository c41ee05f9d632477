"""Signers with a browser without scripts, who say what they want to do on each page."""

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urljoin

from dojang.cli.demo.browser import PageRefused, Signer, _form, _values


@dataclass(frozen=True)
class Page:
    """What a person sees, and where it is."""

    html: str
    url: str

    @property
    def standing(self) -> str:
        """The contract's status, as the page after an act shows it."""
        return self.html.partition('data-standing="')[2].partition('"')[0]


class Person(Signer):
    """Opens a link and acts on the pages behind it."""

    def follow(self, url: str) -> Page:
        """Open the link and press its button. Raises PageRefused for a link that opens nothing."""
        html, at = self._get(url)
        enter = _form(html, lambda form: "token" in form.controls)
        return self._send(at, enter.action, _values(enter))

    def prove(self, page: Page, code: str) -> Page:
        """Enter the access code."""
        return self._act(page, "/code", {"code": code})

    def approve(self, page: Page, answers: Mapping[str, str], opinion: str = "") -> Page:
        return self._act(page, "/approve", {**answers, "opinion": opinion})

    def reject(self, page: Page, reason: str) -> Page:
        return self._act(page, "/reject", {"opinion": reason})

    def look(self, page: Page) -> Page:
        """The same address once more."""
        return Page(*self._get(page.url))

    def _act(self, page: Page, ending: str, values: Mapping[str, str]) -> Page:
        form = _form(page.html, lambda form: form.action.endswith(ending))
        # What the page shows as filled already is sent again, as browsers do.
        kept = {name: one.value for name, one in form.controls.items() if one.kind not in ("checkbox", "radio", "file")}
        return self._send(page.url, form.action, {**kept, **values})

    def _send(self, at: str, action: str, values: Mapping[str, str]) -> Page:
        return Page(*self._agreed(*self._post(urljoin(at, action), values)))


__all__ = ["Page", "PageRefused", "Person"]
