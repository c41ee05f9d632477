"""What makes a page usable by everybody, asked of it in a real browser at every width, light and dark, without loading it again."""

from collections.abc import Iterator
from pathlib import Path

from playwright.sync_api import Page, ViewportSize

AXE = Path(__file__).resolve().parents[1] / "node_modules" / "axe-core" / "axe.min.js"
HEIGHTS = {360: 740, 768: 1024, 1280: 860}
NARROWEST = 320
# The rules whose answer depends on more than what is there, what is shown of it, and how it is marked.
_OF_COLOURS = ["color-contrast", "link-in-text-block"]
_OF_PLACES = ["target-size", "scrollable-region-focusable", "label-content-name-mismatch"]


def complaints(page: Page, known: set[int] | None = None) -> list[str]:
    """Everything that is wrong with the page as it stands; it is on a phone, and light, afterwards.

    What has been asked in the very same structure, with the same marks and so in the same colours, as `known` remembers, is
    asked only what depends on its words and on the width.
    """
    if not page.evaluate("'axe' in window"):
        page.evaluate(AXE.read_text())
    return [*_at_every_width(page, set() if known is None else known), *page.evaluate(_LANGUAGES)]


def _at_every_width(page: Page, known: set[int]) -> Iterator[str]:
    for width in HEIGHTS:
        _resize(page, width)
        shown = hash(page.evaluate(_STRUCTURE))
        for fault in page.evaluate(_FAULTS, _OF_PLACES if shown in known else None):
            yield f"{width} px: {fault}"
        if shown not in known:
            page.emulate_media(color_scheme="dark")
            for fault in page.evaluate(_FAULTS, _OF_COLOURS):
                yield f"{width} px, dark: {fault}"
            page.emulate_media(color_scheme="light")
        known.add(shown)
    _resize(page, NARROWEST)
    for fault in page.evaluate(_WIDER):
        yield f"{NARROWEST} px: {fault}"
    _resize(page, min(HEIGHTS))


def _resize(page: Page, width: int) -> None:
    size = ViewportSize(width=width, height=HEIGHTS.get(width, 640))
    if page.viewport_size == size:
        return
    page.set_viewport_size(size)
    page.evaluate("new Promise((done) => requestAnimationFrame(() => setTimeout(done)))")


# All elements that are shown, with their attributes, and where there is text among them; but none of the words.
_STRUCTURE = """() => {
  const words = ["content", "nonce", "value", "href", "src", "action", "d", "lang", "hreflang", "alt", "placeholder"];
  const isWords = (name) => words.includes(name) || /^(aria-label$|data-(?!kind|tone|state|status|at$))/.test(name);
  // How high the dock is and which language is the current one depends on the language alone.
  const isOfLanguage = (node, name) => node.matches("html") ? name === "style" : node.hreflang && name === "aria-current";
  const told = (node) => [...node.attributes].filter(({ name }) => !isOfLanguage(node, name))
    .map(({ name, value }) => `${name}=${isWords(name) ? Boolean(value) : value}`);
  const tell = (node) => node.nodeType === Node.TEXT_NODE ? (node.data.trim() ? "t" : "") :
    node.nodeType !== Node.ELEMENT_NODE || !(node.checkVisibility() || node.matches("head, head *")) ? "" :
    `<${node.localName} ${told(node)} ${Boolean(node.checked)}>${[...node.childNodes].map(tell).join("")}</>`;
  return tell(document.documentElement);
}"""
_WIDER = """() => {
  const { scrollWidth } = document.documentElement;
  return scrollWidth > innerWidth ? [`wider than the screen: ${scrollWidth}`] : [];
}"""
_FAULTS = f"""async (only) => {{
  const options = only ? {{ runOnly: only }} : {{ rules: {{ "target-size": {{ enabled: true }} }} }};
  const {{ violations }} = await axe.run({{ resultTypes: ["violations"], preload: false, ...options }});
  const faults = violations.map(({{ id, nodes }}) => `${{id}} ${{nodes.slice(0, 3).map(({{ target }}) => target).join(", ")}}`);
  const small = [...document.querySelectorAll(".button, .input, .round, .choice, .way, .look, .jump, .agree, .switch a")]
    .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height && one.getBoundingClientRect().height < 43.9)
    .map((one) => `less than 44 px high: ${{one.className}} ${{one.textContent.trim().slice(0, 20)}}`);
  return [...faults, ...small, ...({_WIDER})()];
}}"""
# Hangul belongs to Korean, kana to Japanese; a screen reader needs to know.
_LANGUAGES = """() => {
  const said = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT), wrong = [];
  while (said.nextNode()) {
    const { parentElement: place, data } = said.currentNode, { lang } = place.closest("[lang]");
    if (place.closest("script, style, noscript, code")) continue;
    const spoken = /\\p{Script=Hangul}/u.test(data) ? "ko" : /[\\p{Script=Hiragana}\\p{Script=Katakana}]/u.test(data) ? "ja" : lang;
    if (spoken !== lang) wrong.push(`said to be ${lang}: ${data.trim().slice(0, 30)} in ${place.outerHTML.slice(0, 60)}`);
  }
  return wrong;
}"""
