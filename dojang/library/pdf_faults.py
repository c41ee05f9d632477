"""Why a PDF cannot be a template, and what of its pages looks different once it is one."""

from collections.abc import Mapping
from typing import Any

from dojang.lib.texts import Text
from dojang.pdf.changes import Change, ChangeKind
from dojang.pdf.intake import Reason

# Some name the place in the file, by the facts of the refusal.
REFUSED: Mapping[str, Text] = {
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
        en="The PDF is damaged. Open it in a PDF reader and save it again.",
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
        ko="PDF는 20 MB까지 가능합니다.", en="The PDF may be up to 20 MB.", ja="PDFは20 MBまで可能です。"
    ),
    Reason.ALREADY_SIGNED: Text(
        ko="이미 전자서명된 PDF입니다. 값을 채우면 그 서명이 무효가 되므로, 서명하기 전의 파일을 올려주세요.",
        en="The PDF carries a signature already, which filling it in would break. Use the file from before it was signed.",
        ja="すでに電子署名されたPDFです。記入するとその署名が無効になるため、署名前のファイルを使用してください。",
    ),
    Reason.DYNAMIC_XFA: Text(
        ko="동적 XFA 양식입니다. PDF로 인쇄하여 올려주세요.",
        en="The PDF is a dynamic XFA form. Print it to a PDF and use that.",
        ja="動的XFAフォームです。PDFに印刷してから使用してください。",
    ),
    Reason.PAGE_SIZE: Text(
        ko="쪽의 한 변은 36~14,400포인트여야 합니다.",
        en="Each side of a page must be 36 to 14,400 points long.",
        ja="ページの一辺は36~14,400ポイントでなければなりません。",
    ),
    Reason.TOO_COMPLEX: Text(
        ko="PDF를 읽는 데 메모리나 시간이 너무 많이 듭니다. PDF로 인쇄하여 올려주세요.",
        en="The PDF takes too much memory or time to read. Print it to a PDF and use that.",
        ja="PDFの読み取りに必要なメモリまたは時間が多すぎます。PDFに印刷してから使用してください。",
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
        ko="글꼴 '{font}'이(가) PDF에 들어 있지 않아 글자를 표시할 수 없습니다. 글꼴을 포함하여 다시 저장해주세요.",
        en="The PDF does not contain its font '{font}', so its text cannot be shown. Save it with fonts embedded.",
        ja="フォント「{font}」がPDFに埋め込まれていないため、文字を表示できません。フォントを埋め込んで保存し直してください。",
    ),
    Reason.NOT_SEALED: Text(
        ko="이 PDF로 시험 문서를 만들었으나 끝까지 완료할 수 없었습니다. 이대로는 계약을 완료할 수 없으니 PDF로 인쇄하여 올려주세요.",
        en="A trial contract made from this PDF could not be completed, so real contracts would fail too. Print it to a PDF and use that.",
        ja="このPDFで試しに作成した文書を完了できませんでした。このままでは契約を完了できないため、PDFに印刷してから使用してください。",
    ),
    Reason.NOT_SHOWN: Text(
        ko="{page}쪽에 입력한 내용이 보이지 않습니다. PDF로 인쇄하여 올려주세요.",
        en="Filled-in values on page {page} are not visible. Print the document to a PDF and use that.",
        ja="{page}ページに記入した内容が表示されません。PDFに印刷してから使用してください。",
    ),
}

_CHANGED: Mapping[ChangeKind, Text] = {
    ChangeKind.LOST: Text(
        ko="{page}쪽: 원본에 보이던 내용의 일부가 보이지 않습니다.",
        en="Page {page}: part of what the original shows is missing.",
        ja="{page}ページ: 元のPDFに表示されていた内容の一部が表示されません。",
    ),
    ChangeKind.ADDED: Text(
        ko="{page}쪽: 원본에 보이지 않던 내용이 보입니다.",
        en="Page {page}: something appears that the original does not show.",
        ja="{page}ページ: 元のPDFに表示されていなかった内容が表示されます。",
    ),
    ChangeKind.ALTERED: Text(
        ko="{page}쪽: 일부가 원본과 다르게 보입니다.",
        en="Page {page}: part of the page looks different from the original.",
        ja="{page}ページ: 一部が元のPDFと異なって表示されます。",
    ),
    ChangeKind.NOT_COMPARED: Text(
        ko="{page}쪽: 그리는 데 시간이 너무 오래 걸려 원본과 비교하지 못했습니다.",
        en="Page {page}: drawing it takes too long, so it was not compared with the original.",
        ja="{page}ページ: 描画に時間がかかりすぎるため、元のPDFと比較できませんでした。",
    ),
}


def refused(fault: Mapping[str, Any]) -> Text:
    """The sentence about a version whose trial failed, from what the version keeps of it."""
    return REFUSED[Reason(fault["reason"])].filled(**fault["facts"])


def changed(change: Change) -> Text:
    """The sentence about one page of the cleaned file that looks different from the original."""
    return _CHANGED[change.kind].filled(page=change.page)
