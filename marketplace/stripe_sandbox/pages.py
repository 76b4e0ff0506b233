"""The hosted payment page, in English and Chinese, without JavaScript."""

import html
import re
import time
from typing import Any

from marketplace.stripe_sandbox.store import Thing

WORDS = {
    "en": {
        "title": "Pay", "sandbox": "Sandbox: no real money moves. Try 4242 4242 4242 4242.", "number": "Card number",
        "expiry": "Expiry (MM/YY)", "cvc": "Security code", "name": "Name on card", "pay": "Pay {amount}", "back": "Cancel and return",
        "done": "This payment is complete.", "over": "This payment page has expired. Go back and open it again.",
        "bad_number": "This card number is not valid.", "bad_expiry": "Write a date in the future as MM/YY.",
        "bad_cvc": "Write the three or four digits.", "bad_name": "Write the name on the card.",
        "declined": "The card was declined.", "funds": "The card has insufficient funds.", "expired_card": "The card has expired.",
        "wrong_cvc": "The security code is wrong.", "secure": "Your bank asks you to confirm this payment.",
        "confirm": "Confirm", "fail": "Fail", "failed": "Your bank did not confirm the payment. Try another card.",
    },
    "zh": {
        "title": "付款", "sandbox": "沙盒环境，不会产生真实扣款。可使用 4242 4242 4242 4242。", "number": "卡号",
        "expiry": "有效期（月/年）", "cvc": "安全码", "name": "持卡人姓名", "pay": "支付 {amount}", "back": "取消并返回",
        "done": "本次付款已完成。", "over": "付款页面已过期，请返回重新打开。", "bad_number": "卡号无效。",
        "bad_expiry": "请按 月/年 填写未来的日期。", "bad_cvc": "请填写三位或四位数字。", "bad_name": "请填写持卡人姓名。",
        "declined": "银行拒绝了这张卡。", "funds": "卡内余额不足。", "expired_card": "卡已过期。", "wrong_cvc": "安全码错误。",
        "secure": "您的银行要求确认本次付款。", "confirm": "确认", "fail": "失败", "failed": "银行未确认本次付款，请换一张卡。",
    },
}  # fmt: skip
REFUSALS = {
    "4000000000000002": ("number", "declined"), "4000000000009995": ("number", "funds"),
    "4000000000000069": ("expiry", "expired_card"), "4000000000000127": ("cvc", "wrong_cvc"),
}  # fmt: skip
ASKS_BANK = "4000002500003155"
ZERO_DECIMALS = {"vnd", "jpy", "krw", "bif", "clp", "djf", "gnf", "kmf", "mga", "pyg", "rwf", "ugx", "vuv", "xaf", "xof", "xpf"}
CSS = """
:root{color-scheme:light dark;--bg:#f6f7f9;--card:#fff;--ink:#0e1726;--soft:#5b6577;--line:#cdd3dc;--go:#2244c0;--bad:#a22a1b;--note:#fdf2d8}
@media(prefers-color-scheme:dark){:root{--bg:#0b0f16;--card:#121822;--ink:#e9edf4;--soft:#9aa6b8;--line:#344156;--go:#4767e6;--bad:#ff9d8f;--note:#2e2410}}
*{box-sizing:border-box}body{margin:0;background:var(--bg);color:var(--ink);font:16px/1.5 -apple-system,"Noto Sans","PingFang SC","Microsoft YaHei","Noto Sans CJK SC",sans-serif}
main{max-width:920px;margin:6vh auto;padding:0 16px;display:grid;grid-template-columns:1fr 1fr;gap:40px}
h1{font-size:20px;margin:0 0 6px}.amount{font-size:34px;font-weight:680;letter-spacing:-.02em;margin:4px 0}.soft{color:var(--soft);font-size:14px}
.note{background:var(--note);border-radius:10px;padding:10px 14px;font-size:14px;margin-top:24px}
form,.card{background:var(--card);border:1px solid var(--line);border-radius:14px;padding:24px;display:grid;gap:14px}
label{display:grid;gap:5px;font-size:14px;font-weight:600}input{font:inherit;padding:10px 12px;border:1px solid var(--line);border-radius:8px;background:transparent;color:inherit;width:100%}
input[aria-invalid]{border-color:var(--bad)}.err{color:var(--bad);font-size:13px;font-weight:500}.two{display:grid;grid-template-columns:1fr 1fr;gap:12px}
button{font:inherit;font-weight:650;border:0;border-radius:8px;padding:12px;background:var(--go);color:#fff;cursor:pointer}button.plain{background:none;color:var(--soft);border:1px solid var(--line)}
a{color:var(--go)}@media(max-width:760px){main{grid-template-columns:1fr;margin:24px auto;gap:22px}}
"""


def language(session: Thing, header: str) -> str:
    """zh or en: the session's locale, else the browser's."""
    wanted = session.get("locale") or header
    return "zh" if str(wanted).lower().startswith("zh") else "en"


def money(session: Thing) -> str:
    minor, code = session["amount_total"], session["currency"]
    return f"{code.upper()} {minor:,}" if code in ZERO_DECIMALS else f"{code.upper()} {minor / 100:,.2f}"


def frame(session: Thing, words: dict[str, str], body: str, lang: str) -> str:
    """The page around the form."""
    name, amount = html.escape(session.get("x_name", "")), html.escape(money(session))
    back = html.escape(session.get("cancel_url") or "")
    return (
        f'<!doctype html><html lang="{lang}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,'
        f'initial-scale=1"><title>{words["title"]} · {amount}</title><link rel="stylesheet" href="/_sandbox/pay.css"></head>'
        f'<body><main><section><p class="soft">Monsoon</p><h1>{name}</h1><p class="amount">{amount}</p>'
        f'<p><a href="{back}" id="cancel">{words["back"]}</a></p><p class="note">{words["sandbox"]}</p></section>{body}</main></body></html>'
    )


def card_page(session: Thing, lang: str, typed: dict[str, str], errors: dict[str, str]) -> str:
    """The card form; a refused card keeps the name alone."""
    words = WORDS[lang]

    def field(name: str, extra: str = "") -> str:
        wrong = errors.get(name)
        value = html.escape(typed.get(name, "")) if name == "name" else ""
        message = f'<span class="err">{words[wrong]}</span>' if wrong else ""
        mark = ' aria-invalid="true"' if wrong else ""
        return f'<label>{words[name]}<input name="{name}" value="{value}" autocomplete="off"{extra}{mark}>{message}</label>'

    numeric = ' inputmode="numeric"'
    pay = words["pay"].format(amount=html.escape(money(session)))
    body = (
        f'<form method="post">{field("number", numeric)}<div class="two">{field("expiry", numeric)}{field("cvc", numeric)}</div>'
        f'{field("name")}<button id="pay">{pay}</button></form>'
    )
    return frame(session, words, body, lang)


def bank_page(session: Thing, lang: str) -> str:
    words = WORDS[lang]
    body = (
        f'<form method="post"><p>{words["secure"]}</p><button name="bank" value="yes" id="confirm">{words["confirm"]}</button>'
        f'<button class="plain" name="bank" value="no" id="fail">{words["fail"]}</button></form>'
    )
    return frame(session, words, body, lang)


def closed_page(session: Thing, lang: str) -> str:
    words = WORDS[lang]
    return frame(session, words, f'<div class="card"><p>{words["done" if session["status"] == "complete" else "over"]}</p></div>', lang)


def check_card(typed: dict[str, str]) -> dict[str, str]:
    """What is wrong with the card: field -> key of WORDS."""
    errors: dict[str, Any] = {}
    number = re.sub(r"\D", "", typed.get("number", ""))
    if not 12 <= len(number) <= 19 or not luhn(number):
        errors["number"] = "bad_number"
    if not future(typed.get("expiry", "")):
        errors["expiry"] = "bad_expiry"
    if not re.fullmatch(r"\d{3,4}", typed.get("cvc", "").strip()):
        errors["cvc"] = "bad_cvc"
    if not typed.get("name", "").strip():
        errors["name"] = "bad_name"
    if not errors and number in REFUSALS:
        place, why = REFUSALS[number]
        errors[place] = why
    return errors


def asks_bank(typed: dict[str, str]) -> bool:
    return re.sub(r"\D", "", typed.get("number", "")) == ASKS_BANK


def luhn(number: str) -> bool:
    digits = [int(digit) for digit in reversed(number)]
    doubled = [digit * 2 - 9 * (digit > 4) for digit in digits[1::2]]
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


def future(text: str) -> bool:
    """MM/YY in this month or later."""
    match = re.fullmatch(r"\s*(\d{1,2})\s*/?\s*(\d{2}|\d{4})\s*", text)
    if not match or not 1 <= int(match[1]) <= 12:
        return False
    year, now = int(match[2]) % 100 + 2000, time.localtime()
    return (year, int(match[1])) >= (now.tm_year, now.tm_mon)
