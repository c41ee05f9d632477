"""What is uploaded to become a template, and why it may be refused.

The PDF is a stranger's: it is read by a child process that can do little and not for long, never in this one.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from datetime import timedelta
from threading import BoundedSemaphore
from typing import Any

from django.db import connection
from django.http import HttpRequest
from ninja import UploadedFile

from dojang.api import parsing
from dojang.api.reading import WrongParameter
from dojang.flow.templates import TakenIn
from dojang.lib.bounded_json import Bounds
from dojang.lib.errors import LayoutRefused, PdfRefused, TooManyRequests
from dojang.lib.texts import Text
from dojang.pdf.intake import Limits, Reason

_LAYOUT = Bounds(2 * 1024 * 1024, 100_000)  # 2,000 boxes need about half of it
MOST_FAULTS = 20  # told at once
# Each child may take more than a gigabyte, so that few may run at a time.
_AT_ONCE, _PATIENCE, _LATER = BoundedSemaphore(2), 30.0, timedelta(seconds=30)

_LAYOUT_REFUSED = Text(
    ko="layout이 올바르지 않습니다. {faults}",
    en="The layout is wrong. {faults}",
    ja="layoutが正しくありません。{faults}",
)
_MORE = Text(ko="(+{count})", en="(+{count})", ja="(+{count})")
_LAYOUT_TOO_BIG = Text(
    ko="layout은 2 MB까지 가능합니다.", en="The layout may have up to 2 MB.", ja="layoutは2 MBまで可能です。"
)
_LAYOUT_NO_JSON = Text(
    ko="layout은 올바른 JSON 객체여야 합니다.",
    en="The layout must be a valid JSON object.",
    ja="layoutは正しいJSONオブジェクトでなければなりません。",
)
_PDF_REFUSED: Mapping[str, Text] = {
    Reason.NOT_A_PDF: Text(ko="PDF 파일이 아닙니다.", en="The file is not a PDF.", ja="PDFファイルではありません。"),
    Reason.PASSWORD: Text(
        ko="암호로 보호된 PDF입니다. 암호를 해제하여 저장한 후 올려주세요.",
        en="The PDF is protected by a password. Save it without one.",
        ja="パスワードで保護されたPDFです。解除して保存し直してください。",
    ),
    Reason.ENCRYPTION: Text(
        ko="인증서나 DRM으로 암호화된 PDF입니다. 암호화하지 않고 저장하거나 PDF로 인쇄하여 올려주세요.",
        en="The PDF is encrypted with a certificate or by a rights-management program. Save it without encryption, or print it to a PDF.",
        ja="証明書またはDRMで暗号化されたPDFです。暗号化せずに保存するか、PDFに印刷してから使用してください。",
    ),
    Reason.DAMAGED: Text(
        ko="손상된 PDF입니다. PDF 프로그램에서 열어 다시 저장해주세요.",
        en="The PDF is damaged. Open it in a PDF reader and save it anew.",
        ja="破損したPDFです。PDFソフトで開いて保存し直してください。",
    ),
    Reason.PAGE_TREE: Text(
        ko="PDF의 쪽 목록이 자기 자신을 가리켜 쪽을 읽을 수 없습니다. PDF로 인쇄하여 올려주세요.",
        en="The PDF's list of pages refers to itself, so the pages cannot be read. Print it to a PDF and use that.",
        ja="PDFのページ一覧が循環しているため、ページを読み取れません。PDFに印刷してから使用してください。",
    ),
    Reason.TOO_MANY_PAGES: Text(
        ko="PDF는 500쪽까지 가능합니다.", en="The PDF may have up to 500 pages.", ja="PDFは500ページまで可能です。"
    ),
    Reason.TOO_LARGE: Text(
        ko="PDF는 20 MB까지 가능합니다.", en="The PDF may have up to 20 MB.", ja="PDFは20 MBまで可能です。"
    ),
    Reason.ALREADY_SIGNED: Text(
        ko="이미 전자서명된 PDF입니다. 값을 채우면 그 서명이 깨집니다.",
        en="The PDF carries a signature already, which filling it in would break.",
        ja="すでに電子署名されたPDFです。記入するとその署名が無効になります。",
    ),
    Reason.DYNAMIC_XFA: Text(
        ko="동적 XFA 양식입니다. PDF로 인쇄하여 올려주세요.",
        en="The PDF is a dynamic XFA form. Print it to a PDF and use that.",
        ja="動的XFAフォームです。PDFに印刷してから使用してください。",
    ),
    Reason.PAGE_SIZE: Text(
        ko="쪽의 한 변은 36~14,400포인트여야 합니다.",
        en="Each side of a page must have 36 to 14,400 points.",
        ja="ページの一辺は36~14,400ポイントでなければなりません。",
    ),
    Reason.TOO_COMPLEX: Text(
        ko="PDF를 읽는 데 메모리나 시간이 너무 많이 듭니다. PDF로 인쇄하여 올려주세요.",
        en="The PDF takes too much memory or time to read. Print it to a PDF and use that.",
        ja="PDFの読み取りにメモリまたは時間がかかりすぎます。PDFに印刷してから使用してください。",
    ),
    Reason.FIELD_TEXT: Text(
        ko="{page}쪽의 입력란 '{name}'에 표시할 수 없는 글자가 있습니다: {characters}. "
        "글자를 고치거나 PDF로 인쇄하여 올려주세요.",
        en="Field '{name}' on page {page} has characters that no font can show: {characters}. "
        "Change them, or print the form to a PDF and use that.",
        ja="{page}ページの入力欄「{name}」に表示できない文字があります: {characters}。"
        "文字を直すか、PDFに印刷してから使用してください。",
    ),
    Reason.COMMENT_TEXT: Text(
        ko="{page}쪽의 메모에 표시할 수 없는 글자가 있습니다: {characters}. 글자를 고치거나 PDF로 인쇄하여 올려주세요.",
        en="A comment on page {page} has characters that no font can show: {characters}. "
        "Change them, or print the document to a PDF and use that.",
        ja="{page}ページの注釈に表示できない文字があります: {characters}。"
        "文字を直すか、PDFに印刷してから使用してください。",
    ),
    Reason.FONT_NOT_EMBEDDED: Text(
        ko="글꼴 '{font}'이(가) PDF에 들어 있지 않아 글자를 표시할 수 없습니다. 글꼴을 포함하여 다시 저장해 주세요.",
        en="The PDF does not contain its font '{font}', so its text cannot be shown. Save it with fonts embedded.",
        ja="フォント「{font}」がPDFに埋め込まれていないため、文字を表示できません。フォントを埋め込んで保存し直してください。",
    ),
}


def read_pdf(file: UploadedFile) -> bytes:
    """The file's bytes. Raises `WrongParameter` for one that is too large."""
    if (file.size or 0) > Limits().max_bytes:
        raise WrongParameter(_PDF_REFUSED[Reason.TOO_LARGE])
    data: bytes = file.read()
    return data


def read_layout(request: HttpRequest, text: str | None) -> Mapping[str, Any] | None:
    """The layout as JSON, from a part that is a text or a file. Raises `WrongParameter`."""
    file = request.FILES.get("layout")
    if file is not None and (file.size or 0) > _LAYOUT.bytes:
        raise WrongParameter(_LAYOUT_TOO_BIG)
    raw = file.read() if file is not None else text.encode() if text else b""
    if not raw:
        return None
    if len(raw) > _LAYOUT.bytes:
        raise WrongParameter(_LAYOUT_TOO_BIG)
    try:
        return parsing.read_object(raw, _LAYOUT)
    except parsing.Unreadable as exc:
        raise WrongParameter(_LAYOUT_NO_JSON) from exc


def taken_in(work: Callable[[], TakenIn]) -> TakenIn:
    """What came of the work. Raises `WrongParameter` that says what is wrong with the files, and `TooManyRequests`."""
    if not connection.in_atomic_block:
        connection.close()  # others may use it while this one waits and works
    with _a_place():
        try:
            return work()
        except PdfRefused as exc:
            raise WrongParameter(_PDF_REFUSED[exc.reason], **exc.facts) from exc
        except LayoutRefused as exc:
            more = [_MORE.filled(count=len(exc.faults) - MOST_FAULTS)] if len(exc.faults) > MOST_FAULTS else []
            raise WrongParameter(_LAYOUT_REFUSED, faults=Text.joined([*exc.faults[:MOST_FAULTS], *more])) from exc


@contextmanager
def _a_place() -> Iterator[None]:
    if not _AT_ONCE.acquire(timeout=_PATIENCE):
        raise TooManyRequests(_LATER)
    try:
        yield
    finally:
        _AT_ONCE.release()
