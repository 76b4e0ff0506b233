"""Invented programmes from Indonesia, the Philippines, Malaysia, Singapore and China."""

from listings.states import Grade, Purpose
from marketplace.tools.demo.showcase import (
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

SECOND_SKY = Show(
    "kencana",
    {
        "kind": "series", "original_title": "Langit Kedua", "original_language": "id", "production_territories": ["ID"],
        "year": 2026, "episode_count": 10, "minutes": 48, "genres": ["science_fiction", "mystery", "drama"],
        "texts": [
            make_text(
                "id", "Langit Kedua", "Setiap malam, sebuah desa di Flores melihat bintang yang belum ada.",
                "Seorang guru fisika menemukan bahwa langit di atas desanya menunjukkan malam esok hari, dan besok satu"
                " rumah akan hilang.",
            ),
            make_text(
                "en", "The Second Sky", "Every night a village on Flores sees stars that are not there yet.",
                "A physics teacher finds that the sky over her village shows tomorrow's night, and that tomorrow one house"
                " is missing.",
            ),
            make_text("zh-Hans", "第二片天空", "每到夜里，弗洛勒斯岛的一个村庄都会看见尚未出现的星星。", "一位物理老师发现，村庄上空映出的是明天的夜空——而明天，少了一户人家。"),
            make_text("ms", "Langit Kedua"),
        ],
        "credits": make_cast(("Bagas Wicaksono", ""), ("Ratna Kusumaningrum", ""), ("Putri Anindya", ""), ("Yohanes Ledo", "")),
        "identifiers": make_identifiers("10.5240/C84D-8DBC-7425-4770-F589-5", house="KCN-26-LK"),
        "ratings": make_ratings(ID="R", MY="13"),
        "versions": make_versions("id", ready="en ms zh-Hans", later="th vi"),
        "seasons": make_season(
            2026, 48, "Malam yang Datang Lebih Dulu / Rumah Ketujuh / Bintang Jatuh ke Atas / Guru Fisika / Sinyal / Pasang Pagi"
            " / Peta Langit / Dua Bayangan / Satu Rumah Hilang / Besok",
        ),
    },
    taken=(
        Taken(Purpose.EXTERNAL, split_codes("SVOD"), split_codes("MY SG BN"), months_between("2026-09", "2028-03"), note="Until March 2028"),
        Taken(Purpose.EXTERNAL, split_codes("FTV"), split_codes("ID"), months_between("2026-07", "2028-07")),
        Taken(Purpose.HOLDBACK, split_codes("AVOD FVOD FAST"), split_codes("ID"), months_between("2026-07", "2027-07"), note="After free TV"),
    ),
    asks={("SVOD", None): 8_000, ("AVOD", None): 4_000, ("SVOD", "CN"): 32_000, ("AVOD", "CN"): 18_000, ("REMAKE", None): 40_000},
)  # fmt: skip

MONSOON = Show(
    "baybay",
    {
        "kind": "film",
        "original_title": "Hanggang Habagat",
        "original_language": "fil",
        "production_territories": ["PH"],
        "year": 2024,
        "minutes": 112,
        "genres": ["drama", "adventure"],
        "texts": [
            make_text(
                "fil", "Hanggang Habagat", "Isang bangka, tatlong magkakapatid, at ang huling byahe bago ang bagyo."
            ),
            make_text(
                "en",
                "Until the Monsoon",
                "One outrigger, three brothers and the last crossing before the storms.",
                "Three brothers sail their father's boat from Palawan to Batanes to sell it. The south-west monsoon gives"
                " them eleven days.",
            ),
            make_text(
                "zh-Hans",
                "直到季风来",
                "一条螃蟹船、三兄弟，以及暴风雨前的最后一次航行。",
                "三兄弟要把父亲的船从巴拉望开到巴丹群岛卖掉，西南季风只给他们十一天。",
            ),
        ],
        "credits": make_cast(
            ("Amihan Reyes", ""), ("Luis Catacutan", ""), ("Paolo Villareal", ""), ("Dindo Magsaysay", "")
        ),
        "awards": [{"name": "Visayas Independent Film Prize", "category": "Cinematography", "year": 2024}],
        "identifiers": make_identifiers(
            "10.5240/04DB-A41E-CCCC-3FC1-626E-P", "0000-000A-2B0A-0000-C-0000-0000-1", "BB-009"
        ),
        "ratings": make_ratings(PH="PG", SG="PG"),
        "versions": make_versions("fil", ready="en zh-Hans", later="th vi id ms"),
    },
    taken=(
        Taken(
            Purpose.EXTERNAL,
            split_codes("SVOD"),
            split_codes("ID MY TH VN"),
            months_between("2025-06", "2027-06"),
            Grade.NON_EXCLUSIVE,
        ),
        Taken(Purpose.EXTERNAL, VOD, split_codes("PH"), months_between("2025-01", "2030-01")),
    ),
    asks={("SVOD", None): 4_000, ("AVOD", None): 2_000, ("SVOD", "CN"): 20_000},
)

MANGROVE = Show(
    "kancil",
    {
        "kind": "animation",
        "original_title": "Kawan Bakau",
        "original_language": "ms",
        "production_territories": ["MY"],
        "year": 2025,
        "episode_count": 26,
        "minutes": 11,
        "genres": ["children", "adventure", "nature"],
        "texts": [
            make_text("ms", "Kawan Bakau", "Lima ekor haiwan menjaga hutan bakau yang tidak pernah tidur."),
            make_text("en", "Mangrove Mates", "Five small animals look after a forest that never sleeps."),
            make_text("zh-Hans", "红树林伙伴", "五只小动物守护一片从不入睡的森林。"),
            make_text("ta", "சதுப்புநில நண்பர்கள்"),
        ],
        "credits": make_cast(("Hafiz Zulkifli", ""), ("Mei Lin Wong", "黄美琳")),
        "identifiers": make_identifiers("10.5240/53A1-3043-B026-C48B-BF33-Q", house="KA-S1"),
        "ratings": make_ratings(MY="U", SG="G"),
        "versions": make_versions("ms", ready="en", dubbed="en cmn id", later="th vi"),
    },
    taken=(
        Taken(Purpose.EXTERNAL, split_codes("FTV PTV"), split_codes("MY SG BN"), months_between("2025-09", "2028-09")),
    ),
    asks={("SVOD", None): 5_000, ("AVOD", None): 3_500, ("FTV", None): 6_000},
)

FERRY = Show(
    "straits",
    {
        "kind": "film",
        "original_title": "最后一班渡轮",
        "original_language": "zh-Hans",
        "production_territories": ["SG", "MY"],
        "year": 2023,
        "minutes": 97,
        "genres": ["drama", "mystery"],
        "texts": [
            make_text("zh-Hans", "最后一班渡轮", "每年农历九月，她都坐上那班末班渡轮去等一个人。"),
            make_text("en", "The Last Ferry", "Every ninth moon she takes the last ferry to wait for somebody."),
        ],
        "credits": make_cast(("Goh Wei Jie", "吴伟杰"), ("Tan Hui Ling", "陈慧玲"), ("Ong Soo Hoon", "王素芬")),
        "identifiers": make_identifiers("10.5240/FEFF-9243-A8F5-06B4-0928-5"),
        "ratings": make_ratings(SG="PG13"),
        "versions": make_versions("zh-Hans", ready="en ms"),
    },
    held=(Held(VOD, split_codes("CN TH VN ID MY SG"), months_between("2025-01", "2028-09")),),
    asks={("SVOD", None): 2_500, ("AVOD", None): 1_200},
    confirmed=131,
)

WHALE = Show(
    "qingyun",
    {
        "kind": "animation",
        "original_title": "小鲸远航",
        "original_language": "zh-Hans",
        "production_territories": ["CN"],
        "year": 2026,
        "episode_count": 52,
        "minutes": 11,
        "genres": ["children", "adventure", "family"],
        "texts": [
            make_text(
                "zh-Hans",
                "小鲸远航",
                "一头怕深水的小鲸，要沿着古老的航线游回家。",
                "小鲸阿蓝从没离开过海湾。一次赤潮之后，它跟着一位老海龟，从南海一路游过十个港口寻找鲸群。",
            ),
            make_text(
                "en",
                "Little Whale Sets Sail",
                "A small whale who is afraid of deep water must swim home.",
                "Ah Lan has never left her bay. After a red tide she follows an old turtle through ten harbours of the"
                " South Sea to find her pod.",
            ),
            make_text("th", "วาฬน้อยออกเดินทาง"),
            make_text("vi", "Cá voi nhỏ ra khơi"),
            make_text("id", "Paus Kecil Berlayar"),
            make_text("ms", "Paus Kecil Belayar"),
        ],
        "credits": make_cast(("Zhao Mingyuan", "赵明远"), ("Fang Xiaoyu", "方晓雨")),
        "awards": [{"name": "Golden Kite Animation Festival", "category": "Best series for children", "year": 2026}],
        "identifiers": make_identifiers(
            "10.5240/B5B7-A767-C76F-B008-F86B-0", "0000-000E-E0CA-0000-M-0000-0000-8", "QY-XJ-01"
        ),
        "permits": [{"territory": "CN", "kind": "distribution", "number": "（演示）动审字〔2026〕第015号"}],
        "versions": make_versions("cmn", ready="zh-Hans en", dubbed="en th id", later="vi ms fil"),
    },
    taken=(
        Taken(
            Purpose.EXTERNAL,
            split_codes("SVOD AVOD FTV"),
            split_codes("CN"),
            months_between("2026-04", "2029-04"),
            note="Home market",
        ),
        Taken(Purpose.HOLDBACK, split_codes("AVOD FAST"), split_codes("TH VN"), months_between("2026-10", "2028-01")),
    ),
    asks={("SVOD", None): 30_000, ("AVOD", None): 18_000, ("FTV", None): 36_000},
    currency="CNY",
)

MOONLIGHT = Show(
    "qingyun",
    {
        "kind": "micro_drama",
        "original_title": "月亮便利店",
        "original_language": "zh-Hans",
        "production_territories": ["CN"],
        "year": 2026,
        "episode_count": 80,
        "minutes": 2,
        "genres": ["romance", "fantasy", "urban"],
        "texts": [
            make_text("zh-Hans", "月亮便利店", "这家店只在凌晨三点营业，收的不是钱，是一个秘密。"),
            make_text(
                "en",
                "The Moonlight Corner Shop",
                "A shop that opens at three in the morning and takes secrets for money.",
            ),
            make_text("th", "ร้านสะดวกซื้อพระจันทร์"),
            make_text("id", "Toko Cahaya Bulan"),
        ],
        "credits": make_cast(
            ("Lu Jiayi", "陆嘉怡"), ("Fang Xiaoyu", "方晓雨"), ("Shen Mo", "沈墨"), ("Xia Tong", "夏桐")
        ),
        "identifiers": make_identifiers("10.5240/EBB2-737F-6A6F-0FB2-3C6F-3", house="QY-YL-02"),
        "permits": [{"territory": "CN", "kind": "online", "number": "（演示）网微剧备字〔2026〕第0326号"}],
        "versions": make_versions("cmn", ready="zh-Hans en th id", later="vi ms fil"),
    },
    asks={("SVOD", None): 12_000, ("AVOD", None): 20_000, ("TVOD", None): 15_000},
    currency="CNY",
    confirmed=2,
)

SHOWS = (SECOND_SKY, MONSOON, MANGROVE, FERRY, WHALE, MOONLIGHT)
