"""A signer without a screen: opens the link, reads the form, fills every box, draws a signature and presses approve.

It goes the way of a browser with scripts off, through the same pages and the same endpoints.
"""

import http.cookiejar
import json
import math
import urllib.error
import urllib.parse
import urllib.request
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from html.parser import HTMLParser

TIMEOUT = 30


class PageRefused(Exception):
    """A page did not do what a signer expects of it."""


@dataclass
class Control:
    """An input of a form."""

    tag: str
    kind: str
    value: str
    required: bool
    checked: bool

    @property
    def is_answered(self) -> bool:
        """Whether the signer fills it: it is required, or has a value already."""
        if self.kind in ("hidden", "file", "submit", "button"):
            return False
        return self.required or (self.checked if self.kind in ("checkbox", "radio") else bool(self.value))


@dataclass
class Form:
    """A form of a page: where it posts, and its inputs by name."""

    action: str
    controls: dict[str, Control] = field(default_factory=dict)

    def takes(self, attributes: Mapping[str, str]) -> bool:
        """Whether the input counts. Of the choices of one question, only the chosen one counts, else the first."""
        is_choice = attributes.get("type") == "radio"
        return not is_choice or "checked" in attributes or attributes["name"] not in self.controls


class _Forms(HTMLParser):
    """Collects the forms of a page; an input may name its form by `form="id"`."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self.by_id: dict[str, Form] = {}
        self.open: Form | None = None
        self.text: Control | None = None
        self.required = False  # of the question that is being read

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {key: value or "" for key, value in attrs}
        if tag == "form":
            self.open = Form(attributes.get("action", ""))
            self.forms.append(self.open)
            self.by_id[attributes.get("id", "")] = self.open
        elif tag == "fieldset":
            self.required = "data-required" in attributes
        elif attributes.get("name") and tag in ("input", "textarea", "select", "ink-pad"):
            form = self.by_id.get(attributes["form"]) if "form" in attributes else self.open
            if form is not None and form.takes(attributes):
                control = Control(
                    tag, attributes.get("type", ""), attributes.get("value", ""), self.required, "checked" in attributes
                )
                form.controls[attributes["name"]] = control
                self.text = control if tag == "textarea" else None

    def handle_data(self, data: str) -> None:
        if self.text is not None:
            self.text.value += data.removeprefix("\n") if not self.text.value else data

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None
        elif tag == "textarea":
            self.text = None


class Signer:
    """A signer with a browser of their own."""

    def __init__(self, name: str) -> None:
        self.name = name
        jar = urllib.request.HTTPCookieProcessor(http.cookiejar.CookieJar())
        self._browser = urllib.request.build_opener(urllib.request.ProxyHandler({}), jar)

    def sign(self, url: str) -> str:
        """Open the link, fill everything and approve. Returns the page that follows. Raises PageRefused."""
        html, at = self._get(url)
        enter = _form(html, lambda form: "token" in form.controls)
        html, at = self._agreed(*self._post(urllib.parse.urljoin(at, enter.action), _values(enter)))
        document = _form(html, lambda form: form.action.endswith("/approve"))
        html, at = self._post(urllib.parse.urljoin(at, document.action), _values(document) | self._filled(document))
        if any(form.action.endswith("/approve") for form in _forms(html)):
            raise PageRefused(f"the page asks {self.name} again; a box was refused")
        return html

    def fetch(self, url: str) -> bytes:
        """The bytes behind a URL."""
        with self._browser.open(url, timeout=TIMEOUT) as answer:
            data: bytes = answer.read()
            return data

    def _agreed(self, html: str, at: str) -> tuple[str, str]:
        """Agrees to sign electronically if the page asks for it. Returns the page that follows."""
        asks = next((form for form in _forms(html) if form.action.endswith("/consent")), None)
        if asks is None:
            return html, at
        return self._post(urllib.parse.urljoin(at, asks.action), _values(asks) | {"agree": "yes"})

    def _filled(self, form: Form) -> dict[str, str]:
        return {name: self._answer(control) for name, control in form.controls.items() if control.is_answered}

    def _answer(self, control: Control) -> str:
        if control.tag == "ink-pad":
            return json.dumps(drawn_signature(self.name))
        if control.kind in ("checkbox", "radio"):
            return control.value or "Y"
        if control.kind == "date":
            return control.value or date.today().isoformat()  # noqa: DTZ011 — the day where the signer is
        return control.value or self.name

    def _get(self, url: str) -> tuple[str, str]:
        with self._browser.open(url, timeout=TIMEOUT) as answer:
            return answer.read().decode(), answer.url

    def _post(self, url: str, values: Mapping[str, str]) -> tuple[str, str]:
        data = urllib.parse.urlencode(values).encode()
        try:
            with self._browser.open(urllib.request.Request(url, data), timeout=TIMEOUT) as answer:
                return answer.read().decode(), answer.url
        except urllib.error.HTTPError as exc:
            raise PageRefused(f"{url} answered {exc.code}") from exc


def drawn_signature(name: str) -> dict[str, object]:
    """A signature as a hand would draw it: loops from left to right, different for each name."""
    ratio, wave = 2.5, 3 + sum(name.encode()) % 4
    stroke = []
    for step in range(81):
        along = step / 80
        up = math.sin(along * math.tau * wave) * (0.32 - 0.18 * along)
        loop = math.cos(along * math.tau * wave) * 0.045
        stroke.append([round(0.12 + 0.74 * along + loop, 4), round(0.5 - up, 4)])
    flourish = [[round(0.2 + 0.6 * t / 20, 4), round(0.82 - 0.1 * math.sin(t / 20 * math.pi), 4)] for t in range(21)]
    return {"kind": "drawn", "ratio": ratio, "strokes": [stroke, flourish]}


def _values(form: Form) -> dict[str, str]:
    return {name: control.value for name, control in form.controls.items() if control.kind == "hidden"}


def _forms(html: str) -> list[Form]:
    parser = _Forms()
    parser.feed(html)
    return parser.forms


def _form(html: str, wanted: Callable[[Form], bool]) -> Form:
    found = next((form for form in _forms(html) if wanted(form)), None)
    if found is None:
        raise PageRefused("the page has no form to continue with")
    return found
