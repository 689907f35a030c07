"""Where each setting comes from, and what is said of one that cannot be used."""

from pathlib import Path

import pytest

from searchkit.config import CHOICES, NAMES, Config
from searchkit.errors import ConfigError


def _file(tmp_path: Path, text: str) -> dict[str, str]:
    """Write a configuration file, and give the environment that names it."""
    path = tmp_path / "settings.toml"
    path.write_text(text, encoding="utf-8")
    return {"SEARCHKIT_CONFIG": str(path)}


def test_without_anything_the_defaults_hold(tmp_path: Path) -> None:
    config = Config.load({"HOME": str(tmp_path)}, {})
    assert config == Config()
    assert config.origins == dict.fromkeys(NAMES, "default")


def test_a_flag_beats_the_environment_beats_the_file(tmp_path: Path) -> None:
    environment = _file(tmp_path, 'limit = 1\nsnippets = 1\nindex = "f"\ncorpus = "f"\n')
    origin = environment["SEARCHKIT_CONFIG"]
    environment |= {"SEARCHKIT_LIMIT": "2", "SEARCHKIT_INDEX": "e"}
    config = Config.load(environment, {"limit": 3, "sort": None})
    assert (config.limit, config.index, config.corpus, config.snippets) == (3, "e", "f", 1)
    assert config.origins == {
        **dict.fromkeys(NAMES, "default"),
        "corpus": origin,
        "index": "environment",
        "limit": "flag",
        "snippets": origin,
    }


@pytest.mark.parametrize(
    ("environment", "folder"),
    [({"XDG_CONFIG_HOME": "xdg"}, "xdg"), ({"HOME": "home"}, "home/.config")],
    ids=["xdg", "home"],
)
def test_the_file_stands_in_the_configuration_folder(
    tmp_path: Path, environment: dict[str, str], folder: str
) -> None:
    path = tmp_path / folder / "searchkit" / "config.toml"
    path.parent.mkdir(parents=True)
    path.write_text("limit = 3\n", encoding="utf-8")
    placed = {name: str(tmp_path / value) for name, value in environment.items()}
    config = Config.load(placed, {})
    assert config.limit == 3
    assert config.origins["limit"] == str(path)


def test_a_flag_may_be_zero() -> None:
    assert Config.load({}, {"limit": 0}).limit == 0


@pytest.mark.parametrize("name", [f"SEARCHKIT_{name.upper()}" for name in (*NAMES, "config")])
def test_an_empty_variable_is_not_set(tmp_path: Path, name: str) -> None:
    assert Config.load({"HOME": str(tmp_path), name: ""}, {}) == Config()


@pytest.mark.parametrize(
    ("line", "key", "message"),
    [
        pytest.param("limt = 3", "limt", "no such setting; did you mean limit?", id="hint"),
        pytest.param("zzz = 3", "zzz", "no such setting$", id="no hint"),
        pytest.param("origins = {}", "origins", "no such setting", id="no field of files"),
        pytest.param("[search]\nlimit = 3", "search", "no such setting", id="table"),
        pytest.param("limit = 'ten'", "limit", "'ten' is not a whole number", id="text"),
        pytest.param("limit = true", "limit", "True is not a whole number", id="boolean"),
        pytest.param("limit = 2.5", "limit", "2.5 is not a whole number", id="fraction"),
        pytest.param("limit = -1", "limit", "-1 is not a whole number", id="negative"),
        pytest.param("limit = [1]", "limit", r"\[1\] is not a whole number", id="list"),
        pytest.param("index = 3", "index", "3 is not text", id="number for text"),
        pytest.param("sort = 'age'", "sort", r"'age' is not relevance \| newest", id="choice"),
        pytest.param("color = true", "color", r"True is not auto \| always", id="boolean choice"),
    ],
)
def test_a_bad_setting_in_the_file_is_named(
    tmp_path: Path, line: str, key: str, message: str
) -> None:
    environment = _file(tmp_path, line)
    with pytest.raises(ConfigError, match=message) as caught:
        Config.load(environment, {})
    assert caught.value.key == key
    assert caught.value.origin == environment["SEARCHKIT_CONFIG"]


def test_a_bad_setting_in_the_environment_is_named() -> None:
    with pytest.raises(ConfigError, match=r"^environment: limit: 'ten' is not a whole number"):
        Config.load({"SEARCHKIT_LIMIT": "ten"}, {})


def test_a_bad_flag_is_named() -> None:
    with pytest.raises(ConfigError, match=r"^flag: sort: "):
        Config.load({}, {"sort": "age"})


@pytest.mark.parametrize(
    "data",
    [
        pytest.param(b"limit = ", id="cut short"),
        pytest.param(b"limit 3", id="no equals sign"),
        pytest.param(b"index = '\xff'", id="not utf-8"),
        pytest.param(b"limit = 1\nlimit = 2", id="twice"),
    ],
)
def test_a_file_that_is_no_toml_is_named(tmp_path: Path, data: bytes) -> None:
    path = tmp_path / "settings.toml"
    path.write_bytes(data)
    with pytest.raises(ConfigError, match="not TOML: ") as caught:
        Config.load({"SEARCHKIT_CONFIG": str(path)}, {})
    assert caught.value.origin == str(path)


def test_a_missing_file_that_was_named_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "gone.toml"
    with pytest.raises(ConfigError, match="no such file") as caught:
        Config.load({"SEARCHKIT_CONFIG": str(path)}, {})
    assert caught.value.origin == str(path)


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="is a directory"):
        Config.load({"SEARCHKIT_CONFIG": str(tmp_path)}, {})


def test_a_home_that_is_no_folder_holds_no_file() -> None:
    assert Config.load({"HOME": "/dev/null"}, {}) == Config()


@pytest.mark.parametrize(
    ("name", "value"), [(name, value) for name, values in CHOICES.items() for value in values]
)
def test_every_choice_can_be_set(name: str, value: str) -> None:
    config = Config.load({f"SEARCHKIT_{name.upper()}": value}, {})
    assert getattr(config, name) == value
