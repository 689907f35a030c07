"""Write ``territories.tsv``: names of countries, in the Arabic of each and in English.

Run at development time (``python searchkit/data/make_territories.py``); the library reads
only the file. Names come from CLDR through babel.
"""

from pathlib import Path

from babel import Locale, localedata

TABLE = Path(__file__).parent / "territories.tsv"

ABOUT = """\
# Names of countries, for searchkit.entities.aliases: Arabic ones, then the English.
# Made by searchkit/data/make_territories.py from Unicode CLDR through babel, Unicode-3.0.
"""
_LETTERS_OF_COUNTRY = 2
#: No countries.
_OTHERS = frozenset(["EU", "EZ", "QO", "UN", "XA", "XB", "ZZ"])


def main() -> None:
    """Write the table."""
    arabic = [name for name in localedata.locale_identifiers() if name.split("_")[0] == "ar"]
    locales = [Locale.parse(name) for name in sorted(arabic)] + [Locale.parse("en")]
    codes = [str(code) for code in locales[0].territories if code not in _OTHERS]
    codes = [code for code in codes if len(code) == _LETTERS_OF_COUNTRY]
    lines = []
    for code in sorted(codes):
        names = dict.fromkeys(str(each.territories.get(code, "")) for each in locales)
        lines.append("\t".join(["place", *filter(None, names)]))
    TABLE.write_text(ABOUT + "\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
