"""Texts of the page behind a public link, where somebody begins a contract of their own."""

from dojang.lib.texts import Text

PUBLIC = {
    "public.text": Text(
        ko="{company}의 전자계약 문서입니다. 이름과 연락처를 입력하면 본인의 문서가 만들어집니다.",
        en="A document of {company} for electronic signature. Enter your name and contact to begin your own copy.",
        ja="{company}の電子契約の文書です。お名前と連絡先を入力すると、ご本人用の文書が作成されます。",
    ),
    "public.until": Text(
        ko="{moment}까지 시작할 수 있습니다.", en="You can begin until {moment}.", ja="{moment}まで開始できます。"
    ),
    "public.name": Text(ko="이름", en="Name", ja="お名前"),
    "public.contact": Text(ko="이메일 또는 휴대폰 번호", en="E-mail or mobile number", ja="メールアドレスまたは携帯電話番号"),
    "public.phone": Text(ko="휴대폰 번호", en="Mobile number", ja="携帯電話番号"),
    "public.contact.about": Text(
        ko="이어서 작성할 링크와 완료 문서를 이 연락처로 보내 드립니다.",
        en="We send you a link to go on with, and the completed document.",
        ja="続きを記入するためのリンクと、締結済み文書をこの連絡先にお送りします。",
    ),
    "public.phone.about": Text(
        ko="다음 화면에서 이 번호에 인증번호를 문자로 보내 본인임을 확인합니다.",
        en="On the next page we text a code to it to confirm it is you.",
        ja="次の画面でこの番号にSMSで認証コードをお送りし、ご本人であることを確認します。",
    ),
    "public.go": Text(ko="문서 열기", en="Open the document", ja="文書を開く"),
    # What is wrong with what was entered
    "public.name.missing": Text(ko="이름을 입력해 주세요.", en="Please enter your name.", ja="お名前を入力してください。"),
    "public.name.long": Text(
        ko="이름은 {most}자까지 입력할 수 있습니다.",
        en="A name can have up to {most} characters.",
        ja="お名前は{most}文字まで入力できます。",
    ),
    "public.name.characters": Text(
        ko="이름에 쓸 수 없는 문자가 있습니다: {characters}",
        en="A name cannot contain these characters: {characters}",
        ja="お名前に使用できない文字があります：{characters}",
    ),
    "public.contact.missing": Text(
        ko="이메일 또는 휴대폰 번호를 입력해 주세요.",
        en="Please enter your e-mail address or mobile number.",
        ja="メールアドレスまたは携帯電話番号を入力してください。",
    ),
    "public.contact.wrong": Text(
        ko="이메일 주소나 휴대폰 번호의 형식이 맞지 않습니다. 예: name@example.com, 01012345678",
        en="This is no complete e-mail address or mobile number. Examples: name@example.com, 01012345678",
        ja="メールアドレスまたは携帯電話番号の形式が正しくありません。例：name@example.com、09012345678",
    ),
    "public.contact.unseen": Text(
        ko="보이지 않는 문자가 들어 있습니다: {characters}. 지우고 다시 입력해 주세요.",
        en="It contains invisible characters: {characters}. Please type it again without them.",
        ja="見えない文字が含まれています：{characters}。削除して入力し直してください。",
    ),
    "public.phone.missing": Text(
        ko="휴대폰 번호를 입력해 주세요.", en="Please enter your mobile number.", ja="携帯電話番号を入力してください。"
    ),
    "public.phone.wrong": Text(
        ko="휴대폰 번호의 형식이 맞지 않습니다. 예: 01012345678",
        en="This is no complete mobile number. Example: 01012345678",
        ja="携帯電話番号の形式が正しくありません。例：09012345678",
    ),
    "public.slower": Text(
        ko="지금 요청이 많습니다. {seconds}초 뒤에 다시 눌러 주세요.",
        en="Too many people are beginning just now. Please try again in {seconds} sec.",
        ja="現在アクセスが集中しています。{seconds}秒後にもう一度押してください。",
    ),
    # Why nothing can be begun
    "dead.public-closed.title": Text(ko="마감된 링크입니다", en="This link is closed", ja="受付を終了したリンクです"),
    "dead.public-closed.text": Text(
        ko="{company}에서 이 링크를 마감했습니다. 이미 시작한 문서는 끝까지 작성할 수 있습니다. "
        "궁금한 점은 {company}에 문의해 주세요.",
        en="{company} has closed it. What you have begun already can still be finished. "
        "Please ask {company} if you have questions.",
        ja="{company}がこのリンクの受付を終了しました。すでに始めた文書は最後まで続けられます。"
        "ご不明な点は{company}にお問い合わせください。",
    ),
    "dead.public-expired.title": Text(
        ko="참여 기한이 지났습니다", en="It is too late to begin", ja="受付期限が過ぎました"
    ),
    "dead.public-expired.text": Text(
        ko="이 링크로는 더 이상 시작할 수 없습니다. 계속하려면 {company}에 새 링크를 요청해 주세요.",
        en="Nothing can be begun through this link any more. To go on, ask {company} for a new one.",
        ja="このリンクからはもう開始できません。続けるには{company}に新しいリンクをご依頼ください。",
    ),
    "dead.public-full.title": Text(
        ko="참여 인원이 모두 찼습니다", en="No place is left", ja="定員に達しました"
    ),
    "dead.public-full.text": Text(
        ko="이 링크로 시작할 수 있는 문서가 모두 사용되었습니다. 참여하려면 {company}에 문의해 주세요.",
        en="As many people as this link allows have begun. To take part, please ask {company}.",
        ja="このリンクで開始できる件数に達しました。参加をご希望の場合は{company}にお問い合わせください。",
    ),
    "dead.public-begun.title": Text(
        ko="이미 시작한 문서가 있습니다", en="You have begun already", ja="すでに開始した文書があります"
    ),
    "dead.public-begun.text": Text(
        ko="같은 연락처로 시작한 문서가 있습니다. 그때 보내 드린 메시지의 링크를 열어 이어서 해 주세요. "
        "메시지가 없으면 {company}에 다시 보내 달라고 요청해 주세요.",
        en="A document was begun under this contact. Open the link in the message we sent you then to go on. "
        "If you have no message, ask {company} to send it again.",
        ja="同じ連絡先で開始した文書があります。その際にお送りしたメッセージのリンクを開いて続けてください。"
        "メッセージが見つからない場合は、{company}に再送をご依頼ください。",
    ),
    "dead.public-begun-untold.text": Text(
        ko="같은 연락처로 시작한 문서가 있습니다. 이어서 하려면 {company}에 문의해 주세요.",
        en="A document was begun under this contact. To go on with it, please ask {company}.",
        ja="同じ連絡先で開始した文書があります。続けるには{company}にお問い合わせください。",
    ),
    "dead.public-resting.title": Text(
        ko="지금은 시작할 수 없습니다", en="It cannot be begun just now", ja="現在は開始できません"
    ),
    "dead.public-resting.text": Text(
        ko="{company}에서 확인이 필요한 상태입니다. {company}에 알려 주시고 나중에 다시 열어 주세요.",
        en="{company} has to look into this first. Please tell them, and open the link again later.",
        ja="{company}での確認が必要な状態です。{company}にお知らせのうえ、後ほどもう一度開いてください。",
    ),
}  # fmt: skip
