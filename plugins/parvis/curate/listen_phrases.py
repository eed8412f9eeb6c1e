"""What people say when they ask, complain, praise or wish, in French and in English: words and forms, each with what it weighs.

All of it is written as `words.folded` leaves it: lower case, no accents, blanks for punctuation; `wor*` is how a word begins. What a
form of several words says is never turned by a negation; what a single word says is ("pas bon", "not good").
"""

from __future__ import annotations

from types import MappingProxyType
from typing import Final

STRONG: Final = 1.0
WEAK: Final = 0.5


def _weighed(strong: str, weak: str = "") -> MappingProxyType[str, float]:
    return MappingProxyType(dict.fromkeys(_listed(strong), STRONG) | dict.fromkeys(_listed(weak), WEAK))


def _listed(phrases: str) -> tuple[str, ...]:
    return tuple(" ".join(phrase.split()) for phrase in phrases.split(",") if phrase.strip())


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


#: Forms that say nothing of the kind, whatever words are in them.
NEUTRAL: Final = _listed(
    """
    merci d avance, merci de me, merci de nous, merci de votre reponse, non merci, pas mal de, bon de, bons de, bonne journee, bonne soiree,
    bonne semaine, bon week end, bonne annee, bon anniversaire, bonne fete, bon courage, bonne chance, bonne question, bon voyage, bien sur,
    bien que, ou bien, eh bien, si bien que, combien, aussi bien que, en bonne et due forme, thanks in advance, thank you in advance,
    no thanks, no thank you, thank goodness, thank god, cant wait, cannot wait, good luck, good morning, good evening, good question, good day, as well, as well as,
    oh well, not only, not just, pas seulement, pas que, meilleurs voeux, best wishes, best regards, les meilleurs delais
    """
)

#: Forms that praise.
PRAISING: Final = _weighed(
    """
    pas mal du tout, tres bon*, trop bon*, si bon*, vraiment bon*, tres bien, vraiment bien, rien a redire, rien a dire, jamais decu*,
    pas decu*, aucun regret, coup de coeur, un delice, un regal, une merveille, une tuerie, a recommander,
    vaut le detour, hate d y retourner, hate de revenir, not bad at all, very good, really good, so good, really nice, so nice,
    cant recommend, cannot recommend enough, cant fault, couldnt be better, couldnt be happier, could not be better, could not be happier,
    never disappoint*, never disappointed, not disappointed, well done, worth the trip, worth the wait, worth it, keep it up,
    loved it, love it, love this, love these, love them, love your, nothing to complain about, no complaints, made my day, thumbs up
    """,
    "pas mal, pas mauvais*, not bad, not too bad, sans probleme, aucun probleme, aucun souci, sans souci, no problem*, pas de souci, pas cher*",
)

#: Forms that complain.
COMPLAINING: Final = _weighed(
    """
    pas terrible*, pas top, pas frais, pas fraiche*, bof, trop sucre*, trop cher*, trop long*, trop petit*, trop sale*, trop gras*, trop sec*,
    trop seche*, trop cuit*, trop tard, trop dur*, trop mou*, trop chaud*, trop froid*, trop grand*, trop bruyant*, trop compliqu*,
    hors de prix, en miettes, toujours pas, toujours rien, toujours aucune, jamais recu*, jamais arrive*, jamais eu de reponse, pas recu*,
    pas encore recu*, rien recu, aucune reponse, aucune nouvelle, sans reponse, pas de reponse, personne ne repond*, ne repond pas,
    ne repondez pas, ne marche pas, ne marche plus, marche pas, ne fonctionne pas, ne fonctionne plus, fonctionne pas, en panne,
    plus jamais, a eviter, a fuir, fuyez, mal servi*, mal recu*, mal emballe*, mal cuit*, mal accueilli*, mal elev*, mal poli*, ne va pas,
    etre rembourse*, pas rembourse*, pas encore rembourse*, demande* un remboursement, demande* le remboursement, impossible de, marre de,
    en colere, ras le bol, perte de temps, argent par les fenetres, la honte, une honte, quelle deception, ne reviendrai pas,
    n y retournerai, ne recommande*, deconseille*, je deteste, too sweet, too expensive, too long, too small, too salty, too dry, too late,
    too hard, too slow, too loud, too hot, too cold, too much sugar, too big, too complicated, want a refund, want my money,
    my money back, asked for a refund, rip off, does not work, doesnt work, didnt work, not working, stopped working, never arrived,
    never received, never came, never again, never got, still waiting, still no, still not, still havent, no answer, no reply, no response,
    nobody answers, no one answers, nobody replied, no one replied, waste of, let down, fed up, not worth, not happy, not fresh, no longer fresh,
    stay away, wont be back, will not be back, wouldnt recommend, would not recommend, dont recommend, do not recommend, dont like, do not like, didnt like, did not like, not a fan,
    arrived broken, arrived crushed, arrived late, all broken, all crushed
    """
)

#: Single words that praise; a negation turns them.
GOOD: Final = _weighed(
    """
    merci, bravo, felicitations, chapeau, delici*, excellent*, parfait*, magnifique*, superbe*, genial*, geniaux, formidable*, fantastique*,
    merveilleu*, impeccable*, exquis*, adore*, adorable*, ravi, ravie, ravis, ravies, enchante*, recommande, recommandons, savoureu*,
    sublime*, succulent*, incroyable*, thanks, thank, congrat*, delicious, perfect, perfectly, amazing, awesome, wonderful*, fantastic*,
    gorgeous, lovely, brilliant*, stunning, superb, love, loved, fabulous, outstanding, exceptional*, flawless, recommend, impressed, kudos,
    yummy, satisfait*, satisfied, happy, great
    """,
    """
    bon, bonne, bons, bonnes, bien, aime, aimons, beau, belle, belles, jolie, joli, content, contente, contents, meilleur*, agreable*,
    sympa*, gentil*, accueillant*, top, good, nice, best, better, beautiful*, enjoy*, kind, friendly, tasty, fresh, favorite*, favourite*,
    prefere*
    """,
)

#: Single words that complain; a negation turns them into faint praise.
BAD: Final = _weighed(
    """
    decu*, decevant*, decoit, deception*, mauvais*, nul, nulle, nuls, nulles, mediocre*, inadmissible*, inacceptable*, honteu*, scandal*,
    arnaque*, horrible*, affreu*, immangeable*, degueu*, pourri*, ecrase, ecrasee, ecrases, ecrasees, abime*, moisi, moisis, moisie*, perime*,
    rassis*, plaindre, plains, reclamation*, interminable*, agace*, agacant*, fache*, insupportable*, impoli*, desagreable*, catastroph*, pire,
    honte, disappoint*, bad, badly, worse, worst, terrible, terribly, awful, disgusting, inedible, stale, mouldy, moldy, scam*, complain,
    complaining, rude, unacceptable, ridiculous, overpriced, annoyed, annoying, frustrat*, angry, hate, hated, sucks, crushed, damaged, soggy
    """,
    """
    casse, cassee, casses, cassees, probleme*, souci, soucis, retard*, erreur*, regrette*, dommage, malheureusement, rembourse*, plainte*,
    manquant*, manquait, triste, bizarre*, broken, cracked, refund*, complaint*, problem*, avoid, unfortunately, sadly, wrong, missing, delay*,
    late, sad, fail*, poor, poorly, dry, confus*
    """,
)

#: Forms that wish.
WISHING: Final = _listed(
    """
    j aimerais, on aimerait, nous aimerions, je voudrais, j adorerais, ce serait bien, ce serait genial, ce serait super, ca serait bien,
    ca serait super, il faudrait, il manque, pourriez vous faire, pourriez vous ajouter, pourriez vous proposer, pourriez vous ouvrir,
    pourrait on avoir, pourrions nous avoir, a quand, vivement, je reve d*, on reve d*, serait il possible d*, si seulement, pensez a,
    ma suggestion, une suggestion, suggestion*, envisagez vous d*, envisager d*, proposez, j espere que vous, esperons que,
    manque un*, souhaiterais, souhaiterions, je souhaite, un jour peut etre, i wish, we wish, wish you, i d love, we d love, would love,
    would be nice, would be great, would be lovely, would be good, bring back, bring it back, hope you, hoping for, could you make,
    could you add, could you offer, could you open, can you make, can you add, can you bring, any plans, any plan, my suggestion,
    a suggestion, feature request, you should, you could make, please make, please add, please open, please offer, why not make, i d like to see,
    it needs, if only, i would like to see, consider making, consider adding, consider opening, you guys should, dream of
    """
)

#: What turns one of these into a question: "j'aimerais savoir" wishes for an answer.
KNOWING: Final = frozenset(
    {"savoir", "comprendre", "connaitre", "know", "understand", "learn", "demander", "ask", "hear", "remercier", "thank", "dire", "say"}
)

#: How a sentence begins, or what stands in it, that asks without a question mark.
ASKING: Final = _listed(
    """
    est ce que, est ce qu, qu est ce que, quelqu un sait, quelqu un a, quelqu un connait, quelqu un peut, savez vous, sait on, je me demande,
    on se demande, j aimerais savoir, je voudrais savoir, pouvez vous me dire, pourriez vous me dire, y a t il, avez vous, comment faire pour,
    does anyone, does anybody, do you know, anyone know, anybody know, has anyone, can anyone, can someone, could someone, i wonder,
    i was wondering, just wondering, is there any, is there a way, are there any, how do i, how can i, how do you, where can i, when will,
    what time do, do you have, can you tell me, could you tell me, i d like to know, i would like to know
    """
)

#: Faint words that are plain ones when they are turned: "pas bon" says more than "bon" does.
TURNED: Final = frozenset({"bon", "bonne", "bons", "bonnes", "good", "aime", "aimons", "agreable", "sympa", "content", "contente", "nice"})
#: Words that turn what follows within three words.
NEGATIONS: Final = _words(
    "pas jamais aucun aucune rien guere ni sans not no never neither nor without hardly barely cannot isnt wasnt arent werent dont doesnt "
    "didnt wont cant couldnt wouldnt shouldnt hasnt havent hadnt aint"
)
#: Words that turn what stands before them: "je n'aime pas", "j'aime pas".
BEHIND: Final = frozenset({"pas", "plus", "guere", "jamais"})
#: Between "never" and a good word these make it the best: "never had such good ones".
COMPARING: Final = frozenset({"such", "so", "as", "better", "best", "aussi", "si", "meilleur", "meilleure", "meilleurs", "mieux", "autant"})

#: Words that say nothing of what people talk about.
STOP: Final = _words(
    """
    a abord afin ah ai aie ainsi ait aller alors apres as assez au aucun aucune aujourd aupres auquel aura aurait aussi autant autre autres aux
    avaient avais avait avant avec avez avoir avons ayant beaucoup bien bon bonne bonjour c ca car ce ceci cela celle celles celui cent cependant
    certain certaine certains ces cet cette ceux chacun chaque chez ci comme comment contre d dans de debut dedans dehors deja depuis dernier
    derniere derniers des dessous dessus deux devant devrait dire dit dix doit donc dont du durant elle elles en encore enfin ensuite entre
    envers es est et etaient etait etant ete etes etre eu eux fait faire fais faites faut fois font furent fut ici il ils j jamais je jour jours
    jusqu jusque juste l la laquelle le lequel les lesquels leur leurs lors lorsque lui m ma maintenant mais malgre me meme memes merci mes mien
    mieux moi moins mois mon monde n ne ni non nos notre nous nouveau nouvelle on ont or ou oui par parce parfois parmi part pas peu peut peuvent
    peux plus plusieurs plutot pour pourquoi pourrait pourtant premier premiere pres presque puis puisque qu quand que quel quelle quelles
    quelqu quelque quelques quels qui quoi rien s sa sais sans se selon semaine sera serait ses seul seule seulement si sien soi soit son sont
    sous souvent sur surtout t ta tandis tant te tel telle tellement temps tes toi ton toujours tous tout toute toutes tres trois trop tu un une
    va vais vers veut veux via voici voila voir vos votre vous vraiment vu y
    able about above after again against all almost also always am an and another any anybody anyone anything are around at away back be because
    been before being below best better between both but by came can cannot come could couldn day days did didn do does doesn doing don done down
    during each either else even ever every everyone everything few first for found from further get gets getting give go goes going good got had
    has have haven having he her here hers herself him himself his how however i if in into is isn it its itself just know last least less let
    like little ll long look made make makes many may me might mine more most much must my myself need never new next no nobody none nor not
    nothing now of off often on once one only or other others our ours out over own people per please quite rather re really said same saw say
    says see seen seem shall she should since so some someone something soon still such take tell than thank thanks that the their theirs them
    then there these they thing things think this those though through time to today together too two under until up upon us use used using ve
    very want was wasn way we week weeks well went were what when where whether which while who whole whom whose why will with within without
    won would wouldn year years yes yet you your yours yourself http https www com html amp nbsp
    """
)
