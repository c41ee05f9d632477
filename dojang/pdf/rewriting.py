"""Content written again token by token, without what would harm what is drawn after it."""

from __future__ import annotations

import pikepdf
from pikepdf import TokenType

_CLOSED_BY = {TokenType.array_open: TokenType.array_close, TokenType.dict_open: TokenType.dict_close}
_BARE = frozenset({b"q", b"Q", b"BT", b"ET", b"EMC"})  # operators that take no operands


class Rewriter(pikepdf.TokenFilter):
    """Keeps the instructions of a content stream as they are, up to the last one; what is open after it is dropped, and so
    is each Q that closes nothing. `operators` are the names of what is kept. `doubtful` says that the content has an
    inline image without ID or EI, or operators within an array or a dictionary: viewers differ in what they draw then.
    """

    def __init__(self) -> None:
        super().__init__()
        self.operators: list[bytes] = []
        self.doubtful = False
        self._kept: list[bytes] = []
        self._pending: list[bytes] = []  # what came since the last operator
        self._closers: list[TokenType] = []  # of the arrays and dictionaries that are open
        self._image = b""  # BI or ID inside an inline image
        self._depth = 0

    @property
    def content(self) -> bytes:
        return b"".join(self._kept)

    def handle_token(self, token: pikepdf.Token = None) -> None:  # type: ignore[assignment]
        kind = token.type_
        self._pending.append(token.raw_value)
        if kind == TokenType.word and self._closers:
            self.doubtful = True
        elif kind == TokenType.word:
            self._word(token.raw_value)
        elif kind in _CLOSED_BY:
            self._closers.append(_CLOSED_BY[kind])
        elif self._closers[-1:] == [kind]:
            self._closers.pop()
        elif kind == TokenType.eof:
            self.doubtful |= bool(self._image)

    def _word(self, word: bytes) -> None:
        if word in (b"BI", b"ID"):
            self.doubtful |= self._image != (b"" if word == b"BI" else b"BI")
            self._image = word
            return
        self.doubtful |= self._image == b"BI"
        source, self._pending, self._image = self._pending, [], b""
        self._depth += (word == b"q") - (word == b"Q")
        if self._depth >= 0:
            self._kept += [b"\n", word] if word in _BARE else source
            self.operators.append(word)
        self._depth = max(self._depth, 0)


def rewritten(data: bytes) -> Rewriter:
    """The content, and its operators, as they are kept."""
    rewriter = Rewriter()
    with pikepdf.new() as scratch:
        page = scratch.add_blank_page()
        page.obj.Contents = scratch.make_stream(data)
        page.get_filtered_contents(rewriter)
    return rewriter
