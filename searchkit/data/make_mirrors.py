"""Write ``mirrors.json``: the characters that face the other way from right to left, and brackets.

Run at development time (``python searchkit/data/make_mirrors.py FOLDER``) where FOLDER has
BidiMirroring.txt and BidiBrackets.txt of the Unicode Character Database (Debian's unicode-data
puts them into /usr/share/unicode); the library reads only the file.
"""

import json
import sys
from pathlib import Path

HERE = Path(__file__).parent


def pairs(path: Path) -> list[list[str]]:
    """List the fields of each line of *path*, a file of the database, without comments."""
    lines = (line.partition("#")[0] for line in path.read_text(encoding="utf-8").splitlines())
    return [[field.strip() for field in line.split(";")] for line in lines if line.strip()]


def written(codes: list[tuple[str, str]]) -> list[str]:
    """Write each pair of hexadecimal codes as the two characters."""
    return [chr(int(one, 16)) + chr(int(other, 16)) for one, other in codes]


def main(folder: Path) -> None:
    """Write the file from the tables in *folder*."""
    mirroring, brackets = folder / "BidiMirroring.txt", folder / "BidiBrackets.txt"
    version = mirroring.read_text(encoding="utf-8").split(".txt")[0].partition("-")[2]
    tables = {
        "about": "mirrors: a character and its mirror image; brackets: an opening and its closing",
        "source": f"Unicode {version}, BidiMirroring.txt and BidiBrackets.txt",
        "licence": "Unicode-3.0",
        "mirrors": written([(one, other) for one, other in pairs(mirroring)]),
        "brackets": written([(one, other) for one, other, side in pairs(brackets) if side == "o"]),
    }
    text = json.dumps(tables, ensure_ascii=True, indent=0)
    (HERE / "mirrors.json").write_text(text + "\n", encoding="utf-8")
    print(f"mirrors.json: {len(tables['mirrors'])} mirrors, {len(tables['brackets'])} brackets")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
