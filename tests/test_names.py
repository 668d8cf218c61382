"""Names in the sample: each spelling finds all items about its bearer, and no others first."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterator
from pathlib import Path

import fehrest
import pytest

SAMPLE = Path(__file__).parent / "sample" / "news.jsonl"
FIRST = 10

#: Who is asked for, and in which spellings.
PEOPLE = {
    "Benny Gantz": "Gantz گانتس گانس غانتس",
    "Shimon Peres": "Peres پرز بيريز بيرس",
    "Ilham Aliyev": "Aliyev علی‌اف علييف",
    "Elmar Mammadyarov": "Mammadyarov ممدیاروف محمدياروف",
    "Avigdor Lieberman": "Lieberman لیبرمن ليبرمان",
    "Hulusi Akar": "Akar آکار أكار",
    "Volodymyr Zelensky": "Zelensky Zelenskyy زلنسکی زيلينسكي",
    "Ali Khamenei": "Khamenei خامنه‌ای خامنئي",
    "Benjamin Netanyahu": "Netanyahu نتانیاهو نتنياهو",
    "Emmanuel Macron": "Macron مکرون ماکرون ماكرون",
    "Xi Jinping": "Xi شی شي",
    "Recep Tayyip Erdogan": "Erdogan اردوغان أردوغان",
    "Vladimir Putin": "Putin پوتین بوتين",
    "Antonio Guterres": "Guterres گوترش غوتيريش",
    "Donald Trump": "Trump ترامپ ترامب",
    "Cristiano Ronaldo": "Ronaldo رونالدو",
    "Sergey Lavrov": "Lavrov لاوروف لافروف",
    "Khalifa Haftar": "Haftar حفتر",
    "Angela Merkel": "Merkel مرکل ميركل",
    "Lionel Messi": "Messi مسی ميسي",
    "Nikol Pashinyan": "Pashinyan پاشینیان باشينيان",
    "Joe Biden": "Biden بایدن بايدن",
    "Olaf Scholz": "Scholz شولتس",
    "Masoud Pezeshkian": "Pezeshkian پزشکیان بزشكيان",
}

#: Places, in all their spellings; in brackets words that are told from one by no spelling:
#: its people, its language, its namesake.
PLACES = """
    Baku باکو باكو
    Tehran تهران طهران
    Gaza غزه غزة
    Ukraine اوکراین أوكرانيا (أوكراني أوكرانية اوکراینی اوكراين)
    Russia روسیه روسيا (روسي روسية روسی روس)
    Lebanon لبنان (لبناني)
    Beirut Beyrouth بیروت بيروت
    Turkey Türkiye ترکیه تركيا (تركي تركية ترکی ترک)
    Ankara آنکارا أنقرة
    Moscow مسکو موسكو
    Paris پاریس باريس
    Vienna وین فيينا
    Germany آلمان ألمانيا (آلمانی ألماني)
    Cairo قاهره القاهرة
    Damascus دمشق
    Syria سوریه سوريا سورية (سوري سورية سوريين سوری)
    Armenia ارمنستان أرمينيا (أرمني ارمنی)
    Yerevan ایروان يريفان
    Azerbaijan آذربایجان أذربيجان
    Israel اسرائیل إسرائيل (إسرائيلي اسرائیلی)
    China چین الصين (صيني چینی صينية)
    Beijing پکن بكين
    Doha دوحه الدوحة
    Qatar قطر (قطري)
    Libya لیبی ليبيا (ليبي ليبية)
    Tripoli طرابلس
    Washington واشنگتن واشنطن
    France فرانسه فرنسا (فرنسي فرانسوی فرنسية)
    Hungary مجارستان المجر
    Argentina آرژانتین الأرجنتين
    Istanbul استانبول إسطنبول
    Rabat رباط الرباط
    Morocco مراکش المغرب (مغربي مغاربة مراکشی مراكش)
    Baghdad بغداد
    Iraq عراق العراق
    India هند الهند (هندی)
"""


@pytest.fixture(scope="module")
def about() -> dict[str, set[str]]:
    """Return the ids of the items about each person."""
    found = defaultdict[str, set[str]](set)
    for line in SAMPLE.read_text("utf-8").splitlines():
        item = json.loads(line)
        for person in item.get("people", ()):
            found[person].add(item["id"])
    return found


@pytest.mark.parametrize(
    ("person", "spelling"),
    [(person, spelling) for person, line in PEOPLE.items() for spelling in line.split()],
)
def test_every_spelling_finds_the_same_person(
    person: str, spelling: str, about: dict[str, set[str]], sample: fehrest.Library
) -> None:
    found = [hit.id for hit in sample.search(spelling, limit=1000)]
    assert about[person] - set(found) == set(), "items that were not found"
    assert [hit for hit in found[:FIRST] if hit not in about[person]] == []


def _places() -> Iterator[tuple[str, list[str], list[str]]]:
    """Yield each spelling of a place, all of them, and what calls a people after it."""
    for line in PLACES.split("\n"):
        place, _bracket, people = line.strip(" )").partition("(")
        for spelling in place.split():
            yield spelling, place.split(), people.split()


def _naming(words: list[str], documents: list[fehrest.Document]) -> set[str]:
    """Return the ids of the items that have one of ``words``, with Arabic particles or without."""
    pattern = re.compile(rf"(?<!\w)(?:[وبلفك]|ال|لل)*(?:{'|'.join(words)})(?!\w)")
    return {one.id for one in documents if pattern.search(f"{one.title} {one.text}")}


@pytest.mark.parametrize(("spelling", "place", "people"), list(_places()))
def test_every_spelling_finds_the_same_place(
    spelling: str,
    place: list[str],
    people: list[str],
    sample: fehrest.Library,
    sample_documents: list[fehrest.Document],
) -> None:
    found = [hit.id for hit in sample.search(spelling, limit=1000)]
    named = _naming(place, sample_documents)
    assert named - set(found) == set(), "items that were not found"
    assert set(found[:FIRST]) <= named | _naming([*place, *people], sample_documents)


def test_a_hit_says_which_spelling_it_was_found_by(sample: fehrest.Library) -> None:
    answer = sample.search("Gantz", language="ar", limit=1)
    (match,) = (match for match in answer.hits[0].matches if match.kind == "spelling")
    assert match.found == "غانتس"
    assert str(match) == f"غانتس, a spelling of Gantz ({match.probability:.2f})"


def test_the_word_itself_comes_before_other_spellings(sample: fehrest.Library) -> None:
    first, *_others = sample.search("Gantz", limit=5)
    assert first.document.language == "en"


#: Full names, in several spellings each; in all of them the whole name is in some items.
FULL_NAMES = {
    "Benny Gantz": ["Benny Gantz", "Gantz, Benny", "بنی گانتس", "بيني غانتس", "Benjamin Gantz"],
    "Emmanuel Macron": ["Emmanuel Macron", "امانوئل مکرون", "إيمانويل ماكرون"],
    "Xi Jinping": ["Xi Jinping", "شی جین‌پینگ", "شي جينبينغ"],
    "Recep Tayyip Erdogan": ["Recep Tayyip Erdogan", "رجب طيب أردوغان", "Dr. Recep Erdoğan"],
    "Ilham Aliyev": ["Ilham Aliyev", "الهام علی‌اف", "إلهام علييف"],
}


@pytest.mark.parametrize("query", ["غانتس", "بيني غانتس"])
def test_a_rare_spelling_comes_after_the_word_as_it_was_typed(tmp_path: Path, query: str) -> None:
    texts = ["بيني غانتس في باكو"] * 6 + ["بنی گانس در باکو"] + ["كوه بلند است"] * 20
    with fehrest.open(tmp_path / "library") as library:
        library.add(fehrest.Document(id=str(n), text=text) for n, text in enumerate(texts))
        found = [hit.id for hit in library.search(query)]
    assert found[-1] == "6"
    assert sorted(found) == [*"0123456"]


@pytest.mark.parametrize(
    ("person", "name"), [(person, name) for person, names in FULL_NAMES.items() for name in names]
)
def test_a_full_name_finds_its_bearer_alone(
    person: str, name: str, about: dict[str, set[str]], sample: fehrest.Library
) -> None:
    found = [hit.id for hit in sample.search(f'name:"{name}"', limit=100)]
    assert len(found) >= 3
    assert set(found) <= about[person]
    assert {hit.document.language for hit in sample.search(f'name:"{name}"')} >= {"fa", "ar"}


def test_a_full_name_is_its_parts_near_each_other(tmp_path: Path) -> None:
    with fehrest.open(tmp_path) as library:
        library.add(
            fehrest.Document(id=name, text=text)
            for name, text in {
                "near": "سخنان بنی گانتس",
                "middle": "بنیامین ارتسی گانتس",
                "joined": "محمدرضا عارف",
                "far": "بنی موریس و سپس در پایان همهٔ این سخنان گانتس",
                "one": "گانتس",
            }.items()
        )
        assert {hit.id for hit in library.search('name:"Benny Gantz"')} == {"near", "middle"}
        assert {hit.id for hit in library.search('name:"Mohammad Reza Aref"')} == {"joined"}
        without = library.search('Gantz -name:"Benny Gantz"')
        assert {hit.id for hit in without} == {"far", "one"}
        assert library.search('name:""').total == 0
        assert next(iter(library.search("Benny Gantz"))).id == "near"


@pytest.mark.parametrize("query", ["وزیر", "دفاع", "کتاب", "وزارة", "سعر", "انتخابات"])
def test_ordinary_words_are_not_taken_for_names(query: str, sample: fehrest.Library) -> None:
    assert sample.search(query).spellings == {}


def test_a_name_that_nobody_has_finds_nothing(sample: fehrest.Library) -> None:
    assert sample.search("Wojciechowski").total == 0
