"""What a page asked of the database is shown to whoever changes the code, on their own machine, and to nobody else."""

import re

import pytest
from django.conf import settings as live
from django.core.exceptions import MiddlewareNotUsed

from coproduction.base import development
from coproduction.base.development import QueryPanel
from tests.base.test_settings import DEMO, LIVE, settings_with
from tests.factories import PromiseFactory, ago

PANEL = "coproduction.base.development.QueryPanel"


@pytest.fixture
def developing(settings):
    settings.DEBUG = True
    settings.MIDDLEWARE = [PANEL, *settings.MIDDLEWARE]


def test_it_is_not_there_live(tmp_path):
    assert PANEL not in live.MIDDLEWARE and PANEL not in settings_with(tmp_path)["MIDDLEWARE"]
    assert "coproduction.development" not in settings_with(tmp_path)["LOGGING"]["loggers"]


def test_it_is_there_only_where_debug_is_on(tmp_path):
    demo = dict.fromkeys(LIVE) | DEMO
    assert PANEL not in settings_with(tmp_path, **demo)["MIDDLEWARE"]
    assert PANEL in settings_with(tmp_path, **demo, COPRODUCTION_DEBUG="1")["MIDDLEWARE"]


def test_put_in_by_mistake_it_takes_itself_out(settings, cora_client, project):
    with pytest.raises(MiddlewareNotUsed):
        QueryPanel(lambda request: None)
    settings.MIDDLEWARE = [PANEL, *settings.MIDDLEWARE]
    answer = cora_client.get("/today/")
    assert "Server-Timing" not in answer and "of them again" not in answer.content.decode()


def test_the_foot_of_a_page_says_what_it_asked(developing, cora_client, project, stage):
    answer = cora_client.get("/today/")
    assert re.search(r"\d+ statements, \d+ ms, \d+ of them again; \d+ ms in all</p></body>", answer.content.decode())
    assert re.fullmatch(r'sql;dur=[\d.]+;desc="[\w ,]+", all;dur=[\d.]+', answer["Server-Timing"])
    assert int(answer["Content-Length"]) == len(answer.content)


def test_what_took_long_is_logged_without_its_values(developing, cora_client, project, monkeypatch, caplog):
    PromiseFactory(project=project, words="Send the photos", made_on=ago(9), by_when=ago(1))
    monkeypatch.setattr(development, "SLOW", -1)
    assert "Send the photos" in cora_client.get("/today/").content.decode()
    said = [record.getMessage() for record in caplog.records if record.name == "coproduction.development"]
    assert any("FROM" in words and "participants_promise" in words for words in said)
    assert not any(str(project.pk) in words or project.pk.hex in words or "photos" in words for words in said)
