import pytest

from marketplace.contracts.documents.amounts_in_words import (
    UNITS,
    chinese_number,
    english_number,
    in_chinese,
    in_english,
)
from marketplace.vocabularies import currencies

AMOUNTS = [
    (16_500_000, "USD", "One hundred and sixty-five thousand United States dollars", "壹拾陆万伍仟美元整"),
    (100, "USD", "One United States dollar", "壹美元整"),
    (1_000_000_100, "USD", "Ten million and one United States dollars", "壹仟万零壹美元整"),
    (10_000_001, "VND", "Ten million and one Vietnamese dong", "壹仟万零壹越南盾整"),
    (1, "JPY", "One Japanese yen", "壹日元整"),
    (1_000_000_100, "CNY", "Ten million and one Chinese yuan", "人民币壹仟万零壹元整"),
    (0, "USD", "Zero United States dollars", "零美元整"),
    (150, "USD", "One United States dollar and fifty cents", "壹美元伍拾美分"),
    (101, "USD", "One United States dollar and one cent", "壹美元壹美分"),
    (10_005_000, "USD", "One hundred thousand and fifty United States dollars", "壹拾万零伍拾美元整"),
    (120_000_000, "CNY", "One million two hundred thousand Chinese yuan", "人民币壹佰贰拾万元整"),
    (100_050, "CNY", "One thousand Chinese yuan and fifty fen", "人民币壹仟元伍角整"),
    (100_005, "CNY", "One thousand Chinese yuan and five fen", "人民币壹仟元零伍分"),
    (100_035, "CNY", "One thousand Chinese yuan and thirty-five fen", "人民币壹仟元叁角伍分"),
    (4_000_000_000, "VND", "Four billion Vietnamese dong", "肆拾亿越南盾整"),
    (165_000, "JPY", "One hundred and sixty-five thousand Japanese yen", "壹拾陆万伍仟日元整"),
    (2_500_000_000, "IDR", "Twenty-five million Indonesian rupiah", "贰仟伍佰万印度尼西亚盾整"),
    (1_050_000, "THB", "Ten thousand five hundred Thai baht", "壹万零伍佰泰铢整"),
]
NUMBERS = [
    (10, "ten", "壹拾"),
    (110, "one hundred and ten", "壹佰壹拾"),
    (1_001, "one thousand and one", "壹仟零壹"),
    (1_010, "one thousand and ten", "壹仟零壹拾"),
    (20_304, "twenty thousand three hundred and four", "贰万零叁佰零肆"),
    (100_000_001, "one hundred million and one", "壹亿零壹"),
    (100_010_000, "one hundred million ten thousand", "壹亿零壹万"),
    (1_000_000_000_000, "one trillion", "壹万亿"),
    (1_200_000_000_000, "one trillion two hundred billion", "壹万贰仟亿"),
    (10_000_001_000_000, "ten trillion one million", "壹拾万亿零壹佰万"),
]


@pytest.mark.parametrize(("minor", "currency", "english", "chinese"), AMOUNTS)
def test_amounts_are_written_out_in_both_languages(minor: int, currency: str, english: str, chinese: str) -> None:
    assert in_english(minor, currency) == english
    assert in_chinese(minor, currency) == chinese


@pytest.mark.parametrize(("number", "english", "chinese"), NUMBERS)
def test_gaps_are_said_once(number: int, english: str, chinese: str) -> None:
    assert english_number(number) == english
    assert chinese_number(number) == chinese


def test_every_currency_of_the_marketplace_has_words() -> None:
    assert set(UNITS) == set(currencies.codes)


@pytest.mark.parametrize("minor", [-1, 10**16])
def test_an_amount_that_no_contract_has_is_refused(minor: int) -> None:
    with pytest.raises(ValueError, match="cannot be written in words"):
        in_english(minor, "USD")
