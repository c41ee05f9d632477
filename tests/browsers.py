"""One Chromium for all tests of a process."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest
from django.db import connections

if TYPE_CHECKING:
    from playwright.sync_api import Browser

ARGUMENTS = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
]  # fmt: skip


class Browsers:
    """Browsers that are started when they are first asked for, one for each list of further arguments."""

    def __init__(self) -> None:
        from playwright.sync_api import sync_playwright  # most runs of a few tests need no browser

        self._playwright = sync_playwright().start()
        self._loop = asyncio.get_running_loop()
        self._launched: dict[tuple[str, ...], Browser] = {}
        asyncio._set_running_loop(None)

    @contextmanager
    def using(self, *arguments: str) -> Iterator[Browser]:
        """Within the block, Playwright's event loop counts as running in this thread; other tests run loops of their own.

        Django refuses its database to such a thread unless a setting says that none of our code runs in that loop.
        """
        asyncio._set_running_loop(self._loop)
        with pytest.MonkeyPatch.context() as patch:
            patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
            browser = self._browser(arguments)
            try:
                yield browser
            finally:
                for context in browser.contexts:
                    context.close()
                connections.close_all()  # Django keeps others for a thread in which a loop runs
                asyncio._set_running_loop(None)

    def end(self) -> None:
        asyncio._set_running_loop(self._loop)
        self._playwright.stop()

    def _browser(self, arguments: tuple[str, ...]) -> Browser:
        found = self._launched.get(arguments)
        if found is None or not found.is_connected():
            launch = self._playwright.chromium.launch
            found = launch(executable_path="/usr/bin/chromium", args=[*ARGUMENTS, *arguments])
            self._launched[arguments] = found
        return found


@pytest.fixture(scope="session")
def browsers(django_db_setup: None) -> Iterator[Browsers]:
    ours = Browsers()  # ends before the database that a page may still ask for something
    yield ours
    ours.end()


@pytest.fixture
def chromium(browsers: Browsers) -> Iterator[Browser]:
    """The browser; what a test has opened in it is closed after the test."""
    with browsers.using() as one:
        yield one
