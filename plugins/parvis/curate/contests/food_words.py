"""The words of food in French and English: which of them mean the same, and which family each belongs to.

Each line is one thing: its family, its name, then whatever people call it. Words are written without accents; a phrase
of several words counts before its words do. A line that begins with `=` unfolds: the phrase stands for several things.
"""

from __future__ import annotations

from typing import Final

WORDS: Final = """
fruit blueberry: bleuet, myrtille, blueberry, bleuet sauvage
fruit raspberry: framboise, raspberry
fruit strawberry: fraise, strawberry
fruit blackberry: mure, blackberry
fruit blackcurrant: cassis, blackcurrant, black currant
fruit redcurrant: groseille, gadelle, redcurrant, red currant
fruit gooseberry: groseille a maquereau, gooseberry
fruit cranberry: canneberge, atoca, cranberry
fruit haskap: camerise, haskap, honeyberry
fruit seabuckthorn: argousier, sea buckthorn, seabuckthorn
fruit saskatoon: amelanchier, saskatoon, saskatoon berry, serviceberry
fruit cloudberry: chicoutai, chicoute, plaquebiere, cloudberry
fruit elderflower: sureau, elderflower, elderberry, fleur de sureau
fruit groundcherry: cerise de terre, ground cherry, physalis, amour en cage
fruit sourcherry: griotte, sour cherry, cerise acide, morello
fruit cherry: cerise, cherry
fruit apple: pomme, apple
fruit pear: poire, pear
fruit quince: coing, quince
fruit plum: prune, plum, pruneau
fruit mirabelle: mirabelle
fruit apricot: abricot, apricot
fruit peach: peche, peach
fruit nectarine: nectarine, brugnon
fruit grape: raisin, grape
fruit rhubarb: rhubarbe, rhubarb
fruit melon: melon, cantaloup
fruit watermelon: pasteque, melon d'eau, watermelon
fruit mango: mangue, mango
fruit passionfruit: fruit de la passion, passion fruit, passionfruit, maracuja, maracudja
fruit pineapple: ananas, pineapple
fruit papaya: papaye, papaya
fruit guava: goyave, guava
fruit lychee: litchi, lychee, litchee
fruit coconut: noix de coco, coco, coconut, lait de coco, coconut milk
fruit banana: banane, banana
fruit fig: figue, fig
fruit date: datte, date, medjool, datte medjool
fruit pomegranate: grenade, pomegranate
fruit kiwi: kiwi
fruit persimmon: kaki, persimmon
fruit tamarind: tamarin, tamarind
citrus lemon: citron, lemon
citrus lime: lime, citron vert, key lime
citrus orange: orange
citrus bloodorange: orange sanguine, blood orange, sanguine
citrus mandarin: mandarine, mandarin, clementine, tangerine
citrus grapefruit: pamplemousse, pamplemousse rose, grapefruit, pink grapefruit, pomelo
citrus yuzu: yuzu
citrus bergamot: bergamote, bergamot
citrus kumquat: kumquat
nut peanut: arachide, cacahuete, cacahouete, pinotte, peanut, beurre d'arachide, beurre de cacahuete, beurre de pinotte, peanut butter
nut hazelnut: noisette, aveline, hazelnut, filbert
nut almond: amande, almond
nut pistachio: pistache, pistachio
nut walnut: noix de grenoble, noix, walnut
nut pecan: pacane, noix de pecan, pecan
nut cashew: cajou, noix de cajou, cashew
nut chestnut: marron, chataigne, chestnut
nut praline: praline
nut sesame: sesame, tahini, tahin
nut blacksesame: sesame noir, black sesame
nut poppyseed: graine de pavot, pavot, poppy seed
nut pumpkinseed: graine de citrouille, pumpkin seed
spice vanilla: vanille, vanilla
spice cinnamon: cannelle, cinnamon
spice cardamom: cardamome, cardamom
spice ginger: gingembre, ginger
spice clove: clou de girofle, girofle, clove
spice nutmeg: muscade, noix de muscade, nutmeg
spice staranise: anis etoile, badiane, star anise
spice saffron: safran, saffron
spice pepper: poivre, pepper
spice longpepper: poivre long
spice chili: piment, chili, chile, chilli
spice cumin: cumin
spice curry: curry, cari
spice tonka: feve tonka, tonka
spice salt: fleur de sel, sel, sea salt, salt, salted
spice spice: epice, spice, spiced, epicee
spice wasabi: wasabi
spice horseradish: raifort, horseradish
herb basil: basilic, basil
herb mint: menthe, mint, menthe poivree, peppermint
herb thyme: thym, thyme
herb rosemary: romarin, rosemary
herb sage: sauge, sage
herb tarragon: estragon, tarragon
herb dill: aneth, dill
herb cilantro: coriandre, cilantro, coriander
herb verbena: verveine, verbena
herb bayleaf: laurier, bay leaf
herb savory: sarriette, savory
herb angelica: angelique, angelica
herb fir: sapin, sapin baumier, balsam fir, fir, epinette, spruce
herb birch: bouleau, birch
flower rose: rose, eau de rose, rosewater
flower lavender: lavande, lavender
flower violet: violette, violet
flower orangeblossom: fleur d'oranger, eau de fleur d'oranger, orange blossom
flower jasmine: jasmin, jasmine
flower hibiscus: hibiscus, bissap, karkade
flower chamomile: camomille, chamomile
flower cherryblossom: fleur de cerisier, sakura, cherry blossom
flower osmanthus: osmanthus
tea tea: thé, tea
tea greentea: thé vert, the vert, green tea
tea blacktea: thé noir, the noir, black tea
tea matcha: matcha
tea hojicha: hojicha
tea chai: chai, chaï, masala chai
tea earlgrey: earl grey
tea lapsang: lapsang, lapsang souchong, thé fume
tea rooibos: rooibos
tea wintergreen: thé des bois, the des bois, gaultherie, wintergreen
tea labradortea: thé du labrador, labrador tea
coffee coffee: cafe, coffee, espresso, expresso
chocolate chocolate: chocolat, chocolate, cacao, cocoa
weak dark: dark
weak black: noir, black
weak white: blanc, white
weak iced: glace, iced
weak toasted: grille, roti, roasted, toasted
weak candied: confit, candied
weak poached: poche, poached
weak smoked: fume, smoked
weak whipped: fouette, whipped
weak crunchy: croquant, croustillant, crunchy, crisp
weak hot: chaud, hot
weak spread: tartinade, spread
weak pie: tarte, tartelette, pie, tart
weak cake: gateau, cake
weak bread: pain, bread
weak chip: chip, pepite
weak paste: pate, paste
weak leaf: feuille, leaf
sweet caramel: caramel
sweet maple: erable, sirop d'erable, maple, maple syrup, tire d'erable
sweet honey: miel, honey
sweet molasses: melasse, molasses
sweet sugar: sucre, sugar
sweet brownsugar: cassonade, brown sugar
sweet marshmallow: guimauve, marshmallow
sweet cottoncandy: barbe a papa, cotton candy, candy floss
sweet nougat: nougat
sweet halva: halva, halwa, halvah
sweet meringue: meringue, meringuee
sweet gingerbread: pain d'epices, pain d'epice, gingerbread
sweet graham: graham, biscuit graham
sweet jam: confiture, gelee, jam, jelly
milk cream: creme, cream
milk icecream: creme glacee, ice cream
milk yogurt: yogourt, yaourt, yogurt, yoghurt
milk condensedmilk: lait condense, lait concentre, condensed milk
milk mascarpone: mascarpone
milk creamcheese: fromage a la creme, cream cheese
milk goatcheese: fromage de chevre, chevre, goat cheese
milk bluecheese: roquefort, fromage bleu, blue cheese
milk cheddar: cheddar
milk feta: feta
milk butter: beurre, butter
milk milk: lait, milk
milk dulcedeleche: dulce de leche, confiture de lait
milk eggnog: lait de poule, eggnog, egg nog
drink rum: rhum, rum
drink whisky: whisky, whiskey, bourbon
drink gin: gin
drink gintonic: gin tonic, gin tonique, gin and tonic
drink campari: campari
drink kirsch: kirsch
drink amaretto: amaretto
drink stout: stout, biere noire
drink cider: cidre, cider
drink champagne: champagne, prosecco
drink cola: cola, coca
drink rootbeer: racinette, root beer
drink lemonade: limonade, lemonade
garden carrot: carotte, carrot
garden beet: betterave, beet, beetroot
garden corn: maïs, corn, sweet corn, ble d'inde
garden popcorn: maïs souffle, maïs eclate, mais souffle, mais eclate, popcorn, pop corn
garden pumpkin: citrouille, potiron, pumpkin
garden squash: courge, courge musquee, squash, butternut
garden sweetpotato: patate douce, sweet potato, yam
garden ube: ube, purple yam
garden parsnip: panais, parsnip
garden cucumber: concombre, cucumber
garden pickle: cornichon, pickle
garden tomato: tomate, tomato
garden olive: olive
garden avocado: avocat, avocado
garden rice: riz, rice
garden stickyrice: riz gluant, sticky rice
garden puffedrice: riz souffle, puffed rice
garden buckwheat: sarrasin, buckwheat
garden azuki: azuki, haricot rouge, red bean
garden bacon: bacon, lardon
garden ham: jambon, ham
garden miso: miso
garden balsamic: balsamique, balsamic, vinaigre balsamique
dish tiramisu: tiramisu
dish cheesecake: cheesecake, gateau au fromage
dish brownie: brownie
dish baklava: baklava, baklawa
dish blackforest: foret noire, black forest, black forest cake, gateau foret noire
dish carrotcake: gateau aux carottes, carrot cake
dish cremebrulee: creme brulee
dish poudingchomeur: pouding chomeur
dish riceputting: riz au lait, rice pudding, pouding au riz
dish applepie: tarte aux pommes, apple pie
dish lemonmeringue: tarte au citron meringuee, lemon meringue, lemon meringue pie, citron meringue
dish keylime: key lime pie, tarte a la lime
dish sugarpie: tarte au sucre, sugar pie
dish pecanpie: tarte aux pacanes, pecan pie
dish pumpkinpie: tarte a la citrouille, pumpkin pie
dish frenchtoast: pain dore, pain perdu, french toast
dish bananabread: pain aux bananes, pain aux banane, banana bread
dish bananasplit: banana split
dish bananafoster: banane foster, banana foster
dish peachmelba: peche melba, peach melba
dish bellehelene: poire belle helene, belle helene
dish stecatherine: tire sainte catherine, tire ste catherine
dish beavertail: queue de castor, beaver tail, beavertail
dish nanaimo: barre nanaimo, nanaimo bar, nanaimo
dish fudge: sucre a la creme, fudge
dish shortcake: shortcake
dish cannoli: cannoli
dish churro: churro
dish speculoos: speculoos, speculos, biscoff
dish gulabjamun: gulab jamun
dish kulfi: kulfi
dish lassi: lassi
dish affogato: affogato
= pbj: peanut jam
= pb j: peanut jam
= pb and j: peanut jam
= pb et j: peanut jam
= smore: marshmallow chocolate graham
= s more: marshmallow chocolate graham
= ispahan: rose lychee raspberry
= pina colada: pineapple coconut
= mojito: mint lime rum
= after eight: mint chocolate
= caramel sale: caramel salt
= caramel beurre sale: caramel salt
= chocolat noir: chocolate dark
= dark chocolate: chocolate dark
= chocolat au lait: chocolate milky
= milk chocolate: chocolate milky
= chocolat blanc: chocolate whitechocolate
= white chocolate: chocolate whitechocolate
"""

#: Words that say nothing about the taste of an idea.
STOP: Final = """
a au aux avec an and as at by comme d dans de des du en encore et est for from in it its juste l la le les like ma mais
mes mon my notre nos of on or ou our par pour qu que qui s sa sans ses son sur the them this to tout toute un une with y
idee saveur flavour flavor gout taste macaron parfum cookie coque facon style maison classique classic petit petite
grand grande gros bon bonne meilleur best simple frais fraiche fresh sauvage wild pur pure quebec montreal japon
"""
