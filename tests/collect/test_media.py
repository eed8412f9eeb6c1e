"""Pictures of posts: copied into the archive once, tried again a few times, never a source's failure."""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from datetime import timedelta
from typing import TYPE_CHECKING

import msgspec
import pytest
from PIL import Image

if TYPE_CHECKING:
    from tests.collect.conftest import Hub, Server

Entry = Callable[..., str]
Document = Callable[..., bytes]


def picture(color: str = "red", size: tuple[int, int] = (40, 30)) -> bytes:
    taken = io.BytesIO()
    Image.new("RGB", size, color).save(taken, "PNG")
    return taken.getvalue()


@pytest.fixture
def shown(server: Server, rss: Document, entry: Entry) -> Callable[..., None]:
    """Say a feed whose items show pictures at these paths."""

    def say(*paths: str) -> None:
        items = (
            entry(number, description=f"&lt;img src=&quot;{server.url(path) if path.startswith('/') else path}&quot;&gt;")
            for number, path in enumerate(paths)
        )
        server.say("/feed.xml", rss(*items))

    return say


def test_a_picture_is_copied_into_the_archive(hub: Hub, server: Server, shown: Callable[..., None]) -> None:
    server.say("/a.png", picture("#cc3366"))
    shown("/a.png")
    hub.source(url=server.url())

    report = hub.collect()

    (post,) = hub.posts()
    (media,) = post.media
    assert (report.pictures, report.requests) == (1, 2)
    assert media.local is not None
    assert (hub.settings.archive / "media" / media.local).is_file()
    assert (media.width, media.height, media.color) == (40, 30, "#cc3366")
    assert media.local[:2] == media.local[3:5]


def test_a_picture_is_copied_once(hub: Hub, server: Server, shown: Callable[..., None]) -> None:
    server.say("/a.png", picture())
    shown("/a.png")
    hub.source(url=server.url())
    hub.collect()
    before = hub.files()

    report = hub.collect(force=True)

    assert (report.pictures, report.files_written) == (0, 0)
    assert server.paths().count("/a.png") == 1
    assert hub.files() == before


def test_the_same_picture_of_two_posts_is_one_file(hub: Hub, server: Server, shown: Callable[..., None]) -> None:
    server.say("/a.png", picture())
    server.say("/b.png", picture())
    shown("/a.png", "/b.png", "/a.png")
    hub.source(url=server.url())
    hub.collect()

    assert len([path for path in hub.files() if path.startswith("media/")]) == 1
    assert len({post.media[0].local for post in hub.posts()}) == 1
    assert server.paths().count("/a.png") == 1


def test_a_failed_picture_is_tried_in_three_later_runs_and_fails_no_source(hub: Hub, server: Server, shown: Callable[..., None]) -> None:
    shown("/missing.png")
    hub.source(url=server.url())
    reports = [hub.collect() for _ in range(6)]

    assert [report.sources[0].outcome for report in reports] == ["ok", *["unchanged"] * 5]
    assert server.paths().count("/missing.png") == 4
    assert "1 picture was not copied: 127.0.0.1 refused the request (404 Not Found)" in reports[0].sources[0].warnings[0]
    assert reports[5].sources[0].warnings == ()


def test_a_picture_that_comes_later_changes_the_post(hub: Hub, server: Server, shown: Callable[..., None]) -> None:
    shown("/late.png")
    hub.source(url=server.url())
    hub.collect()
    server.say("/late.png", picture())

    report = hub.collect()

    assert report.changed
    assert (report.parses, report.pictures) == (0, 1)
    assert hub.posts()[0].media[0].local


@pytest.mark.parametrize("body", [b"<svg xmlns='http://www.w3.org/2000/svg'/>", b"<!doctype html><title>404</title>", b"%PDF-1.4"])
def test_what_is_no_picture_is_refused_in_one_line(hub: Hub, server: Server, shown: Callable[..., None], body: bytes) -> None:
    server.say("/a.png", body, Content_Type="image/png")
    shown("/a.png")
    hub.source(url=server.url())

    report = hub.collect()

    assert report.sources[0].outcome == "ok"
    assert report.sources[0].warnings[0].startswith("1 picture was not copied: it is ")
    assert not [path for path in hub.files() if path.startswith("media/")]


def test_pictures_are_guarded_like_feeds(hub: Hub, server: Server, shown: Callable[..., None]) -> None:
    hub.limits = msgspec.structs.replace(hub.limits, picture_bytes=1 << 20)
    server.say("/large.png", bytes(2 << 20))
    server.say("/away.png", status=302, Location="http://10.0.0.1/a.png")
    shown("http://10.0.0.1/a.png", "/away.png", "/large.png")
    hub.source(url=server.url())

    report = hub.collect()

    assert [warning.partition(": ")[0] for warning in report.sources[0].warnings] == ["1 picture was not copied"] * 3
    assert all(not post.media[0].local for post in hub.posts())


def test_pictures_above_the_limit_come_with_the_next_run(hub: Hub, server: Server, shown: Callable[..., None]) -> None:
    hub.limits = msgspec.structs.replace(hub.limits, pictures=2)
    paths = [f"/{number}.png" for number in range(5)]
    for number, path in enumerate(paths):
        server.say(path, picture(size=(10 + number, 10)))
    shown(*paths)
    hub.source(url=server.url())
    reports = [hub.collect() for _ in range(4)]

    assert [report.pictures for report in reports] == [2, 2, 1, 0]
    assert reports[0].sources[0].warnings == ("3 more pictures come with the next run.",)


def test_pictures_that_never_come_hold_up_their_source_a_short_while_only(hub: Hub, server: Server, shown: Callable[..., None]) -> None:
    hub.limits = msgspec.structs.replace(hub.limits, picture_seconds=0.3)
    paths = [f"/{number}.png" for number in range(20)]
    for path in paths:
        server.say(path)
        server.replies[path].raw = lambda _handler: time.sleep(1)
    shown(*paths)
    hub.source(url=server.url())

    report = hub.collect()

    assert report.sources[0].outcome == "ok"
    asked = len([path for path in server.paths() if path in paths])
    # Four at a time: while the first to be late is counted, one more may set out.
    assert asked <= 4 + hub.limits.picture_timeouts - 1
    assert any(f"{20 - asked} more pictures come with the next run." in warning for warning in report.sources[0].warnings)


def test_nothing_is_copied_of_a_source_that_is_only_listened_to(hub: Hub, server: Server, shown: Callable[..., None]) -> None:
    server.say("/a.png", picture())
    shown("/a.png")
    hub.source(url=server.url(), publish="listen")
    hub.collect()

    assert server.paths() == ["/feed.xml"]
    assert len(hub.posts()) == 1


def test_nothing_is_copied_of_a_post_that_is_held(hub: Hub, server: Server, shown: Callable[..., None], feed: Document) -> None:
    server.say("/a.png", picture())
    server.say("/feed.xml", feed("first"))
    hub.source(url=server.url())
    hub.collect()
    shown(*["/a.png"] * 120)
    report = hub.collect()

    assert report.held == 120
    assert "/a.png" not in server.paths()


def test_the_copy_stays_when_the_post_is_edited_around_it(hub: Hub, server: Server, rss: Document, entry: Entry) -> None:
    image = f"&lt;img src=&quot;{server.url('/a.png')}&quot;&gt;"
    server.say("/a.png", picture())
    server.say("/feed.xml", rss(entry(1, description=image)))
    hub.source(url=server.url())
    hub.collect()
    before = hub.posts()[0].media
    server.say("/feed.xml", rss(entry(1, description=image + "New words.")))
    hub.collect()

    assert hub.posts()[0].media == before
    assert server.paths().count("/a.png") == 1


def test_a_recorded_documents_pictures_lie_beside_it(hub: Hub, rss: Document, entry: Entry) -> None:
    document = rss(entry(1, description="&lt;img src=&quot;https://cdn.sucre.example/a/rose%20tea.png?w=9&quot;&gt;"))
    hub.write("content/recorded/feed.xml", document)
    hub.write("content/recorded/media/cdn.sucre.example/a/rose tea.png", picture("#aa7733"))
    hub.source(url="content/recorded/feed.xml")

    report = hub.collect()

    assert (report.pictures, report.requests) == (1, 0)
    assert hub.posts()[0].media[0].color == "#aa7733"


def test_a_recorded_picture_is_never_looked_for_outside_of_its_folder(hub: Hub, rss: Document, entry: Entry) -> None:
    document = rss(entry(1, description="&lt;img src=&quot;https://127.0.0.1:9/%2e%2e/%2e%2e/secret.png&quot;&gt;"))
    hub.write("content/recorded/feed.xml", document)
    hub.write("content/recorded/secret.png", picture())
    hub.source(url="content/recorded/feed.xml")

    assert hub.collect().pictures == 0


def test_pictures_that_wait_for_a_paused_host_are_no_trouble(hub: Hub, server: Server, shown: Callable[..., None]) -> None:
    server.say("/a.png", status=429)
    shown("/a.png", "/b.png", "/c.png")
    hub.source(url=server.url())
    first = hub.collect(after=timedelta(0))

    assert first.sources[0].outcome == "ok"
    assert first.new == 3
