"""The forms of words: which meet, which do not, and which words are left whole.

Each row is a complaint of users of other systems, or a decision of ours.  Two words meet
when they share a stem; words that are written apart count as one where they are one.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

import pytest
from fehrest.index.analysis import Chain, fold, persian
from fehrest.index.analysis.lexicon import pairs

Stems = Callable[[str, str], set[str]]

_MEET_IN_PERSIAN = {
    "a verb with its prefix joined, half-spaced and apart": "می‌شود، می شود، میشود، شدن",
    "a negated verb": "نمی‌شود، نمی شود، نمیشود، نشد، نشده‌اند، شد",
    "persons and tenses": "شویم، شوید، شوند، شدم، شدند، بشود، نشوند، شده‌اند، شده اند، شدن",
    "present and past of one verb": "می‌رود، می‌روم، میروم، رفت، رفتند، رفته‌اند، نرفت، رفتن",
    "a colloquial verb": "بخونه، بخواند، می‌خواند، میخونه، خواندن",
    "a verb with a preverb": "برمی‌گردد، برمیگردد، برنمی‌گشت، می‌گردد، گشتن",
    "another verb of the same letters": "آوردید، آوردند، بیاورد، می‌آورم، آوردن",
    "a plural joined, half-spaced and apart": "کتاب، کتاب‌ها، کتابها، کتاب ها",
    "a plural behind a letter that does not join": "بندر، بندر‌ها، بندرها، بندر ها",
    "possessives": "کتاب، کتابم، کتابش، کتابمان، کتابشان، کتابهایم، کتاب‌هایم، کتاب هایم",
    "comparatives": "بزرگ، بزرگتر، بزرگ‌تر، بزرگ تر، بزرگترین، بزرگترها، بزرگ‌ترهای",
    "ezafe and indefinite yeh": "خانه، خانۀ، خانهٔ، خانه‌ی، خانه ی، خانه‌ای، خانه ای، خانه‌اش",
    "ezafe behind a vowel": "دریا، دریای، دریاها، دریاهای",
    "ezafe, not the ending of two letters": "اجرا، اجرای",
    "an indefinite yeh, not a plural with it": "جریان، جریانی",
    "a plural behind letters that look like a comparative": "دکتر، دکترها، دکترهای",
    "a plural, not a possessive": "متهم، متهمان، متهمین",
    "a copula": "بالا، بالاست، بالای",
    "a plural of a noun that is also a verb": "نشست، نشست‌ها، نشست‌های، نشستهای، نشست های",
    "a noun that looks like a negated verb": "نبرد، نبردهای، نبرد‌های",
    "hamza seats": "مسئول، مسؤول، مسئولان، مسئولین، مسؤولين",
    "hamza on yeh": "رئیس، رییس، رئيس",
    "hamza on waw": "مؤسسه، موسسه، مؤسسات، موسسه‌ها",
    "spellings that folding cannot join": "هیأت، هیئت، هیات",
    "a broken plural of such a spelling": "مسأله، مسئله، مسائل، مسایل، مسئله‌ها",
    "a broken plural": "فکر، افکار، فکرها",
    "an Arabic plural": "حیوان، حیوانات، حیوانها",
    "an Arabic plural of a feminine": "کلمه، کلمات، کلمه‌ها",
    "an Arabic plural of a feminine that Persian writes with teh": "خدمت، خدمات، خدمت‌ها",
    "an Arabic plural beside a feminine of its own": "موضوع، موضوعات، موضوع‌ها",
    "a plural in gan": "نویسنده، نویسندگان، نویسنده‌ها",
    "a plural in in": "محقق، محققین، محققان",
    "a country and its people": "ایران، ایرانی، ایرانیان",
    "a name with its ending joined, half-spaced and apart": "علی‌اف، علی اف، علیاف، علي اف",
    "Arabic, Persian and Urdu keyboards": "کتاب‌های، كتاب‌هاي، ڪتاب‌هاے",
    "Kurdish and Pashto keyboards": "خانه‌ی، خانە‌ی، خانه‌ې، خانه‌ۍ",
    "harakat, also in what is apart": "می‌شود، مِی‌شَوَد، مِی شَود، مـی شـود",
    "harakat in an ending that is apart": "کتاب ها، کِتاب هَا، کتاب هـا",
    "a broken plural in alef behind its glide": "شهید، شهدا، شهدای، شهدایی، شهدایشان",
    "a broken plural in alef that looks like another word": "وزیر، وزرا، وزرای، وزرایی، وزرایشان",
    "a broken plural in alef with a hamza": "رئیس، رؤسا، رؤسای، روسای",
    "a broken plural of Persian": "منبع، منابع، منابعی، منابعش",
    "a broken plural of a feminine that Persian writes with teh": "صنعت، صنایع، صنعت‌ها",
    "broken plurals of one word": "علامت، علائم، علایم، علامت‌ها",
    "a broken plural that Arabic does not have": "استاد، اساتید، استادان",
    "an Arabic plural that looks like another ending": "نکته، نکات، نکاتی",
    "a plural in an of a word of two letters": "زن، زنان، زن‌ها",
    "a plural in yan of a word in heh": "شیعه، شیعیان، شیعه‌ها",
    "a plural in yan": "دانشجو، دانشجویان، دانشجوها",
    "a plural in yan of a relation": "اروپا، اروپایی، اروپاییان، اروپایی‌ها",
    "a plural in gan of a part of the body": "دیده، دیدگان",
    "a plural of a compound": "دانش‌آموز، دانش‌آموزان، دانش‌آموزی",
    "a plural of the second part of a compound": "آموز، آموزان",
    "an adjective of origin that is a word": "آمریکا، آمریکایی، آمریکایی‌ها، آمریکاییان",
    "an adjective of origin with another ending": "فرانسه، فرانسوی، فرانسویان، فرانسوی‌ها",
    "a people and its country": "افغانستان، افغان، افغانی، افغان‌ها",
    "spoken to have": "دارد، داره، نداره، دارن، ندارن، داشتن",
    "spoken to go": "رفتن، می‌ره، بره، برم، بریم، میرن",
    "spoken to come": "آمدن، اومد، اومده، نیومد، میومد، میاد، بیاد",
    "spoken to be able": "توانستن، تونست، نتونست، بتونه، میتونه، نمیتونستم",
    "spoken to want": "خواستن، بخواد، میخوام، نمیخواد",
    "spoken to know": "دانستن، بدونم، میدونم، نمیدونم، دونستم",
    "spoken to put": "گذاشتن، بذار، بزار، میذارن، بذاره",
    "spoken to take": "گرفتن، بگیره، نگیرن، میگیره",
    "spoken to fall": "افتادن، بیفتد، بیفته، میفته",
    "spoken to throw": "انداختن، بیندازد، بندازه، میندازه",
    "spoken to say": "گفتن، بگو، میگن، گفتش، بگه",
    "spoken to give": "دادن، بده، میدن، بدم",
    "a spoken noun that looks like an imperfective": "میدون، میدان",
    "a spoken noun that looks like an Arabic plural": "مهمون، مهمان، مهمونی",
}
_MEET_IN_ARABIC = {
    "article and proclitics": "كتاب، الكتاب، والكتاب، فالكتاب، بالكتاب، كالكتاب، للكتاب",
    "stacks of proclitics": "كتاب، وبالكتاب، وللكتاب، فبالكتاب، وكالكتاب",
    "single prepositions": "كتاب، بكتاب، لكتاب، وبكتاب، ولكتاب",
    "pronouns": "كتاب، كتابه، كتابها، كتابهم، كتابهما، كتابنا، كتابكم، كتابي",
    "prepositions with pronouns": "كتاب، بكتابهم، لكتابها، وبكتابه، ولكتابهم",
    "a broken plural, bare and with clitics": "كتاب، كتب، الكتب، والكتب، بكتب، كتبهم",
    "a letter that looks like a clitic": "وزارة، الوزارة، وزارتها، وزارته، ووزارة، لوزارة",
    "a word with its pronoun that begins like a clitic": "والد، والدها، والدهم، ووالدهم، الوالد",
    "the teh of a feminine ending": "حكومة، الحكومة، حكومتها، حكومته، حكومتي، حكومات، لحكومة",
    "a feminine ending that Persian writes with teh": "طبيعة، الطبيعة، بطبيعة، طبيعتها، وبطبيعته",
    "a word left whole with pronoun and proclitic": "حياة، الحياة، حياته، حياتهم، وحياتها",
    "a country behind a preposition": "ألمانيا، المانيا، بألمانيا، لألمانيا، وألمانيا، فألمانيا",
    "number": "مدرس، مدرسون، مدرسين، المدرسين، مدرسان، للمدرسين",
    "number of a word that Persian has as a singular": "مسلم، مسلمون، مسلمين، المسلمين",
    "gender of a long word": "مهندس، مهندسة، مهندسات، مهندسون، مهندسين",
    "relation": "إيران، إيراني، إيرانية، الإيرانية، الإيرانيون، الإيرانيين",
    "a dual that begins like a conjunction": "وزير، وزيران، الوزيران، وزيرين",
    "a school, with a broken plural": "مدرسة، المدرسة، مدارس، مدرسته، بمدرستهم",
    "a library, with a sound plural": "مكتبة، المكتبة، مكتبات، مكتبتهم",
    "Allah": "الله، والله، بالله، لله، ولله، ﷲ، اللّٰه",
    "the future": "يكتب، سيكتب، وسيكتب",
    "a hamza before a pronoun": "أعداء، أعداءها، أعداءهم، عدو",
    "a broken plural that looks like an article": "لون، ألوان، الألوان، بألوان",
    "plurals that are no sound ones": "سنة، سنوات، السنوات، سنواته",
    "a plural of a channel": "قناة، قنوات، القنوات، بقنوات",
    "a plural of what ends in a hamza": "إجراء، إجراءات، الإجراءات، إجراءاتها",
    "a hamza that becomes a waw": "سماء، سماوات، السماوات",
    "first letters of its own in the plural": "وحدة، وحدات، الوحدات، ووحداتها",
    "first letters of its own in the past": "كشف، كشفت، وكشفت، كشفوا",
    "a place that is no feminine": "مطار، مطارات، المطارات",
    "thousands and a thousand": "ألف، آلاف، الآلاف",
    "a camera": "كاميرا، كاميرات، الكاميرات",
    "sports and a sportsman": "رياضة، رياضي، الرياضيين، رياضية",
    "Quranic orthography": "رحمن، الرحمن، ٱلرحمن، رحمٰن، ٱلرَّحْمَٰنِ",
    "harakat": "كتاب، كِتابٌ، الكِتَابُ",
    "hamza above the alef, on yeh and on waw": "مسؤول، مسئول، المسؤولين، مسؤولون",
    "an article that is searched for": "صبر، الصبر، بالصبر، وبالصبر",
    "a Persian keyboard": "كتابي، کتابی، کتابى",
    "presentation forms": "كتاب، ﻛﺘﺎﺏ، ﺍﻟﻜﺘﺎﺏ",
}
_MEET_IN_ENGLISH = {
    "case": "Minister، MINISTER، minister",
    "number": "city، cities",
    "accents": "café، cafés، CAFE",
    "a possessive": "Gantz، Gantz's، Gantz’s",
    "an abbreviation": "US، U.S.، u.s.",
}

# In each row the first word does not meet the others.
_APART_IN_PERSIAN = {
    "a name and its first letters": "علی، عل، عالی",
    "cities and countries": "تهران، تهر",
    "ends that look like plurals": "جهان، جه، جهش",
    "language and woman": "زبان، زب، زن",
    "Quran": "قرآن، قر، قرا",
    "life": "حیات، حی، حیا",
    "God and self": "خدا، خد، خود",
    "effort": "تلاش، تلا، تلاطم",
    "sea of and Dari": "دریای، دری، در",
    "execution of and reward": "اجرای، اجر",
    "rainy and load": "بارانی، بار، باره",
    "doctors and a churn": "دکترها، دک",
    "people and man": "مردمان، مرد",
    "battles and to carry": "نبردهای، بردن",
    "a tweet and you": "توییت، تو، توی",
    "a noun that looks like an imperfective": "میان، آمدن، می‌آید",
    "an adverb that looks like one behind a preverb": "درمیان، آمدن، درمی‌آید",
    "a plain imperfective and a prefix alone": "می‌شود، می",
    "a servant's name and its end": "گروگان، گروه",
    "a filter and an elephant": "فیلترها، فیل",
    "a list and a lick": "لیست، لیس",
    "fish and a month": "ماهی‌ها، ماه",
    "Macron and deceit": "مکرون، مکر",
    "a club and an army": "سپاهان، سپاه",
    "a president and a doctor": "پزشکیان، پزشک",
    "a president and a head": "رئیسی، رئیس",
    "a movement and a student": "طالبان، طالب، طلاب",
    "punishment and virtual": "مجازات، مجاز، مجازی",
    "ammunition and important": "مهمات، مهم",
    "an age and far": "دوران، دور",
    "Turin and a net": "تورین، تور",
    "Dammam and temperature": "دمام، دما",
    "Stewart and firm": "استوارت، استوار",
    "a family and a town": "یزدانی، یزد",
    "second and duration": "دوم، دوام",
    "a square and to run": "میدون، دویدن",
    "martyrs and honey": "شهدای، شهد",
    "the CIA and black": "سیا، سیاه",
}
_APART_IN_ARABIC = {
    "Allah and to him": "الله، له، لل، إله",
    "names that begin like a conjunction": "وليد، ليد، ولد",
    "Wael": "وائل، ائل، آل",
    "Germany": "ألمانيا، مانيا، مان",
    "Albania": "ألبانيا، بانيا، بان",
    "a library and an office": "مكتبة، مكتب",
    "a school and a teacher": "المدرسة، مدرس",
    "potatoes": "بطاطس، طاطس",
    "his ministry and to visit": "وزارتها، زار، زارة",
    "her father and a hand": "والدها، دها، يدها",
    "her state and weak": "وضعها، ضعها، ضعف",
    "water and what": "ماء، ما",
    "a currency and work": "عملة، عمل",
    "the police and a condition": "الشرطة، شرط",
    "Friday and an association": "الجمعة، الجمعية",
    "a sport and Riyadh": "رياضة، الرياض",
    "vehicles and Arabic": "عربات، العربية",
    "cameras and a prince": "كاميرات، أمير",
    "Napoleon and Nabeul": "نابليون، نابل",
    "countries and neither": "الولايات، ولا",
    "those who, and to her": "أولئك، ليك",
    # A feminine of five letters that begins with mim is taken for a place, because its
    # form does not say which it is: so this one loses its masculine.
    "a clerk and a woman who is one": "موظفة، موظف",
}

_WHOLE_IN_PERSIAN = (
    "ایران تهران جهان زبان خیابان علی مهدی قرآن حیات خدا قربان تلاش مردم البته الان الگو"
    " گوترش کیلیان توییتر باران دریا دنیا گروگان مهرگان افغانستان میان میانجی میدان"
)
_WHOLE_IN_ARABIC = (
    "الله وليد وائل ألمانيا ألبانيا إيران فلسطين لبنان قرآن حياة بطاطس ليلى واشنطن فرنسا سوريا"
    " إنسان برلمان بوتين فلافل سلطان"
)


def _rows(*tables: tuple[str, dict[str, str]]) -> list[object]:
    """One row a case: the language, and the words."""
    return [
        pytest.param(language, words.split("، "), id=f"{language}: {case}")
        for language, table in tables
        for case, words in table.items()
    ]


@pytest.mark.parametrize(
    ("language", "words"),
    _rows(("fa", _MEET_IN_PERSIAN), ("ar", _MEET_IN_ARABIC), ("en", _MEET_IN_ENGLISH)),
)
def test_forms_of_a_word_meet(stems: Stems, language: str, words: list[str]) -> None:
    found = {word: stems(word, language) for word in words}
    for first, second in combinations(words, 2):
        assert found[first] & found[second], f"{first} {second} {found}"


@pytest.mark.parametrize(
    ("language", "words"), _rows(("fa", _APART_IN_PERSIAN), ("ar", _APART_IN_ARABIC))
)
def test_strangers_do_not_meet(stems: Stems, language: str, words: list[str]) -> None:
    first, *others = (stems(word, language) for word in words)
    for other in others:
        assert not first & other


@pytest.mark.parametrize(
    ("language", "word"),
    [("fa", word) for word in _WHOLE_IN_PERSIAN.split()]
    + [("ar", word) for word in _WHOLE_IN_ARABIC.split()],
)
def test_a_word_is_left_whole(stems: Stems, language: str, word: str) -> None:
    assert stems(word, language) == {fold(word)}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("کتاب هادی", "کتاب هادی"),
        ("شهر ترافیک", "شهر ترافیک"),
        ("خانه یک", "خانه یک"),
        ("کتاب تری", "کتابتری"),
        ("می خانه", "می خانه"),
        ("کتاب ای", "کتاب ای"),
        ("خانه ای", "خانهای"),
        ("بازی های ۲۰۲۴", "بازیهای 2024"),
        ("نمی دانم چه", "نمیدانم چه"),
    ],
)
def test_only_a_whole_ending_joins_the_word_before_it(chain: Chain, text: str, words: str) -> None:
    assert [token.surface for token in chain.tokens(text, "fa")] == words.split(" ")


@pytest.mark.parametrize("word", ["بزرگترها", "والكتاب", "کتابها", "ایران", "مدرسون", "میشود"])
def test_a_word_of_an_unknown_language_has_the_stems_of_both(stems: Stems, word: str) -> None:
    assert stems(word, "") == stems(word, "fa") | stems(word, "ar")


@pytest.mark.parametrize("table", ["persian_bases", "persian_spoken"])
def test_an_irregular_form_has_the_stem_of_its_word(table: str) -> None:
    for form, word in pairs(table).items():
        assert persian.stem(form) == persian.stem(word) == word
