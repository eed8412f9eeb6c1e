"""Recorded answers in XML and iCalendar, shaped like those of the networks."""

from __future__ import annotations

from email.utils import format_datetime
from xml.sax.saxutils import escape

from described import Drawn
from words import Entry

Pictures = dict[Entry, Drawn]


def _document(head: str, parts: list[str], tail: str) -> str:
    return head + "".join(parts) + tail


def _paragraphs(entry: Entry) -> str:
    return "".join(f"<p>{escape(line)}</p>\n" for line in entry.lines[1:])


def _rfc(entry: Entry) -> str:
    return format_datetime(entry.at)


def youtube(found: list[Entry], pictures: Pictures) -> str:
    """The Atom feed `feeds/videos.xml?channel_id=`."""
    channel = "UCSucreBleuInvente00001x"
    head = f"""<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns:yt="http://www.youtube.com/xml/schemas/2015" xmlns:media="http://search.yahoo.com/mrss/" xmlns="http://www.w3.org/2005/Atom">
 <link rel="self" href="http://www.youtube.com/feeds/videos.xml?channel_id={channel}"/>
 <id>yt:channel:{channel[2:]}</id>
 <yt:channelId>{channel[2:]}</yt:channelId>
 <title>Sucre Bleu</title>
 <link rel="alternate" href="https://www.youtube.com/channel/{channel}"/>
 <author>
  <name>Sucre Bleu</name>
  <uri>https://www.youtube.com/channel/{channel}</uri>
 </author>
 <published>2024-05-24T12:00:00+00:00</published>
"""

    def video(entry: Entry) -> str:
        views, likes = entry.fields[1].split()
        native, moment = entry.fields[2], entry.at.isoformat()
        thumbnail = f'   <media:thumbnail url="{pictures[entry].url}" width="480" height="360"/>\n' if entry in pictures else ""
        return f""" <entry>
  <id>yt:video:{native}</id>
  <yt:videoId>{native}</yt:videoId>
  <yt:channelId>{channel}</yt:channelId>
  <title>{escape(entry.lines[0])}</title>
  <link rel="alternate" href="https://www.youtube.com/watch?v={native}"/>
  <author>
   <name>Sucre Bleu</name>
   <uri>https://www.youtube.com/channel/{channel}</uri>
  </author>
  <published>{moment}</published>
  <updated>{moment}</updated>
  <media:group>
   <media:title>{escape(entry.lines[0])}</media:title>
   <media:content url="https://www.youtube.com/v/{native}?version=3" type="application/x-shockwave-flash" width="640" height="390"/>
{thumbnail}   <media:description>{escape(entry.body)}</media:description>
   <media:community>
    <media:starRating count="{likes}" average="5.00" min="1" max="5"/>
    <media:statistics views="{views}"/>
   </media:community>
  </media:group>
 </entry>
"""

    return _document(head, [video(entry) for entry in found], "</feed>\n")


def wordpress(found: list[Entry], pictures: Pictures) -> str:
    """An RSS 2.0 feed as WordPress writes it."""
    head = """<?xml version="1.0" encoding="UTF-8"?><rss version="2.0"
	xmlns:content="http://purl.org/rss/1.0/modules/content/"
	xmlns:dc="http://purl.org/dc/elements/1.1/"
	xmlns:atom="http://www.w3.org/2005/Atom">
<channel>
	<title>Le carnet de Rosalie</title>
	<atom:link href="https://rosalie.example/feed/" rel="self" type="application/rss+xml" />
	<link>https://rosalie.example</link>
	<description>Manger, noter, recommencer</description>
	<language>fr-CA</language>
	<generator>https://wordpress.org/?v=6.8</generator>
"""

    def article(entry: Entry) -> str:
        number = entry.number(digits=5)
        image = (
            f'<figure><img src="{pictures[entry].url}" alt="{pictures[entry].french}" width="960" height="960" /></figure>\n'
            if entry in pictures
            else ""
        )
        categories = "".join(f"\t\t<category><![CDATA[{tag}]]></category>\n" for tag in entry.fields[1].split(","))
        return f"""	<item>
		<title>{escape(entry.lines[0])}</title>
		<link>https://rosalie.example/?p={number}</link>
		<dc:creator><![CDATA[Rosalie Vadnais]]></dc:creator>
		<pubDate>{_rfc(entry)}</pubDate>
{categories}		<guid isPermaLink="false">https://rosalie.example/?p={number}</guid>
		<description><![CDATA[{escape(entry.body[:160])} [&#8230;]]]></description>
		<content:encoded><![CDATA[{image}{_paragraphs(entry)}]]></content:encoded>
	</item>
"""

    return _document(head, [article(entry) for entry in found], "</channel>\n</rss>\n")


def podcast(found: list[Entry], pictures: Pictures) -> str:
    """An RSS 2.0 feed with the iTunes extension."""
    head = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd" xmlns:podcast="https://podcastindex.org/namespace/1.0">
<channel>
	<title>Sucre lent</title>
	<link>https://balado.example/sucre-lent</link>
	<language>fr-ca</language>
	<itunes:author>Marguerite Ouellon</itunes:author>
	<description>Un balado sur les desserts, sans se presser.</description>
	<itunes:image href="https://balado.example/art/couverture.jpg" />
"""

    def episode(entry: Entry) -> str:
        number = entry.number(digits=6)
        image = f'\t\t<itunes:image href="{pictures[entry].url}" />\n' if entry in pictures else ""
        return f"""	<item>
		<title>{escape(entry.lines[0])}</title>
		<link>https://balado.example/sucre-lent/{number}</link>
		<guid isPermaLink="false">sucre-lent-{number}</guid>
		<pubDate>{_rfc(entry)}</pubDate>
		<description>{escape(entry.body)}</description>
		<itunes:duration>{entry.fields[1]}</itunes:duration>
{image}		<enclosure url="https://balado.example/audio/{number}.mp3" length="{number * 31}" type="audio/mpeg" />
	</item>
"""

    return _document(head, [episode(entry) for entry in found], "</channel>\n</rss>\n")


def flickr(found: list[Entry], pictures: Pictures) -> str:
    """The group pool's feed, RSS 2.0 with Media RSS."""
    head = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:media="http://search.yahoo.com/mrss/" xmlns:dc="http://purl.org/dc/elements/1.1/">
	<channel>
		<title>Vitrines sucrées de Montréal Pool</title>
		<link>https://www.flickr.com/groups/vitrines-sucrees/pool/</link>
		<description>A feed of photos of the group</description>
		<generator>https://www.flickr.com/</generator>
"""

    def photo(entry: Entry) -> str:
        number = entry.number(digits=11)
        page, title = f"https://www.flickr.com/photos/junishikawa/{number}/", escape(entry.lines[0])
        width, height = (int(side) * 2 // 3 for side in entry.fields[2].split("x"))
        body = (
            f'<p><a href="https://www.flickr.com/people/junishikawa/">Jun Ishikawa</a> posted a photo:</p>'
            f'<p><a href="{page}" title="{title}"><img src="{pictures[entry].url}" width="240" height="160" alt="{title}" /></a></p>'
        )
        return f"""		<item>
			<title>{title}</title>
			<link>{page}</link>
			<description>{escape(body)}</description>
			<pubDate>{_rfc(entry)}</pubDate>
			<author>nobody@flickr.com (Jun Ishikawa)</author>
			<guid isPermaLink="false">tag:flickr.com,2004:/photo/{number}</guid>
			<media:content url="{pictures[entry].url}" type="image/jpeg" height="{height}" width="{width}"/>
			<media:title>{title}</media:title>
			<media:thumbnail url="{pictures[entry].url}" height="75" width="75"/>
			<media:credit role="photographer">Jun Ishikawa</media:credit>
			<media:category scheme="urn:flickr:tags">{escape(entry.fields[1])}</media:category>
			<media:license type="text/html" href="https://creativecommons.org/licenses/by-nc/4.0/">CC BY-NC 4.0</media:license>
		</item>
"""

    return _document(head, [photo(entry) for entry in found], "\t</channel>\n</rss>\n")


def reddit(found: list[Entry], pictures: Pictures) -> str:
    """The Atom feed `/r/…/.rss`."""
    head = """<?xml version="1.0" encoding="UTF-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xmlns:media="http://search.yahoo.com/mrss/">
	<category term="macaronmtl" label="r/macaronmtl"/>
	<updated>2026-06-12T02:20:00+00:00</updated>
	<id>/r/macaronmtl/new/.rss</id>
	<link rel="self" href="https://www.reddit.com/r/macaronmtl/new/.rss" type="application/atom+xml" />
	<link rel="alternate" href="https://www.reddit.com/r/macaronmtl/new/" type="text/html" />
	<title>newest submissions : macaronmtl</title>
"""

    def submission(entry: Entry) -> str:
        native = f"1k{entry.number(digits=5):05d}"
        page = f"https://www.reddit.com/r/macaronmtl/comments/{native}/thread/"
        user = f"https://www.reddit.com/user/{entry.fields[1]}"
        text = f'<!-- SC_OFF --><div class="md">{_paragraphs(entry)}</div><!-- SC_ON -->' if entry.body else ""
        target = pictures[entry].url if entry in pictures else page
        signed = f' &#32; submitted by &#32; <a href="{user}"> /u/{entry.fields[1]} </a> <br/> <span><a href="{target}">[link]</a></span> &#32; <span><a href="{page}">[comments]</a></span>'
        thumbnail = f'\n\t\t<media:thumbnail url="{pictures[entry].url}" />' if entry in pictures else ""
        return f"""	<entry>
		<author><name>/u/{entry.fields[1]}</name><uri>{user}</uri></author>
		<category term="macaronmtl" label="r/macaronmtl"/>
		<content type="html">{escape(text + signed)}</content>
		<id>t3_{native}</id>{thumbnail}
		<link href="{page}" />
		<updated>{entry.at.isoformat()}</updated>
		<published>{entry.at.isoformat()}</published>
		<title>{escape(entry.lines[0])}</title>
	</entry>
"""

    return _document(head, [submission(entry) for entry in found], "</feed>\n")


def tumblr(found: list[Entry], pictures: Pictures) -> str:
    """The RSS feed of a Tumblr blog: photo posts titled by their captions."""
    head = """<?xml version="1.0" encoding="UTF-8"?>
<rss xmlns:dc="http://purl.org/dc/elements/1.1/" version="2.0">
<channel>
	<description>One shell a fortnight, drawn badly on purpose.</description>
	<title>Shell Game</title>
	<generator>Tumblr (3.0; @shellgame-drawings)</generator>
	<link>https://shellgame-drawings.tumblr.example/</link>
"""

    def post(entry: Entry) -> str:
        page = f"https://shellgame-drawings.tumblr.example/post/{entry.number(digits=12)}"
        image = f'<img src="{pictures[entry].url}" alt="{pictures[entry].english}"/><br/><br/>' if entry in pictures else ""
        categories = "".join(f"\t\t<category>{tag}</category>\n" for tag in entry.fields[1].split(","))
        return f"""	<item>
		<title>{escape(entry.lines[0])}</title>
		<description>{escape(f"{image}<p>{escape(entry.text)}</p>")}</description>
		<link>{page}</link>
		<guid>{page}</guid>
		<pubDate>{_rfc(entry)}</pubDate>
{categories}	</item>
"""

    return _document(head, [post(entry) for entry in found], "</channel>\n</rss>\n")


def calendar(found: list[Entry]) -> str:
    """The shop's calendar; local times, a repeated workshop, a cancelled market, a whole day."""

    def moment(name: str, text: str) -> str:
        digits = text.replace("-", "").replace(":", "")
        return f"{name};VALUE=DATE:{digits}" if "T" not in text else f"{name};TZID=America/Montreal:{digits}00"

    def quoted(text: str) -> str:
        return text.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")

    def event(entry: Entry) -> list[str]:
        start, end, title, place, rule, text, stamp, *status = entry.fields
        lines = ["BEGIN:VEVENT", f"UID:{entry.key}@sucrebleu.example", f"DTSTAMP:{stamp.replace('-', '').replace(':', '')}00Z"]
        lines += [moment("DTSTART", start), moment("DTEND", end), f"SUMMARY:{quoted(title)}", f"LOCATION:{quoted(place)}"]
        lines += [rule] if rule else []
        lines += [f"DESCRIPTION:{quoted(text)}", "GEO:45.5416;-73.5893", f"URL:https://sucrebleu.example/evenements/#{entry.key}"]
        return [*lines, *(f"STATUS:{word}" for word in status), "END:VEVENT"]

    head = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Sucre Bleu//Agenda//FR",
        "X-WR-CALNAME:Sucre Bleu",
        "X-WR-TIMEZONE:America/Montreal",
    ]
    body = [line for entry in found for line in event(entry)]
    return "\r\n".join(_folded(line) for line in [*head, *body, "END:VCALENDAR"]) + "\r\n"


def _folded(line: str) -> str:
    """At most 75 octets a line (RFC 5545, 3.1); never inside a character."""
    parts, current = [], ""
    for letter in line:
        if len((current + letter).encode()) > 73:
            parts.append(current)
            current = ""
        current += letter
    return "\r\n ".join([*parts, current])
