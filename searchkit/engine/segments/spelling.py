"""Terms as they are kept: one byte for a letter of Arabic or ASCII, in the order of code points.

UTF-8 takes two bytes for each Arabic letter. Here U+0600 to U+067E are the bytes from 0x80 on; what
lies before and behind them stands as in UTF-8 after a byte that says so, 0x7F and 0xFF. Spelled so,
terms are in the same order as in UTF-8, and a term begins with another in both or in neither.
"""

import codecs
import re

_BELOW, _ABOVE = b"\x7f", b"\xff"
_FIRST, _LAST = "\u0600", "\u067e"  # the letters of one byte that are not ASCII
_LETTERS = "".join(map(chr, [*range(0x7F), 0xFFFF, *range(ord(_FIRST), ord(_LAST) + 1), 0xFFFF]))
_ENCODING = codecs.charmap_build(_LETTERS)
_OTHERS = re.compile("([\x7f-\u05ff])|([^\0-\u067e])")
_SPELLED = re.compile(
    rb"[\x7f\xff]([\0-\x7f]|[\xc0-\xdf].|[\xe0-\xef]..|[\xf0-\xff]...)|([\x80-\xfe])", re.DOTALL
)


def narrow(term: bytes) -> bytes:
    r"""Spell the UTF-8 of *term* as it is kept; what is not UTF-8 comes behind all that is.

    >>> narrow("كتب".encode()), narrow("é".encode())
    (b'\xc3\xaa\xa8', b'\x7f\xc3\xa9')
    """
    try:
        text = term.decode("utf-8", "surrogatepass")
    except UnicodeDecodeError as error:
        return narrow(term[: error.start]) + 2 * _ABOVE
    if not _OTHERS.search(text):
        return codecs.charmap_encode(text, "strict", _ENCODING)[0]
    pieces = _OTHERS.split(text)
    return b"".join(
        narrow(piece.encode()) if place % 3 == 0 else (_BELOW, _ABOVE)[place % 3 - 1] + _utf8(piece)
        for place, piece in enumerate(pieces)
        if piece
    )


def _utf8(text: str) -> bytes:
    return text.encode("utf-8", "surrogatepass")


def is_plain(spelled: bytes) -> bool:
    """Tell whether each byte of *spelled* is a letter, so that `letters` may be asked."""
    return _BELOW not in spelled and _ABOVE not in spelled


def letters(spelled: bytes) -> str:
    """Give the letters that the bytes of *spelled* are."""
    return codecs.charmap_decode(spelled, "strict", _LETTERS)[0]


def widen(spelled: bytes) -> bytes:
    """Give the UTF-8 of a term; undo `narrow`."""
    if is_plain(spelled):
        return letters(spelled).encode()
    return _SPELLED.sub(lambda each: each[1] or letters(each[2]).encode(), spelled)
