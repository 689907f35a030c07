"""All JSON that the program prints is as docs/output.schema.json says."""

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

Run = Callable[..., Any]
SCHEMA = json.loads(
    (Path(__file__).parents[2] / "docs" / "output.schema.json").read_text(encoding="utf-8")
)
TYPES: dict[str, type | tuple[type, ...]] = {
    "object": dict,
    "array": list,
    "string": str,
    "integer": int,
    "number": (int, float),
    "null": type(None),
}
#: The words of JSON Schema that `faults` knows; the schema must use no other.
KNOWN = {
    *("$ref", "type", "enum", "properties", "required", "additionalProperties", "items"),
    *("minItems", "maxItems"),
}


def faults(value: object, schema: dict[str, Any], at: str = "") -> Iterator[str]:
    """What in *value* is not as *schema* says."""
    assert set(schema) <= KNOWN
    if "$ref" in schema:
        schema = SCHEMA["$defs"][schema["$ref"].removeprefix("#/$defs/")]
    types = schema.get("type", list(TYPES))
    if not is_one_of(value, types if isinstance(types, list) else [types]):
        yield f"{at}: {value!r} is no {types}"
    elif "enum" in schema and value not in schema["enum"]:
        yield f"{at}: {value!r} is none of {schema['enum']}"
    elif isinstance(value, dict):
        yield from faults_of_object(value, schema, at)
    elif isinstance(value, list):
        if not schema.get("minItems", 0) <= len(value) <= schema.get("maxItems", len(value)):
            yield f"{at}: {len(value)} items"
        for number, item in enumerate(value):
            yield from faults(item, schema["items"], f"{at}/{number}")


def is_one_of(value: object, types: list[str]) -> bool:
    return any(
        isinstance(value, TYPES[name]) and not (isinstance(value, bool) and name != "boolean")
        for name in types
    )


def faults_of_object(value: dict[str, object], schema: dict[str, Any], at: str) -> Iterator[str]:
    known = schema.get("properties", {})
    others = schema.get("additionalProperties", True)
    yield from (f"{at}: no {name}" for name in schema.get("required", ()) if name not in value)
    for name, item in value.items():
        if name in known:
            yield from faults(item, known[name], f"{at}/{name}")
        elif others is False:
            yield f"{at}: unexpected {name}"
        elif isinstance(others, dict):
            yield from faults(item, others, f"{at}/{name}")


COMMANDS = [
    ["search", "المغرب", "sourse:x", '"كأس'],
    ["search", "زنجبيل"],
    ["search", "في", "--limit", "100", "--sort", "newest"],
    ["explain", "المغرب", "كأس", "-زنجبيل", "since:2019", "w-2019-0001"],
    ["explain", "زنجبيل", "w-2019-0001"],
    ["show", "w-2019-0001"],
    ["like", "w-2019-0001"],
    ["facets", "المغرب"],
    ["facets", "--by", "year"],
    ["timeline"],
    ["timeline", "زنجبيل"],
    ["facets", "--by", "place"],
    ["entities"],
    ["entities", "زنجبيل"],
    ["suggest", "سع"],
    ["status"],
    ["check"],
]


@pytest.mark.parametrize("arguments", COMMANDS, ids=lambda each: each[0])
def test_json_is_as_the_schema_says(run: Run, corpus_index: Path, arguments: list[str]) -> None:
    out = run(*arguments, "--index", corpus_index, "--format", "json").out
    assert list(faults(json.loads(out), SCHEMA["$defs"][arguments[0]])) == []


@pytest.mark.parametrize("command", ["build", "update"])
def test_reports_are_as_the_schema_says(run: Run, news: Path, command: str) -> None:
    (news / "a.jsonl").write_text('{"id": "1", "title": "خبر"}\n{\n', encoding="utf-8")
    out = run(command, news, "--format", "json").out
    assert list(faults(json.loads(out), SCHEMA["$defs"][command])) == []


@pytest.mark.parametrize(
    ("arguments", "definition"),
    [(["export"], "export"), (["search", "في", "--format", "jsonl"], "hit")],
    ids=["export", "search"],
)
def test_every_line_is_as_the_schema_says(
    run: Run, corpus_index: Path, arguments: list[str], definition: str
) -> None:
    lines = run(*arguments, "--index", corpus_index).out.splitlines()
    assert lines
    for line in lines:
        assert list(faults(json.loads(line), SCHEMA["$defs"][definition])) == []


@pytest.mark.parametrize(
    "wrong",
    [{"by": "source"}, {"total": "7"}, {"values": [{"value": 1, "count": 1}]}, {"more": 1}],
    ids=["missing", "type", "inside", "additional"],
)
def test_what_is_not_as_the_schema_says_is_found(wrong: dict[str, object]) -> None:
    right = {"format_version": 1, "by": "year", "total": 7, "without": 0, "values": []}
    value = wrong if "by" in wrong else right | wrong
    assert list(faults(value, SCHEMA["$defs"]["facets"])) != []
