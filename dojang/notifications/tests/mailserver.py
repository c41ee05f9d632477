"""A mail server that listens on loopback and speaks as much SMTP (RFC 5321) as a client needs to deliver an email."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.message import EmailMessage


@dataclass
class Letter:
    """What was handed over: the envelope, and the letter itself."""

    sender: str
    to: list[str]
    raw: bytes

    @property
    def parsed(self) -> EmailMessage:
        read = message_from_bytes(self.raw, policy=policy.default)
        assert isinstance(read, EmailMessage)
        return read

    def part(self, kind: str) -> str:
        """The text of the part of this kind, `plain` or `html`."""
        body = self.parsed.get_body((kind,))
        assert body is not None
        return str(body.get_content())


@dataclass
class MailServer:
    """Its letters, and what it answers to a command instead of its usual answer."""

    port: int = 0
    letters: list[Letter] = field(default_factory=list)
    answers: dict[str, str] = field(default_factory=dict)


class _Conversation(socketserver.StreamRequestHandler):
    server: "_Listener"

    def handle(self) -> None:
        self.sender, self.to = "", list[str]()
        self._say("greeting", "220 mail.test")
        for line in self.rfile:
            word = line.split(b" ")[0].strip().decode().upper()
            self._do(word, line.decode().strip())
            if word == "QUIT":
                break

    def _do(self, word: str, line: str) -> None:
        if word == "RSET":
            self.to = []
        elif word == "MAIL":
            self.sender = line.partition(":")[2].split()[0]
        elif word == "RCPT":
            self.to.append(line.partition(":")[2])
        if word == "DATA":
            self._data()
        else:
            self._say(word, "250 mail.test")

    def _data(self) -> None:
        self._say("354", "354 go on")
        lines = list(iter(self.rfile.readline, b".\r\n"))
        raw = b"".join(line[1:] if line.startswith(b"..") else line for line in lines)
        if "DATA" not in self.server.double.answers:
            self.server.double.letters.append(Letter(self.sender, self.to, raw))
        self._say("DATA", "250 kept")

    def _say(self, word: str, usual: str) -> None:
        self.wfile.write(f"{self.server.double.answers.get(word, usual)}\r\n".encode())


class _Listener(socketserver.ThreadingTCPServer):
    daemon_threads = True
    allow_reuse_address = True

    def __init__(self, double: MailServer) -> None:
        self.double = double
        super().__init__(("127.0.0.1", 0), _Conversation)


@contextmanager
def listening() -> Iterator[MailServer]:
    """A server that takes letters within the block."""
    double = MailServer()
    with _Listener(double) as listener:
        double.port = listener.server_address[1]
        threading.Thread(target=listener.serve_forever, args=(0.02,), daemon=True).start()
        try:
            yield double
        finally:
            listener.shutdown()
