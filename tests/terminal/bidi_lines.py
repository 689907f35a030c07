"""Lines of the kinds that are hard to order, and what fribidi makes of them.

Run as a script (with fribidi 1.0, Debian's libfribidi-bin) it writes the golden file; the tests
make the same lines again and compare.
"""

import hashlib
import lzma
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterable
from functools import cache
from itertools import islice
from pathlib import Path

GOLDEN = Path(__file__).parents[1] / "golden" / "bidi.txt.xz"
COUNT = 20_000

#: What lines are made of; a kind that stands twice is twice as frequent.
KINDS = (
    *["ابتجحدرسعفقلمنهويىةأإآ"] * 4,
    *["abcXYZé"] * 2,
    *[" "] * 3,
    *["()[]{}«»<>"] * 2,
    "0123456789",
    "٠١٢٣٤٥٦٧٨٩۱۲۳",
    "\u064b\u064e\u064f\u0650\u0651\u0652\u0670\u0301",
    "+-.,:/%$€#٪٬٫",
    "،؛؟!?\"'*&@…–—|=",
    "\u200c\u200d\u200e\u200f\u00ad",
    "אבגד",
)


#: Where fribidi 1.0.8 does not follow rule N0: a mark on a bracket.
MARKED_BRACKET = re.compile("[][(){}][\u200c\u200d\u00ad]*[\u064b-\u0670\u0301]")

#: Where it shapes otherwise than Unicode asks: direction marks between letters, lam, mark and alef.
SHAPED_OTHERWISE = re.compile("[\u200e\u200f]|ل[\u064b-\u0670\u0301\u200c\u200d\u00ad]+[اأإآ]")
#: What has no place of its own: joiners, soft hyphens and fribidi's filler behind lam-alef.
UNPLACED = re.compile("[\u200c\u200d\u00ad\ufeff]")


@cache
def lines() -> list[str]:
    """Make the lines, the same ones every time."""
    source = random.Random(20000)  # noqa: S311  they are to be the same
    made = (_line(source) for _ in iter(int, 1))
    return list(islice((line for line in made if not MARKED_BRACKET.search(line)), COUNT))


def _line(source: random.Random) -> str:
    length = 1 + int(source.random() * 30)
    return "".join(_drawn(_drawn(KINDS, source), source) for _ in range(length))


def _drawn(among: "tuple[str, ...] | str", source: random.Random) -> str:
    return among[int(source.random() * len(among))]  # unlike choice() the same in every Python


def is_shaped_alike(line: str) -> bool:
    """Tell whether fribidi shapes *line* as Unicode says."""
    return not SHAPED_OTHERWISE.search(line)


def digest(texts: Iterable[str]) -> str:
    """Sum up what was made of all lines."""
    return hashlib.blake2b("\n".join(texts).encode(), digest_size=16).hexdigest()


def fribidi(direction: str, asked: str) -> list[str]:
    """What fribidi says of all lines, a line each, if it is *asked* so."""
    flags = [f"--{direction}", "--nopad", "--nobreak", "--reordernsm", *asked.split()]
    text = "\n".join(lines()) + "\n"
    program = shutil.which("fribidi") or sys.exit("fribidi is not installed")
    done = subprocess.run([program, *flags], input=text.encode(), capture_output=True, check=True)
    return done.stdout.decode().split("\n")[:-1]


def main() -> None:
    """Write the golden file: for each direction the levels, and digests of all it prints."""
    content = []
    for direction in ("ltr", "rtl"):
        both = zip(lines(), fribidi(direction, ""), strict=True)
        shown = (text for line, text in both if is_shaped_alike(line))
        content.append(digest(UNPLACED.sub("", text) for text in shown))
        content += [line.replace(" ", "") for line in fribidi(direction, "--levels --novisual")]
    GOLDEN.write_bytes(lzma.compress("\n".join(content).encode(), preset=9))
    sys.stdout.write(f"{GOLDEN.name}: {GOLDEN.stat().st_size} bytes\n")


if __name__ == "__main__":
    main()
