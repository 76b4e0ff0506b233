"""Invented programmes from Thailand, Vietnam, Cambodia and Laos."""

from datetime import date

from listings.states import Binds, Grade, Purpose
from marketplace.kit.periods import Period
from marketplace.tools.demo.showcase import (
    HOME,
    VOD,
    Held,
    Show,
    Taken,
    make_cast,
    make_identifiers,
    make_ratings,
    make_season,
    make_text,
    make_versions,
    months_between,
    split_codes,
)
from marketplace.vocabularies import media

SHOPHOUSE = Show(
    "saphan",
    {
        "kind": "series", "original_title": "ห้องแถวริมน้ำ", "original_language": "th", "production_territories": ["TH"],
        "year": 2026, "episode_count": 16, "minutes": 60, "genres": ["drama", "family", "romance"],
        "texts": [
            make_text(
                "th", "ห้องแถวริมน้ำ", "สามพี่น้องต้องตัดสินใจว่าจะขายร้านของแม่ หรือเปิดมันอีกครั้ง",
                "เมื่อแม่จากไป ห้องแถวไม้ริมคลองตกเป็นของลูกสามคนที่ไม่ได้พูดกันมาเจ็ดปี แต่ละตอนคือของหนึ่งชิ้นที่พบในร้าน"
                " และเรื่องที่ครอบครัวไม่เคยเล่าให้กันฟัง",
            ),
            make_text(
                "en", "The Shophouse by the River", "Three siblings must sell their mother's shop, or open it again.",
                "When their mother dies, a wooden shophouse on a Bangkok canal falls to three siblings who have not spoken"
                " for seven years. Each episode follows one object found in the shop and the story the family never told.",
            ),
            make_text(
                "zh-Hans", "河畔排屋", "三兄妹要么卖掉母亲的老店，要么让它重新开张。",
                "母亲去世后，曼谷运河边的一栋木结构排屋留给了七年不曾说话的三兄妹。每一集从店里找到的一件旧物讲起，"
                "揭开家人从未说出口的往事。",
            ),
            make_text("vi", "Dãy phố bên sông"), make_text("id", "Ruko di Tepi Sungai"),
        ],
        "credits": make_cast(
            ("Anan Phromsiri", "อนันต์ พรหมศิริ"), ("Kanya Lertrat", "กันยา เลิศรัตน์"),
            ("Pimchanok Saelim", "พิมพ์ชนก แซ่ลิ้ม"), ("Thanat Boonmee", "ธนัท บุญมี"), ("Orn Wattana", "อร วัฒนา"),
        ),
        "awards": [{"name": "Mekong Screen Awards", "category": "Best drama series", "year": 2026}],
        "identifiers": make_identifiers("10.5240/6FDA-EEB9-7572-9FAE-923D-Q", "0000-000C-AD6B-0000-D-0000-0000-Z", "SAP-2026-01"),
        "ratings": make_ratings(TH="น13+", SG="PG13", VN="T13"),
        "versions": make_versions("th", ready="en zh-Hans vi id", dubbed="cmn", later="ms km"),
        "seasons": make_season(
            2026, 60, "กุญแจสนิม / นาฬิกาหยุดเดิน / ถ้วยชาใบที่สาม / จดหมายไม่ลงชื่อ / วิทยุทรานซิสเตอร์ / ผ้าปูโต๊ะลายคราม"
            " / สมุดบัญชี / ตั๋วเรือเที่ยวเดียว / รูปถ่ายครึ่งใบ / หม้อดิน / จักรเย็บผ้า / ร่มกระดาษ / แหวนในโอ่ง / แผ่นเสียง"
            " / โฉนด / ป้ายหน้าร้าน",
        ),
    },
    taken=(
        Taken(Purpose.EXTERNAL, split_codes("SVOD"), split_codes("TH"), months_between("2026-01", "2027-07"), note="First window at home"),
        Taken(Purpose.EXTERNAL, split_codes("AVOD"), split_codes("ID"), months_between("2026-10", "2028-10"), Grade.NON_EXCLUSIVE),
        Taken(Purpose.OPTION, split_codes("AVOD"), split_codes("VN"), months_between("2027-01", "2029-01"), option_days=9, note="Verbal"),
        Taken(Purpose.HOLDBACK, split_codes("AVOD"), split_codes("MY"), months_between("2026-06", "2027-09"), note="Protects pay TV"),
        Taken(
            Purpose.EXTERNAL, split_codes("FTV"), split_codes("TH"), months_between("2026-01", "2028-01"), note="Channel at home",
            runs=3, catch_up_days=7,
        ),
        Taken(Purpose.OWN_USE, split_codes("HOTEL PUBVID"), split_codes("TH"), months_between("2026-01", "2031-01"), note="Our own screens"),
        Taken(
            Purpose.EXTERNAL, split_codes("PTV"), split_codes("PH"), months_between("2026-09", "2028-09"), note="Filipino dub only",
            uses=split_codes("DUB"),
        ),
        Taken(
            Purpose.HOLDBACK, split_codes("FTV"), split_codes("TH"), months_between("2026-01", "2026-07"), note="Channel starts after SVOD",
            binds=Binds.LICENSEE,
        ),
        Taken(Purpose.EXTERNAL, split_codes("PTV"), split_codes("SG MY"), months_between("2026-05", "2027-05")),
    ),
    held=(
        Held(period=Period(date(2025, 1, 1), date(2033, 1, 1)), source="Author's contract 2024-11", latest_end=date(2032, 1, 1)),
        Held(
            media=split_codes("SVOD AVOD TVOD EST"), period=Period(date(2033, 1, 1), date(2036, 1, 1)), exclusive=False,
            source="Author's contract 2024-11, extension", underlying_end=date(2035, 7, 1), underlying_note="Theme song",
        ),
    ),
    asks={("SVOD", None): 9_000, ("AVOD", None): 5_000, ("SVOD", "CN"): 38_000, ("AVOD", "CN"): 21_000, ("FTV", None): 8_000},
)  # fmt: skip

RAIN = Show(
    "saphan",
    {
        "kind": "film", "original_title": "เมื่อฝนหยุด", "original_language": "th", "production_territories": ["TH", "CN"],
        "year": 2025, "minutes": 118, "genres": ["romance", "drama"],
        "texts": [
            make_text("th", "เมื่อฝนหยุด", "คนแปลกหน้าสองคนติดฝนอยู่ใต้หลังคาเดียวกันทั้งคืน"),
            make_text(
                "en", "When the Rain Stops", "Two strangers wait out one long storm under the same roof.",
                "A translator on her way to the airport and a ferryman on his last day at work are caught by a storm in an"
                " empty pier house in Nonthaburi. By morning each knows what the other has never told anybody.",
            ),
            make_text(
                "zh-Hans", "雨停之时", "两个陌生人在同一个屋檐下等一场长夜的雨停。",
                "赶往机场的女翻译和最后一天上班的摆渡人，被暴雨困在暖武里一座空荡的码头。天亮之前，他们说出了从未对人说过的话。",
            ),
        ],
        "credits": make_cast(
            ("Siriporn Kaewmanee", "ศิริพร แก้วมณี"), ("Anan Phromsiri", "อนันต์ พรหมศิริ"), ("Lin Yue", "林悦"),
            ("Krit Phanuwat", "กฤต ภาณุวัฒน์"),
        ),
        "awards": [{"name": "Chiang Mai Film Week", "category": "Audience prize", "year": 2025}],
        "identifiers": make_identifiers("10.5240/5A4F-D12A-ABFE-228F-219E-A", house="SAP-2025-04"),
        "permits": [{"territory": "CN", "kind": "release", "number": "演示字[2025]第0417号"}],
        "ratings": make_ratings(TH="13", MY="13"),
        "versions": make_versions("th", ready="en zh-Hans zh-Hant", dubbed="cmn", later="vi id ms"),
    },
    taken=(
        Taken(Purpose.EXTERNAL, split_codes("THEA"), split_codes("TH CN"), months_between("2026-01", "2027-01")),
        Taken(Purpose.EXTERNAL, split_codes("SVOD AVOD"), split_codes("MY SG BN"), months_between("2026-06", "2028-06"), note="Sold in a package"),
    ),
    asks={("SVOD", None): 7_000, ("AVOD", None): 4_000, ("SVOD", "CN"): 30_000, ("THEA", None): 12_000},
)  # fmt: skip

FLOOD = Show(
    "songhau",
    {
        "kind": "film", "original_title": "Mùa Nước Nổi", "original_language": "vi", "production_territories": ["VN"],
        "year": 2025, "minutes": 104, "genres": ["drama", "family"],
        "texts": [
            make_text(
                "vi", "Mùa Nước Nổi", "Cả xóm chờ nước về, chỉ một cô bé mong nước đừng lên.",
                "Ở An Giang, năm nào nước cũng về và nuôi sống cả xóm. Năm nay nước đến muộn, và cô bé Lụa giấu một con"
                " trâu trên gò đất sắp ngập.",
            ),
            make_text(
                "en", "Flood Season", "A whole village waits for the water; one girl hopes it will not come.",
                "In An Giang the river rises every year and feeds the village. This year it is late, and ten-year-old Lua"
                " hides a buffalo on the last hill that will stay dry.",
            ),
            make_text("zh-Hans", "涨水季", "全村都在等水来，只有一个女孩盼着水别涨。", "湄公河每年涨水，养活了安江的村庄。今年水来得晚，十岁的阿缎把一头水牛藏在最后的土坡上。"),
        ],
        "credits": make_cast(
            ("Le Thi Thanh Thuy", "Lê Thị Thanh Thúy"), ("Vo Hoai Nam", "Võ Hoài Nam"), ("Ngo Bao Ngoc", "Ngô Bảo Ngọc"),
            ("Huynh Phuoc", "Huỳnh Phước"),
        ),
        "awards": [
            {"name": "Hue Film Days", "category": "Best screenplay", "year": 2025},
            {"name": "Delta Film Award", "category": "Best child performance", "year": 2026},
        ],
        "identifiers": make_identifiers("10.5240/9CB0-EB53-F169-47CC-F25E-L", house="SH-17"),
        "ratings": make_ratings(VN="P", SG="G"),
        "versions": make_versions("vi", ready="en zh-Hans km", later="th id ms"),
    },
    taken=(Taken(Purpose.EXTERNAL, split_codes("SVOD"), split_codes("VN"), months_between("2026-03", "2028-03")),),
    asks={("SVOD", None): 4_500, ("AVOD", None): 2_500, ("SVOD", "CN"): 18_000, ("AIR", None): 3_000},
)  # fmt: skip

KITCHEN = Show(
    "chaophraya",
    {
        "kind": "variety", "original_title": "ครัวริมคลอง", "original_language": "th", "production_territories": ["TH"],
        "year": 2026, "episode_count": 24, "minutes": 45, "genres": ["food", "travel", "reality"],
        "texts": [
            make_text("th", "ครัวริมคลอง", "พ่อครัวสองคน เรือหนึ่งลำ และตลาดน้ำที่ไม่รู้จัก"),
            make_text(
                "en", "Kitchen by the Canal", "Two cooks, one boat and a floating market they have never seen.",
                "Every week two cooks get a boat, two hundred baht and six hours to feed forty guests.",
            ),
            make_text("zh-Hans", "运河边的厨房", "两位厨师、一条船，和一座陌生的水上市场。", "每一期，两位厨师只有一条船、两百泰铢和六个小时，要为四十位客人做一桌饭。"),
        ],
        "credits": make_cast(("Suda Rattanakorn", "สุดา รัตนากร"), ("Niran Chaiyo", "นิรันดร์ ไชโย"), ("Chef Daeng", "เชฟแดง")),
        "identifiers": make_identifiers(house="CPB-V-112"),
        "ratings": make_ratings(TH="ท"),
        "versions": make_versions("th", ready="en", later="zh-Hans vi id"),
    },
    taken=(Taken(Purpose.EXTERNAL, split_codes("AVOD FVOD"), HOME, months_between("2026-05", "2029-05"), Grade.NON_EXCLUSIVE, "Own channel online"),),
    asks={("SVOD", None): 180_000, ("FORMAT", None): 900_000},
    currency="THB",
)  # fmt: skip

LAKE = Show(
    "tonlesap",
    {
        "kind": "documentary", "original_title": "បឹងដែលដកដង្ហើម", "original_language": "km", "production_territories": ["KH"],
        "year": 2024, "episode_count": 4, "minutes": 52, "genres": ["nature", "culture"],
        "texts": [
            make_text("km", "បឹងដែលដកដង្ហើម"),
            make_text(
                "en", "The Lake That Breathes", "A year on the Tonle Sap, whose river turns around twice.",
                "Four families, four houses on stilts and a lake that grows fivefold with the monsoon.",
            ),
            make_text("zh-Hans", "会呼吸的湖", "洞里萨湖的一年：河水两度倒流。", "四户人家、四座高脚屋，和一片随季风涨大五倍的湖。"),
        ],
        "credits": make_cast(("Sok Sophea", "សុខ សុភា"), ("Chan Dara", "ចាន់ ដារ៉ា")),
        "identifiers": make_identifiers(house="TSF-04"),
        "ratings": make_ratings(KH="G"),
        "versions": make_versions("km", ready="en", later="zh-Hans th vi"),
    },
    held=(Held(territories=split_codes("KH LA VN TH MM SG MY")), Held(VOD, split_codes("ID PH"), months_between("2026-01", "2028-01"))),
    asks={("SVOD", None): 1_500, ("AVOD", None): 800},
)  # fmt: skip

KHENE = Show(
    "nagi",
    {
        "kind": "documentary",
        "original_title": "ຊ່າງແຄນ",
        "original_language": "lo",
        "production_territories": ["LA", "TH"],
        "year": 2025,
        "minutes": 78,
        "genres": ["music", "culture"],
        "texts": [
            make_text("lo", "ຊ່າງແຄນ"),
            make_text("th", "ช่างแคน"),
            make_text("en", "The Khene Maker", "An old instrument maker looks for the reed that his son will not cut."),
            make_text("zh-Hans", "芦笙匠人", "一位老匠人寻找那根儿子不愿去砍的芦苇。"),
        ],
        "credits": make_cast(("Khamla Vongsa", "ຄໍາຫຼ້າ ວົງສາ"), ("Noy Sisouk", "ນ້ອຍ ສີສຸກ")),
        "identifiers": make_identifiers(house="NP-2"),
        "versions": make_versions("lo", ready="en th", later="zh-Hans"),
    },
    held=(Held(exclusive=False, media=frozenset(media.codes)),),
    asks={("SVOD", None): 2_400},
)

SHOWS = (SHOPHOUSE, RAIN, FLOOD, KITCHEN, LAKE, KHENE)
