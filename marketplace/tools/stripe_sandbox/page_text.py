"""What the hosted page says, in its two languages."""

import re

WEIGHT = re.compile(r";\s*q=([0-9.]+)")
ENGLISH = {
    "lang": "en",
    "sandbox": "Sandbox. No real money moves, and no real card works here.",
    "pay_to": "Pay {merchant}",
    "quantity": "Quantity {count} × {each}",
    "total": "Total due",
    "card_heading": "Pay by card",
    "number": "Card number",
    "number_hint": "4242 4242 4242 4242",
    "expiry": "Expiry date",
    "expiry_hint": "MM / YY",
    "cvc": "Security code",
    "cvc_hint": "3 digits",
    "name": "Name on card",
    "pay": "Pay {amount}",
    "cancel": "Cancel and return",
    "again": "Check the card details and try again. Nothing was charged.",
    "cards": "Test cards",
    "cards_note": "Any expiry date in the future and any three digits will do.",
    "card_paid": "is paid",
    "card_authenticate": "asks for 3-D Secure",
    "card_generic_decline": "is declined",
    "card_insufficient_funds": "has too little money",
    "card_expired_card": "has expired",
    "card_incorrect_cvc": "has another security code",
    "number_missing": "Enter the card number.",
    "number_wrong": "This is not a card number. Check for a typing mistake.",
    "number_not_a_test_card": "Only test cards work here. Never type a real card number into a sandbox.",
    "expiry_wrong": "Enter the month and year, such as 04 / 30.",
    "expiry_past": "This card has expired.",
    "cvc_wrong": "Enter the 3 digits on the back of the card.",
    "name_missing": "Enter the name as it stands on the card.",
    "generic_decline": "The bank declined this card. Nothing was charged. Try another card.",
    "insufficient_funds": "There is not enough money on this card. Nothing was charged. Try another card.",
    "expired_card": "The bank says that this card has expired. Try another card.",
    "incorrect_cvc": "The bank says that the security code is wrong. Check it and try again.",
    "authentication_failed": "The bank could not confirm that it is you. Nothing was charged. Try again.",
    "authenticate_heading": "Confirm that it is you",
    "authenticate_text": "Your bank asks you to confirm the payment of {amount} to {merchant}.",
    "authenticate_note": "A real bank would send a code or open its app here. In the sandbox you choose what happens.",
    "authenticate_pass": "Complete",
    "authenticate_fail": "Fail",
    "expired_heading": "This page has expired",
    "expired_text": "Nothing was charged. Go back and start the payment again.",
    "paid_heading": "This is paid",
    "paid_text": "{amount} was paid to {merchant}. You can close this page.",
    "missing_heading": "There is no such page",
    "missing_text": "Check the address, or start the payment again.",
    "return": "Return to {merchant}",
}
CHINESE = {
    "lang": "zh-Hans",
    "sandbox": "沙盒环境：不会产生真实扣款，真实银行卡在此无法使用。",
    "pay_to": "向 {merchant} 付款",
    "quantity": "数量 {count} × {each}",
    "total": "应付总额",
    "card_heading": "银行卡付款",
    "number": "卡号",
    "number_hint": "4242 4242 4242 4242",
    "expiry": "有效期",
    "expiry_hint": "月 / 年",
    "cvc": "安全码",
    "cvc_hint": "3 位数字",
    "name": "持卡人姓名",
    "pay": "支付 {amount}",
    "cancel": "取消并返回",
    "again": "请核对银行卡信息后重试。尚未扣款。",
    "cards": "测试卡",
    "cards_note": "有效期填写任意将来的日期，安全码填写任意三位数字即可。",
    "card_paid": "付款成功",
    "card_authenticate": "需要 3-D Secure 验证",
    "card_generic_decline": "银行拒绝",
    "card_insufficient_funds": "余额不足",
    "card_expired_card": "已过期",
    "card_incorrect_cvc": "安全码不符",
    "number_missing": "请输入卡号。",
    "number_wrong": "卡号有误，请检查是否输错。",
    "number_not_a_test_card": "此处仅可使用测试卡，请勿在沙盒中输入真实卡号。",
    "expiry_wrong": "请输入月份和年份，例如 04 / 30。",
    "expiry_past": "此卡已过期。",
    "cvc_wrong": "请输入卡背面的 3 位数字。",
    "name_missing": "请输入卡上的姓名。",
    "generic_decline": "银行拒绝了此卡，尚未扣款。请换一张卡。",
    "insufficient_funds": "此卡余额不足，尚未扣款。请换一张卡。",
    "expired_card": "银行告知此卡已过期。请换一张卡。",
    "incorrect_cvc": "银行告知安全码不符，请核对后重试。",
    "authentication_failed": "银行未能确认您的身份，尚未扣款。请重试。",
    "authenticate_heading": "请确认是您本人",
    "authenticate_text": "银行请您确认向 {merchant} 支付 {amount}。",
    "authenticate_note": "真实银行会在此发送验证码或打开手机应用。在沙盒中由您选择结果。",
    "authenticate_pass": "验证通过",
    "authenticate_fail": "验证失败",
    "expired_heading": "页面已过期",
    "expired_text": "尚未扣款。请返回并重新发起付款。",
    "paid_heading": "已付款",
    "paid_text": "已向 {merchant} 支付 {amount}。您可以关闭此页面。",
    "missing_heading": "没有此页面",
    "missing_text": "请检查网址，或重新发起付款。",
    "return": "返回 {merchant}",
}


def pick_texts(locale: str | None, accepted: str) -> dict[str, str]:
    """The page's texts: in the session's language, else in the browser's, else in English."""
    wanted = [locale] if locale and locale != "auto" else preferred(accepted)
    for language in wanted:
        if language.lower().startswith(("zh", "en")):
            return CHINESE if language.lower().startswith("zh") else ENGLISH
    return ENGLISH


def preferred(accepted: str) -> list[str]:
    """The languages of an Accept-Language header, the dearest first."""
    weighed = []
    for place, part in enumerate(accepted.split(",")):
        found = WEIGHT.search(part)
        weight = float(found[1]) if found and found[1].count(".") < 2 and found[1] != "." else 1.0
        weighed.append((-weight, place, part.split(";")[0].strip()))
    return [language for _, _, language in sorted(weighed)]
