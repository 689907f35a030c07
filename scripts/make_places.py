"""Write ``places.txt``: countries, regions and cities, by every name that Arabic has for them.

Run at development time (``python -m scripts.make_places CITIES WORDS``); the library reads
only the file. Territories and continents come from CLDR through babel, in the Arabic of every
country. CITIES is GeoNames' cities with their Arabic names (id, name, country, population, names
separated by ``|``), WORDS the articles of an archive as JSON lines, which tell the names that are
everyday words too: GeoNames lists الخميس, إطار and بيان.
"""

import json
import lzma
import re
import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from itertools import pairwise
from pathlib import Path

from babel import Locale, localedata

from searchkit.analysis import fold

LIST = Path(__file__).parents[1] / "searchkit" / "data" / "places.txt"

ABOUT = """\
# Places: a code of a territory (ISO 3166, UN M49) or the number of a city at GeoNames, and its
# names, the usual one first. Made by scripts/make_places.py.
# Territories: Unicode CLDR through babel, Unicode-3.0. Cities: GeoNames (geonames.org), CC BY 4.0,
# less those whose name is an everyday word. What both lack: the script, GPL-3.0-or-later.
"""

#: In use, and in neither source.
EXTRA = {
    "US": ["أمريكا", "أميركا", "الولايات المتحدة الأمريكية", "الولايات المتحدة الأميركية"],
    "GB": ["بريطانيا", "المملكة المتحدة", "بريطانيا العظمى"],
    "SA": ["السعودية", "المملكة العربية السعودية"],
    "AE": ["الإمارات", "الإمارات العربية المتحدة"],
    "SY": ["سوريا", "سورية"],
    "PS": ["فلسطين", "الأراضي الفلسطينية"],
    "KZ": ["كازاخستان", "قازاقستان", "كازخستان", "قزخستان"],
    "KG": ["قيرغيزستان", "قرغيزستان", "قرقيزستان"],
    "RU": ["روسيا", "روسيا الاتحادية", "الاتحاد الروسي", "روسيه"],
    "KR": ["كوريا الجنوبية"],
    "KP": ["كوريا الشمالية"],
    "CD": ["الكونغو الديمقراطية", "جمهورية الكونغو الديمقراطية"],
    "CF": ["أفريقيا الوسطى", "جمهورية أفريقيا الوسطى"],
    "BA": ["البوسنة", "البوسنة والهرسك"],
    "CZ": ["التشيك", "جمهورية التشيك"],
    "ER": ["إريتريا", "أرتيريا", "إرتيريا"],
    "NL": ["هولندا"],
    "CI": ["ساحل العاج", "كوت ديفوار"],
    "BY": ["بيلاروسيا", "روسيا البيضاء", "بيلاروس"],
    "MK": ["مقدونيا", "مقدونيا الشمالية"],
    "002": ["أفريقيا", "إفريقيا"],
    "150": ["أوروبا", "أوربا"],
    "145": ["الشرق الأوسط"],
    "SU": ["الاتحاد السوفياتي", "الاتحاد السوفيتي"],
    "gaza": ["غزة", "قطاع غزة"],
    "westbank": ["الضفة الغربية", "الضفة"],
    "jerusalem": ["القدس", "القدس المحتلة", "القدس الشرقية"],
    "gulf": ["الخليج", "الخليج العربي"],
    "levant": ["بلاد الشام"],
    "maghreb": ["المغرب العربي", "شمال أفريقيا"],
    "golan": ["الجولان", "هضبة الجولان"],
    "sinai": ["سيناء", "شبه جزيرة سيناء"],
    "crimea": ["القرم", "شبه جزيرة القرم"],
    "donbas": ["دونباس", "إقليم دونباس"],
    "donetsk": ["دونيتسك"],
    "luhansk": ["لوغانسك"],
    "kurdistan": ["كردستان", "إقليم كردستان", "كردستان العراق"],
    "darfur": ["دارفور", "إقليم دارفور"],
    "kashmir": ["كشمير", "إقليم كشمير"],
    "siberia": ["سيبيريا"],
    "balkans": ["البلقان"],
    "caucasus": ["القوقاز"],
    "chechnya": ["الشيشان"],
    "tatarstan": ["تتارستان", "تترستان"],
    "dagestan": ["داغستان"],
    "anbar": ["الأنبار"],
    "nineveh": ["نينوى"],
    "hejaz": ["الحجاز"],
    "najd": ["نجد"],
    "scotland": ["إسكتلندا", "اسكتلندا"],
    "england": ["إنجلترا", "إنكلترا"],
    "wales": ["ويلز"],
    "catalonia": ["كاتالونيا", "كتالونيا"],
    "hormuz": ["مضيق هرمز"],
    "bab-el-mandeb": ["باب المندب", "مضيق باب المندب"],
    "suez-canal": ["قناة السويس"],
    "red-sea": ["البحر الأحمر"],
    "mediterranean": ["البحر المتوسط", "البحر الأبيض المتوسط"],
    "black-sea": ["البحر الأسود"],
    "caspian": ["بحر قزوين"],
    "mecca": ["مكة", "مكة المكرمة"],
    "medina": ["المدينة المنورة"],
    "sharm": ["شرم الشيخ"],
    "yekaterinburg": ["يكاترينبورغ", "يكاترينبورج", "ايكاتيرينبورغ"],
    "damascus-countryside": ["ريف دمشق"],
    "ghouta": ["الغوطة الشرقية", "الغوطة"],
}

#: Regions, towns and landmarks of news that are in neither source, or under an everyday word.
REGIONS = (
    "جدة|البقاع|القسطنطينية|الأندلس|ميونخ|ميونيخ|الطائف|نجران|جازان|عسير|القصيم|الأحساء|ينبع|الجوف",
    "تعز|الحديدة|مأرب|حضرموت|لحج|أبين|شبوة|الضالع|سقطرى|صلالة|الشارقة|الفجيرة|السليمانية|الرمادي",
    "ديالى|صلاح الدين|دمشق|حماة|درعا|السويداء|القنيطرة|كوباني|تدمر|صيدا|بعلبك|الزرقاء|العقبة",
    "رام الله|نابلس|جنين|بيت لحم|رفح|خان يونس|الجيزة|السويس|الإسماعيلية|بورسعيد|طنطا|الخرطوم",
    "أم درمان|جربة|سليانة|سيدي بوزيد|بن قردان|منوبة|قسنطينة|الدار البيضاء|طنجة|نواكشوط|هرجيسا",
    "المنطقة الشرقية|خميس مشيط|حفر الباطن|وادي الدواسر|رأس الخيمة|أم القيوين|البحر الميت|بحر الصين",
    "بحر الصين الجنوبي|بحر العرب|خليج عدن|خليج عمان|المحيط الهادئ|المحيط الأطلسي|المحيط الهندي",
    "نهر النيل|النيل|نهر الأردن|غور الأردن|الفرات|دجلة|نهر الفرات|جبال الأطلس|جبل الشيخ|جنوب لبنان",
    "جنوب السودان|كردفان|القرن الأفريقي|شبه الجزيرة الكورية|شبه الجزيرة العربية|الجزيرة العربية",
    "غوانتانامو|هونغ كونغ|هونج كونج|تايوان|التبت|شينجيانغ|الإسكندرون|البلطيق|الكاريبي|الألب",
    "كاليفورنيا|تكساس|فلوريدا|نيويورك|واشنطن|واشنطن العاصمة|أوهايو|بنسلفانيا|جورجيا|ميشيغان",
    "بافاريا|الأناضول|كيبك|كيبيك|ألبرتا|نورماندي|بروفانس|صقلية|سردينيا|كورسيكا|وزيرستان",
)

_WORD = re.compile(r"[^\W\d_]+")


def _words(listed: str) -> frozenset[str]:
    return frozenset(map(fold, listed.split("|")))


#: What stands before the name of a city, and not before an everyday word.
BEFORE_CITY = _words(
    "مدينة|العاصمة|بلدة|محافظة|ولاية|بمدينة|لمدينة|بمحافظة|ببلدة|بولاية|جامعة|مطار"
)
BEFORE_PLACE = _words("في|من|إلى")
#: Everyday words that the counts leave in.
NO_CITIES = _words(
    "المدينة|الزاوية|الطبقة|كانو|الصف|ميدان|شكي|نجد|ديفا|هالا|الشفا|جنه|الرفاع|مدينة|دولة|طراز|حجة"
    "|كورونا|عشاق|حصار|العبور|أمان|رين|بور|الوادي|الميادين|مشهد|بورصة|ديربي|العمارة|حولي|مدان|غاو|فورت"
)
MANY, LARGE, METROPOLIS, SHORT = 15, 40_000, 300_000, 2


def territories() -> Iterator[tuple[str, list[str]]]:
    """Yield each territory with its names in all the kinds of Arabic that CLDR knows."""
    names: dict[str, dict[str, None]] = {}
    for locale in sorted(localedata.locale_identifiers()):
        if locale.partition("_")[0] == "ar":
            for code, name in Locale.parse(locale).territories.items():
                names.setdefault(code, {})[name.replace("\u0640", "")] = None
    for code in [*names, *(code for code in EXTRA if code not in names)]:
        # The world, outlying Oceania, pseudo-territories are no places that news names.
        if code not in {"001", "QO", "XA", "XB", "ZZ", "UN", "EZ", "EU"}:
            yield code, list(dict.fromkeys([*EXTRA.get(code, []), *names.get(code, {})]))


def articles(path: Path) -> Iterator[str]:
    """Yield the text of every article of *path*."""
    with lzma.open(path, "rt", encoding="utf-8") as lines:
        for line in lines:
            article = json.loads(line)
            yield f"{article['title']}\n{article['body']}"


def counted(texts: Iterable[str]) -> tuple[Counter[str], Counter[str], Counter[str]]:
    """Count each word, each behind what stands before cities, and each behind a preposition."""
    every, cities, places = Counter[str](), Counter[str](), Counter[str]()
    for text in texts:
        words = [fold(word) for word in _WORD.findall(text)]
        every.update(words)
        pairs = list(pairwise(words))
        cities.update(word for before, word in pairs if before in BEFORE_CITY)
        places.update(word for before, word in pairs if before in BEFORE_PLACE)
    return every, cities, places


def cities(path: Path, counts: tuple[Counter[str], ...]) -> Iterator[tuple[str, list[str]]]:
    """Yield the cities of *path* by those of their names that are no everyday words."""
    every, after_city, after_place = counts

    def is_name(name: str, population: int) -> bool:
        form = fold(name)
        if len(form) <= SHORT or form in NO_CITIES or not _WORD.match(name) or name.isascii():
            return False
        if " " in name or every[form] < MANY:
            return True
        is_city = after_city[form] * 300 >= every[form] or population >= METROPOLIS
        return is_city and after_place[form] * 10 >= every[form]

    for line in path.read_text(encoding="utf-8").splitlines():
        number, _, _, population, names = line.split("\t")
        spelled = (name.partition("،")[0].strip() for name in names.split("|"))
        kept = [name for name in spelled if is_name(name, int(population))]
        if kept and int(population) >= LARGE:
            yield number, list(dict.fromkeys(kept))


def main() -> None:
    """Write the list."""
    listed, archive = map(Path, sys.argv[1:])
    regions = ((name, [name]) for line in REGIONS for name in line.split("|"))
    rows = [*territories(), *regions, *cities(listed, counted(articles(archive)))]
    lines = ["\t".join([code, *names]) for code, names in rows]
    LIST.write_text(ABOUT + "\n".join(lines) + "\n", encoding="utf-8")
    print(f"places.txt: {len(rows)} places, {sum(len(names) for _, names in rows)} names")


if __name__ == "__main__":
    main()
