"""Every captured answer of a network, served on 127.0.0.1, collected by the real command: the archive holds what the document says.

The golden files keep facts alone (dates, counts, digests of ids, names and links): the words stay their authors'.
`PARVIS_WRITE_SAMPLES=1` writes them anew; then they are to be looked at.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from functools import partial
from hashlib import sha256
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest

from parvis.archive import read
from parvis.model.post import Post

GOLDEN = Path(__file__).resolve().parents[1] / "samples" / "captured"
NOW = "2026-06-12T12:00-04:00"
#: Reddit is asked once a minute: its three captured answers need three runs.
EARLIER = ("2026-06-12T10:00-04:00", "2026-06-12T11:00-04:00")

#: Captured files that are answers of a kind, with what the source needs beside the address.
CAPTURED: dict[str, tuple[str, ...]] = {
    "feed": (
        "rss2/lemonde_une_fr.xml",
        "rss2/lefigaro_culture_fr_mojibake.xml",
        "rss2/rue89_une_fr.xml",
        "rss2/jdd_lefil_culture_fr.xml",
        "rss2/reporterre_spip_fr.xml",
        "rss2/macrumors_en.xml",
        "rss1-rdf/planete_jquery_fr.rdf",
        "rss1-rdf/orf_at_de.rdf",
        "rss1-rdf/slashdot_en.rdf",
        "rss1-rdf/biorxiv_plant_biology.rdf",
        "atom/adobe_blog_brand.atom",
        "atom/carnets_la_grange_fr.atom",
        "atom/planet_foss_il_hebrew_rtl.atom",
        "atom/root_author.atom",
        "atom/the_verge.atom",
        "atom/tpm_news.atom",
        "cms-feeds/blogger_google_ads_feedburner.atom",
        "cms-feeds/ghost_cloudflare_blog.xml",
        "cms-feeds/ghost_element_blog.xml",
        "cms-feeds/medium_invironment_publication.rss",
        "cms-feeds/medium_liz_marley.rss",
        "cms-feeds/shopify_draw_down_blog.atom",
        "cms-feeds/spip_jeux_linux_fr.xml",
        "cms-feeds/squarespace_katie_floyd.rss",
        "cms-feeds/substack_heated.xml",
        "cms-feeds/typepad_aws_blog_brand.atom",
        "cms-feeds/wordpress_grotte_du_barbu_fr.xml",
        "cms-feeds/wordpress_nextcloud_brand.rss",
        "podcast/acast_season_episode.xml",
        "podcast/night_vale_libsyn.xml",
        "podcast/omni_show_brand.rss",
        "podcast/podcasting20_namespace_example.xml",
        "podcast/radio_france_label_pop_fr.xml",
        "podcast/rsr_capsule_multimedia_fr-ch.xml",
        "media-rss/google_cloud_blog_brand.rss",
        "media-rss/rutube_tnt_brand_ru.rss",
        "media-rss/wirecutter_nyt.xml",
        "json-feed/feedio_sample.json",
        "json-feed/inessential.json",
        "json-feed/pxlnv.json",
        "json-feed/scripting_news_rss_in_json.json",
        "encodings/cappuccinos_gb2312.xml",
        "encodings/cercle_psy_undeclared_iso-8859-1_fr.xml",
        "encodings/muhasebetr_iso-8859-9.rss",
        "encodings/oren_ru_windows-1251.xml",
        "encodings/univers_freebox_iso-8859-1_fr.xml",
        "mastodon-rss/chriscoyier_v4.xml",
        "bluesky/profile_rss_zachleat.xml",
    ),
    "youtube": (
        "youtube-atom/channel_eleventy.xml",
        "youtube-atom/channel_google_brand_2016.xml",
        "youtube-atom/channel_ift_es.xml",
        "youtube-atom/channel_kurzgesagt_user_param.xml",
        "youtube-atom/invidious_playlist.xml",
        "youtube-atom/playlist_claude_product_launches.xml",
    ),
    "mastodon": (
        "mastodon-api/account_statuses_20.json",
        "mastodon-api/status_boost_2026_test_server.json",
        "mastodon-api/status_boosted_2018.json",
        "mastodon-api/status_with_media.json",
        "mastodon-api/status_with_quote_2025.json",
        "mastodon-api/tag_timeline_rstats_remote.json",
        "fediverse-other/akkoma_quote_status.json",
        "fediverse-other/pleroma_status_attachments.json",
        "polls/mastodon_status_with_poll.json",
    ),
    "bluesky": (
        "bluesky/author_feed_50.json",
        "bluesky/feed_bsky_team_brand.json",
        "bluesky/post_thread.json",
        "bluesky/quotes.json",
        "bluesky/thread_embed_media.json",
    ),
    "peertube": ("peertube/framasoft_account_videos_fr.json", "peertube/framasoft_rss_fr.xml", "peertube/lqdn_channel_videos_fr.json"),
    "flickr": ("flickr/people_getPublicPhotos_extras.json", "flickr/photos_feed_mrss.xml"),
    "discourse": ("discourse/latest.json", "discourse/topic.json", "discourse/category_28_hebrew.rss"),
    "reddit": ("reddit/frontpage.atom", "reddit/homelab_new.atom", "reddit/listing_listentothis.json"),
    "vimeo": ("media-rss/vimeo_mrss_failla_wines_brand.xml",),
    "tumblr": ("tumblr/onethingwell.rss", "tumblr/womensweardaily_brand.rss", "tumblr/likes_api.json"),
    "ical": (
        "events-ics/discourse_events_no_dtend.ics",
        "events-ics/fablab_cottbus_de_rrule.ics",
        "events-ics/jours_feries_metropole_fr.ics",
        "events-ics/lanyrd_conferences.ics",
        "events-ics/machbar_public_google.ics",
        "events-ics/meetup_group.ics",
        "events-ics/paris_tzid_as_number.ics",
    ),
    "youtube_api": (
        "youtube-api/playlistItems_50.json",
        "youtube-api/playlistItems_paged_1.json",
        "youtube-api/videos_chart_paged_1.json",
        "youtube-api/videos_rick_astley_brand.json",
    ),
    "instagram": ("instagram/hashtag_top_media_p1.json", "instagram/media_fields.json", "instagram/user_media_p2.json"),
    "facebook": ("facebook-graph/multi_posts.json", "facebook-graph/page_feed_p1.json", "facebook-graph/page_posts_2016.json"),
    "threads": ("instagram/threads_user_posts.json",),
    "x": (
        "x-twitter/v2_edited_tweet.jsonl",
        "x-twitter/v2_media_tweet.jsonl",
        "x-twitter/v2_search_recent.json",
        "x-twitter/v2_timeline_tweets.json",
    ),
}
FILES = [(kind, file) for kind, files in CAPTURED.items() for file in files]
TOKENS = {f"{name}_TOKEN": "not-a-real-token" for name in ("FACEBOOK", "INSTAGRAM", "THREADS", "X")} | {"YOUTUBE_API_KEY": "not-a-real-key"}


class _Quiet(SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 (the parameter's name is http.server's)
        pass


@pytest.fixture(scope="module")
def served(shared: Path) -> Iterator[str]:
    """Address of a real server of the captured files."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_Quiet, directory=str(shared / "captured")))
    threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()


def name(file: str) -> str:
    """A source's name for a captured file."""
    return "".join(letter if letter.isalnum() else "-" for letter in file.lower())[-60:].strip("-")


def collect(hub: Path, *options: str, now: str = NOW) -> dict[str, Any]:
    """What `parvis collect --json` reports, in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-c", "import sys; from parvis.cli import main; sys.exit(main())", "collect", "--json", "--now", now, *options],
        cwd=hub,
        env={**os.environ, **TOKENS, "PYTHONWARNINGS": ""},
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    report: dict[str, Any] = json.loads(done.stdout)
    return report


@pytest.fixture(scope="module")
def hub(served: str, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A hub whose sources are all captured files, collected once. Nothing is published, so no picture is asked for."""
    folder = tmp_path_factory.mktemp("captured")
    (folder / "content").mkdir()
    (folder / "pelican.conf.py").write_text(
        'PLUGINS = ["parvis"]\nSITENAME = "Captured"\nSITEURL = "https://captured.example"\nPATH = "content"\nPARVIS_PRIVATE_HOSTS = ["127.0.0.1"]\n'
    )
    entries = [f"  - {{name: {name(file)}, kind: {kind}, url: '{served}/{file}', publish: listen}}" for kind, file in FILES]
    (folder / "content" / "sources.yaml").write_text("\n".join(["sources:", *entries, ""]))
    for now in (*EARLIER, NOW):
        collect(folder, now=now)
    return folder


def digest(text: str, letters: int) -> str:
    """Of a text in which the server's port, another one each time, does not count."""
    return sha256(re.sub(r"127\.0\.0\.1:\d+", "captured.example", text).encode()).hexdigest()[:letters]


def facts(post: Post) -> dict[str, Any]:
    """What is checked of a post, without its words."""
    return {
        "id": digest(post.id.split(":", 1)[1], 12),
        "kind": post.kind,
        "published": post.published.isoformat() if post.dated else None,
        "author": digest(f"{post.author.name}|{post.author.handle or ''}", 8) if post.author.name or post.author.handle else "",
        "link": digest(post.url, 8) if post.url else "",
        "titled": post.titled and bool(post.title),
        "letters": len(post.text),
        "media": [f"{media.kind} {media.width or '?'}x{media.height or '?'}{' alt' if media.alt else ''}" for media in post.media],
        "links": len(post.links),
        "tags": len(post.tags),
        "language": post.language,
    }


@pytest.mark.parametrize(("kind", "file"), FILES, ids=[file for _, file in FILES])
def test_captured_answer_stands_in_the_archive_as_it_was_looked_at(kind: str, file: str, hub: Path) -> None:
    posts = read.posts(hub / "content" / "archive", name(file))
    golden = GOLDEN / f"{file}.json"
    found = [facts(post) for post in posts]
    if os.environ.get("PARVIS_WRITE_SAMPLES"):
        golden.parent.mkdir(parents=True, exist_ok=True)
        golden.write_text("[\n" + ",\n".join(json.dumps(fact, ensure_ascii=False) for fact in found) + "\n]\n", "utf-8")

    assert found == json.loads(golden.read_text("utf-8"))
    assert all(post.network == kind or kind in ("feed", "youtube_api") for post in posts)


def test_every_captured_source_has_items(hub: Path) -> None:
    empty = [file for _, file in FILES if not read.posts(hub / "content" / "archive", name(file))]

    assert empty == []


def test_collecting_the_captured_answers_again_changes_nothing(hub: Path) -> None:
    before = {path: path.read_bytes() for path in sorted((hub / "content" / "archive").rglob("*.jsonl"))}
    report = collect(hub, "--force")

    assert {path: path.read_bytes() for path in sorted((hub / "content" / "archive").rglob("*.jsonl"))} == before
    assert report["changed"] is False


def test_collecting_after_the_state_is_lost_changes_no_committed_file(hub: Path) -> None:
    before = {path: path.read_bytes() for path in sorted((hub / "content" / "archive").rglob("*.jsonl"))}
    shutil.rmtree(hub / ".parvis")
    report = collect(hub)

    assert {path: path.read_bytes() for path in sorted((hub / "content" / "archive").rglob("*.jsonl"))} == before
    assert report["changed"] is False
