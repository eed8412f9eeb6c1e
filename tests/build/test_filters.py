"""What templates can say: moments, numbers and addresses in the page's language, from the site's root."""

from __future__ import annotations

from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from jinja2 import Environment, UndefinedError

from parvis.build.environment import environment
from parvis.model.hub import Site
from parvis.model.page import Body

SITE = Site(name="Petite place", url="https://place.example/hub", language="fr", languages=("fr", "en"), timezone="America/Montreal")
ASSETS = {"css/site.css": "0123456789abcdef"}
MOMENT = datetime(2026, 6, 12, 2, 5, tzinfo=UTC)  # the evening before, in Montréal


def made(tmp_path: Path, language: str = "fr", site: Site = SITE) -> Environment:
    return environment(site, language, templates=(tmp_path,), locale=tmp_path / "locale", assets=ASSETS, bytecode=tmp_path / "bytecode")


@pytest.mark.parametrize(
    ("language", "template", "drawn"),
    [
        ("fr", "{{ moment | date }}", "11\u00a0juin 2026"),
        ("en", "{{ moment | date }}", "June\u00a011, 2026"),
        ("fr-CA", "{{ moment | date('short') }}", "2026-06-11"),
        ("fr", "{{ day | date('medium') }}", "12\u00a0juin 2026"),
        ("fr", "{{ moment | date('LLLL y') }}", "juin 2026"),
        ("fr", "{{ day.replace(day=1) | date('full') }}", "lundi 1er\u00a0juin 2026"),
        ("en", "{{ day.replace(day=1) | date }}", "June\u00a01, 2026"),
        ("fr", "{{ moment | datetime }}", "11\u00a0juin 2026 à 22:05"),
        ("fr", "{{ moment | day }}", "2026-06-11"),
        ("fr", "{{ moment | iso }}", "2026-06-12T02:05:00Z"),
        ("fr", "{{ day | iso }}", "2026-06-12"),
        ("en", "{{ 1234567 | number }}", "1,234,567"),
        ("fr", "{{ 1234567 | number }}", "1\u202f234\u202f567"),
    ],
)
def test_moments_and_numbers_speak_the_pages_language_in_the_hubs_time(tmp_path: Path, language: str, template: str, drawn: str) -> None:
    assert made(tmp_path, language).from_string(template).render(moment=MOMENT, day=date(2026, 6, 12)) == drawn


@pytest.mark.parametrize(
    ("template", "drawn"),
    [
        ("{{ url('mur/') }}", "/hub/mur/"),
        ("{{ '' | url }}", "/hub/"),
        ("{{ url('images/crème brûlée.png') }}", "/hub/images/cr%C3%A8me%20br%C3%BBl%C3%A9e.png"),
        ("{{ url('https://elsewhere.example/x') }}", "https://elsewhere.example/x"),
        ("{{ url('//elsewhere.example/x') }}", "/hub/elsewhere.example/x"),
        ("{{ url('javascript:alert(1)') }}", "/hub/javascript:alert(1)"),
        ("{{ absolute('mur/') }}", "https://place.example/hub/mur/"),
        ("{{ asset('css/site.css') }}", "/hub/theme/css/site.css?v=01234567"),
    ],
)
def test_addresses_start_at_the_sites_root(tmp_path: Path, template: str, drawn: str) -> None:
    assert made(tmp_path).from_string(template).render() == drawn


def test_site_without_an_address_has_links_from_the_root(tmp_path: Path) -> None:
    site = Site(name="x", url="", language="fr", languages=("fr",))

    assert (
        made(tmp_path, site=site).from_string("{{ url('mur/') }} {{ absolute('mur/') }} {{ url('//e.example') }}").render()
        == "/mur/ /mur/ /e.example"
    )


def test_unknown_asset_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(LookupError, match=r"the theme has no file static/css/none\.css"):
        made(tmp_path).from_string("{{ asset('css/none.css') }}").render()


def test_everything_is_escaped(tmp_path: Path) -> None:
    assert (
        made(tmp_path).from_string("<p title='{{ x }}'>{{ x }}").render(x="<b>'\"") == "<p title='&lt;b&gt;&#39;&#34;'>&lt;b&gt;&#39;&#34;"
    )


def test_body_of_a_feed_is_cleaned_when_it_is_drawn(tmp_path: Path) -> None:
    body = Body("<p onclick=x>a<script>alert(1)</script> <a href='/b'>b</a></p>", "https://shop.example/1")
    drawn = made(tmp_path).from_string("{{ body | clean }}").render(body=body)

    assert drawn == '<p>a <a href="https://shop.example/b" rel="nofollow ugc noopener">b</a></p>'


def test_body_of_an_editor_keeps_its_pictures_and_relative_links(tmp_path: Path) -> None:
    body = Body("<p><img src='/hub/images/a.png' alt='a' onerror='x'><a href='/hub/mur/'>b</a></p>", "", written=True)
    drawn = made(tmp_path).from_string("{{ body | clean }}").render(body=body)

    assert drawn == '<p><img src="/hub/images/a.png" alt="a"><a href="/hub/mur/">b</a></p>'


def test_undefined_name_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(UndefinedError, match="'titel' is undefined"):
        made(tmp_path).from_string("{{ titel }}").render()


def test_words_come_from_the_catalogue(tmp_path: Path) -> None:
    po = tmp_path / "locale" / "fr" / "LC_MESSAGES" / "parvis.po"
    po.parent.mkdir(parents=True)
    po.write_text('msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n"\n\nmsgid "Hello %(name)s"\nmsgstr "Bonjour %(name)s"\n')
    template = "{{ _('Hello %(name)s', name=name) }}{% trans %}!{% endtrans %}"

    assert made(tmp_path, "fr").from_string(template).render(name="<Ada>") == "Bonjour &lt;Ada&gt;!"
    assert made(tmp_path, "en").from_string(template).render(name="Ada") == "Hello Ada!"


def test_kept_bytecode_knows_no_address_and_no_language(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text("{{ 'mur/' | url }} {{ 1234 | number }} {{ url('x') }}")
    drawn = {
        made(tmp_path, language, site).get_template("page.html").render()
        for language in ("fr", "en")
        for site in (SITE, Site(name="x", url="", language="fr", languages=("fr",)))
    }

    assert drawn == {"/hub/mur/ 1\u202f234 /hub/x", "/mur/ 1\u202f234 /x", "/hub/mur/ 1,234 /hub/x", "/mur/ 1,234 /x"}
    assert len(list((tmp_path / "bytecode").iterdir())) == 1


def test_moment_without_time_zone_is_refused(tmp_path: Path) -> None:
    with pytest.raises(ValueError, match="has no time zone"):
        made(tmp_path).from_string("{{ moment | iso }}").render(moment=MOMENT.replace(tzinfo=None))
