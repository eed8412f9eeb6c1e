"""What the settings of a hub become."""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

import parvis
from parvis import settings
from parvis.errors import SettingsError, UsageError

Hub = Callable[..., Path]


def mistakes(root: Path) -> list[str]:
    """All that is said of a hub's settings."""
    with pytest.raises(SettingsError) as caught:
        settings.read(root)
    assert caught.value.exitcode == 78
    return str(caught.value).splitlines()


def test_two_lines_make_a_hub(hub: Hub) -> None:
    root = hub()

    found = settings.read(root)

    assert (found.root, found.content, found.output, found.state) == (root, root / "content", root / "output", root / ".parvis")
    assert (found.theme, found.archive, found.pelican_conf) == (Path(parvis.THEME), root / "content" / "archive", root / "pelican.conf.py")
    assert (found.site.name, found.site.url, found.site.language, found.site.languages) == ("Sucre Bleu", "", "en", ("en",))
    assert (found.site.timezone, found.site.page_size, found.site.tagline, found.site.notice) == ("UTC", 24, {}, {})
    assert (found.sources, found.now, found.private_hosts) == ((), None, ())


def test_every_setting_is_taken(hub: Hub) -> None:
    found = settings.read(
        hub(
            'SITEURL = "https://hub.example/shop/"',
            'TIMEZONE = "America/Toronto"',
            'DEFAULT_LANG = "fr"',
            'OUTPUT_PATH = "public"',
            'PARVIS_LANGUAGES = ["fr", "en"]',
            'PARVIS_TAGLINE = "Macarons"',
            'PARVIS_NOTICE = {"en": "An invented brand"}',
            "PARVIS_PAGE_SIZE = 12",
            'PARVIS_PRIVATE_HOSTS = ["intranet.example", "10.0.0.7", "127.0.0.0/8", "::1", "localhost"]',
            'PARVIS_NOW = "2026-06-12T10:00"',
        )
    )

    assert (found.site.url, found.site.timezone, found.site.languages) == ("https://hub.example/shop", "America/Toronto", ("fr", "en"))
    assert found.output.name == "public"
    assert found.site.tagline == {"fr": "Macarons", "en": "Macarons"}
    assert found.site.notice == {"en": "An invented brand"}
    assert found.site.page_size == 12
    assert found.private_hosts == ("intranet.example", "10.0.0.7", "127.0.0.0/8", "::1", "localhost")
    assert found.now == datetime(2026, 6, 12, 14, 0, tzinfo=UTC)


def test_a_moment_may_be_a_datetime(hub: Hub) -> None:
    found = settings.read(hub("from datetime import UTC, datetime", "PARVIS_NOW = datetime(2026, 6, 12, tzinfo=UTC)"))

    assert found.now == datetime(2026, 6, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("SITEURL = 'https://'", "SITEURL: 'https://' is no absolute address."),
        ("SITEURL = 'https://hub.example/?a=1'", "SITEURL: 'https://hub.example/?a=1' is no absolute address."),
        ("SITEURL = 'http://[::1'", "SITEURL: 'http://[::1' is no absolute address."),
        ("SITEURL = None", "SITEURL: this is nothing, and a text is needed."),
        ("TIMEZONE = '../etc/passwd'", "TIMEZONE: '../etc/passwd' is no timezone."),
        ("TIMEZONE = 5", "TIMEZONE: this is a number, and a text is needed."),
        ("DEFAULT_LANG = 'français'", "DEFAULT_LANG: 'français' is no language."),
        ("PARVIS_LANGUAGES = 'fr'", 'PARVIS_LANGUAGES: a list of texts is needed, such as ["one", "two"].'),
        ("PARVIS_LANGUAGES = ['en', 'fr', 'en']", "PARVIS_LANGUAGES: a language stands here twice."),
        ("PARVIS_TAGLINE = 5", "PARVIS_TAGLINE: a text is needed, or one for each language"),
        ("PARVIS_TAGLINE = {'en': 5}", "PARVIS_TAGLINE: a text is needed, or one for each language"),
        ("PARVIS_PAGE_SIZE = True", "PARVIS_PAGE_SIZE: a whole number from 1 to 200 is needed."),
        ("PARVIS_PAGE_SIZE = 0", "PARVIS_PAGE_SIZE: a whole number from 1 to 200 is needed."),
        ("PARVIS_PRIVATE_HOSTS = ['10.0.0.0/99']", "PARVIS_PRIVATE_HOSTS: '10.0.0.0/99' is no name, address or network."),
        ("PARVIS_NOW = 5", "PARVIS_NOW: this is a number, and a moment is needed."),
        ("PARVIS_NOW = '2026-06-31T10:00Z'", "PARVIS_NOW: '2026-06-31T10:00Z' is no moment."),
        ("OUTPUT_PATH = '.'", "OUTPUT_PATH: a new site replaces this whole folder"),
        ("OUTPUT_PATH = '..'", "OUTPUT_PATH: a new site replaces this whole folder"),
        ("OUTPUT_PATH = 'content/site'", "OUTPUT_PATH: a new site replaces this whole folder"),
        ("OUTPUT_PATH = '.parvis/site'", "OUTPUT_PATH: a new site replaces this whole folder"),
        ("OUTPUT_PATH = ''", "OUTPUT_PATH: this is a str, and the name of a folder is needed."),
        ("PARVIS_LANGUAGE = ['fr']", "PARVIS_LANGUAGE: there is no setting of this name. Did you mean 'PARVIS_LANGUAGES'?"),
        ("PARVIS_COLOUR = 'blue'", "PARVIS_COLOUR: there is no setting of this name. Known: PARVIS_LANGUAGES, "),
    ],
)
def test_a_wrong_setting_gets_its_line_and_sentence(hub: Hub, line: str, sentence: str) -> None:
    (found,) = mistakes(hub("", line))

    assert found.startswith(f"pelican.conf.py:4: {sentence}")


def test_the_line_is_the_one_of_the_last_assignment(hub: Hub) -> None:
    (found,) = mistakes(hub("PARVIS_PAGE_SIZE = 12", "if True:", "    PARVIS_PAGE_SIZE: int = 0"))

    assert found.startswith("pelican.conf.py:5: PARVIS_PAGE_SIZE")


def test_a_setting_from_elsewhere_gets_the_first_line(hub: Hub) -> None:
    (found,) = mistakes(hub('globals().update({"PARVIS_PAGE_SIZE": 0})'))

    assert found.startswith("pelican.conf.py:1: PARVIS_PAGE_SIZE")


def test_an_error_in_the_settings_own_code_is_told_by_its_innermost_line(hub: Hub) -> None:
    (found,) = mistakes(hub("def f():", "    return 1 / 0", "", "X = f()"))

    assert found.startswith("pelican.conf.py:4: ZeroDivisionError: division by zero.")


def test_settings_that_leave_the_program_are_a_mistake(hub: Hub) -> None:
    (found,) = mistakes(hub("raise SystemExit(0)"))

    assert found.startswith("pelican.conf.py:3: SystemExit: 0.")


def test_settings_may_look_where_they_lie(hub: Hub) -> None:
    root = hub("from pathlib import Path", "SITENAME = Path(__file__).parent.name")

    assert settings.read(root).site.name == root.name


def test_a_folder_without_settings_is_no_hub(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"holds no pelican\.conf\.py\. Make one with `parvis init DIR`"):
        settings.read(tmp_path)


def test_the_hub_is_found_from_a_folder_within(hub: Hub) -> None:
    root = hub()
    (root / "content" / "posts").mkdir()

    assert settings.find_root(root / "content" / "posts") == root.resolve()


def test_outside_of_a_hub_the_remedy_is_told(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"is no hub.*`parvis init DIR`"):
        settings.find_root(tmp_path)


def test_the_digest_changes_with_what_pages_show(hub: Hub) -> None:
    before = settings.read(hub("LINKS = [('a', 'b')]")).digest

    assert settings.read(hub("LINKS = [('a', 'c')]")).digest != before
    assert settings.read(hub("LINKS = [('a', 'b')]", "PARVIS_PAGE_SIZE = 12")).digest != before


def test_the_digest_stays_when_only_collecting_changes(hub: Hub) -> None:
    source = "sources:\n  - name: blog\n    kind: feed\n    url: https://blog.example/\n"
    before = settings.read(hub(sources=source)).digest

    assert settings.read(hub("", "# a comment", sources=f"# another\n{source}    every: 10m\n")).digest == before
    assert settings.read(hub("PARVIS_NOW = '2026-06-12T10:00Z'", sources=source)).digest == before
    assert settings.read(hub(sources=source.replace("name: blog", "name: news"))).digest != before


def test_functions_in_the_settings_count_by_the_files_text(hub: Hub) -> None:
    before = settings.read(hub("JINJA_FILTERS = {'twice': lambda text: text * 2}")).digest

    assert settings.read(hub("JINJA_FILTERS = {'twice': lambda text: text * 2}")).digest == before
    assert settings.read(hub("JINJA_FILTERS = {'twice': lambda text: text * 3}")).digest != before


def test_pelicans_dictionary_gives_the_same_settings(hub: Hub) -> None:
    root = hub('SITEURL = "https://hub.example"', "PARVIS_PAGE_SIZE = 12", "LINKS = [('a', 'b')]")
    ours = settings.read(root)
    theirs = {
        "SITENAME": "Sucre Bleu",
        "PATH": str(root / "content"),
        "OUTPUT_PATH": str(root / "output"),
        "THEME": "/somewhere/pelican/themes/notmyidea",
        "SITEURL": "https://hub.example",
        "DEFAULT_LANG": "en",
        "TIMEZONE": "UTC",
        "PARVIS_PAGE_SIZE": 12,
        "LINKS": [("a", "b")],
        "MARKDOWN": {},
        "ARTICLE_EXCLUDES": [],
    }

    assert settings.from_pelican(theirs, root) == ours


def test_pelicans_options_win_over_the_file(hub: Hub, tmp_path: Path) -> None:
    root = hub()
    values = {"SITENAME": "Sucre Bleu", "PATH": str(root / "content"), "OUTPUT_PATH": str(tmp_path / "elsewhere"), "PARVIS_PAGE_SIZE": 5}

    found = settings.from_pelican(values, root)

    assert (found.output, found.site.page_size) == (tmp_path / "elsewhere", 5)


def test_mistakes_in_pelicans_dictionary_are_told_alike(hub: Hub) -> None:
    root = hub("PARVIS_PAGE_SIZE = 12")

    with pytest.raises(SettingsError, match=r"pelican\.conf\.py:3: PARVIS_PAGE_SIZE: a whole number"):
        settings.from_pelican({"SITENAME": "x", "PATH": str(root / "content"), "PARVIS_PAGE_SIZE": "12"}, root)
