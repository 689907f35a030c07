"""MySQL dumps: rows by the columns of their table."""

from collections.abc import Callable
from datetime import date
from typing import TypeAlias

import pytest

from searchkit.articles import Article, encoding

One: TypeAlias = Callable[..., Article]
Told: TypeAlias = Callable[..., list[tuple[int | None, str]]]

CREATE = """-- MySQL dump 10.13  Distrib 8.0, it's a comment; INSERT INTO `x` VALUES (1)
/*!40101 SET NAMES utf8mb4 */;
DROP TABLE IF EXISTS `articles`;
CREATE TABLE `articles` (
  `id` int(11) NOT NULL AUTO_INCREMENT,
  `title` varchar(255) DEFAULT 'x, (y)' COMMENT 'it''s',
  `kind` enum('a','b') DEFAULT NULL,
  pub_date datetime DEFAULT CURRENT_TIMESTAMP(),
  `body` longtext,
  PRIMARY KEY (`id`), KEY `t` (`title`(10),`kind`)
) ENGINE=InnoDB DEFAULT CHARSET=utf8mb4;
LOCK TABLES `articles` WRITE;
"""
ENDLESS = (
    "broken SQL: no end to be found within {} MB; what follows up to the next INSERT is not read"
)
ROW = "(7,'خبر','a','2022-05-30 10:00:00','وقع أمس.')"


@pytest.mark.parametrize("name", ["a.sql", "a.txt", "a"])
def test_rows_are_named_by_the_columns_of_the_table(one: One, name: str) -> None:
    article = one(f"{CREATE}INSERT INTO `articles` VALUES {ROW};\nUNLOCK TABLES;\n", name)
    assert (article.id, article.title, article.body) == ("7", "خبر", "وقع أمس.")
    assert (article.date, article.extra) == (date(2022, 5, 30), {"kind": "a"})
    assert article.place.line == 13


def test_rows_are_named_by_the_columns_of_the_insert(one: One) -> None:
    article = one(f"{CREATE}INSERT INTO articles (`body`, title) VALUES ('نص','خبر');", "a.sql")
    assert (article.title, article.body) == ("خبر", "نص")


def test_many_rows_on_a_line_and_many_inserts(told: Told) -> None:
    rows = ", ".join([ROW] * 3)
    found = told(f"{CREATE}INSERT INTO articles VALUES {rows};\n{'REPLACE INTO db.articles '}"
                 f"VALUES {ROW},\n{ROW} ON DUPLICATE KEY UPDATE id=id;\n", "a.sql")  # fmt: skip
    assert found == [(13, "خبر")] * 3 + [(14, "خبر"), (15, "خبر")]


@pytest.mark.parametrize(
    ("literal", "value"),
    [
        (r"'a\'b'", "a'b"),
        ("'a''b'", "a'b"),
        (r"'a\"b'", 'a"b'),
        (r"'a\\'", "a\\"),
        (r"'a\nb\r\nc'", "a b c"),
        ('"a"', "a"),
        ("_utf8mb4 'a'", "a"),
        ("'a\"\"b'", 'a""b'),
        (r"'a\\\\''b'", "a\\\\'b"),
        ("'a;),(b'", "a;),(b"),
        (r"'a\0b'", "ab"),
        ("12.5", "12.5"),
        ("-1", "-1"),
        ("CONCAT('a',(1))", "CONCAT('a',(1))"),
        ("0x6162", "0x6162"),
    ],
)
def test_literals_are_read_as_mysql_reads_them(one: One, literal: str, value: str) -> None:
    assert one(f"INSERT INTO t (id, title) VALUES (1, {literal} );", "a.sql").title == value


def test_null_is_nothing(one: One) -> None:
    article = one("INSERT INTO t (title, author, body) VALUES ('خبر', NULL, null);", "a.sql")
    assert (article.author, article.body) == (None, "")


@pytest.mark.parametrize(
    ("row", "reason"),
    [
        ("(1)", "1 values for 2 columns"),
        ("(1,'a','b')", "3 values for 2 columns"),
        ("(1,,2)", "broken SQL: no value at character 3 of the row"),
        ("(1,'a' 'b')", "broken SQL: no value at character 3 of the row"),
        ("(1,'a\1b')", "not text: it holds control characters"),
        ("(1,'')", "neither a title nor a text"),
    ],
)
def test_a_bad_row_is_named_and_the_rest_read(told: Told, row: str, reason: str) -> None:
    found = told(f"INSERT INTO t (id, title) VALUES (1,'أول'),\n{row},\n(3,'ثالث');", "a.sql")
    assert found == [(1, "أول"), (2, reason), (3, "ثالث")]


def test_a_row_in_another_encoding_is_named(told: Told) -> None:
    lines = ["INSERT INTO t (id, title) VALUES (1,'خبر'),\n(1,'", "خبر", "'),\n(2,'خبر');"]
    data = lines[0].encode() + lines[1].encode("cp1256") + lines[2].encode()
    assert told(data, "a.sql") == [(1, "خبر"), (2, "not UTF-8 at byte 4"), (3, "خبر")]


def test_a_row_without_end_leaves_the_next_insert(told: Told) -> None:
    data = (
        "INSERT INTO t (title) VALUES ('أول'),\n(((((1);\nINSERT INTO t (title) VALUES ('ثان');\n"
    )
    assert told(data, "a.sql") == [(1, "أول"), (2, ENDLESS.format(16)), (3, "ثان")]


def test_after_many_statements_without_end_a_file_is_given_up(told: Told) -> None:
    found = told("INSERT INTO t (title) VALUES (((((1);\n" * 100, "a.sql")
    assert len(found) == 20
    assert found[-1][1].endswith("; all that follows is not read")


def test_tables_without_articles_are_named_once(told: Told) -> None:
    insert = "INSERT INTO users VALUES (1,'a'),(2,'b');\n"
    data = f"CREATE TABLE `users` (`id` int, `mail` text);\n{insert * 3}INSERT INTO t VALUES (1);\n"
    assert told(f"{data}INSERT INTO t (title) VALUES ('خبر')", "a.sql") == [
        (2, "table users: no column for a title or a text; its rows are not read"),
        (5, "table t: its columns are not known; its rows are not read"),
        (6, "خبر"),
    ]


def test_a_row_beyond_the_limit_is_named(told: Told, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "LONGEST", 1000)
    insert = "INSERT INTO t (title) VALUES ('{}');\n"
    found = told(insert.format("أول") + insert.format("x" * 2000) + insert.format("ثالث"), "a.sql")
    assert found == [(1, "أول"), (2, ENDLESS.format(0)), (3, "ثالث")]
