"""What may not be done to reviews: hidden by their rating without saying so, called all while one is withheld; and what is told of pins.

16 CFR 465.7 (United States), Code de la consommation L.121-4 28° (France), directive (EU) 2019/2161.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Final

from parvis.errors import Mistake
from parvis.model.curated_review import PINS, CuratedReview, ReviewFiles
from parvis.model.decision import Decision
from parvis.written.articles import Written

#: From so many withheld reviews on it is no chance that all of them are negative.
SUSPICIOUS: Final = 3
#: From so many stars on a review is praise.
_PRAISE: Final = 4

#: A reason that is about the rating, in English or French.
_ABOUT_RATING: Final = re.compile(
    r"\b(?:stars?|étoiles?|etoiles?|(?:low|bad|poor|negative)\s+(?:rating|review|score)|ratings?|too\s+negative|negative|négatifs?|négative|negatif|"
    r"(?:mauvais|bas|faible)e?s?\s+(?:avis|notes?|évaluations?)|notes?\s+(?:trop\s+)?(?:basse|mauvaise|faible)s?|(?:trop|very|so)\s+n[ée]gati(?:f|ve)s?)\b",
    re.IGNORECASE,
)
_ALL: Final = re.compile(
    r"\b(?:tous\s+(?:les|nos|vos)\s+avis|toutes\s+(?:les|nos|vos)\s+évaluations|l['’]intégralité\s+des\s+avis|"
    r"all\s+(?:of\s+)?(?:the\s+|our\s+|your\s+)?(?:customer\s+|product\s+)?reviews|every\s+(?:single\s+)?review)\b",
    re.IGNORECASE,
)
#: Where a page claims something: its headings and its links. `[text](address)`, `# heading`.
_HEADING: Final = re.compile(r" {0,3}#{1,6}\s+(.*)")
_LINK: Final = re.compile(r"\[([^\[\]]*)\](?:\(|\[)")


def by_rating(files: ReviewFiles, decisions: Iterable[Decision]) -> Iterator[Mistake]:
    """Rules and decisions that hide by rating and do not say so publicly."""
    what = "this hides reviews by their rating, and no page says so."
    remedy = "Say it to everybody with `public: …`, or take it out: withholding bad reviews unsaid is forbidden."
    for rule in files.policy.rules:
        if rule.rating and not any(rule.public.values()):
            yield Mistake(files.policy.file, rule.line, f"withhold.{rule.name}", what, remedy)
    for hiding in decisions:
        if hiding.do == "hide" and _ABOUT_RATING.search(hiding.because) and not hiding.public:
            yield Mistake(hiding.file, hiding.line, "because", what, remedy)


def claims(documents: Iterable[Written]) -> Iterator[Mistake]:
    """Titles, headings and links of the editors' that call reviews all of them, while one is withheld."""
    what = "this speaks of all reviews, while at least one is withheld."
    remedy = "Call them published reviews (« avis publiés »), or publish what is withheld."
    for document in documents:
        if document.draft:
            continue
        if _ALL.search(document.title):
            yield Mistake(document.file, document.lines.get("title", 1), "title", what, remedy)
        for place, line in enumerate(document.text.split("\n")):
            heading = _HEADING.match(line)
            said = [*(heading.groups() if heading else ()), *_LINK.findall(line)]
            if any(_ALL.search(words) for words in said):
                yield Mistake(document.file, document.text_line + place, "", what, remedy)


def praise_in_front(published: Iterable[CuratedReview]) -> Iterator[str]:
    """Warnings about pins: more than stand in front, or nothing but praise there, which tells of the reviews what they do not say."""
    pinned = [one.review for one in published if one.pinned]
    if len(pinned) > PINS:
        yield f"{len(pinned)} reviews are pinned, and only the latest {PINS} stand in front: take the others out with `parvis pin ITEM --off`."
    if pinned and all(review.rating is not None and review.rating >= _PRAISE for review in pinned):
        yield "every review that is pinned has 4 or 5 stars: the list begins with praise that the brand has chosen. Pin one that criticises, too, or none."
