"""The page of the demo that shows the signing page inside itself."""

import pytest
from playwright.sync_api import Browser

from dojang.cli.demo.shop import Shop
from tests.accessible import complaints


@pytest.mark.browser
def test_it_is_fit_for_everybody(chromium: Browser) -> None:
    shop, page = Shop(), chromium.new_page(reduced_motion="reduce")
    shop.start()
    page.goto(shop.page_for("http://localhost:9/mail/sign"))
    assert complaints(page) == []
    page.close()
    shop.stop()
