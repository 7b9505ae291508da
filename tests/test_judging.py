"""`zicht label` and `zicht decide`: what people say is kept with its reason, counted, and wrong words are refused."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from console.cli import app
from ledger import open_ledger
from tests.console_samples import ADVERTS, world
from zicht.errors import InputError
from zicht.settings import Settings

ADVERT = ADVERTS[0].id


@pytest.fixture(scope="module")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    made = Settings(home=tmp_path_factory.mktemp("judging") / "home", who="rechercheur")
    with world(made):
        pass
    return made


def run(home: Path, *arguments: str) -> str:
    done = CliRunner().invoke(app, ["--home", str(home), *arguments], env={"ZICHT_WHO": "rechercheur"})
    if done.exception and not isinstance(done.exception, SystemExit):
        raise done.exception
    return " ".join(done.output.split())


def test_a_label_is_kept_and_counted(settings: Settings) -> None:
    assert "Vastgelegd" in run(settings.home, "label", ADVERT, "no_signal", "--why", "gebeld, in orde")
    assert "Vastgelegd" in run(settings.home, "label", ADVERT, "signal", "--why", "toch niet in orde")
    ledger = open_ledger(settings.ledger_url)
    said = ledger.labels(ADVERT)
    assert [(one.label, one.who, one.why) for one in said] == [
        ("no_signal", "rechercheur", "gebeld, in orde"),
        ("signal", "rechercheur", "toch niet in orde"),
    ]
    assert [event.action for event in ledger.audit_events(limit=2)] == ["label", "label"]
    ledger.close()


def test_a_decision_is_kept_with_its_line(settings: Settings) -> None:
    ledger = open_ledger(settings.ledger_url)
    line = ledger.signals(ledger.signal_days()[0])[0]
    run(settings.home, "decide", line.key, "geen_signaal", "--why", "bekend bedrijf")
    assert [(one.decision, one.why) for one in ledger.decisions(line.key)] == [("geen_signaal", "bekend bedrijf")]
    ledger.close()


WRONG = {
    "an unknown advert": (("label", "nergens", "signal", "--why", "x"), "nergens is onbekend"),
    "an unknown label": (("label", ADVERT, "verdacht", "--why", "x"), "Kies uit: signal, review"),
    "no reason": (("label", ADVERT, "signal", "--why", " "), "Geef een reden"),
    "an unknown line": (("decide", "nergens", "volgen", "--why", "x"), "staat op geen lijst"),
    "an unknown decision": (("decide", "nergens", "weg", "--why", "x"), "Kies uit: volgen"),
}


@pytest.mark.parametrize("what", WRONG)
def test_what_cannot_be_is_refused_and_nothing_is_written(what: str, settings: Settings) -> None:
    arguments, said = WRONG[what]
    ledger = open_ledger(settings.ledger_url)
    before = len(ledger.audit_events(limit=1000))
    with pytest.raises(InputError, match=said):
        run(settings.home, *arguments)
    assert len(ledger.audit_events(limit=1000)) == before
    ledger.close()
