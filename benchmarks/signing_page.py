"""How soon the signing page can be used on a slow phone, and what it weighs. See README.md beside this file."""

import gzip
import os
from collections import defaultdict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import Any

import click
from playwright.sync_api import Browser, BrowserContext, CDPSession, Page, sync_playwright

from benchmarks.world import web_server, world

# As issued by the browser's protocol: 1.6 Mbit/s each way, 150 ms there and back; a cheap phone's processor is some four times slower.
NETWORK = {"offline": False, "latency": 150, "downloadThroughput": 1.6e6 / 8, "uploadThroughput": 1.6e6 / 8}
PHONE: dict[str, Any] = {
    "viewport": {"width": 360, "height": 740},
    "is_mobile": True,
    "has_touch": True,
    "device_scale_factor": 2,
}
ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking"]
PATIENCE = 60_000  # milliseconds
# Usable: the first page's picture is there, and the dock has been brought to life by its script.
USABLE = """() => document.querySelector("document-guide[data-at]")
  && document.querySelector(".sheet-picture").complete && document.querySelector(".sheet-picture").naturalWidth"""
# Of which: script and style as the page's own files gzipped, pictures as they came.
KINDS = {"Document": "page", "Script": "script", "Stylesheet": "style", "Image": "pictures"}


@dataclass(frozen=True)
class Visit:
    """Seconds until the page before the document, then until the document can be used; bytes by kind; elements."""

    entered: float
    usable: float
    wire: dict[str, int]
    zipped: dict[str, int]
    elements: int


class Scales:
    """Weighs what the browser fetches: on the wire, and what it would be gzipped."""

    def __init__(self, protocol: CDPSession) -> None:
        self._protocol = protocol
        self._kinds: dict[str, str] = {}
        self.wire: defaultdict[str, int] = defaultdict(int)
        self.zipped: defaultdict[str, int] = defaultdict(int)
        protocol.on("Network.responseReceived", self._received)
        protocol.on("Network.loadingFinished", self._finished)

    def _received(self, told: dict[str, Any]) -> None:
        self._kinds[told["requestId"]] = KINDS.get(told["type"], "rest")

    def _finished(self, told: dict[str, Any]) -> None:
        self.wire[self._kinds.get(told["requestId"], "rest")] += int(told["encodedDataLength"])

    def weigh(self, page: Page) -> None:
        """Fetch the page's own files once more, unhindered, and gzip them."""
        for url in page.evaluate("performance.getEntriesByType('resource').map((one) => one.name)"):
            kind = {"js": "script", "css": "style"}.get(url.rpartition(".")[2])
            if kind:
                self.zipped[kind] += len(gzip.compress(page.request.get(url).body()))


@click.command()
@click.option(
    "--visits", default=3, show_default=True, type=click.IntRange(1, 20), help="How often each page is opened."
)
@click.option(
    "--slower", default=1, show_default=True, type=click.IntRange(1, 20), help="How much slower the processor is."
)
def main(visits: int, slower: int) -> None:
    """Open contracts of 1 and of 100 pages over a slow line; the last has boxes on every page, as many as a layout may."""
    click.echo(
        f"1.6 Mbit/s, 150 ms, processor {slower} times slower; load of the machine before: {os.getloadavg()[0]:.1f}"
    )
    with world(1) as port, web_server(port), _chromium() as browser:
        from benchmarks.long_contracts import links  # needs Django, which `world` sets up

        for pages, asked in ((1, 1), (100, 1), (100, 100)):
            seen = [_visit(browser, link, slower) for link in links(pages, asked, visits)]
            click.echo(_told(pages, seen))


def _told(pages: int, seen: list[Visit]) -> str:
    last = seen[-1]
    weights = ", ".join(f"{kind} {size / 1000:.1f}" for kind, size in sorted(last.wire.items()))
    zipped = ", ".join(f"{kind} {size / 1000:.1f}" for kind, size in sorted(last.zipped.items()))
    return (
        f"\n{pages} page{'s' * (pages > 1)}: link to consent {median(v.entered for v in seen):.2f} s, "
        f"consent to first usable page {median(v.usable for v in seen):.2f} s, {last.elements} elements"
        f"\n  kB on the wire until then: {weights}\n  kB gzipped: {zipped}"
    )


def _visit(browser: Browser, link: str, slower: int) -> Visit:
    context = browser.new_context(**PHONE)
    page = context.new_page()
    scales = Scales(_slow(context, page, slower))
    began = _now(page)
    page.goto(link)
    page.locator(".consent button").wait_for(timeout=PATIENCE)
    entered = _now(page) - began
    page.locator("[name=agree]").check()
    began = _now(page)
    page.locator(".consent button").click(no_wait_after=True)
    page.wait_for_function(USABLE, timeout=PATIENCE, polling=20)
    usable = _now(page) - began
    wire, elements = dict(scales.wire), page.evaluate("document.querySelectorAll('*').length")
    scales.weigh(page)
    context.close()
    return Visit(entered, usable, wire, dict(scales.zipped), elements)


def _slow(context: BrowserContext, page: Page, slower: int) -> CDPSession:
    protocol = context.new_cdp_session(page)
    protocol.send("Network.enable")
    protocol.send("Network.emulateNetworkConditions", NETWORK)
    protocol.send("Emulation.setCPUThrottlingRate", {"rate": slower})
    return protocol


def _now(page: Page) -> float:
    return float(page.evaluate("Date.now()")) / 1000


@contextmanager
def _chromium() -> Iterator[Browser]:
    with sync_playwright() as playwright:
        # Playwright keeps an event loop in this thread, and nothing of Django's runs in it.
        os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
        browser = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=ARGUMENTS)
        yield browser
        browser.close()


if __name__ == "__main__":
    main()
