"""The bytes of a web page to text.

Pages lie about their encoding: saved ones were converted and kept their declaration, and old Arabic
ones declare Latin-1. So what the bytes are comes before what the page declares.
"""

import codecs
import re

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
    (b"<\0", "utf-16-le"),
    (b"\0<", "utf-16-be"),
)
#: Browsers look no further either, give or take: the declaration stands among the first bytes.
_HEAD = 4096
_DECLARED = re.compile(rb"""(?:charset|encoding)\s*=\s*["']?\s*([\w-]{3,20})""", re.IGNORECASE)
#: What Arabic pages are in that are in no Unicode encoding, the likeliest first.
_ARABIC_ENCODINGS = ("cp1256", "iso8859-6")

_NOT_ASCII = re.compile("[^\x00-\x7f]")
_ARABIC = re.compile("[\u0621-\u064a]")
#: What XML, and so lxml, has no place for.
_FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")


#: The share of them in a page that is none, but a picture, say, under a page's name.
_MOST_FORBIDDEN = 0.01


class UnreadablePage(ValueError):
    """A page that no article is made of, with a reason for people."""


def decoded(data: bytes) -> str:
    """Decode a page whatever it is in; what cannot be decoded is replaced, and controls go.

    Raises `UnreadablePage` for what is no text.

    >>> decoded('<meta charset="iso-8859-1"><p>خبر'.encode("cp1256"))
    '<meta charset="iso-8859-1"><p>خبر'
    """
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            text = data.decode(encoding, errors="replace").removeprefix("\ufeff")
            break
    else:
        text = _decoded(data)
    clean, forbidden = _FORBIDDEN.subn("", text)
    if forbidden > _MOST_FORBIDDEN * len(text):
        reason = "not text: it holds control characters"
        raise UnreadablePage(reason)
    return clean


def _decoded(data: bytes) -> str:
    text = data.decode("utf-8", errors="replace")
    # A letter cut in half by a program that counted bytes does not make a page another encoding.
    if 10 * text.count("\ufffd") <= len(_NOT_ASCII.findall(text)):
        return text
    declared = _declared(data[:_HEAD])
    guesses = [guess for guess in (declared, *_ARABIC_ENCODINGS) if guess]
    arabic = (_in(data, guess) for guess in guesses)
    return next(filter(_is_arabic, arabic), None) or _in(data, declared or "") or text


def _declared(head: bytes) -> str | None:
    match = _DECLARED.search(head)
    try:
        return codecs.lookup(match[1].decode()).name if match else None
    except LookupError:
        return None


def _in(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding, errors="replace")
    except (LookupError, ValueError):  # no encoding of text, as "hex", or "idna"
        return None


def _is_arabic(text: str | None) -> bool:
    """Tell whether most of what is no ASCII are Arabic letters."""
    if not text:
        return False
    return 2 * len(_ARABIC.findall(text)) > len(_NOT_ASCII.findall(text))
