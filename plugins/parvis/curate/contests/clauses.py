"""The clauses of a contest's rules: which are mandatory for which contest, and a first wording of each in French and English."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from types import MappingProxyType
from typing import Final

import msgspec

from parvis.model.contest import Contest

#: Begins what a person must still write; a clause that holds it is unfinished.
BLANKS: Final = MappingProxyType({"fr": "[À COMPLÉTER", "en": "[TO COMPLETE"})
_ADULT: Final = 18


class Clause(msgspec.Struct, frozen=True):
    """One clause of the rules."""

    name: str  #: after `#` in its heading
    title: Mapping[str, str]  #: by language
    text: Mapping[str, str]  #: Markdown by language; words in braces are filled in from the contest
    needed: Callable[[Contest], bool]


def mandatory(contest: Contest) -> Iterator[Clause]:
    """The clauses without which the contest cannot open."""
    return (clause for clause in CLAUSES if clause.needed(contest))


def is_unfinished(text: str) -> bool:
    """Whether a clause still holds a blank, or nothing at all."""
    return not text.strip() or any(blank in text for blank in BLANKS.values())


def _always(_contest: Contest) -> bool:
    return True


def _never(_contest: Contest) -> bool:
    return False


def _admits_minors(contest: Contest) -> bool:
    return contest.minimum_age is None or contest.minimum_age < _ADULT


def _votes(contest: Contest) -> bool:
    return contest.starts("vote") is not None


def _votes_decide(contest: Contest) -> bool:
    return contest.decision == "vote"


def _draws(contest: Contest) -> bool:
    return contest.decision == "draw" or bool(contest.draw.commitment)


def _in_quebec(contest: Contest) -> bool:
    return "quebec" in contest.law


def _draws_in_quebec(contest: Contest) -> bool:
    return _draws(contest) and _in_quebec(contest)


def _clause(name: str, french: tuple[str, str], english: tuple[str, str], needed: Callable[[Contest], bool] = _always) -> Clause:
    titles, texts = {"fr": french[0], "en": english[0]}, {"fr": french[1], "en": english[1]}
    return Clause(name, MappingProxyType(titles), MappingProxyType(texts), needed)


CLAUSES: Final = (
    _clause(
        "organiser",
        ("Organisateur", "Le concours est organisé par {organiser}, {address}. Pour toute question : {contact}."),
        ("Organiser", "The contest is organised by {organiser}, {address}. Questions go to {contact}."),
    ),
    _clause(
        "network",
        (
            "Réseaux sociaux",
            (
                "Aucun réseau social n’organise, ne parraine ni n’administre ce concours. Les personnes qui participent le reconnaissent et"
                " dégagent les réseaux de toute responsabilité. Il n’est jamais nécessaire de suivre, d’aimer ou de partager quoi que ce soit."
                " Une recherche par mot-clic n’étant pas exhaustive, elle ne désigne jamais à elle seule les gagnants."
            ),
        ),
        (
            "Social networks",
            (
                "No social network organises, sponsors or administers this contest. Those who take part acknowledge this and release the"
                " networks from all liability. Nobody ever has to follow, like or share anything. As a search for a hashtag does not find"
                " everybody, it never decides by itself who wins."
            ),
        ),
    ),
    _clause(
        "dates",
        ("Dates", "{dates}\n\nToutes les heures sont données dans ce fuseau : {timezone}."),
        ("Dates", "{dates}\n\nAll times are in this time zone: {timezone}."),
    ),
    _clause("eligibility", ("Qui peut participer", "{eligibility}"), ("Who can take part", "{eligibility}")),
    _clause(
        "costs",
        (
            "Frais",
            (
                "La participation est gratuite et sans obligation d’achat. Restent à votre charge les frais de connexion à Internet et de"
                " déplacement. [À COMPLÉTER : les frais remboursés, et comment.]"
            ),
        ),
        (
            "Costs",
            (
                "Taking part is free, and no purchase is necessary. You bear your own costs of Internet access and travel."
                " [TO COMPLETE: which costs are refunded, and how.]"
            ),
        ),
    ),
    _clause(
        "prizes",
        ("Prix", "{prizes}\n\nLes prix ne sont ni échangeables ni remboursables en argent."),
        ("Prizes", "{prizes}\n\nPrizes can be neither exchanged nor paid out."),
    ),
    _clause("selection", ("Choix des gagnants", "{selection}"), ("How winners are chosen", "{selection}")),
    _clause(
        "votes",
        (
            "Vote",
            (
                "Une personne, une voix. L’identifiant donné pour voter est aussitôt transformé en empreinte salée ; le sel est détruit après"
                " le délai de réclamation, et seuls des totaux sont publiés. Les bulletins suspects sont signalés, jamais effacés : la décision"
                " prise et sa raison sont publiées avec les résultats."
            ),
        ),
        (
            "Vote",
            (
                "One person, one vote. What you give to identify yourself becomes a salted hash at once; the salt is destroyed when the time"
                " for appeals is over, and only totals are published. Strange ballots are reported, never deleted: what was decided about them,"
                " and why, is published with the results."
            ),
        ),
        _votes,
    ),
    _clause(
        "popular-vote",
        (
            "Décision par le vote du public",
            "Le vote du public désigne seul l’idée gagnante. [À COMPLÉTER : pourquoi aucun jury ne décide.]",
        ),
        ("Decision by popular vote", "The popular vote alone decides which idea wins. [TO COMPLETE: why no jury decides.]"),
        _votes_decide,
    ),
    _clause(
        "draw",
        (
            "Tirage au sort",
            (
                "L’empreinte SHA-256 d’un secret est publiée avant le tirage : `{commitment}`. On y ajoute un nombre public que personne ne"
                " pouvait connaître : {number}. L’ordre suit les empreintes de « secret:nombre:identifiant », et quiconque peut le refaire."
            ),
        ),
        (
            "Draw",
            (
                "The SHA-256 of a secret is published before the draw: `{commitment}`. A public number that nobody could know is added: {number}."
                " The order follows the digests of “secret:number:id”, and anybody can do it again."
            ),
        ),
        _draws,
    ),
    _clause(
        "skill",
        (
            "Question d’habileté",
            (
                "Avant de recevoir son prix, la personne tirée au sort répond sans aide à une question d’habileté mathématique."
                " [À COMPLÉTER : la question et le temps accordé.]"
            ),
        ),
        (
            "Skill-testing question",
            (
                "Before receiving the prize, whoever is drawn answers a mathematical skill-testing question without help."
                " [TO COMPLETE: the question and the time allowed.]"
            ),
        ),
        _draws_in_quebec,
    ),
    _clause(
        "rights",
        (
            "Droits sur les idées et les images",
            (
                "Vous restez l’auteur de votre idée, et votre nom l’accompagne, sauf avis contraire. Vous nous autorisez à la publier sur ce site"
                " avec l’image que vous y joignez. [À COMPLÉTER : usage, territoire et durée.] Ne joignez que des images qui sont de vous ; toute"
                " personne reconnaissable doit être d’accord. Un mot-clic n’est pas une autorisation."
            ),
        ),
        (
            "Rights in ideas and pictures",
            (
                "You remain the author of your idea, and your name stays with it unless you say otherwise. You allow us to publish it on this"
                " site, with the picture that you add. [TO COMPLETE: uses, territory and duration.] Only add pictures that are your own; whoever"
                " can be recognised in them must agree. A hashtag is no permission."
            ),
        ),
        _never,
    ),
    _clause(
        "minors",
        (
            "Personnes mineures",
            (
                "Les personnes mineures participent avec l’accord de leur parent ou tuteur. Aucune photo d’une personne mineure n’est publiée"
                " sans cet accord écrit."
            ),
        ),
        (
            "Minors",
            "Minors take part with the agreement of a parent or guardian. No picture of a minor is published without that agreement in writing.",
        ),
        _admits_minors,
    ),
    _clause(
        "data",
        (
            "Renseignements personnels",
            (
                "{organiser} traite le nom, l’adresse de courriel et l’idée de chaque personne pour tenir ce concours, et pour rien d’autre."
                " Les adresses ne sont ni publiées ni cédées, et sont détruites après [À COMPLÉTER : délai]. Vous pouvez demander à voir, à"
                " corriger ou à faire effacer ce qui vous concerne : {contact}. {authority}"
            ),
        ),
        (
            "Personal data",
            (
                "{organiser} uses each person’s name, e-mail address and idea to run this contest, and for nothing else. Addresses are neither"
                " published nor passed on, and are destroyed after [TO COMPLETE: period]. You may ask to see, correct or erase what concerns you:"
                " {contact}. {authority}"
            ),
        ),
    ),
    _clause(
        "complaints",
        (
            "Réclamations et litiges",
            (
                "Une réclamation se fait à {contact} dans les [À COMPLÉTER : nombre] jours suivant les résultats ; nous répondons à chacune."
                " {disputes}"
            ),
        ),
        (
            "Complaints and disputes",
            "Complaints go to {contact} within [TO COMPLETE: number] days of the results; we answer every one. {disputes}",
        ),
        _never,
    ),
    _clause(
        "language",
        (
            "Langue",
            "La version française de ce règlement est la première ; en cas de différence avec une traduction, elle prévaut.",
        ),
        ("Language", "The French version of these rules comes first; it prevails where a translation differs."),
        _in_quebec,
    ),
    _clause(
        "changes",
        (
            "Versions",
            (
                "Chaque version de ce règlement est publiée avec sa date, son empreinte SHA-256 et ce qui a changé. La version en vigueur au"
                " moment où l’on participe s’applique, à moins que la nouvelle soit plus favorable."
            ),
        ),
        (
            "Versions",
            (
                "Each version of these rules is published with its date, its SHA-256 and what has changed. The version in force when you take"
                " part applies, unless the new one is more favourable to you."
            ),
        ),
        _never,
    ),
)
