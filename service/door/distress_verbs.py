"""Verbs of distress by what they do, and forms that no prefix or suffix makes.

``service.door.distress_spelling`` makes the active and passive forms of the roots; other words
stand in ``service.door.distress_words``.
"""

# Verbs by what they do: roots, of which prefixes and suffixes make the active and passive forms.
ROOTS = {
    "KILL": "suduk beleh lindas bunuh bunoh bunu bunuah bacok tikam tusuk tembak gorok habisi "
    "abisi habisin abisin lenyapkan mutilasi penggal tebas pateni paten patek bantai celakai "
    "celaka celakain nyelakai dor racun racuni tewek tujah tebek bedil tojos tubles peuncit "
    "pakuak binasakan cincang",
    "BURN": "bakar baka obong duruk salukut tot kubur",
    "HIT": "thuthuk thuthuki pilara lantak tampeleng hantak gebog bekap cengkeram gigit begal "
    "pukul pukuli pukulin tonjok tampar gampar tempeleng tampol tampiling gebuk gebuki gebukin "
    "gebug hajar tendang cekik jambak seret banting injak siksa aniaya cambuk sabet keroyok "
    "kroyok hantam antem antemi jotos gaplok kaplok sepak sundut setrika cakar bentur benturkan "
    "teunggeul peupeuh pukua lampang gebag tigtig sagur tinju bogem bonyok babuk tajong jewang "
    "lantiang lacuik mokol pokol linjang dupak jejak timpas lempang kasari kampleng jedot "
    "jedoti jedotin cekek setrum sampak nempiling gocoh gocohi papoko pukol pukoli pecut pecuti "
    "tabok taboki tabokin tapuk tempong dugang kepruk keplak gibeng gampleng kamplengi gablok "
    "pentung pentungi toyor jitak tumbuk sipak hampas catuk terajang lempag jagur gitik lanyak "
    "tunrung jaguru famba pastap idak smekdon hantup sepaki tempelengi lacut gibas jenggung "
    "jambaki cekiki tampari gampari sabok tokok tumbuak",
    "CONFINE": "sekap kurung sandera culik rantai tawan pasung ikat borgol pasungi sekapi "
    "kerangkeng",
    "RAPE": "perkosa perkos cabul cabuli cabulin rudapaksa setubuhi sodomi parkosa pakoso "
    "perkose perkaos rogahala gagahi zinahi nodai sodom perkusa parkose setubuh gauli ewe entot "
    "tiduri tiduriin rogol",
    "MOLEST": "tindih tindihi leceh lecehkan lecehin raba raba2 rabai grepe grepe2 gerayangi "
    "grayangi grepein remas jamah gesek ramas rampa gadabah gerayang obok garayangi garayang "
    "gerepe gerepek obok2 remes remesi remas2 elus2",
    "THREATEN": "ancam ancem teror intimidasi buru uber udag kejar oyak kaja dikaja pepet cegat "
    "hadang kinthil pepeti teroriki ancamin",
    "SIEGE": "balang balangi dorong kepung lempari lempar dobrak gedor bandemi baledog satroni "
    "serbu geruduk lampari alungan kepungi geruduki bandem sambit",
    "STALK": "todong incar kuntit kuntiti kuntitin intai buntuti buntutin incer untit todongkan",
    "HURT": "lukai lukain sakiti sakitin celakai",
}
DEEDS = ("KILL", "HIT", "CONFINE")  # whose nouns ("pemukulan") mean a deed done to somebody
BARE = ("END", "HANG", "JUMP", "HURT", "WEAPON", "KILL_SELF")  # also written without vowels
# Forms that no prefix or suffix makes: code(s) of each.
FORMS = {
    "DEED": "penyerangan",
    "KILL_P": "jicang geucang jitob geutop esodu tesuduk stab dipanah dibunuhh dipancuang "
    "dipejahi dipaehan dipaeh matianga mateanga epate'ena dipamate jipoh nauno dibunuhnya "
    "ditikamnya bunuonna dibnuh dibnh dbnuh dbunuh dibunuhin dihabisin stabbed ditobo ditullang "
    "diparang diparangi naparangi naparangika dibusur nabusur ditombak dicarok ecarok tertembak "
    "tertusuk tertikam terbunuh tebeka tebakanga tesemateq tesematek impatei dipatei murdered "
    "nibuno nibunoi riuno dipatek dipejahaken dipunpejahi dibunuhi dipancung dibunuah dibunueh "
    "disilet disayat dimatii geupoh-matee dibunoh dibunung dipotong2 dicincang dimutilasi "
    "dibedil ditembaki dikadek dikadekan epate'ana epateana nauno nabunoka",
    "KILL_A": "pembunuhan mateni mejahi poh kill killing mambunu mambunuah bnuh bnh bunh bunvh "
    "bunuhin ngebunuh bunuhh ngabisin menghabisi nusuk ngegorok shoot hubunu bunuonku nyemateq "
    "nyematek semateq mateniku ambuno mpuno munu mamunu membunoh bunung mambunuh murder bunuh2 "
    "ngebacok mbacok mbacoki ngadek maehan maehkeun",
    "HIT_P": "diserang diserangi dserang dipukul2 dpkuli dpukul dipkul dpukuli epokol jaguranga "
    "tigtiga kanggebug diampok beaten ditonjokin dipukulinya dijotosin dihajarnya digebagi "
    "dibenturin abused bonyok choked dilinjangi ditampa tepantok teempuk epentung dilapak "
    "ipekpek itumbuk slapped kicked dpkulin dipkulin dpukulin dipukulinn digbukin dgebukin "
    "dgebuk dhajar dgampar dtampar dtendang dcekik dcekek didorong2 dibanting2 dipatahkan "
    "dipasak ditapak dipusa",
    "HIT_A": "menyerang nyerang nyerangin malapak hits beating hit beats beat mukul mukulin "
    "mukuli ngantem ngantemi nggebugi nigtig nyagur mokol manampiling manyepak mahantam "
    "malantiang malacuik mamukua mamukuah nggaplok ngegampar ngegebukin ngegebug sepak nonjok "
    "nampol nabok gebuk ngehajar ngegaplok mahajar nempiling mantok ngempuk manampa punches "
    "punch punching slaps slapping kicks kicking chokes choking strangles strangled strangling "
    "whips whipped whipping burned burns hitting punched attacks attacked mukulinn mukull nampr "
    "nmpar mukli nmpr ngebug nyabet nyabetin nabokin nempeleng nonjokin mencekik2 toki nyubitin "
    "pusaonna mamusa bage tampa",
    "RAPE_P": "raped diprkosa dprkosa diperkos eperkosa perkosaa jiperkosa jicabuli cabulina "
    "assaulted diperkosanya dicabulinya digilir teperkosa perkosana diperkosaa digaulin diprkos "
    "teperkosaang",
    "RAPE_A": "rape raping memperkosa merkosa perkosaan pemerkosaan pencabulan mencabuli "
    "nyabulin cabul merkaos",
    "MOLEST_P": "dilecehkn dilecehinn digrepe digrepe2 harassed ditidurin dicipok dilecehi "
    "digadabah dirabo dirabo2 jipeulecehkan geupeulecehkan dilcehkan dlecehkan dlecehin fondled "
    "dgrepe",
    "MOLEST_A": "pelecehan meraba2 raba2 ngeraba grope menindih nindih melecehkan nglecehin "
    "ngelecehin molested groped molests groping gropes molest molesting molester fondling "
    "fondles lecehin",
    "SIEGE_P": "terkepung",
    "SIEGE_A": "nalempari nalempar",
    "THREATEN_P": "dikaja diancm dancam diancem diancami jipeuancam diancamka naancamka ancaman "
    "dibuntutin dioyak diudag dikajar kejarka nakejarka dikejarka threatened threatens followed "
    "diteror2 ditodongin dicari2in inancam teancam ancama niancam niancamka dincm dincam dancm "
    "stalked dikuntitin diincer ditodongkan",
    "BURN_P": "jitot",
    "KILL_A I": "nabuno nabusurka",
    "nembak": "nembak",
    "CONFINE_P": "terkurung tersekap kidnapped hostage abducted dikunciin dkurung disekapp "
    "dsekap dculik",
    "CONFINE_A": "locked locks nyekap ngunciin ngurung ngurungin kidnap kidnaps kidnapping abduct",
    "THREATEN_A": "chasing chases chase threatening threaten threatenin stalk stalking stalks "
    "nguntit nguntitin ngincer ngebuntutin neror neror2 menodongi",
}
# Long words of the above in which one slip of the finger is forgiven.
KEYS = (
    "dibunuh membunuh pembunuhan dipukul dipukuli dipukulin memukul memukuli diperkosa "
    "memperkosa pemerkosaan perkosaan dilecehkan dilecehin pelecehan melecehkan diancam "
    "mengancam ancaman dicekik mencekik dicabuli mencabuli pencabulan dikeroyok disiksa "
    "menyiksa dianiaya menganiaya ditampar menampar ditendang menendang dibacok ditusuk ditikam "
    "disekap diculik dikurung diseret dihajar menghajar digebukin digebuki ditembak ditodong "
    "meraba disetubuhi diteror gantung mengakhiri menyakiti melukai dikepung kekerasan diculik"
    " disandera penculikan pengeroyokan penganiayaan menghabisi"
)
# Ordinary words a letter away from one of these; never taken for it.
NO_TYPOS = frozenset(
    "akhir akhirnya "
    "aneka anyaman asami buntut diajar diajari diana dibaca dibaco dibaok dibayar diharap "
    "dikurangi diperiksa dirancang diserap ditanam ditebak ditentang ditolong diunduh diundur "
    "dprksa ganteng hanna intan jamaah jintan katana lantang makna mampet mandinya mandri "
    "marks kurban nganti mangkat "
    "matang melukis membran memikul memukau menentang mengajar mengajari mengenang menghabiskan "
    "menyamar menyikat meraka merana meranti merasa merata nadine pahami pasng pemeriksaan "
    "pencabutan perkotaan rekaan sandra sbtin terror totti tunggul woong".split()
)
