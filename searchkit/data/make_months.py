"""Write ``months.json``: the twelve months of each family of names, with every spelling news uses.

Run at development time (``python searchkit/data/make_months.py``); the library reads only the
file. Gregorian names come from CLDR through babel, whose data has no Islamic months: those, and
the spellings CLDR lacks, are the tables below. Hamzas and diacritics need no entry of their own,
because dates are read from folded text.
"""

import json
from pathlib import Path

from babel import Locale, localedata

HERE = Path(__file__).parent

ABOUT = {
    "about": "Months of Arabic news: family -> twelve lists of spellings, the usual one first.",
    "source": "Unicode CLDR through babel; spellings CLDR lacks: searchkit/data/make_months.py",
    "licence": "Unicode-3.0 (CLDR data), GPL-3.0-or-later (the rest)",
}

#: Locale that stands for each family. Every other Arabic locale must agree with one of them.
FAMILIES = {
    "egyptian": "ar",
    "levantine": "ar_SY",
    "tunisian": "ar_TN",
    "moroccan": "ar_MA",
    "mauritanian": "ar_MR",
    "english": "en",
}

#: Seen in news, absent from CLDR: family -> month -> spellings.
EXTRA: dict[str, dict[int, list[str]]] = {
    "egyptian": {
        5: ["مايس"],
        6: ["يونيه"],
        7: ["يوليه"],
        8: ["أغسطوس"],
    },
    "levantine": {
        1: ["كانون ثاني", "كانون ثان", "كانون الثان"],
        10: ["تشرين أول"],
        11: ["تشرين ثاني", "تشرين ثان", "تشرين الثان"],
        12: ["كانون أول"],
    },
    "tunisian": {2: ["فيفيري"], 7: ["جويليا"]},
    "moroccan": {9: ["شتمبر"], 11: ["نونمبر"], 12: ["دجمبر"]},
    "english": {9: ["Sept"]},
}

#: Names and spellings of the Islamic months (CLDR ``ar`` first); honorifics are the lexicon's.
HIJRI = [
    ["محرم", "المحرم", "محرم الحرام"],
    ["صفر", "صفر الخير", "صفر المظفر"],
    ["ربيع الأول", "ربيع أول"],
    ["ربيع الآخر", "ربيع الثاني", "ربيع ثاني", "ربيع ثان", "ربيع آخر", "ربيع الثان"],
    ["جمادى الأولى", "جمادى الأول", "جماد الأول", "جماد أول", "جمادى أولى", "جماد الأولى"],
    [
        "جمادى الآخرة",
        "جمادى الثانية",
        "جمادى الآخر",
        "جمادى الثاني",
        "جمادى ثاني",
        "جماد الآخر",
        "جماد الآخرة",
        "جماد الثاني",
        "جماد الثانية",
        "جماد ثاني",
    ],
    ["رجب", "رجب المرجب", "رجب الفرد"],
    ["شعبان", "شعبان المعظم"],
    ["رمضان", "رمضان المبارك", "رمضان الكريم", "رمضان المعظم"],
    ["شوال", "شوال المكرم"],
    ["ذو القعدة", "ذي القعدة", "ذا القعدة", "ذوالقعدة", "ذيالقعدة"],
    ["ذو الحجة", "ذي الحجة", "ذا الحجة", "ذوالحجة", "ذيالحجة", "ذو الحجة الحرام"],
]


def names(locale: str, width: str = "wide") -> list[str]:
    """List the twelve month names of *locale* in *width*, one of CLDR's."""
    return list(Locale.parse(locale).months["format"][width].values())


def spellings(family: str) -> list[list[str]]:
    """List, for each month, all that *family* calls it: CLDR's name, then what news adds."""
    locale = FAMILIES[family]
    short = names(locale, "abbreviated") if locale == "en" else names(locale)
    extra = EXTRA.get(family, {})
    return [
        list(dict.fromkeys([full, brief, *extra.get(month, [])]))
        for month, (full, brief) in enumerate(zip(names(locale), short, strict=True), start=1)
    ]


def family_of(locale: str) -> str:
    """Name the family *locale* belongs to; ``LookupError`` when CLDR has come up with a new one."""
    for family, example in FAMILIES.items():
        if names(locale) == names(example):
            return family
    raise LookupError(locale)


def gregorian_families() -> list[dict[str, object]]:
    """Build a row for each Gregorian family, with the CLDR locales that use it."""
    locales: dict[str, list[str]] = {family: [] for family in FAMILIES}
    locales["english"] = ["en"]
    for locale in sorted(localedata.locale_identifiers()):
        if locale.partition("_")[0] == "ar":
            locales[family_of(locale)].append(locale)
    return [
        {
            "family": family,
            "calendar": "gregorian",
            "locales": locales[family],
            "months": spellings(family),
        }
        for family in FAMILIES
    ]


def main() -> None:
    """Write the table beside this script."""
    hijri = {"family": "hijri", "calendar": "hijri", "locales": ["ar"], "months": HIJRI}
    table = {**ABOUT, "families": [*gregorian_families(), hijri]}
    text = json.dumps(table, ensure_ascii=False, indent=1)
    (HERE / "months.json").write_text(text + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
