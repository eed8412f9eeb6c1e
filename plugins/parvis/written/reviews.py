"""Reviews that an editor has written down: content/reviews/NAME.md, from a guest book, a letter, a counter.

    ---
    author: Ghislaine Paradis        shown as `Ghislaine P.`; `full_name: true` shows it whole
    rating: 4                        1 to 5; left out where nobody asked for one
    published: 2026-03-20            when it was left
    experienced: 2026-03-14          day of the purchase, visit or use
    product: bleuet-citron           slug
    title: Une boîte trop fragile
    verified: true                   never without a proof
    proof: order 1045, looked up at the till
    incentive: a free box            what the author got for it
    insider: cousin of a founder     how the author belongs to the brand
    lang: fr                         the hub's main language where it is left out
    origin: Livre d'or de la boutique
    photos: [{picture: images/boite.jpg, alt: La boîte écrasée}]
    ---
    The words of the author, as plain text.

Its words are sealed by `parvis import content/reviews --as written` and by `parvis collect`: see `collect.seals`.
"""

from __future__ import annotations

import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any, Final

from parvis.errors import ContentError, Mistake
from parvis.model.review import Photo, Review, digest
from parvis.tidy import language, person, rating
from parvis.tidy import text as words
from parvis.written.articles import SUFFIXES, Reader
from parvis.written.facts import Facts, of_front
from parvis.written.front_matter import FrontMatter, decode, split

FOLDER: Final = "reviews"
KIND: Final = "written"


def every(content: Path, reader: Reader) -> tuple[Review, ...]:
    """All hand-written reviews but drafts, by file name. ContentError lists every mistake of every file."""
    found: dict[str, Review] = {}
    mistakes: list[Mistake] = []
    for path in files(content):
        name = f"{content.name}/{path.relative_to(content).as_posix()}"
        try:
            review = read(decode(path.read_bytes(), name), name, reader)
        except ContentError as error:
            mistakes += error.mistakes
            continue
        if review is not None and review.id in found:
            what = f"the name '{review.native}' is already that of {found[review.id].file}."
            mistakes.append(Mistake(name, 1, "slug", what, "Give one of them another name, or another `slug`."))
        elif review is not None:
            found[review.id] = review
    mistakes += [mistake for review in found.values() for mistake in _missing_pictures(review, content)]
    if mistakes:
        raise ContentError(mistakes)
    return tuple(found.values())


def files(content: Path) -> tuple[Path, ...]:
    """The Markdown files below content/reviews/, sorted."""
    found = (Path(above, name) for above, _, names in os.walk(content / FOLDER) for name in names)
    return tuple(sorted(path for path in found if path.suffix in SUFFIXES and not path.name.startswith(".")))


def read(text: str, file: str, reader: Reader) -> Review | None:
    """One review; None where it is a draft. ContentError lists every field that is wrong.

    `collected` is the moment of publication until a seal says otherwise.
    """
    mistakes: list[Mistake] = []
    front = split(text, file)
    facts = of_front(front, reader, mistakes)
    review = _review(front, facts, reader)
    draft = facts.switch("draft") or facts.choice("status", ("published", "draft")) == "draft"
    facts.done()
    if not draft and not review.title and not review.text and review.rating is None:
        facts.wrong("", "there is neither a rating nor a text.", "Write the author's words below the front matter.")
    if mistakes:
        raise ContentError(mistakes)
    return None if draft else review


def _review(front: FrontMatter, facts: Facts, reader: Reader) -> Review:
    published = facts.moment("published") or facts.moment("date")
    if published is None:
        facts.wrong("published", "a review needs the date on which it was left.", "Add a line such as `published: 2026-06-12`.")
    stars, title, told = _rating(facts), facts.text("title"), words.lines(front.text)
    slug = facts.text("slug")
    whole = facts.switch("full_name")
    author = facts.text("author", need="Ghislaine P.")
    moment = published or _NEVER
    return Review(
        id=f"{KIND}:{words.slug(slug or Path(front.file).stem)}",
        source=f"reviews-{KIND}",
        kind=KIND,
        origin=facts.text("origin"),
        first_party="first_party" not in facts or facts.switch("first_party"),
        url=facts.link("url") or None,
        product=next(iter(facts.slugs("product")), ""),
        published=moment,
        updated=facts.moment("modified"),
        collected=moment,
        experienced=facts.day("experienced"),
        author=person.whole(author) if whole else person.short(author),
        language=language.tag(facts.text("lang")) or (reader.languages[0] if reader.languages else None),
        rating=stars,
        title=title,
        text=told,
        digest=digest(stars, title, told),
        **_signs(facts),
        photos=_photos(facts),
        file=front.file,
        line=front.text_line,
    )


def _rating(facts: Facts) -> float | None:
    given = facts.raw("rating")
    if given is None:
        return None
    try:
        return rating.read(str(given))
    except ValueError as error:
        facts.wrong("rating", str(error), "Write `rating: 4`, from 1 to 5.")
        return None


def _signs(facts: Facts) -> dict[str, Any]:
    """What readers must know of the author: checked and how, rewarded, part of the house."""
    verified, proof = facts.switch("verified"), facts.text("proof")
    if verified and not proof:
        facts.wrong(
            "verified", "a review is called verified only with a proof.", "Add a line such as `proof: order 1045, looked up at the till`."
        )
    if proof and not verified:
        facts.wrong("proof", "there is a proof, and the review is not called verified.", "Add a line `verified: true`.")
    return {"verified": verified, "proof": proof, "incentive": facts.text("incentive"), "insider": facts.text("insider")}


def _photos(facts: Facts) -> tuple[Photo, ...]:
    found = []
    for photo in facts.groups("photos"):
        picture = photo.text("picture", need="images/box.jpg").removeprefix("{static}").lstrip("/")
        found.append(Photo(picture=picture, alt=photo.text("alt")))
        photo.done()
    return tuple(found)


def _missing_pictures(review: Review, content: Path) -> list[Mistake]:
    what, remedy = "there is no file '{}' below content/.", "Put the picture there, or mend its name."
    named = [photo.picture for photo in review.photos]
    missing = [name for name in named if ".." in Path(name).parts or not (content / name).is_file()]
    return [Mistake(review.file, 1, "photos", what.format(name), remedy) for name in missing]


#: Stands in for a missing date, which is a mistake of its own.
_NEVER: Final = datetime(1970, 1, 1, tzinfo=UTC)
