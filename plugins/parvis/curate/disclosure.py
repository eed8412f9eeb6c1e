"""Disclosure: what readers must be told of a person and of each of their posts. What is paid and not labelled cannot be built.

France: loi 2023-451 of 9 June 2023, articles 5 ("Publicité", "Collaboration commerciale", for as long as it is shown; "Images
retouchées", "Images virtuelles") and 8 (payment in kind counts). United States: 16 CFR 255.5.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, datetime
from zoneinfo import ZoneInfo

import msgspec

from parvis.curate.ambassadors import People, owner, pictured
from parvis.errors import Mistake, PolicyError
from parvis.model.ambassador import Ambassador
from parvis.model.article import Article
from parvis.model.hub import Item
from parvis.model.label import Label, Sign
from parvis.model.post import Post
from parvis.model.source import Source


def of_person(person: Ambassador, today: date) -> tuple[Label, ...]:
    """What stands beside their name and portrait today."""
    sign = _sign(person)
    bound = (Label(sign),) if sign and person.contract.holds(today) else ()
    return (*bound, *_altered(person, shown=pictured(person, today)))


def disclosed(item: Item, people: People, timezone: str, now: datetime) -> Item:
    """The item with whose words it is and what must be told of them; one of nobody's as it is."""
    person = people.find(item.post)
    if person is None:
        return item
    zone = ZoneInfo(timezone)
    labels = of_post(item.post, person, zone, now.astimezone(zone).date())
    # Nobody is led from a bare link to the page of its author.
    return msgspec.structs.replace(item, ambassador="" if item.post.author.opted_out else person.slug, disclosure=labels)


def of_post(post: Post, person: Ambassador, zone: ZoneInfo, today: date) -> tuple[Label, ...]:
    """What stands beside a post of theirs.

    A post of the contract's days carries its label for ever. An older one says since when there is a contract, while there is one.
    """
    return (
        *_bound(post.published, person, zone, today),
        *_altered(person, shown=any(media.kind != "audio" or media.preview for media in post.media)),
    )


def of_articles(articles: Iterable[Article], people: Iterable[Ambassador], timezone: str, now: datetime) -> tuple[Article, ...]:
    """The editors' posts, those that an ambassador has written with what must be told of them: `author` is their name or slug."""
    zone = ZoneInfo(timezone)
    today = now.astimezone(zone).date()
    people = tuple(people)
    return tuple(
        msgspec.structs.replace(article, disclosure=labels) if (labels := _of_article(article, people, zone, today)) else article
        for article in articles
    )


def wrote(person: Ambassador, article: Article) -> bool:
    """Whether an article is by an ambassador: its author is their name or slug."""
    return not {name.strip().casefold() for name in article.author.split(",")}.isdisjoint({person.name.casefold(), person.slug})


def _of_article(article: Article, people: tuple[Ambassador, ...], zone: ZoneInfo, today: date) -> tuple[Label, ...]:
    published = article.published or datetime.max.replace(tzinfo=zone)
    found = (_bound(published, person, zone, today) for person in people if wrote(person, article))
    return tuple(dict.fromkeys(label for labels in found for label in labels))


def _bound(published: datetime, person: Ambassador, zone: ZoneInfo, today: date) -> tuple[Label, ...]:
    sign, day = _sign(person), published.astimezone(zone).date()
    if sign is None:
        return ()
    if person.contract.holds(day):
        return (Label(sign),)
    return (Label(sign, person.contract.start if not person.contract.ended(day) else None),) if person.contract.holds(today) else ()


def _sign(person: Ambassador) -> Sign | None:
    if person.relationship == "none":
        return None
    return "advertising" if person.relationship == "paid" and person.advertising else person.relationship


def _altered(person: Ambassador, *, shown: bool) -> tuple[Label, ...]:
    return (Label(person.images),) if person.images and shown else ()


def refuse_hidden_owners(sources: Iterable[Source], people: Iterable[Ambassador]) -> None:
    """PolicyError for each source that belongs to an ambassador of whom the hub cannot tell what binds them, or who has not agreed."""
    mistakes = list(_hidden_owners(sources, {person.slug: person for person in people}))
    if mistakes:
        raise PolicyError(mistakes)


def _hidden_owners(sources: Iterable[Source], people: dict[str, Ambassador]) -> Iterator[Mistake]:
    for source in sources:
        slug = owner(source)
        if not slug or source.publish == "listen":
            continue
        person = people.get(slug)
        if person is None:
            what = f"nobody can be told what binds '{slug}' to the brand: there is no content/ambassadors/{slug}.md."
            yield _of(source, what, "Write it, with `relationship:`, or name another owner.")
        elif "posts" not in person.consent.scope:
            what = f"{person.name} has not agreed to this: the consent does not cover 'posts'."
            yield _of(source, what, f"Ask them and add `posts` to the scope in {person.file}, or take the source out.")
        elif person.minor and person.guardian is None:
            what = f"{person.name} is a minor, their posts show pictures, and no guardian has agreed."
            yield _of(source, what, f"Add `guardian_consent` to {person.file}, or take the source out.")


def _of(source: Source, what: str, remedy: str) -> Mistake:
    return Mistake(source.file, source.line, f"{source.name}.owner", what, remedy)


def refuse_unlabelled(items: Iterable[Item], people: People, timezone: str) -> None:
    """PolicyError for each post of a contract's days that does not carry the contract's label."""
    zone = ZoneInfo(timezone)
    mistakes = []
    for item in items:
        person = people.find(item.post)
        sign = _sign(person) if person else None
        if not person or not sign or not person.contract.holds(item.post.published.astimezone(zone).date()):
            continue
        if Label(sign) not in item.disclosure:
            what = f"the post {item.post.id} was made under a contract ({person.relationship}) and does not say so."
            mistakes.append(Mistake(person.file, person.line("relationship"), "relationship", what, "Have it labelled, or hide it."))
    if mistakes:
        raise PolicyError(mistakes)
