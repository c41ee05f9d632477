"""The demo's shop: a page at an origin of its own that shows the signing page inside itself, as integrators do."""

from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from urllib.parse import quote

_PAGE = Path(__file__).with_name("shop.html")


class Shop:
    """Serves its one page on 127.0.0.1 and a free port. Browsers take that for another site than localhost."""

    def __init__(self) -> None:
        self._server = ThreadingHTTPServer(("127.0.0.1", 0), _Page)
        self.origin = f"http://127.0.0.1:{self._server.server_port}"

    def start(self) -> None:
        Thread(target=self._server.serve_forever, daemon=True).start()

    def stop(self) -> None:
        self._server.shutdown()
        self._server.server_close()

    def page_for(self, signing: str) -> str:
        """The address of the page in which the contract of a signing address is signed."""
        return f"{self.origin}/#{quote(signing, safe='')}"


class _Page(BaseHTTPRequestHandler):
    def do_GET(self) -> None:
        found = self.path.partition("?")[0] == "/"
        self.send_response(200 if found else 404)
        self.send_header("Content-Type", "text/html; charset=utf-8")
        self.end_headers()
        if found:
            self.wfile.write(_PAGE.read_bytes())

    def log_message(self, *_: object) -> None:
        """Opening the page is not logged."""
