"""Words and phrases of a query: which are plain, which stand for others, which say nothing."""

import re
from collections.abc import Callable

from searchkit.analysis import analyze
from searchkit.query.fields import named
from searchkit.query.lexer import FIELD, WORD, Lexeme
from searchkit.query.syntax import Exact, Fuzzy, Node, Pattern, Phrase, Span, Word

#: Clitics that somebody typed with a space behind them: alone they say nothing.
_DETACHED = frozenset(["و", "ف", "ب", "ك", "ل"])
#: Words with ``*`` or ``~`` that are looked up as such: each goes through a whole vocabulary.
MOST_PATTERNS = 8
_LEAST_LETTERS = 2
_FURTHEST = 2

_FUZZY = re.compile(r"(.+?)~(\d?)", re.DOTALL)
#: ``?`` stands for a letter where letters follow; elsewhere it ends a question.
_WILDCARD = re.compile(r"([*]+|[?](?=[^\W_]))")
_SIGNS = re.compile(r"[*~?]")
_COLONS = (":", "：")
#: Between words that are one to whoever typed them.
_JOINT = "/"
#: What would be read otherwise behind a name, or before a weight.
_OTHERWISE = re.compile(r"^[:：]|\^")
_TRAILING_MINUS = re.compile(r"[^\W\d_]{2,}-")


class Terms:
    """Makes nodes of words, counting those that are costly; *noted* takes what has to be said."""

    def __init__(self, noted: Callable[[str, Lexeme, str, str], None]) -> None:
        """Tell *noted* about words that are not what they seem."""
        self._noted = noted
        self._patterns = 0

    def word(self, lexeme: Lexeme, span: Span) -> Node | None:
        """Read a word, which may be a pattern; None if it has no letters."""
        text = lexeme.text
        has_signs = lexeme.kind == WORD and _SIGNS.search(text)
        if has_signs and (node := self._pattern(lexeme, span)):
            return node
        tokens = tuple(analyze(text))
        if lexeme.kind != WORD or _OTHERWISE.search(text):
            text = _JOINT.join(token.text for token in tokens)
        elif text.endswith(_COLONS) and (name := named(text[:-1])):
            self._noted("lone-field", lexeme, text, name)
        elif _TRAILING_MINUS.fullmatch(text):
            self._noted("trailing-minus", lexeme, text[:-1], "")
        if not tokens or (len(tokens) == 1 and tokens[0].text in _DETACHED):
            return None
        return Word(span, text, tokens)

    def phrase(self, lexeme: Lexeme, span: Span, *, is_exact: bool) -> Node | None:
        """Read words in their order; None if there are none."""
        tokens = tuple(analyze(lexeme.text))
        kind = Exact if is_exact else Phrase
        return kind(span, lexeme.text, tokens, lexeme.slop + 1) if tokens else None

    def _pattern(self, lexeme: Lexeme, span: Span) -> Node | None:
        """Read a word with ``*``, ``?`` or ``~``; None if it is to be a plain word."""
        fuzzy = _FUZZY.fullmatch(lexeme.text)
        if not fuzzy and not _WILDCARD.search(lexeme.text):
            return None
        plain = lexeme._replace(kind=FIELD, text=_SIGNS.sub("", fuzzy[1] if fuzzy else lexeme.text))
        node: Node | None
        if fuzzy:
            node = _fuzzy(fuzzy[1], int(fuzzy[2] or 1), span)
        else:
            node = _wildcards(lexeme.text, span)
        if node is None:
            if any(map(str.isalnum, plain.text)):
                self._noted("no-pattern", lexeme, lexeme.text, "")
        elif self._patterns == MOST_PATTERNS:
            self._noted("too-many-patterns", lexeme, plain.text, str(MOST_PATTERNS))
            node = None
        else:
            self._patterns += 1
        return node or self.word(plain, span)


def _fuzzy(text: str, distance: int, span: Span) -> Fuzzy | None:
    tokens = list(analyze(text))
    if len(tokens) != 1 or len(tokens[0].text) <= _LEAST_LETTERS:
        return None
    return Fuzzy(span, tokens[0].text, min(distance, _FURTHEST)) if distance else None


def _wildcards(text: str, span: Span) -> Pattern | None:
    """Fold what stands between the signs; None if that is not one word of enough letters."""
    pieces = []
    for number, piece in enumerate(_WILDCARD.split(text)):
        forms = [token.text for token in analyze(piece)]
        if len(forms) > 1:
            return None
        pieces.append(piece if number % 2 else "".join(forms))
    folded = re.sub(r"\*+", "*", "".join(pieces)).strip("?")
    letters = sum(map(str.isalnum, folded))
    is_pattern = letters >= _LEAST_LETTERS and _WILDCARD.search(folded)
    return Pattern(span, folded) if is_pattern else None
