"""The target file is strict, and says what is wrong with it."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from pathlib import Path

import pytest

from harness.config import Config, ConfigError, load_config
from harness.dumping import dump_config
from harness.redaction import Keys, LiveKeyError, refuse_live


def write(folder: Path, text: str) -> Path:
    path = folder / "assay.toml"
    path.write_text(text)
    return path


def test_round_trip(tmp_path: Path) -> None:
    config = Config("http://a", "K", "P", "v1", 3.0, 5.0, {"x": ("1",), "x:y": ("2", "3")})
    assert load_config(write(tmp_path, dump_config(config))) == config
    several = replace(config, concurrency=4)
    assert load_config(write(tmp_path, dump_config(several))) == several


def test_one_id_is_a_list_of_one(tmp_path: Path) -> None:
    assert load_config(write(tmp_path, '[ids]\n"a:b" = "c"')).ids == {"a:b": ("c",)}


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("bas_url = 'http://x'", "unknown key 'bas_url'"),
        ("base_url = 3", "base_url is 3; it should be a text"),
        ("base_url = 'localhost'", "should start with http"),
        ("timeout = true", "timeout is True; it should be a number"),
        ("timeout = 0", "above zero"),
        ("api_key_env = 'sk_test_1'", "holds a key"),
        ("ids = 3", "it should be a table"),
        ("[ids]\na = [1]", "an id or a list of ids"),
        ("base_url = ", "not readable as TOML"),
        (f"ids = {'[' * 20_000}", "not readable as TOML: it has more levels than are read"),
        (f"timeout = 1{'0' * 5_000}", "not readable as TOML: Exceeds the limit (4300 digits)"),
        (f"timeout = 0x{'f' * 9_000}", "timeout is a number of thousands of digits; it should be"),
        (f"timeout = '{'f' * 9_000}'", "(8802 more characters); it should be a number"),
    ],
    ids=lambda value: str(value)[:40],
)
def test_refused(tmp_path: Path, text: str, said: str) -> None:
    path = write(tmp_path, text)
    with pytest.raises(ConfigError) as trouble:
        load_config(path)
    assert said in str(trouble.value)
    assert str(path) in str(trouble.value)


@pytest.mark.parametrize(
    ("text", "line"),
    [
        ("# first\ntimeout = 1\nbas_url = 'http://x'", 3),
        ("\nrate = 'fast'", 2),
        ("timeout = 1\n[idz]\na = 'b'", 2),
        ("[ids]\n'a:b' = 'c'\n\"a:c\" = 3", 3),
    ],
)
def test_a_refusal_names_the_line(tmp_path: Path, text: str, line: int) -> None:
    path = write(tmp_path, text)
    with pytest.raises(ConfigError, match=rf"^{re.escape(str(path))}:{line}: "):
        load_config(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(ConfigError, match="no such file"):
        load_config(tmp_path / "none.toml")


def test_keys_come_from_the_environment() -> None:
    keys = Config(api_key_env="A", publishable_key_env="B").keys({"A": "sk_1", "B": "pk_1"})
    assert keys == Keys("sk_1", "pk_1")
    assert Config(api_key_env="A").keys({}) is None


def test_keys_hide() -> None:
    assert "sk_" not in repr(Keys("sk_test_secret", "pk_test_public"))


@pytest.mark.parametrize("key", ["sk_live_1", "rk_live_1", "pk_live_1"])
def test_live_keys_are_refused(key: str) -> None:
    with pytest.raises(LiveKeyError):
        refuse_live(Keys(key), allow=False)
    refuse_live(Keys(key), allow=True)
    refuse_live(Keys("sk_test_1"), allow=False)


def test_an_api_says_how_its_live_keys_begin() -> None:
    with pytest.raises(LiveKeyError):
        refuse_live(Keys("test_1", "prod_2"), ("prod_",), allow=False)
    refuse_live(Keys("xx_live_1"), ("prod_",), allow=False)
    with pytest.raises(LiveKeyError):
        refuse_live(Keys("xx_live_1"), allow=False)


def test_an_api_says_how_its_keys_begin(tmp_path: Path) -> None:
    path = write(tmp_path, "api_key_env = 'key-1'")
    assert load_config(path).api_key_env == "key-1"
    with pytest.raises(ConfigError, match="holds a key"):
        load_config(path, ("key-",))


@pytest.mark.parametrize(
    "line",
    [
        "timeout = inf", "timeout = nan", "timeout = 1e300", "timeout = 0", "rate = nan",
        "concurrency = 0", "concurrency = 65", "concurrency = 1.5", "concurrency = true",
        "rate = -1", 'api_version = ""', 'api_version = "a\\nb"', 'api_version = "v\u20ac"',
        'api_key_env = ""', 'api_key_env = "A=B"', 'publishable_key_env = "A B"',
    ],
)  # fmt: skip
def test_what_no_clock_header_or_variable_takes(tmp_path: Path, line: str) -> None:
    path = write(tmp_path, f"# a target\n{line}")
    with pytest.raises(ConfigError, match=rf"^{re.escape(str(path))}:2: .*it should be "):
        load_config(path)


def test_a_byte_order_mark_is_no_mistake(tmp_path: Path) -> None:
    path = tmp_path / "assay.toml"
    path.write_text("rate = 5\n", encoding="utf-8-sig")
    assert load_config(path).rate == 5


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    path = tmp_path / "assay.toml"
    os.mkfifo(path)
    with pytest.raises(ConfigError, match="it is no file"):
        load_config(path)
