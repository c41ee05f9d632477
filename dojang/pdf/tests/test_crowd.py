"""Many pictures at once."""

import io
import threading
import time
from typing import Any

import pytest
from PIL import Image

from dojang.pdf.images import AT_ONCE, take_picture


def png() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (8, 8), "red").save(out, "PNG")
    return out.getvalue()


def test_only_a_few_pictures_are_decoded_at_once_because_each_takes_much_memory(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    opened, counts, lock, real = [0], [], threading.Lock(), Image.open

    def slow(*given: Any, **named: Any) -> Image.Image:
        with lock:
            opened[0] += 1
            counts.append(opened[0])
        time.sleep(0.05)
        with lock:
            opened[0] -= 1
        return real(*given, **named)

    monkeypatch.setattr(Image, "open", slow)
    threads = [threading.Thread(target=take_picture, args=(png(),)) for _ in range(3 * AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert (len(counts), max(counts)) == (3 * AT_ONCE, AT_ONCE)
