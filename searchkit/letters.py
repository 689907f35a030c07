"""Arabic letters by name, and the tables that fold spelling variants onto one letter.

The lowest room besides ``errors``: plain tables over code points, made from pyarabic's named
letters. Nothing here knows about tokens; `searchkit.analysis` folds words with these tables and
`searchkit.dates` folds date expressions with them.
"""

from pyarabic.araby_const import (
    ALEF,
    ALEF_HAMZA_ABOVE,
    ALEF_HAMZA_BELOW,
    ALEF_MADDA,
    ALEF_MAKSURA,
    ALEF_WASLA,
    BEH,
    DECIMAL,
    FEH,
    HEH,
    JEEM,
    KAF,
    TATWEEL,
    TEH_MARBUTA,
    THOUSANDS,
    WAW,
    WAW_HAMZA,
    YEH,
    YEH_HAMZA,
    ZAIN,
)

# Letters of Persian, Urdu, Kurdish and of Arabic dialect spelling, named as Unicode names them.
FARSI_YEH = "\u06cc"
YEH_E = "\u06d0"
KEHEH = "\u06a9"
SWASH_KAF = "\u06aa"
GAF = "\u06af"
PEH = "\u067e"
TCHEH = "\u0686"
VEH = "\u06a4"
JEH = "\u0698"
HEH_WITH_YEH_ABOVE = "\u06c0"
AE = "\u06d5"
HEH_DOACHASHMEE = "\u06be"
HEH_GOAL = "\u06c1"

#: Combining marks: written on a letter, never a letter of their own. As a regex class body.
MARKS = "\u0300-\u036f\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e8\u06ea-\u06ed"
#: Zero-width joiner and non-joiner: they belong to the word even at its end.
JOINERS = "\u200c\u200d"
#: Bidi controls, byte order mark, soft hyphen: inside a word at most, never at its edge.
BIDI_CONTROLS = "\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff\u00ad"

_SAME_LETTER = {
    YEH: FARSI_YEH + YEH_E + ALEF_MAKSURA + YEH_HAMZA,
    KAF: KEHEH + SWASH_KAF + GAF,
    BEH: PEH,
    JEEM: TCHEH,
    FEH: VEH,
    ZAIN: JEH,
    HEH: HEH_WITH_YEH_ABOVE + AE + HEH_DOACHASHMEE + HEH_GOAL + TEH_MARBUTA,
    ALEF: ALEF_MADDA + ALEF_HAMZA_ABOVE + ALEF_HAMZA_BELOW + ALEF_WASLA,
    WAW: WAW_HAMZA,
    ".": DECIMAL,
    ",": THOUSANDS,
}


def code_points(ranges: str) -> list[int]:
    """List the code points of a regex class body such as ``"a-cx"``: a, b, c and x.

    >>> [chr(point) for point in code_points("a-cx")]
    ['a', 'b', 'c', 'x']
    """
    points: list[int] = []
    rest = iter(ranges)
    for char in rest:
        if char == "-":
            points += range(points[-1] + 1, ord(next(rest)) + 1)
        else:
            points.append(ord(char))
    return points


#: Arabic-Indic and Persian digits to ASCII; for ``str.translate``, one for one.
DIGITS: dict[int, str] = {
    zero + value: str(value) for zero in (0x0660, 0x06F0) for value in range(10)
}

#: Variant letters, digits and number separators to the one that stands for them; one for one.
VARIANTS: dict[int, str] = DIGITS | {
    ord(variant): letter for letter, variants in _SAME_LETTER.items() for variant in variants
}

#: What leaves no trace in a folded word: marks, joiners, controls and tatweel.
SILENT: dict[int, None] = dict.fromkeys(code_points(MARKS + JOINERS + BIDI_CONTROLS + TATWEEL))

#: The whole fold for ``str.translate``: silent characters go, variants become their letter.
FOLD: dict[int, str | None] = {**VARIANTS, **SILENT}
