"""Invented words for titles, by language. A title is one or two phrases; a phrase is a head and a tail.

The parts of a phrase go together as the script has it: with a space between words, or directly. In languages that put the
noun first the heads are the nouns. Names of places and people are made of syllables and mean nothing.
"""

from dataclasses import dataclass
from functools import lru_cache
from itertools import product

from marketplace.tools.generate_catalogue.dice import Dice

PHRASES = 2500


@dataclass(frozen=True)
class Tongue:
    """A language's words: `joint` joins head and tail, `between` the phrases, `origins` are where it is spoken."""

    language: str
    origins: tuple[str, ...]
    share: float
    heads: tuple[str, ...]
    tails: tuple[str, ...]
    syllables: tuple[str, ...]
    joint: str = " "
    between: str = " "


def make_tongue(
    language: str,
    origins: str,
    share: float,
    heads: str,
    tails: str,
    syllables: str,
    joint: str = " ",
    between: str = " ",
) -> Tongue:
    """A Tongue of words that are written with spaces between them; `_` stands for a space inside a word."""
    told = [tuple(word.replace("_", " ") for word in text.split()) for text in (heads, tails, syllables)]
    return Tongue(language, tuple(origins.split()), share, told[0], told[1], told[2], joint, between)


TONGUES = (
    make_tongue(
        "zh-Hans", "CN HK SG", 0.27,
        "青石 云海 长安 南桥 夜雨 流光 白鹭 竹林 星河 雪岭 春江 归帆 渡口 灯塔 红豆 北岸 小镇 旧梦 海棠 风车 明月 松间 古巷 金沙 晨雾",
        "往事 来信 传奇 之约 故人 迷踪 时光 风云 之恋 日记 行动 人家 少年 谜案 茶馆 岁月 归来 奇缘 警事 食堂 手记 边缘 前夜 列车 医院",
        "安 宁 岚 溪 沐 晴 远 桐 锦 瑶 泽 川 洛 衡 雁 屏 柳 庐 梓 芷 墨 岭 汀 乔 霖 陌 菱 屿", "", "：",
    ),
    make_tongue(
        "th", "TH", 0.17,
        "บ้าน สายน้ำ ดวงดาว ตลาด ฝน หัวใจ เงา รัก แม่น้ำ ทะเล ดอกไม้ ภูเขา แสง ถนน คืน เพลง ลม เรือ โรงเรียน ร้าน",
        "ริมคลอง กลางเมือง สีทอง ที่หายไป ของเรา ในฝัน ปลายทาง ข้างบ้าน ยามเช้า สุดขอบฟ้า แห่งรัก ใต้แสงจันทร์ วันวาน ลับ คืนสุดท้าย",
        "มา ลี สิ ริ นา วา ดา รา ชัย พร กา นต์ ภู ผา ธา รี วิ ไล", "", " ",
    ),
    make_tongue(
        "vi", "VN", 0.13,
        "Ngôi_nhà Dòng_sông Mùa_mưa Con_đường Bến_đò Cánh_đồng Ngọn_đèn Khu_phố Lời_hứa Bức_thư Giấc_mơ Chuyến_tàu Vườn_cau Mái_trường Người_lính",
        "bên_sông cuối_phố trong_sương năm_ấy không_tên mùa_hạ lặng_lẽ của_mẹ trở_về xanh_thẳm đầu_tiên giữa_phố phương_nam hoàng_hôn bí_mật",
        "An Bình Cát Duy Hà Lam Linh Mai Nam Ngân Phúc Quỳnh Sơn Thảo Vân Đăng Ổn Tường",
    ),
    make_tongue(
        "en", "SG PH US GB AU MY HK", 0.12,
        "River Lantern Monsoon Harbour Paper Silent Winter Golden Distant Midnight Borrowed Broken Hidden Second Salt Crimson Quiet Northern Velvet Hollow",
        "House Letters Road Season Promise Kitchen Station Garden Witness Bridge Summer Hospital Market Crossing Shadow Detective Family Horizon Island Ferry",
        "Mar Len Tor Vis Ash Bel Cor Dun El Fen Gar Hol Ken Lor",
    ),
    make_tongue(
        "ko", "KR", 0.09,
        "바람의 달빛 강가의 푸른 겨울 비밀의 하늘 그림자 첫눈 골목 바다 오래된 잃어버린 새벽 은빛",
        "편지 식당 기억 약속 형사 학교 정원 여름 집 연인 기차 병원 노래 마을 이야기",
        "가 나 다 라 마 바 사 아 하 은 율 솔 담 린",
    ),
    make_tongue(
        "id", "ID", 0.08,
        "Rumah Sungai Langit Jalan Kapal Pasar Hujan Bayang Surat Malam Lagu Kebun Pelabuhan Kisah Cahaya Warung Musim Bintang",
        "Kedua Tersembunyi Terakhir di_Seberang Biru Tua Rahasia Pagi Ibu Pulang Selatan Jauh Abadi Kecil Merah Senja Kota Angin",
        "Ba Su Ra Ta Wi Lo Ma Na Ki Pu Se Di Ja",
    ),
    make_tongue(
        "ms", "MY BN SG", 0.04,
        "Kampung Bulan Ombak Pelita Rindu Jejak Bukit Sawah Tirai Dendam Puteri Pantai",
        "di_Muara Terakhir Semalam Perantau Kasih Lama Hilang Senja Emas Utara Sepi Cinta",
        "Ha Ri Sa Mi Na Zu La Ya Fa Ra",
    ),
    make_tongue(
        "fil", "PH", 0.03,
        "Bahay Hangin Tala Dagat Ulan Lihim Kalye Gabi Awit Pangako Hardin Bangka",
        "sa_Tabing-ilog ng_Puso ni_Inay sa_Dulo na_Ginto ng_Tag-ulan sa_Hilaga Natin ng_Hapon Muli sa_Bundok ng_Laot",
        "Ba Ka La Ma Na Pa Sa Ta Ya Li Lo",
    ),
    make_tongue(
        "ja", "JP", 0.04,
        "月夜 雨音 坂道 灯台 夏空 小路 桜坂 青葉 海辺 雪国 星空 朝凪",
        "の手紙 の食堂 の約束 物語 の旅人 日和 の秘密 の庭 の教室 事件簿 の唄 の家",
        "あ か さ た な は ま や ら わ み り", "", "・",
    ),
    make_tongue(
        "km", "KH", 0.012,
        "ផ្ទះ ទន្លេ ផ្កា ភ្លៀង មេឃ ភូមិ ចម្រៀង ផ្លូវ", "មាត់ទន្លេ ពណ៌មាស របស់ម្ដាយ ចុងក្រោយ ក្នុងសុបិន យប់ ឆ្ងាយ ចាស់",
        "សុ ភា រ៉ា ម៉ា លី នា ដា វី", "", " ",
    ),
    make_tongue(
        "lo", "LA", 0.009,
        "ເຮືອນ ນ້ຳ ດອກໄມ້ ຝົນ ຟ້າ ບ້ານ ເພງ ທາງ", "ແຄມຂອງ ສີຄຳ ຂອງແມ່ ສຸດທ້າຍ ໃນຝັນ ກາງຄືນ ໄກ ເກົ່າ",
        "ມາ ລີ ສີ ວັນ ນາ ດາ ພອນ ຄຳ", "", " ",
    ),
    make_tongue(
        "my", "MM", 0.019,
        "အိမ် မြစ် ပန်း မိုး ကောင်းကင် ရွာ သီချင်း လမ်း", "ကမ်းနား ရွှေရောင် အမေ့ နောက်ဆုံး အိပ်မက် ည ဝေး ဟောင်း",
        "မ လှ စိုး နွယ် အေး မြ သူ ဇာ", "", " ",
    ),
)  # fmt: skip
ENGLISH = next(known for known in TONGUES if known.language == "en")
CHINESE = TONGUES[0]


@lru_cache(maxsize=32)
def mixed_phrases(known: Tongue) -> tuple[str, ...]:
    """The phrases of a language in a mixed order: words with words, and names with words."""
    dice = Dice(len(known.heads), len(known.tails), len(known.syllables))
    names = ["".join(pair).capitalize() for pair in product(known.syllables, known.syllables)]
    firsts = [*known.heads, *(dice.pick(names) for _ in range(len(names)))]
    found = {
        first + known.joint + dice.pick(known.tails): None for first in (dice.early(firsts) for _ in range(PHRASES))
    }
    return tuple(found)
