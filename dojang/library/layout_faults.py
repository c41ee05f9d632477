"""What can be wrong with a layout. `steps`, `page` and the like are its keys, and stay as they are in every language."""

from collections.abc import Collection, Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from dojang.lib.texts import Text

_MAX_SHOWN, _MAX_UNKNOWN = 40, 5


class LayoutFault:
    """Faults of the layout as a whole, of its steps, and of several fields."""

    NOT_AN_OBJECT = Text(
        ko="배치는 `steps`와 `fields`를 가진 객체여야 합니다.",
        en="The layout must be an object with `steps` and `fields`.",
        ja="レイアウトは`steps`と`fields`を持つオブジェクトでなければなりません。",
    )
    WHOLE = Text(
        ko="배치에는 알려진 키만 쓸 수 있습니다. {fault}",
        en="The layout must have known keys only. {fault}",
        ja="レイアウトには既知のキーだけを使用できます。{fault}",
    )
    OF_STEP = Text(
        ko="`steps`: {number}단계: {fault}",
        en="`steps`: step {number}: {fault}",
        ja="`steps`: ステップ{number}: {fault}",
    )
    BULK = Text(
        ko="`bulk` 값은 true 또는 false여야 합니다.",
        en="`bulk` must be true or false.",
        ja="`bulk`の値はtrueまたはfalseでなければなりません。",
    )
    STEPS_NO_LIST = Text(
        ko="`steps` 값은 배열이어야 합니다.", en="`steps` must be a list.", ja="`steps`の値は配列でなければなりません。"
    )
    TOO_MANY_STEPS = Text(
        ko="`steps`: 단계는 {most}개까지 가능하지만 {given}개입니다.",
        en="`steps`: at most {most} steps are possible, these are {given}.",
        ja="`steps`: ステップは{most}個までですが、{given}個あります。",
    )
    STEP = Text(
        ko='`steps`: {number}번째 항목은 "step": {number}인 객체여야 합니다. 단계는 1, 2, 3 … 순서입니다.',
        en='`steps`: item {number} must be an object with "step": {number}; steps count 1, 2, 3 ….',
        ja='`steps`: {number}番目の項目は「"step": {number}」を持つオブジェクトでなければなりません。ステップは1、2、3…の順です。',
    )
    ROLE = Text(
        ko="`steps`: {number}단계의 역할은 {most}자 이하의 문자열이어야 합니다.",
        en="`steps`: the role of step {number} must be a text of at most {most} characters.",
        ja="`steps`: ステップ{number}の役割は{most}文字以下の文字列でなければなりません。",
    )
    STARTER = Text(
        ko="`steps`: {number}단계의 `starter` 값은 true 또는 false여야 합니다.",
        en="`steps`: `starter` of step {number} must be true or false.",
        ja="`steps`: ステップ{number}の`starter`の値はtrueまたはfalseでなければなりません。",
    )
    FIELDS_NO_LIST = Text(
        ko="`fields` 값은 배열이어야 합니다.",
        en="`fields` must be a list.",
        ja="`fields`の値は配列でなければなりません。",
    )
    TOO_MANY_FIELDS = Text(
        ko="`fields`: 박스는 {most}개까지 가능하지만 {given}개입니다.",
        en="`fields`: at most {most} fields are possible, these are {given}.",
        ja="`fields`: ボックスは{most}個までですが、{given}個あります。",
    )
    NAMELESS = Text(
        ko="박스 {number}: `name` 값은 1~{most}자의 문자열이어야 합니다.",
        en="field {number}: `name` must be a text of 1 to {most} characters.",
        ja="ボックス{number}: `name`の値は1~{most}文字の文字列でなければなりません。",
    )
    FIELD = Text(
        ko="박스 {number}({name}): {fault}",
        en="field {number} ({name}): {fault}",
        ja="ボックス{number}({name}): {fault}",
    )
    NOT_DRAWABLE = Text(
        ko="박스 {name}: {characters} 문자를 표시할 글꼴이 없습니다.",
        en="field {name}: no font has {characters}",
        ja="ボックス{name}: {characters}を表示できるフォントがありません。",
    )
    VARIANT = Text(
        ko="박스 {name}: 이체자 {variants}을(를) 표시할 글꼴이 없습니다. {plain}(으)로 바꿔주세요.",
        en="field {name}: no font has the variant {variants}; write {plain} instead.",
        ja="ボックス{name}: 異体字{variants}を表示できるフォントがありません。{plain}に変更してください。",
    )
    NO_ROOM = Text(
        ko="박스 {name}: `default` 값이 박스보다 깁니다. {size}pt 글씨로 {given}자 중 {fit}자까지 들어갑니다.",
        en="field {name}: `default` is too long for its box; at {size} pt {fit} of its {given} characters fit.",
        ja="ボックス{name}: `default`の値がボックスに入りません。{size}ptの文字で{given}文字中{fit}文字まで入ります。",
    )
    SHARED_NAME = Text(
        ko="박스 {name}: 이름이 {times}번 사용되었습니다. 서식 안에서 이름은 하나씩만 사용할 수 있습니다.",
        en="field {name}: the name is used {times} times; names are unique in a template.",
        ja="ボックス{name}: 名前が{times}回使用されています。書式内の名前は重複できません。",
    )
    GROUP_OF_STEPS = Text(
        ko="그룹 {group}: 박스({names})는 같은 단계에 있어야 합니다. 그렇지 않으면 한 작성자가 다른 작성자의 선택을 바꾸게 됩니다.",
        en="group {group}: its boxes ({names}) must be of one step, or one signer would change another's choice.",
        ja="グループ{group}: ボックス({names})は同じステップに置いてください。そうでないと、署名者が他の署名者の選択を変更してしまいます。",
    )
    GROUP_OF_DEFAULTS = Text(
        ko="그룹 {group}: 박스({names}) 중 하나만 기본값 Y를 가질 수 있습니다.",
        en="group {group}: only one of its boxes ({names}) may have the default Y.",
        ja="グループ{group}: 既定値Yを持てるのはボックス({names})のうち1つだけです。",
    )


class BoxFault:
    """Faults of one field."""

    UNKNOWN = Text(
        ko="`{key}`은(는) 알 수 없는 키입니다. `{near}`을(를) 쓰려고 하셨나요?",
        en="`{key}` is not a known key; did you mean `{near}`?",
        ja="`{key}`は不明なキーです。`{near}`ではありませんか?",
    )
    UNKNOWN_ALTOGETHER = Text(
        ko="`{key}`은(는) 알 수 없는 키입니다. 사용할 수 있는 키: {known}",
        en="`{key}` is not a known key; these are: {known}.",
        ja="`{key}`は不明なキーです。使用できるキー: {known}",
    )
    KIND = Text(
        ko="`kind` 값은 다음 중 하나여야 합니다: {kinds}",
        en="`kind` must be one of {kinds}.",
        ja="`kind`の値は次のいずれかでなければなりません: {kinds}",
    )
    PAGE = Text(
        ko="`page` 값은 1~{pages}의 정수여야 합니다.",
        en="`page` must be a number from 1 to {pages}.",
        ja="`page`の値は1~{pages}の整数でなければなりません。",
    )
    NO_STEP = Text(
        ko="`step`은 label에서만 생략할 수 있습니다.",
        en="`step` may be absent only for a label.",
        ja="`step`を省略できるのはlabelだけです。",
    )
    STEP = Text(
        ko="`step` 값이 `steps`에 없습니다.", en="`step` is not among `steps`.", ja="`step`の値が`steps`にありません。"
    )
    SIDES = Text(
        ko="`x`, `y`, `w`, `h` 값은 쪽에 대한 비율을 나타내는 숫자여야 합니다.",
        en="`x`, `y`, `w` and `h` must be numbers, fractions of the page.",
        ja="`x`、`y`、`w`、`h`の値はページに対する比率を表す数値でなければなりません。",
    )
    OUTSIDE = Text(
        ko="박스는 쪽 안에 있어야 합니다(가로세로 모두 0~1).",
        en="the box must lie within its page (0 to 1 in both directions).",
        ja="ボックスはページ内に収まっていなければなりません(縦横とも0~1)。",
    )
    TOO_THIN = Text(
        ko="`w`와 `h` 값은 쪽의 {least} 이상이어야 합니다.",
        en="`w` and `h` must be at least {least} of the page.",
        ja="`w`と`h`の値はページの{least}以上でなければなりません。",
    )
    TEXT = Text(
        ko="`{key}` 값은 {most}자 이하의 문자열이어야 합니다.",
        en="`{key}` must be a text of at most {most} characters.",
        ja="`{key}`の値は{most}文字以下の文字列でなければなりません。",
    )
    SWITCH = Text(
        ko="`{key}` 값은 true 또는 false여야 합니다.",
        en="`{key}` must be true or false.",
        ja="`{key}`の値はtrueまたはfalseでなければなりません。",
    )
    FONT_SIZE = Text(
        ko="`font_size` 값은 3~144의 포인트 수여야 합니다.",
        en="`font_size` must be a number of points from 3 to 144.",
        ja="`font_size`の値は3~144のポイント数でなければなりません。",
    )
    ALIGN = Text(
        ko="`align` 값은 left, center, right 중 하나여야 합니다.",
        en="`align` must be left, center or right.",
        ja="`align`の値はleft、center、rightのいずれかでなければなりません。",
    )
    MAX_LENGTH = Text(
        ko="`max_length` 값은 1~10000의 정수여야 합니다.",
        en="`max_length` must be a number from 1 to 10000.",
        ja="`max_length`の値は1~10000の整数でなければなりません。",
    )
    GROUP = Text(
        ko="`group`은 radio 박스에만 지정할 수 있습니다.",
        en="`group` is for radio boxes only.",
        ja="`group`を指定できるのはradioボックスだけです。",
    )
    DEFAULT_DRAWN = Text(
        ko="`default`를 지정할 수 없습니다. 사진, 서명, 도장은 작성자가 직접 넣습니다.",
        en="`default` cannot be given: a picture, signature or stamp is put in by its signer.",
        ja="`default`は指定できません。画像、署名、印鑑は署名者が入力します。",
    )
    DEFAULT_MARK = Text(
        ko="`default` 값은 Y 또는 N이어야 합니다.",
        en="`default` must be Y or N.",
        ja="`default`の値はYまたはNでなければなりません。",
    )
    DEFAULT_DATE = Text(
        ko="`default` 값은 2026-01-31 형식의 날짜여야 합니다.",
        en="`default` must be a date such as 2026-01-31.",
        ja="`default`の値は2026-01-31のような日付でなければなりません。",
    )
    DEFAULT_LONG = Text(
        ko="`default` 값은 {most}자를 넘을 수 없습니다.",
        en="`default` must not be longer than {most} characters.",
        ja="`default`の値は{most}文字を超えることはできません。",
    )
    DEFAULT_LINES = Text(
        ko="`multiline`이 아닌 박스의 `default` 값은 한 줄이어야 합니다.",
        en="`default` must be one line, because the field is not `multiline`.",
        ja="`multiline`でないボックスの`default`の値は1行でなければなりません。",
    )


def unknown_keys(item: Mapping[str, Any], known: Collection[str]) -> Iterator[Text]:
    """A fault for each unknown key: otherwise a typo would drop an option, and no person would notice."""
    for key in [key for key in item if key not in known][:_MAX_UNKNOWN]:
        shown = str(key)[:_MAX_SHOWN]
        near = get_close_matches(shown.strip().lower(), known, n=1, cutoff=0.6)
        if near:
            yield BoxFault.UNKNOWN.filled(key=shown, near=near[0])
        else:
            yield BoxFault.UNKNOWN_ALTOGETHER.filled(key=shown, known=", ".join(known))
