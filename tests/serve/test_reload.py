"""The script in a page and the pulse that it listens to."""

from __future__ import annotations

import threading

from parvis.serve.reload import Pulse, with_script


def test_script_stands_before_the_last_closing_body_tag() -> None:
    html = with_script(b"<BODY>a </body> in a comment</BODY>\n", "7")

    assert html.index(b"data-version") > html.index(b"comment")
    assert html.endswith(b"</script></BODY>\n")


def test_page_without_a_body_tag_gets_the_script_at_its_end() -> None:
    assert with_script(b"<h1>a", "7").startswith(b"<h1>a<script")


def test_waiting_ends_with_the_next_beat() -> None:
    pulse = Pulse()
    seen = pulse.version
    threading.Timer(0.05, pulse.beat).start()

    assert pulse.wait(seen, 10) != seen


def test_waiting_ends_when_the_time_is_up() -> None:
    pulse = Pulse()

    assert pulse.wait(pulse.version, 0.01) == pulse.version


def test_closing_lets_everybody_go() -> None:
    pulse = Pulse()
    threading.Timer(0.05, pulse.close).start()

    pulse.wait(pulse.version, 10)

    assert pulse.closed


def test_two_servers_show_different_versions() -> None:
    assert Pulse().version != Pulse().version
