"""Tone: what people say when they ask, complain, wish and praise, in French and in English, and what turns it."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from parvis.curate import listen_phrases as phrases
from parvis.curate.listen_tone import heard
from parvis.tidy import words

ROOT = Path(__file__).resolve().parents[2]

COMPLAINTS = [
    "Pas bon du tout.",
    "Franchement, c'est pas terrible.",
    "Je n'aime pas le nouveau parfum.",
    "J'aime pas trop la texture, et c'est trop sucré.",
    "Ma commande n'est toujours pas arrivée.",
    "Mes macarons sont arrivés en miettes !",
    "Très déçue par l'accueil de samedi.",
    "Je ne recommande pas cette adresse.",
    "Personne ne répond au téléphone depuis lundi.",
    "On n'est pas satisfaits.",
    "Je voudrais être remboursée.",
    "Ce n'est plus bon depuis le changement de recette.",
    "Not good at all.",
    "It wasn't great, to be honest.",
    "Too sweet for me.",
    "My order never arrived and I am still waiting.",
    "I would not recommend this to anyone.",
    "Awful service, never again.",
    "I don't like the new box.",
    "The macarons were stale and overpriced.",
    "I'm not satisfied with the answer.",
    "Never disappointed before, but this time the shells were crushed and stale.",
]
PRAISE = [
    "C'est délicieux, merci !",
    "Bravo à toute l'équipe.",
    "Vraiment très bon, on a adoré… j'adore !",
    "Pas cher, délicieux.",
    "Aucun problème, tout était parfait.",
    "On n'est pas déçus, au contraire.",
    "Je n'ai jamais mangé d'aussi bons macarons.",
    "Rien à redire, c'est parfait.",
    "Un vrai coup de cœur.",
    "Absolutely delicious, thank you!",
    "I've never had such good macarons.",
    "Not only good but great.",
    "Not bad at all, and lovely people.",
    "I can't recommend them enough: amazing!",
    "Nothing to complain about.",
    "Never disappointed.",
    "Loved it, well done.",
]
QUESTIONS = [
    "Quels sont vos horaires le dimanche ?",
    "Est-ce que la boutique est ouverte lundi",
    "Quelqu'un sait si le macaron cassis revient",
    "J'aimerais savoir s'il y a des noix dedans.",
    "Y a-t-il du gluten ?",
    "Do you ship to Ontario?",
    "Does anyone know when the vote ends",
    "I was wondering if the pistachio one is vegan",
    "How do I get to the shop by bus",
]
WISHES = [
    "J'aimerais une boîte de trois.",
    "À quand un macaron au yuzu ?",
    "Il faudrait un banc devant la vitrine.",
    "Serait-il possible d'avoir une version sans noix ?",
    "Ce serait bien d'ouvrir plus tard le samedi.",
    "I wish you had a bike rack.",
    "Could you add a shelf at wheelchair height?",
    "Please bring back the maple one.",
    "Would love a smaller box.",
    "It would be nice to have tea.",
]
NOTHING = [
    "Pas mauvais.",
    "Pas mal.",
    "Not bad.",
    "Not too bad, I guess.",
    "Merci d'avance pour votre réponse.",
    "Non merci.",
    "Il y avait pas mal de monde samedi.",
    "Bonne journée à vous.",
    "Il y a du pain et des macarons sur la table.",
    "The box holds twelve macarons.",
    "La boîte contient douze macarons.",
    "https://shop.example/?q=macaron&page=2",
    "« Pourquoi pas ? » est le nom du numéro.",
    "> Do you ship to Ontario?\nWe went by train.",
    "No problem.",
    "Can't wait.",
    "",
    "?",
    "…",
]


@pytest.mark.parametrize("text", COMPLAINTS)
def test_a_complaint_is_heard(text: str) -> None:
    assert heard("", text).tones[:1] == ("complaint",)


@pytest.mark.parametrize("text", PRAISE)
def test_praise_is_heard(text: str) -> None:
    assert heard("", text).tones == ("praise",)


@pytest.mark.parametrize("text", QUESTIONS)
def test_a_question_is_heard_with_and_without_its_mark(text: str) -> None:
    assert heard("", text).tones == ("question",)


@pytest.mark.parametrize("text", WISHES)
def test_a_wish_is_heard_and_is_no_question(text: str) -> None:
    assert heard("", text).tones == ("wish",)


@pytest.mark.parametrize("text", NOTHING)
def test_what_is_none_of_these_is_none(text: str) -> None:
    assert heard("", text).tones == ()


def test_praise_with_a_complaint_is_a_complaint_and_a_reproach_among_much_praise_is_none() -> None:
    assert heard("", "Délicieux, mais trop sucré.").tones == ("complaint",)
    assert heard("", "Délicieux, magnifique, parfait, bravo ! Un problème de ruban.").tones == ("praise",)


def test_a_long_text_needs_more_than_one_sign() -> None:
    told = "Le four est chaud et la pâte repose. " * 60

    assert heard("", f"{told} C'était mauvais.").tones == ()
    assert heard("", f"{told} C'était mauvais, trop sucré et immangeable, une arnaque, une honte.").tones == ("complaint",)


def test_stars_speak_where_words_do_not() -> None:
    assert heard("", "La boîte du samedi.", stars=1).tones == ("complaint",)
    assert heard("", "La boîte du samedi.", stars=5).tones == ("praise",)
    assert heard("", "La boîte du samedi.", stars=3).tones == ()
    assert heard("", "Trop sucré, en miettes, immangeable.", stars=4).tones == ("complaint",)
    assert heard("", "", stars=2).sign == "2 of 5"


def test_the_sentence_that_tells_is_told_and_a_short_one_with_the_one_before() -> None:
    found = heard("", "On dit que la boutique ferme. Est-ce vrai ? Il fait beau.")

    assert found.said == "On dit que la boutique ferme. Est-ce vrai ?"
    assert heard("", "Il fait beau ce matin. La nouvelle boîte est arrivée en miettes chez nous.").sign == "en miettes"


def test_a_text_can_be_several_things_and_what_matters_most_comes_first() -> None:
    assert heard("", "Très déçu. Quand ouvrez-vous ? J'aimerais une boîte de trois.").tones == ("complaint", "question", "wish")


def test_the_lists_are_written_as_texts_are_compared() -> None:
    lists = (phrases.PRAISING, phrases.COMPLAINING, phrases.GOOD, phrases.BAD, phrases.WISHING, phrases.ASKING, phrases.NEUTRAL)

    for phrase in (phrase for found in lists for phrase in found):
        assert words.folded(phrase.replace("*", "")).split() == phrase.replace("*", "").split(), phrase
    for name in ("GOOD", "BAD"):
        assert not [phrase for phrase in getattr(phrases, name) if " " in phrase]


@cache
def demo(source: str) -> dict[str, str]:
    """The texts of a source of the demo by id."""
    lines = [line for path in sorted((ROOT / "content/archive" / source).glob("*.jsonl")) for line in path.read_text("utf-8").splitlines()]
    posts = [json.loads(line) for line in lines]
    return {post["id"]: f"{post.get('title', '') if post.get('titled', True) else ''}\n{post.get('text', '')}" for post in posts}


@pytest.mark.parametrize(
    ("item", "tones"),
    [
        ("boite-a-idees:billet-311", ("praise",)),
        ("boite-a-idees:billet-312", ("wish",)),
        ("boite-a-idees:billet-313", ("complaint",)),
        ("boite-a-idees:billet-315", ("question",)),
        ("boite-a-idees:billet-318", ("question",)),
        ("boite-a-idees:billet-321", ("complaint",)),
        ("boite-a-idees:billet-323", ()),
        ("boite-a-idees:billet-324", ("complaint",)),
        ("boite-a-idees:billet-326", ()),
        ("forum:topic-4259", ("praise",)),
        ("forum:topic-24503", ("question",)),
        ("macaronmtl:t3_1k52791", ("question",)),
    ],
)
def test_the_demos_own_texts(item: str, tones: tuple[str, ...]) -> None:
    assert heard("", demo(item.partition(":")[0])[item]).tones == tones
