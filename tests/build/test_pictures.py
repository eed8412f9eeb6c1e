"""Pictures on the built site: several widths and formats, each encoded once, stripped, and gone when nothing shows them."""

from __future__ import annotations

import io
import re
import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image, ImageOps

from parvis.build.pictures import in_text
from parvis.build.pictures.encode import encode
from parvis.build.pictures.rendition import Offer, Rendition, plain_widths, rendition, widths
from parvis.collect import pictures
from parvis.errors import ContentError
from parvis.model.build_report import BuildReport

Build = Callable[..., BuildReport]


ROOT = Path(__file__).resolve().parents[2]
#: A person whose portrait may be shown.
PERSON = """title: Ada Roy
relationship: none
consent: {given: 2026-01-02, until: 2027-01-02, scope: [page, portrait]}
portrait: {rights: de sa main}"""
#: What stands behind a picture until it is there.
GROUND = re.compile(r'<svg class="picture__color"[^>]*><rect [^>]*fill="(#[0-9a-f]{6})"/></svg><picture')


def photo(size: tuple[int, int] = (700, 500), kind: str = "JPEG", name: str = "boutique", **more: object) -> bytes:
    """One of the demo's pictures, cut to a size."""
    taken = io.BytesIO()
    with Image.open(ROOT / "content/images" / f"{name}.jpg") as image:
        ImageOps.fit(image, size).save(taken, kind, **more)
    return taken.getvalue()


def drawing(size: tuple[int, int] = (700, 500)) -> bytes:
    image = Image.new("RGB", size, "#ffffff")
    image.paste("#cc3366", (40, 40, 300, 300))
    taken = io.BytesIO()
    image.save(taken, "PNG")
    return taken.getvalue()


@pytest.fixture
def shown(hub: Path) -> Callable[..., Path]:
    """An article that shows a picture of these bytes: the file of the picture."""

    def show(body: bytes, name: str = "a.jpg", text: str = "Du texte.") -> Path:
        file = hub / "content" / "images" / name
        file.write_bytes(body)
        words = f"---\ntitle: Une image\ndate: 2026-06-01\npicture: images/{name}\npicture_alt: Une chose\n---\n{text}\n"
        (hub / "content/posts/image.md").write_text(words, encoding="utf-8")
        return file

    return show


def article(hub: Path) -> str:
    return (hub / "output/journal/image/index.html").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("width", "made"),
    [
        (100, (100,)),
        (320, (320,)),
        (360, (320,)),
        (720, (320, 480, 720)),
        (850, (320, 480, 720, 850)),
        (1600, (320, 480, 720, 960, 1280, 1600)),
    ],
)
def test_no_width_is_larger_than_the_picture_nor_hardly_smaller_than_another(width: int, made: tuple[int, ...]) -> None:
    assert widths(width) == made


@pytest.mark.parametrize(("width", "made"), [(500, (500,)), (740, (740,)), (1200, (720, 1200))])
def test_old_browsers_get_two_widths_at_most(width: int, made: tuple[int, ...]) -> None:
    assert plain_widths(width) == made


def test_photo_is_made_in_three_formats_each_smaller_than_the_next() -> None:
    made, files = encode(photo(), with_plain=True)

    assert [kind for kind, _ in made.formats] == ["avif", "webp", "jpg"]
    assert len(files[("avif", 700)]) < len(files[("webp", 700)])
    assert (made.width, made.height) == (700, 500)
    for (_kind, width), data in files.items():
        assert Image.open(io.BytesIO(data)).width == width


def test_drawing_of_few_colours_stays_sharp() -> None:
    made, files = encode(drawing(), with_plain=True)
    whole = Image.open(io.BytesIO(files["png", 700]))

    assert {kind for kind, _ in made.formats} <= {"webp", "png"}
    assert whole.convert("RGB").getpixel((100, 100)) == (0xCC, 0x33, 0x66)
    assert made.color == "#ffffff"


def test_what_is_transparent_stays_so_in_every_format() -> None:
    image = Image.open(io.BytesIO(photo())).convert("RGBA")
    image.putalpha(Image.linear_gradient("L").resize(image.size))
    taken = io.BytesIO()
    image.save(taken, "PNG")
    made, files = encode(taken.getvalue(), with_plain=True)

    assert "jpg" not in dict(made.formats)
    assert all(Image.open(io.BytesIO(data)).has_transparency_data for data in files.values())


def test_format_that_saves_nothing_is_left_out() -> None:
    for body in (photo(), drawing(), photo((40, 30))):
        made, files = encode(body, with_plain=True)
        sizes = [sum(len(files[kind, width]) for width in found if (kind, made.width) in files) for kind, found in made.formats]
        last = [len(files[kind, made.width]) for kind, found in made.formats if made.width in found]

        assert sizes
        assert last == sorted(last)


def test_the_same_picture_gives_the_same_files() -> None:
    assert encode(photo(), with_plain=True) == encode(photo(), with_plain=True)


def test_picture_that_lies_in_the_archive_gets_no_second_whole_copy() -> None:
    made, files = encode(photo((1000, 700)), with_plain=False)

    assert ("jpg", 1000) not in files
    assert rendition("ab" * 16, made, "media/ab/c.jpg").plain[-1] == ("media/ab/c.jpg", 1000)


def test_article_offers_its_picture_and_says_how_large_it_is(hub: Path, build: Build, shown: Callable[..., Path]) -> None:
    shown(photo())
    report = build()
    page = article(hub)
    offered = re.findall(r"/(media/[0-9a-f]{2}/[0-9a-f]{20}-\d+\.(?:avif|webp|jpg))", page)

    assert report.encoded == 3  # the archive's, the text's, and this one
    assert '<source type="image/avif" srcset="' in page
    assert 'alt="Une chose" width="700" height="500" fetchpriority="high"' in page
    assert {Path(path).suffix for path in offered} == {".avif", ".webp", ".jpg"}
    assert all((hub / "output" / path).is_file() for path in offered)


def test_second_build_encodes_nothing_and_a_new_picture_costs_itself(hub: Path, build: Build, shown: Callable[..., Path]) -> None:
    first = build().encoded
    again = build()
    shown(photo())
    one_more = build()

    assert (first, again.encoded, again.written) == (2, 0, ())
    assert one_more.encoded == 1
    assert not [path for path in one_more.written if path.startswith("mur/")]


def test_lost_picture_cache_makes_the_same_files(hub: Path, build: Build, shown: Callable[..., Path]) -> None:
    shown(photo())
    build()
    shutil.rmtree(hub / ".parvis/pictures")
    (hub / "content/posts/vote.md").touch()
    (hub / "output/index.html").unlink()
    report = build()

    assert report.encoded == 3
    assert report.written == ("index.html",)


def test_half_of_a_lost_cache_is_made_again(hub: Path, build: Build, shown: Callable[..., Path]) -> None:
    shown(photo())
    build()
    next((hub / ".parvis/pictures").glob("*-700.avif")).unlink()
    (hub / "output/index.html").unlink()

    assert build().encoded == 1


def test_changed_picture_has_another_address_and_its_old_files_go(hub: Path, build: Build, shown: Callable[..., Path]) -> None:
    file = shown(photo())
    build()
    before = article(hub)
    file.write_bytes(photo(name="cassis"))
    report = build()

    assert article(hub) != before
    assert [path for path in report.deleted if path.endswith(".avif")]
    assert not any((hub / "output" / path).exists() for path in report.deleted)


def test_picture_that_is_no_longer_shown_is_gone_from_the_site_and_from_the_cache(
    hub: Path, build: Build, shown: Callable[..., Path]
) -> None:
    shown(photo())
    build()
    before = len(list((hub / ".parvis/pictures").iterdir()))
    (hub / "content/posts/image.md").unlink()
    report = build()
    kept = list((hub / ".parvis/pictures").iterdir())

    assert {Path(path).suffix for path in report.deleted if path.startswith("media/")} == {".avif", ".webp", ".jpg"}
    assert len(kept) < before
    assert not [file for file in kept if file.suffix == ".avif"]


def test_where_and_by_whom_it_was_taken_stays_at_home(hub: Path, build: Build, shown: Callable[..., Path]) -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by a quarter
    exif[0x013B] = "Ghislaine at home"
    exif.get_ifd(0x8825)[1] = "N"
    shown(photo(kind="JPEG", exif=exif))
    build()
    published = [file for file in (hub / "output").rglob("*") if file.suffix in {".jpg", ".avif", ".webp"}]

    assert 'width="500" height="700"' in article(hub)
    assert len(published) > 4
    for file in published:
        assert b"Ghislaine at home" not in file.read_bytes()
        with Image.open(file) as image:
            assert not image.getexif()
    assert not (hub / "output/images/a.jpg").exists()


def test_original_goes_out_where_a_text_links_to_it(hub: Path, build: Build, shown: Callable[..., Path]) -> None:
    body = photo()
    shown(body, text="[En grand]({static}/images/a.jpg)")
    build()

    assert (hub / "output/images/a.jpg").read_bytes() == body


@pytest.mark.parametrize(("inside", "goes_out"), [("<script>alert(1)</script>", False), ('<path d="M0 0h9v9z"/>', True)])
def test_drawing_that_would_run_does_not_go_out(
    hub: Path, build: Build, shown: Callable[..., Path], inside: str, *, goes_out: bool
) -> None:
    shown(photo(), text="![Un plan]({static}/images/plan.svg)")
    (hub / "content/images/plan.svg").write_text(f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9">{inside}</svg>', "utf-8")
    if goes_out:
        build()
    else:
        with pytest.raises(ContentError, match=r"plan\.svg.*'<script': opened by itself it would run"):
            build()

    assert (hub / "output/images/plan.svg").is_file() == goes_out


@pytest.mark.parametrize(
    ("body", "why"),
    [
        (b"II*\0" + bytes(100), "it is no JPEG, PNG, WebP, GIF or AVIF"),
        (b"<!doctype html><p>404", "it is a document"),
        (photo()[:2000], "it is damaged"),
        (b"\x89PNG\r\n\x1a\n" + bytes(65 * 1024 * 1024), "it has 68 MB, more than 67"),
    ],
)
def test_picture_that_is_none_is_named_with_its_line_and_what_to_do(
    hub: Path, build: Build, shown: Callable[..., Path], body: bytes, why: str
) -> None:
    shown(body)

    with pytest.raises(
        ContentError, match=rf"content/posts/image\.md:4: picture: the picture images/a\.jpg cannot be shown: {why}.*Export it"
    ):
        build()


def test_picture_of_a_text_is_offered_in_its_column(hub: Path, build: Build, shown: Callable[..., Path]) -> None:
    (hub / "content/images/b.jpg").write_bytes(photo(name="cassis"))
    shown(photo(), text='![Un <moule> & sa "forme"]({static}/images/b.jpg)')
    build()
    text = article(hub).partition('<div class="body"')[2]

    assert re.search(r'</svg><picture><source [^>]*srcset="/hub/media/[^"]+-320\.avif 320w, ', text)
    assert 'width="700"' in text
    assert 'loading="lazy"' in text


def test_archived_picture_that_is_damaged_leaves_the_words(hub: Path, build: Build) -> None:
    file = next((hub / "content/archive/media/4f").iterdir())
    file.write_bytes(file.read_bytes()[:40])
    report = build()
    page = next((hub / "output/mur/square").glob("un-mot-sur-la-place-6-*/index.html")).read_text(encoding="utf-8")

    assert re.search(r"4f/4fa4.*\.png cannot be shown \(it is .*\): square:6 shows it", report.warnings[0])
    assert "<img" not in page.partition("<main")[2].partition("</main")[0]
    assert not list((hub / "output/media").glob("4f/*"))


def test_tags_of_a_text_keep_what_their_author_has_said() -> None:
    found = Rendition("media/ab/c-9.jpg", 9, 6, "#ffffff", (Offer("image/avif", (("media/ab/c-9.avif", 9),)),), (("media/ab/c-9.jpg", 9),))
    html = in_text.offered('<p><img alt="a > b" src="/x.jpg" width="3" style="x" /></p><img src="/y.jpg">', {"/x.jpg": found}.get, "/hub")

    assert html == (
        '<p><picture class="ground-ffffff"><source type="image/avif" srcset="/hub/media/ab/c-9.avif 9w" sizes="(width &gt;= 44rem) 40rem, 92vw">'
        '<img alt="a > b" width="3" style="x" src="/hub/media/ab/c-9.jpg" loading="lazy" decoding="async"></picture></p><img src="/y.jpg">'
    )


def test_every_picture_of_an_editor_lies_on_its_colour(hub: Path, build: Build, shown: Callable[..., Path]) -> None:
    with Image.open(shown(photo(name="cassis"), text="![Un moule]({static}/images/a.jpg)")) as image:
        color = pictures.color(image)
    for file, fields in (("ambassadors/ada", PERSON), ("products/moule", "title: Moule"), ("places/four", "title: Four")):
        (hub / "content" / file).parent.mkdir()
        words = f"---\n{fields}\npicture: images/a.jpg\npicture_alt: Un moule\n---\nDu texte.\n"
        (hub / "content" / f"{file}.md").write_text(words, "utf-8")
    build()
    shows = ("journal/image", "ambassadeurs/ada", "produits/moule", "lieux/four")
    pages = [(hub / "output" / path / "index.html").read_text("utf-8") for path in shows]

    assert [GROUND.findall(page.partition("</article>")[0]) for page in pages] == [[color, color], [color], [color], [color]]
    assert not any(" style=" in page for page in pages)
    assert not build().written


def test_ground_of_a_text_stands_in_the_page_and_not_in_its_feed(hub: Path, build: Build, shown: Callable[..., Path]) -> None:
    shown(photo(), text="![Un moule]({static}/images/a.jpg)")
    build()
    feeds = [(hub / "output/journal" / name).read_text("utf-8") for name in ("feed.xml", "feed.json")]

    assert all("-320.avif 320w" in feed for feed in feeds)
    assert not any("picture__color" in feed for feed in feeds)


def test_transparent_picture_lies_on_nothing(hub: Path, build: Build, shown: Callable[..., Path]) -> None:
    taken = io.BytesIO()
    Image.new("RGBA", (40, 30), (200, 20, 20, 90)).save(taken, "PNG")
    (hub / "content/images/b.png").write_bytes(taken.getvalue())
    shown(taken.getvalue(), "a.png", text="![Un moule]({static}/images/b.png)")
    build()
    told = article(hub).partition("</article>")[0]

    assert told.count("<picture>") == 2
    assert "picture__color" not in told
