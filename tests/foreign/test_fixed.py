"""The account in a path is that of the target, where `assay.toml` gives one."""

from __future__ import annotations

from pathlib import Path

import pytest

from contracts import load
from harness.config import ConfigError, load_config
from harness.dumping import dump_config
from suites.conventions import conventions
from tests.foreign.depot import KEY, basic
from tests.foreign.speaking import Pascal
from tests.foreign.test_faces import package
from tests.running import command
from tests.suites.servers import Call, listening


class Other(Pascal):
    """The same depot, of another account."""

    prefix = "/2010/Accounts/AC77"

    def key(self, call: Call, _form: dict[str, object]) -> str | None:
        """Return the key of a request, where its account is the right one."""
        user, password = basic(call)
        return password if user == "AC77" else None


def written(folder: Path, text: str) -> Path:
    path = folder / "assay.toml"
    path.write_text(text, encoding="utf-8")
    return path


def test_a_value_stands_in_the_file_or_in_the_environment(tmp_path: Path) -> None:
    path = written(tmp_path, '[fixed]\naccount = "AC77"\nregion = {env = "DEPOT_REGION"}\n')
    found = load_config(path, environment={"DEPOT_REGION": "eu-1"})
    assert found.fixed == {"account": "AC77", "region": "eu-1"}
    assert load_config(written(tmp_path, dump_config(found))).fixed == found.fixed


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ('account = {env = "DEPOT_ACCOUNT"}', "'DEPOT_ACCOUNT' is not set, or empty"),
        ('account = "A/B"', "fixed.account is 'A/B'; it should be letters that a path can hold"),
        ("account = 42", "fixed.account is 42; it should be letters that a path can hold"),
        ('account = {value = "x"}', "it should be letters that a path can hold"),
    ],
)
def test_what_is_no_value_is_refused_with_its_line(tmp_path: Path, text: str, says: str) -> None:
    path = written(tmp_path, f"[fixed]\n{text}\n")
    with pytest.raises(ConfigError) as found:
        load_config(path, environment={})
    assert str(found.value).startswith(f"{path}:2: ")
    assert says in str(found.value)


def test_paths_and_keys_are_those_of_the_target(tmp_path: Path) -> None:
    contracts = load(package("pascal", tmp_path / "api"))
    own, other = conventions(contracts), conventions(contracts, {"account": "AC77"})
    assert (own.beginning, other.beginning) == ("/2010/Accounts/AC42", "/2010/Accounts/AC77")
    assert other.sending.basic("k") == "AC77:k"
    assert conventions(contracts, {}) is own


def test_a_server_of_another_account_is_asked_by_it(tmp_path: Path) -> None:
    folder = package("pascal", tmp_path / "api")
    with (folder / "api.yaml").open("a", encoding="utf-8") as conventions_of:
        conventions_of.write("preflight: parcel.first\n")
    parcel = (folder / "parcel.yaml").read_text(encoding="utf-8")
    first = "operations:\n  first: {kind: action, method: GET, path: /parcels, shape: any}\n"
    (folder / "parcel.yaml").write_text(parcel.replace("operations:\n", first, 1), encoding="utf-8")
    asked: list[str] = []
    server = Other()

    def respond(call: Call) -> object:
        asked.append(call.path)
        return server(call)

    with listening(respond) as url:  # type: ignore[arg-type]
        written(tmp_path, f'base_url = "{url}"\ncontracts = "api"\n[fixed]\naccount = "AC77"\n')
        found = command("doctor", folder=tmp_path, key=KEY)
    assert found.code == 0, found.said
    assert set(asked) == {"/2010/Accounts/AC77/parcels.json"}


def test_a_name_that_no_path_has_is_told(tmp_path: Path) -> None:
    package("pascal", tmp_path / "api")
    written(
        tmp_path, 'base_url = "http://127.0.0.1:1"\ncontracts = "api"\n[fixed]\naccout = "AC77"\n'
    )
    found = command("doctor", folder=tmp_path, key=KEY)
    assert found.code == 2
    assert "assay.toml:4: fixed: no path has a {accout}; did you mean 'account'?" in found.said
