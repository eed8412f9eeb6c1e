"""Plain text out of HTML and into it."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from selectolax.lexbor import LexborHTMLParser

from parvis.tidy.text import excerpt, hashtags, lines, mentions, one_line, plain, slug, to_html


@pytest.mark.parametrize(
    ("html", "expected"),
    [
        ("<p>un</p><p>deux</p>", "un\n\ndeux"),
        ("un<br>deux<br/>trois", "un\ndeux\ntrois"),
        ("<ul><li>un</li><li>deux</li></ul>fin", "un\ndeux\n\nfin"),
        ("<p>un\n   deux <b>tr</b>ois</p>", "un deux trois"),
        ("caf&eacute; &amp; th&#233; &lt;3", "café & thé <3"),
        ("a<script>b</script><style>c</style><!-- d -->e", "ae"),
        ("<div><div>un</div><div>deux</div></div>", "un\ndeux"),
        ("plain\ntext", "plain\ntext"),
        ("1 < 2 and 3 > 2", "1 < 2 and 3 > 2"),
        ("<p>&nbsp;</p><p></p>", ""),
        ("", ""),
        ("<table><tr><td>a</td></tr><tr><td>b</td></tr></table>", "a\nb"),
        ("<p>un</p><select><option>x</select><iframe src=x>y</iframe>", "un"),
    ],
)
def test_text_of_html(html: str, expected: str) -> None:
    assert plain(html) == expected


def test_text_of_a_bomb_comes_in_time() -> None:
    start = time.process_time()
    deep = plain("<div>" * 100_000 + "deep")
    formatted = plain("<p>" + "".join(f"<b a={n}>" for n in range(2_400)) + "<p>x" * 2_400)

    assert time.process_time() - start < 2
    assert "<" not in deep + formatted
    assert formatted.count("x") == 2_400


def test_one_line_folds_and_cuts_at_a_word() -> None:
    assert one_line(" un\n\tdeux   trois ") == "un deux trois"
    assert one_line("un deux trois", 9) == "un deux…"
    assert one_line("un deux trois", 13) == "un deux trois"
    assert one_line("un, deux", 4) == "un…"


@pytest.mark.parametrize(
    ("said", "limit", "shown"),
    [
        ("Trois jours pour voter. #vote #saveurs", 30, "Trois jours pour voter."),
        ("Trois jours pour voter. #vote #saveurs", 38, "Trois jours pour voter. #vote #saveurs"),
        ("Elle goûte le cassis. Peut-être trop sucré pour elle.", 37, "Elle goûte le cassis. […]"),
        ("Elle goûte le cassis. Elle le trouve un peu trop sucré.", 45, "Elle goûte le cassis. Elle le trouve un…"),
        ("Une voix par personne. Le reste se compte en public.", 27, "Une voix par personne. […]"),
        ("#un #deux #trois", 9, "#un"),
    ],
)
def test_an_excerpt_ends_before_its_hashtags_and_not_one_word_into_a_sentence(said: str, limit: int, shown: str) -> None:
    assert excerpt(said, limit) == shown


def test_word_longer_than_the_line_is_cut_inside() -> None:
    assert one_line("anticonstitutionnellement", 10) == "anticonst…"


def test_invisible_and_turning_characters_go() -> None:
    assert one_line("a\u202eb\u2066c\u200bd\ufeffe\u00adf\x00g\x9bh\ud800i") == "abcdefghi"


@pytest.mark.parametrize(
    "emoji", ["👩\u200d🍳", "❤\ufe0f\u200d🔥", "🏳\ufe0f\u200d🌈", "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f", "👍🏽"]
)
def test_emoji_stay_whole(emoji: str) -> None:
    assert one_line(f"a {emoji} b") == f"a {emoji} b"


def test_joiner_stays_in_scripts_that_need_it_and_goes_elsewhere() -> None:
    persian = "\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645"

    assert one_line(persian) == persian
    assert one_line("pay\u200dpal") == "paypal"


def test_text_hidden_in_tag_characters_goes() -> None:
    assert one_line("hi\U000e0069\U000e0067\U000e006e") == "hi"


def test_lines_keep_breaks_and_no_more_than_one_blank_line() -> None:
    assert lines("a  b\r\n\r\n\r\n\r\nc\x0bd\n") == "a b\n\nc\nd"


@settings(max_examples=300, deadline=None, database=None)
@given(st.text(), st.integers(1, 40))
def test_line_is_never_longer_than_its_limit(text: str, limit: int) -> None:
    line = one_line(text, limit)

    assert len(line) <= limit
    assert one_line(line, limit) == line
    assert len(excerpt(text, limit)) <= limit
    assert line.encode().decode() == line


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Été à la crème brûlée", "ete-a-la-creme-brulee"),
        ("L'œuf & la poule", "l-oeuf-la-poule"),
        ("Straße nach Łódź", "strasse-nach-lodz"),
        ("  --Hello,   World!--  ", "hello-world"),
        ("今日は", "item"),
        ("", "item"),
        ("!!!", "item"),
        ("../../etc/passwd", "etc-passwd"),
        ("mot " * 40, "-".join(["mot"] * 15)),
        ("a" * 100, "a" * 60),
    ],
)
def test_slug(text: str, expected: str) -> None:
    assert slug(text) == expected


@settings(max_examples=200, deadline=None, database=None)
@given(st.text())
def test_slug_is_always_fit_for_an_address(text: str) -> None:
    made = slug(text)

    assert 0 < len(made) <= 60
    assert set(made) <= set("abcdefghijklmnopqrstuvwxyz0123456789-")
    assert made.strip("-") == made


def test_plain_text_becomes_paragraphs_with_links() -> None:
    assert to_html("Voir https://shop.example/a?b=1&c=2.\nÀ demain\n\n<b>Fin</b>") == (
        '<p>Voir <a href="https://shop.example/a?b=1&amp;c=2">https://shop.example/a?b=1&amp;c=2</a>.<br>À demain</p><p>&lt;b&gt;Fin&lt;/b&gt;</p>'
    )


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("(https://shop.example/a)", "https://shop.example/a"),
        ("https://shop.example/a_(b)", "https://shop.example/a_(b)"),
        ("https://shop.example/a, et", "https://shop.example/a"),
        ("«https://shop.example/a»", "https://shop.example/a"),
        ("<https://shop.example/a>", "https://shop.example/a"),
        ("https://shop.example/a…", "https://shop.example/a"),
    ],
)
def test_link_ends_where_the_sentence_goes_on(text: str, address: str) -> None:
    body = LexborHTMLParser(to_html(text)).body
    assert body is not None

    assert [node.attributes["href"] for node in body.css("a")] == [address]
    assert body.text() == text


@settings(max_examples=300, deadline=None, database=None)
@given(st.text(alphabet="ab <>&\"'\n/:.htps()#@"))
def test_text_made_html_reads_as_the_same_text(text: str) -> None:
    assert plain(to_html(text)) == lines(text)


def test_hashtags_are_found_once_as_first_written() -> None:
    assert hashtags("#Framboise et #framboise, #Été2026 (#macaron) #fête_des_mères") == (
        "Framboise",
        "Été2026",
        "macaron",
        "fête_des_mères",
    )


def test_what_only_looks_like_a_hashtag_is_none() -> None:
    assert hashtags("n#1 #1 #2026 a#b https://x.example/#menu &#39; ##x C#") == ()


def test_mentions_are_found_in_each_networks_form() -> None:
    assert mentions("@ada, @ada@mastodon.example et (@grace.bsky.social). @Ada") == ("@ada", "@ada@mastodon.example", "@grace.bsky.social")


def test_mail_address_is_no_mention() -> None:
    assert mentions("ada@shop.example https://medium.example/@ada") == ()
