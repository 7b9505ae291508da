"""Production keeps its promises on paper too: pinned images, health checks, secrets from files, nothing open."""

import re
from pathlib import Path
from typing import Any

import pytest
from ruamel.yaml import YAML

ROOT = Path(__file__).resolve().parent.parent
COMPOSE: dict[str, Any] = YAML(typ="safe", pure=True).load((ROOT / "docker-compose.yml").read_text(encoding="utf-8"))
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
ONCE = {"certificates", "setup"}  # do their work and end


def test_every_part_of_production_is_there() -> None:
    assert {"elasticsearch", "kibana", "postgres", "prefect", "worker", "console"} <= set(SERVICES)


@pytest.mark.parametrize("name", SERVICES)
def test_images_are_pinned(name: str) -> None:
    assert re.search(r":\d+\.\d+(\.\d+)?", SERVICES[name]["image"])


@pytest.mark.parametrize("name", sorted(SERVICES.keys() - ONCE))
def test_what_runs_on_has_a_health_check_and_comes_back(name: str) -> None:
    assert SERVICES[name]["healthcheck"]["test"]
    assert SERVICES[name]["restart"] == "unless-stopped"


@pytest.mark.parametrize("name", SERVICES)
def test_ports_are_on_loopback_only(name: str) -> None:
    assert all(port.startswith("127.0.0.1:") for port in SERVICES[name].get("ports", ()))


def test_secrets_are_files_and_nothing_has_a_default_password() -> None:
    assert all(set(secret) == {"file"} for secret in COMPOSE["secrets"].values())
    used = {name for service in SERVICES.values() for name in service.get("secrets", ())}
    assert used == set(COMPOSE["secrets"])
    for service in SERVICES.values():
        for key, value in (service.get("environment") or {}).items():
            if re.search(r"PASSWORD|SECRET|AUTH_|KEY", key):
                assert str(value).startswith(("/run/secrets/", "/keys/")) or "ssl" in key, key


def test_elasticsearch_has_its_security_on_and_nobody_phones_home() -> None:
    said = SERVICES["elasticsearch"]["environment"]
    assert said["xpack.security.enabled"] == said["xpack.security.http.ssl.enabled"] == "true"
    assert SERVICES["kibana"]["environment"]["TELEMETRY_OPTIN"] == "false"
    assert SERVICES["prefect"]["environment"]["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"


def test_the_way_to_production_names_every_secret() -> None:
    said = (ROOT / "docs" / "production.md").read_text(encoding="utf-8")
    assert [name for name in COMPOSE["secrets"] if name not in said] == []


def test_the_image_holds_every_room() -> None:
    dockerfile = (ROOT / "deploy" / "Dockerfile").read_text(encoding="utf-8")
    copied = set(re.findall(r"^COPY (\w+) \1$", dockerfile, re.MULTILINE))
    packages = re.search(r"packages = \[(.*?)\]", (ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    assert packages
    assert set(re.findall(r'"(\w+)"', packages[1])) == copied
