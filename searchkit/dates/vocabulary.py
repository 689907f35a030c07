"""The words a date is made of, as tables: word -> number, grouped by the symbol they stand for.

One letter names one kind of word; the grammar (`searchkit.dates.grammar`) is written in these
letters. Spelling variants that `searchkit.letters.FOLD` makes equal are listed once.

=======  ==================================================  ===================================
symbol   words                                               value
=======  ==================================================  ===================================
``n``    a number of one or two digits                       itself
``y``    a number of four digits                             itself
``N``    any other number, and what is counted               itself, -1 when it has 10 or more
``M H``  a Gregorian, a Hijri month                          1-12
``D``    a weekday                                           Monday 0 … Sunday 6
``o F``  an ordinal; a word for "the first of" a month       the day
``l``    «الأخير», after a quarter or half                   0
``t T``  «اليوم»; «أمس», «بعد غد»… and «يوم أمس»             days from the anchor
``g``    «غدا», which is "became" too                        the same
``R r``  «الماضي», «المقبل»…: masculine, feminine            periods from the anchor's
``L``    English "last", "this", "next"; «آخر»               the same
``U S``  «العام», «السنة»; «الشهر»                           a unit
``W J``  «الأسبوع»; «هذا العام», «هذا الشهر»…                a unit
``Y u``  «عام», «سنة»; «أسبوع»                               a unit
``s j``  «شهر»; «يوم»                                        a unit
``d p``  a dual («يومين»); a plural («أيام»)                 a unit
``P``    «أعوام», «سنوات»                                    a unit
``E``    the letter of "7d", "2w"                            a unit
``k``    «ثلاثة»…: a count                                   itself
``A G``  «قبل», «منذ»; "ago"                                 0
``q Q``  «الربع», «النصف»; «الدور»…: other numbered things   months; 0
``e``    «هـ», «م», «الهجري»…: an era                        0 Hijri, 1 Gregorian
``a B``  «المالي», «الدراسي» of years; «قبل الميلاد»         0
``f >``  «من»; «إلى», «حتى», between two words               0
``& w``  «و»; «الموافق», between two words                   0
``i``    a word that a bare year may follow                  0
``b``    a noun that a day and month name («ثورة 25 يناير»)  0
``V``    a word that makes «اليوم» mean the day itself       0
``c``    words around a date that add nothing                0
``x``    anything else, and traps                            0
=======  ==================================================  ===================================

Signs stand for themselves: ``/ - ( ) , . :``
"""

from enum import IntEnum

from searchkit.dates.context import (
    BEFORE_TODAY,
    BEFORE_YEARS,
    NAMED_AFTER_DAYS,
    NUMBERED,
    TRAPS,
)
from searchkit.dates.months import month_families
from searchkit.dates.words import OTHER


class Unit(IntEnum):
    """What relative expressions count in. Hours and less are a part of the anchor's day."""

    HOUR = 0
    DAY = 1
    WEEK = 2
    MONTH = 3
    YEAR = 4


class Era(IntEnum):
    """The calendar a marker such as «هـ» or «م» tells."""

    HIJRI = 0
    GREGORIAN = 1


Words = dict[str, int]


def _each(words: str, value: int = 0) -> Words:
    """Give each of the words, written between bars, one value."""
    return dict.fromkeys(words.split("|"), value)


def _months(calendar: str) -> Words:
    return {
        name: number
        for family in month_families()
        if family.calendar == calendar
        for number, names in enumerate(family.months, start=1)
        for name in names
    }


_ORDINAL_UNITS = (
    "الأول",
    "الثاني",
    "الثالث",
    "الرابع",
    "الخامس",
    "السادس",
    "السابع",
    "الثامن",
    "التاسع",
)
_COUNTS = (
    "ثلاث",
    "أربع",
    "خمس",
    "ست",
    "سبع",
    "ثماني",
    "تسع",
    "عشر",
)


def _ordinals() -> Words:
    """Spell the days of a month: «الأول» … «الحادي والثلاثين»."""
    words = {word: day for day, word in enumerate(_ORDINAL_UNITS, start=1)}
    teens_and_more = {**words, "الحادي": 1, "الواحد": 1}
    words["العاشر"] = 10
    for unit, value in teens_and_more.items():
        words[f"{unit} عشر"] = 10 + value
        for twenty in ("العشرين", "العشرون"):
            words[f"{unit} و{twenty}"] = 20 + value
    for tens, value in (("عشر", 20), ("ثلاث", 30)):
        for ending in ("ين", "ون"):
            words[f"ال{tens}{ending}"] = value
            words[f"الحادي وال{tens}{ending}"] = value + 1
    return words


def _counts() -> Words:
    """Spell three to nineteen before a plural, and the round tens."""
    words = {"واحد": 1, "واحدة": 1, "أحد عشر": 11, "اثني عشر": 12, "عشرين": 20, "ثلاثين": 30}
    for value, stem in enumerate(_COUNTS, start=3):
        words |= {stem: value, f"{stem}ة": value, f"{stem}ة عشر": 10 + value}
    return words | {"ثمان": 8, "ثمانية": 8, "أربعين": 40, "خمسين": 50}


_WEEKDAYS = {
    "الاثنين": 0,
    "الثلاثاء": 1,
    "الثلاثا": 1,
    "الأربعاء": 2,
    "الأربعا": 2,
    "الخميس": 3,
    "الجمعة": 4,
    "السبت": 5,
    "الأحد": 6,
}
_ENGLISH_WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_ENGLISH_SHORT_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")

#: Periods from the present one; the feminine is made by adding teh marbuta.
_RELATIVE = {
    "الماضي": -1,
    "المنصرم": -1,
    "الفائت": -1,
    "الفارط": -1,
    "المنقضي": -1,
    "الجاري": 0,
    "الحالي": 0,
    "الراهن": 0,
    "المقبل": 1,
    "القادم": 1,
    "الآتي": 1,
    "قبل الماضي": -2,
    "ما قبل الماضي": -2,
    "بعد المقبل": 2,
    "بعد القادم": 2,
}

_RELATIVE_DAYS = {
    "أمس": -1,
    "يوم أمس": -1,
    "الأمس": -1,
    "يوم الأمس": -1,
    "البارحة": -1,
    "أول أمس": -2,
    "أول من أمس": -2,
    "أمس الأول": -2,
    "يوم أمس الأول": -2,
    "يوم أول أمس": -2,
    "غد": 1,
    "يوم غد": 1,
    "يوم غدا": 1,
    "يوم الغد": 1,
    "بعد غد": 2,
    "بعد يوم غد": 2,
    "yesterday": -1,
    "tomorrow": 1,
}

#: The value of a word before a year that a whole date may not have: «صيف 2016» is not 2016.
MEANS_MORE = 1

#: The symbol of each kind of word, and its words. Where one word has two kinds, the later wins.
KINDS: tuple[tuple[str, Words], ...] = (
    ("M", _months("gregorian")),
    ("H", _months("hijri")),
    ("D", _WEEKDAYS | {name: day for day, name in enumerate(_ENGLISH_WEEKDAYS)}),
    ("D", {name: day for day, name in enumerate(_ENGLISH_SHORT_WEEKDAYS)}),
    ("o", _ordinals()),
    ("F", _each("غرة|أول|فاتح|الفاتح|مستهل", 1)),
    ("l", _each("الأخير|والأخير")),
    ("t", _each("اليوم|today")),
    ("T", _RELATIVE_DAYS),
    ("g", {"غدا": 1}),
    ("R", _RELATIVE),
    ("r", {f"{word}ة": offset for word, offset in _RELATIVE.items()}),
    # «آخر العام» is its end; what is last of several is indefinite: «آخر عام».
    ("L", {"last": -1, "this": 0, "آخر": 0, "next": 1}),
    ("U", _each("العام|السنة|عامنا|سنتنا|year", Unit.YEAR)),
    ("S", _each("الشهر|شهرنا|month", Unit.MONTH)),
    ("W", _each("الأسبوع|week", Unit.WEEK)),
    ("J", _each("هذا العام|هذه السنة", Unit.YEAR)),
    ("J", {"هذا الشهر": Unit.MONTH, "هذا الأسبوع": Unit.WEEK}),
    ("Y", _each("عام|سنة|عاما|عامي|سنتي", Unit.YEAR)),
    ("P", _each("أعوام|سنوات|الأعوام|السنوات", Unit.YEAR)),
    ("u", _each("أسبوع|أسبوعا", Unit.WEEK) | _each("ساعة|ساعات|دقيقة|دقائق", Unit.HOUR)),
    ("s", _each("شهر|شهرا", Unit.MONTH)),
    ("j", _each("يوم|يوما", Unit.DAY)),
    ("d", _each("يومين", Unit.DAY) | _each("أسبوعين", Unit.WEEK) | _each("ساعتين", Unit.HOUR)),
    ("d", _each("شهرين", Unit.MONTH) | _each("عامين|سنتين", Unit.YEAR)),
    ("p", _each("أيام|day|days", Unit.DAY) | _each("أسابيع|weeks", Unit.WEEK)),
    ("p", _each("أشهر|شهور|months", Unit.MONTH) | _each("سنين|years", Unit.YEAR)),
    ("E", {"d": Unit.DAY, "w": Unit.WEEK, "m": Unit.MONTH, "y": Unit.YEAR}),
    ("k", _counts()),
    ("A", _each("قبل|منذ")),
    ("G", _each("ago")),
    ("q", {"الربع": 3, "النصف": 6, "ربع": 3, "نصف": 6, "Q": 3}),
    ("e", _each("ه|هجرية|هجري|للهجرة|الهجري|الهجرية", Era.HIJRI)),
    ("e", _each("م|ميلادية|ميلادي|للميلاد|الميلادي|الميلادية", Era.GREGORIAN)),
    ("a", _each("المالي|المالية|الدراسي|الدراسية|الجامعي|الجامعية|التأهيلي")),
    ("B", _each("قبل الميلاد|ق.م|ق م")),
    ("c", _each("الساعة|صباح|مساء|صباحا|فجر|ظهر|ليل|ليلة|عصر|عشية|بتوقيت|غرينتش|جرينتش")),
    ("c", _each("GMT|UTC|EST|KSA|AST|AM|PM|at|on|the|من الآن|بتاريخ|تاريخ|مكة المكرمة")),
    ("c", _each("نشر|نشرت|نشر في|نشرت في|تاريخ النشر|تم النشر في|آخر تحديث|حدث في|الخبر في")),
    ("b", dict.fromkeys(NAMED_AFTER_DAYS, 0)),
    ("i", dict.fromkeys(BEFORE_YEARS, MEANS_MORE)),
    ("V", dict.fromkeys(BEFORE_TODAY, 0)),
    ("Q", dict.fromkeys(NUMBERED, 0)),
    # Longer than the date word they hold, so they win over it.
    (OTHER, dict.fromkeys(TRAPS, 0)),
)

#: Kinds that are looked for only before a number or «اليوم»: elsewhere they tell nothing.
CONTEXT_KINDS = frozenset("biV")

#: Words that count only between two others.
CONNECTORS: tuple[tuple[str, list[str]], ...] = (
    ("f", ["من", "of"]),
    ("i", ["في", "خلال"]),
    (">", ["إلى", "حتى", "وحتى", "لغاية", "to"]),
    ("&", ["و"]),
    ("w", ["الموافق", "الموافقة", "موافق", "والموافق", "المصادف", "ل"]),
)
#: Signs that may stand in a date, all spellings of one as its symbol.
SIGNS = (
    ("/", "/\\|"),
    ("-", "-\u2010\u2011\u2012\u2013\u2014"),
    ("(", "(["),
    (")", ")]"),
    (",", ",\u060c"),
    (".", "."),
    (":", ":"),
)
