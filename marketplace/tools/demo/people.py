"""The invented organisations and who works for them. Registration numbers fit their territory's mask and check digit."""

from dataclasses import dataclass, field

from accounts.roles import Role
from accounts.states import OrganisationKind as Kind
from accounts.states import OrganisationState as State

OWNER, BUYER, SELLER, FINANCE, SIGNATORY, VIEWER = (
    Role.OWNER,
    Role.BUYER,
    Role.SELLER,
    Role.FINANCE,
    Role.SIGNATORY,
    Role.VIEWER,
)


@dataclass(frozen=True)
class Person:
    """A member: the part of the address before the @, name in the own script, position, language, roles, and the name in
    Latin letters where the own script is another."""

    address: str
    name: str
    position: str
    language: str
    roles: tuple[Role, ...]
    latin: str = ""


@dataclass(frozen=True)
class Company:
    """An organisation. `domain` names it in the other modules; `wants` is its default request as an address has it."""

    domain: str
    name_en: str
    name_local: str
    name_language: str
    territory: str
    kinds: tuple[Kind, ...]
    registration: str
    tax: str
    address: str
    currency: str
    zone: str
    about: str
    people: tuple[Person, ...]
    state: State = State.VERIFIED
    wants: dict[str, str] = field(default_factory=dict)


SELLERS = (
    Company(
        "saphan", "Saphan Pictures Co., Ltd.", "บริษัท สะพานพิคเจอร์ส จำกัด", "th", "TH", (Kind.PRODUCER,),
        "0105531860918", "0105531860918", "88 Charoen Krung Road, Bang Rak, Bangkok 10500", "THB", "Asia/Bangkok",
        "Series and films from the river quarters of Bangkok since 2011.",
        (
            Person("narin", "นรินทร์ ศรีสุวรรณ", "Managing director", "th", (OWNER,), "Narin Srisuwan"),
            Person("malee", "มาลี วงศ์ไพศาล", "Company director", "th", (SIGNATORY, SELLER), "Malee Wongpaisan"),
            Person("ploy", "พลอย จันทร์เพ็ญ", "Sales executive", "en", (SELLER,), "Ploy Chanphen"),
            Person("somchai", "สมชาย ใจดี", "Assistant", "th", (VIEWER,), "Somchai Jaidee"),
        ),
    ),
    Company(
        "kencana", "PT Kencana Pictures", "PT Kencana Gambar Nusantara", "id", "ID", (Kind.PRODUCER,),
        "9120304051617", "", "Jalan Kemang Timur 21, Jakarta Selatan 12730", "IDR", "Asia/Jakarta",
        "Independent producer of drama for cinema and streaming.",
        (
            Person("dewi", "Dewi Larasati", "Head of sales", "id", (OWNER,)),
            Person("bagas", "Bagas Wicaksono", "Director", "id", (SIGNATORY,)),
        ),
    ),
    Company(
        "baybay", "Baybay Studio Inc.", "", "", "PH", (Kind.PRODUCER,), "CS201512087", "",
        "14 Scout Rallos Street, Quezon City 1103", "USD", "Asia/Manila", "Films about the sea and those who live from it.",
        (
            Person("amihan", "Amihan Reyes", "Producer", "en", (OWNER,)),
            Person("jun", "Jun Dimaculangan", "Legal counsel", "en", (SIGNATORY,)),
        ),
    ),
    Company(
        "songhau", "Song Hau Films Co., Ltd.", "Công ty TNHH Phim Sông Hậu", "vi", "VN", (Kind.PRODUCER,),
        "0314821991", "0314821991", "27 Nguyễn Đình Chiểu, Quận 3, Thành phố Hồ Chí Minh", "VND", "Asia/Ho_Chi_Minh",
        "Films and documentaries from the Mekong delta.",
        (
            Person("thuy", "Lê Thị Thanh Thúy", "Director", "vi", (OWNER,)),
            Person("khoa", "Nguyễn Đăng Khoa", "Sales", "vi", (SELLER, SIGNATORY)),
        ),
    ),
    Company(
        "qingyun", "Qingyun Pictures (Beijing) Co., Ltd.", "青云影业（北京）有限公司", "zh-Hans", "CN", (Kind.PRODUCER,),
        "91110105MA0AY4CL1R", "91110105MA0AY4CL1R", "北京市朝阳区酒仙桥路 18 号", "CNY", "Asia/Shanghai",
        "Animation and short drama for young viewers.",
        (
            Person("zhao.ying", "赵颖", "International sales", "zh-hans", (OWNER,), "Zhao Ying"),
            Person("sun.lei", "孙磊", "Legal representative", "zh-hans", (SIGNATORY,), "Sun Lei"),
        ),
    ),
    Company(
        "kancil", "Kancil Animation Sdn. Bhd.", "", "", "MY", (Kind.PRODUCER,), "201901012345", "",
        "3 Jalan Teknokrat, 63000 Cyberjaya, Selangor", "USD", "Asia/Kuala_Lumpur", "Animation for children and families.",
        (Person("aisyah", "Nur Aisyah binti Rahman", "Executive producer", "en", (OWNER,)),),
    ),
    Company(
        "straits", "Straits Rights Pte. Ltd.", "", "", "SG", (Kind.SALES_AGENT,), "202312847N", "202312847N",
        "61 Ubi Road 1, Singapore 408727", "USD", "Asia/Singapore", "Sales agent for catalogues of the region.",
        (Person("tan", "Tan Hui Ling 陈慧玲", "Director of licensing", "en", (OWNER,)),),
    ),
    Company(
        "tonlesap", "Tonle Sap Films", "ក្រុមហ៊ុន ភាពយន្តទន្លេសាប", "km", "KH", (Kind.PRODUCER,), "00048213", "",
        "Street 240, Daun Penh, Phnom Penh", "USD", "Asia/Phnom_Penh", "",
        (Person("sophea", "សុខ សុភា", "Producer", "en", (OWNER,), "Sok Sophea"),),
    ),
    Company(
        "nagi", "Nagi Pictures", "ນາຄີພິກເຈີ", "lo", "LA", (Kind.PRODUCER,), "0198002117", "",
        "Setthathirath Road, Vientiane", "USD", "Asia/Vientiane", "",
        (Person("khamla", "ຄໍາຫຼ້າ ວົງສາ", "Producer", "en", (OWNER,), "Khamla Vongsa"),),
    ),
    Company(
        "padauk", "Padauk Film Production", "ပိတောက် ရုပ်ရှင်ထုတ်လုပ်ရေး", "my", "MM", (Kind.PRODUCER,), "118024417", "",
        "Bo Aung Kyaw Street, Yangon", "USD", "Asia/Yangon", "",
        (Person("thida", "သီတာ မြင့်", "Producer", "en", (OWNER,), "Thida Myint"),),
    ),
)  # fmt: skip

BUYERS = (
    Company(
        "yunfan", "Yunfan Video Co., Ltd.", "云帆视频（上海）有限公司", "zh-Hans", "CN", (Kind.PLATFORM,),
        "91110105MA0TH3BJ1F", "91110105MA0TH3BJ1F", "上海市徐汇区龙腾大道 2350 号", "CNY", "Asia/Shanghai",
        "Subscription and ad-supported streaming for viewers in China and Southeast Asia.",
        (
            Person("wang.min", "王敏", "Head of acquisitions", "zh-hans", (OWNER,), "Wang Min"),
            Person("li.na", "李娜", "Finance manager", "zh-hans", (FINANCE,), "Li Na"),
            Person("chen.hao", "陈浩", "Authorised signatory", "zh-hans", (SIGNATORY,), "Chen Hao"),
            Person("zhou.qi", "周琪", "Acquisitions manager", "zh-hans", (BUYER,), "Zhou Qi"),
            Person("xu.jing", "许静", "Programme planning", "zh-hans", (VIEWER,), "Xu Jing"),
        ),
        wants={"r": "svod,avod", "t": "CN,ID,MY,TH,VN", "from": "2027-03", "to": "2029-02", "x": "1"},
    ),
    Company(
        "nusaplay", "PT NusaPlay Digital", "", "", "ID", (Kind.PLATFORM,), "9120111223344", "",
        "Jalan Jenderal Sudirman 52, Jakarta 12190", "USD", "Asia/Jakarta", "Streaming for Indonesia.",
        (
            Person("rizky", "Rizky Pratama", "Content acquisition", "id", (OWNER,)),
            Person("sari", "Sari Wulandari", "Finance", "id", (FINANCE, SIGNATORY)),
        ),
        wants={"r": "svod", "t": "ID,MY,SG", "from": "2027-01", "to": "2028-12", "x": "0"},
    ),
    Company(
        "lotus", "Lotus Stream Joint Stock Company", "Công ty Cổ phần Sen Trực Tuyến", "vi", "VN", (Kind.PLATFORM,),
        "0315181906", "0315181906", "12 Lý Thường Kiệt, Hoàn Kiếm, Hà Nội", "VND", "Asia/Ho_Chi_Minh",
        "Family streaming for Vietnam.",
        (
            Person("huong", "Phạm Thu Hương", "Acquisitions", "vi", (OWNER,)),
            Person("minh", "Trần Quang Minh", "Chief accountant", "vi", (FINANCE, SIGNATORY)),
        ),
        wants={"r": "svod,avod", "t": "VN,LA,KH", "from": "2027-01", "to": "2028-12", "x": "1"},
    ),
    Company(
        "chaophraya", "Chao Phraya Broadcasting Co., Ltd.", "บริษัท เจ้าพระยาบรอดคาสติ้ง จำกัด", "th", "TH", (Kind.BROADCASTER,),
        "0105590996031", "0105590996031", "99 Vibhavadi Rangsit Road, Chatuchak, Bangkok 10900", "THB", "Asia/Bangkok",
        "Free-to-air channel; licenses its own programmes abroad.",
        (
            Person("anong", "อนงค์ ธนาวัฒน์", "Programme director", "th", (OWNER,), "Anong Thanawat"),
            Person("prasert", "ประเสริฐ กิตติคุณ", "Acquisitions and sales", "th", (BUYER, SELLER), "Prasert Kittikhun"),
        ),
        wants={"r": "ftv,catchup", "t": "TH", "from": "2027-01", "to": "2028-12", "x": "1"},
    ),
    Company(
        "pelita", "Pelita Stream Sdn. Bhd.", "", "", "MY", (Kind.PLATFORM,), "202001034567", "",
        "Menara Suria, Jalan Ampang, 50450 Kuala Lumpur", "MYR", "Asia/Kuala_Lumpur", "Streaming in Malay and Mandarin.",
        (Person("faridah", "Faridah Osman", "Content director", "en", (OWNER,)),),
        wants={"r": "svod", "t": "MY,SG,BN", "from": "2027-01", "to": "2028-12", "x": "0"},
    ),
)  # fmt: skip

# One waits for staff, with its paper; one was sent back with reasons.
WAITING = Company(
    "linh",
    "Linh Giang Media Co., Ltd.",
    "Công ty TNHH Truyền thông Linh Giang",
    "vi",
    "VN",
    (Kind.PRODUCER,),
    "0101234565",
    "0101234565",
    "5 Bạch Đằng, Đà Nẵng",
    "USD",
    "Asia/Ho_Chi_Minh",
    "Documentaries of the coast.",
    (Person("giang", "Đỗ Linh Giang", "Founder", "vi", (OWNER,)),),
    State.SUBMITTED,
)
RETURNED = Company(
    "harbour",
    "Harbour Nine Films Limited",
    "九號碼頭影業有限公司",
    "zh-Hant",
    "HK",
    (Kind.PRODUCER, Kind.SALES_AGENT),
    "2345678",
    "",
    "Unit 9, Aberdeen Praya Road, Hong Kong",
    "USD",
    "Asia/Hong_Kong",
    "",
    (Person("lau", "劉家欣", "Producer", "en", (OWNER,), "Lau Ka Yan"),),
    State.RETURNED,
)
RETURNED_REASONS = {
    "documents": "The scan of the company registration cannot be read. Please send it again in colour.",
    "address": "The address differs from the company register.",
}

COMPANIES = (*SELLERS, *BUYERS, WAITING, RETURNED)

# Staff: two of them for everything that takes two people, and one more.
STAFF = (("mei", "林梅", "zh-hans"), ("arun", "Arun Devaraj", "en"), ("hana", "Hana Yusof", "en"))
