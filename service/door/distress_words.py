"""Words of distress by what they mean, in the registers and languages that citizens write.

``service.door.distress_spelling`` reads a message with them and writes one code a word (``I WANT
DIE``); ``service.door.distress_rules`` reads the codes. Add a word or a language here, a way of
telling to the rules or to ``content/distress.yml``.
"""

# Code: words that mean it. Ambiguous words ("awak", "sa") stand where the danger is greater.
WORDS = {
    "I": "saya sy sya saye sayo aku ak aq akyu gue gua gw gwe gwa guwe aye kami kita ane kulo "
    "kula abdi ambo awak denai den sa beta ulun tiang me my us our au ahu lon kamoe kaule "
    "sengko urang hamba kmi kite i im i'm aing awakku sayah saia eike",
    "FAMILY": "suami swami swmi suamik laki lakiku lakoe lakkai bojo semah garwa salaki paitua "
    "pace kurenan lake istri istrik bini isteri bapak bapa ayah papa papah bokap babeh abah "
    "apak babe amang amanghu ama daddy dad father papi ibu mama mamah mamak emak enyak nyokap "
    "indung amak meme biyung simbok mak bunda mami mom mother mertua menantu pacar cowok cowo "
    "cowokku cewek cewe pasangan tunangan mantan paman om oom omku pakdhe pakde paklik tante "
    "bibi ipar kakek nenek mbah husband wife boyfriend girlfriend stepfather uncle brother ortu "
    "keluarga orangtua tiri",
    "KIN": "anak anakk pianak aneuk budak adik adek adk ade adiak adin ading adhi adhik andik "
    "alek anggi kakak kakanda abang mbak kakakku cucu keponakan ponakan sepupu teman temen "
    "temanku kawan sahabat bestie tetangga tatangga tanggi murid siswa siswi mahasiswa santri "
    "saudara sodara rekan sister daughter son friend bayi anakq keluargaku sekeluarga kakakq "
    "sohib tmn tmen pembantu art istriku",
    "BOSS": "satpam polisi tentara aparat pembimbing mentor trainer instruktur kasubag kadis "
    "sekda sekdes kadus dekan rektor koordinator owner hrd kating kakel wali kepsek camat "
    "kapten atasan bos boss majikan juragan dunungan dosen guru guree senior pimpinan pelatih "
    "ustadz ustad ustaz kiai kyai pendeta pastor dukun dokter kabid kasi kasubbag kepala kabag "
    "direktur manajer supervisor ketua pejabat dokternya driver sopir teacher tuan",
    "STRANGER": "orang org orng wong urangnyo jalma oreng gob halak preman mereka dia ia doi "
    "dong dorang massa warga pembunuh debt collector dc penagih rentenir ormas jagoan kades "
    "lurah kontraktor suruhan mandor oknum pelaku begal perampok rampok maling pria seseorang "
    "somebody someone he they she them gerombolan geng lelaki bodyguard inyo ojol",
    "WANT": "mau mo mw mao maw mauka maulalu ingin pengen pengin pingin pgn pngen pngin pengn "
    "pgen pengennya kepengen kepingin hendak arep pengine hayang hoyong nio nak nagih dot "
    "handak naeng terro meuheut jimeuheut want wanna pen berniat niat nekat coba mencoba nyoba "
    "kepikiran terpikir berpikir mikir mikirin memikirkan mikirkan bermaksud melona elo "
    "mendambakan merindukan berencana rencana keinginan dorongan gonna trying siap nyobain "
    "berkeinginan pingen pengenn kepikirann thinking",
    "FUTURE": "akan bakal bakalan badhe bade badé lakar ka keuneuk rek engke will going mau2 "
    "naka elokka",
    "BETTER": "bagus mending mendingan mendingin lebih luwih luwung dumenggan leubeh rancak "
    "better apik mendinganlah",
    "SAY": "bilang blg ngomong katanya kata cerita mengaku ngaku chat wa dm status kirim "
    "mengirim nulis menulis says said told minta",
    "NOT": "tidak tdk tak ga gak gk nggak ngga engga enggak kagak kaga ndak nda ora mboten boten "
    "teu kada tra tara seng sing hana dak idak ndag tada gamau gakmau cant can't dont don't not "
    "tanpa de'na nyanda nimau jangan nggk gaada",
    "ABLE": "kuat kuwat kiat kiyat sanggup tahan tahann kellar teuga kutahan tartahan tahan2 "
    "sangup bisa bs mampu kuatma sanggupma sanggupka kuatka tatahan",
    "LIFE": "hidup hdup hidp idup iduk iduik hiduik hirup urip gesang udep odhi odhi' mangolu "
    "tuo life live living hidupku hidupq hidupma uripku",
    "DIE": "mti metong mati mate mateee m4ti modar pejah maot paeh mateya matima matika die dead "
    "tewas kematian koit mokat wafat maut",
    "KILL_SELF": "bndir unalive bundir bunuhdiri bnhdri nglalu ngelalu nganyut suicidal suicide "
    "kms bundirr ngulahpati mambunudiri gantungdiri selfharm bunuhdri",
    "SELF": "diri dri dirii dirinya diriku dirimu dhiri dhibi dhibi' dibhi' droe dirina maneh "
    "myself himself herself sendiri dir",
    "TIRED": "capek cape cpk cpek capeknya capekma lelah letih bosan bosen jenuh kesel uyuh "
    "panek loja med muak malas males cape' capai tired capekka cpe lelahku",
    "REASON": "alasan guna gunanya gunaku gunana artinya arti hartosna hartos harapan harepan "
    "hrapan paguno semangat tujuan paedah asa gunane pointless worth worthless berarti berguna "
    "layak",
    "END": "akhiri mengakhiri mengakhirinya ngakhiri ngakhirin akhirin ngakhirinya mengkahiri "
    "diakhiri kuakhiri menyudahi sudahi nyudahin ending end cabut",
    "SOUL": "nyawa nyawaku nyawanya jiwa jiwaku keselamatan nyawane nyawa2",
    "HANG": "bagantung gantung gantong ngagantung menggantung nggantung ngegantung gntung gntng "
    "gantng",
    "HURT": "menyakiti nyakiti nyakitin menyakitin melukai ngelukain ngelukai lukai sakiti "
    "nyakitinn hurting hurt mencelakai",
    "CUT": "sayat nyayat menyayat sayatan nyilet menyilet silet iris ngiris mengiris motong "
    "memotong cutting sayat2 nyayatin slit cut cuts",
    "WRIST": "tangan tangannya tanganku lengan lenganku nadi nadinya nadiku pergelangan "
    "pergelanganku wrist wrists urat tanganq",
    "DRINK": "minum nginum meminum nenggak menenggak telan menelan nelen minumi diminum nelan",
    "POISON": "racun baygon pestisida potas herbisida sianida",
    "JUMP": "luncat tajun lompat loncat terjun melompat meloncat lompatt nyebur nyemplung jump "
    "melumpat",
    "HIGH": "sasak jambatan jembatan gedung lantai atap rooftop flyover tower menara jpo tebing "
    "balkon jurang sungai bridge roof loteng jembatannya kereta rel apartemen",
    "FOREVER": "selamanya selama-lamanya selawase salilana salamonyo forever selamalamanya "
    "slamanya",
    "LEAVE": "pergi pigi pai pamit hilang ngilang ilang lenyap istirahat miang beristirahat "
    "leren reureuh menghilang pulang",
    "JUST": "aja aj saja sj ajaa ae wae mawon haja gen se jo jua ajo bae jak je aje mi kemawon "
    "get ajalah sajalah sahaja",
    "SO": "rasanya rasane rasonyo rasany deh dah lah ma mah bgt banget beneran sungguh",
    "NOW": "sekarang skrg skg malam mlm nanti besok tadi td barusan semalam kemarin kmrn lagi "
    "terus trus trs now tonight selalu setiap tiap saben unggal saban segera sering keur",
    "HELP": "tolong tlg tulung tulungi tulungan tolongin help please tolongka tulungka tolonglah "
    "darurat ketakutan takut sieun wedi takutka tulungin toolong takuik takutnya",
    "KDRT": "kdrt dikdrt kdrtin",
    "VIOLENCE": "kekerasan penganiayaan siksaan abuse",
    "HOUSE": "rumah rumahku rumahma omah omahku imah bumi warung rumoh house kos kontrakan kamar",
    "WEAPON": "blakas ladiang kelewang parang golok pistol senjata sajam celurit clurit badik "
    "piso pisau arit mandau bendo linggis senapan samurai peda are' bedog guns gun machete "
    "machetes knife pedang kapak tombak panah molotov peluru bom",
    "BRING": "ngaba ghibe mambaok mamboan bawa membawa bawak mbawa pakai pake gawa nggawa nggowo "
    "mawa aghaba bw bawain pegang megang ngacung ngacungin have with acungkan ngacungkan",
    "BODY": "dada payudara paha bokong pantat kemaluan kelamin vital intim tubuh badan "
    "kelaminnya selangkangan bagian boobs private payudaraku dadaku pahaku",
    "HEAD": "kaki kakiku jari kepala kepalaku muka mukaku wajah wajahku leher leherku perut "
    "perutku pipi pipiku badan badanku hidung rambut rambutku gigi",
    "TOUCH": "memegang megang pegang pegang2 megang2 menyentuh nyentuh sentuh disentuh dipegang "
    "dipegang2 dicepeng dipagang ndemek napegang dipusut dipacik dicabak touched touches "
    "touching megangin ngelus mengelus dielus mengusap",
    "KISS": "mencium nyium cium dicium menciumi memeluk meluk peluk dipeluk mencumbu dicumbu",
    "FORCE": "paksa dipaksa memaksa maksa maksanya dipaso mamaso dipeksa meksa napaksa napaksaka "
    "dipaksanya forced forces terpaksa ngajak disuruh menyuruh nyuruh mengajak diajak",
    "SEX": "berhubungan hubungan ml ngentot ngewe seks telanjang bugil baju celana melayani "
    "dilayani ngangkang menelanjangi ditelanjangi onani porno vcs oral sex nudes nude "
    "bersetubuh hs hotel",
    "SLEEP": "tidur turu sare tidua tidor tiduran",
}
# Verbs by what they do: roots, of which prefixes and suffixes make the active and passive forms.
ROOTS = {
    "KILL": "bunuh bunoh bunu bunuah bacok tikam tusuk tembak gorok habisi abisi habisin abisin "
    "lenyapkan mutilasi penggal tebas pateni paten patek bantai celakai celaka celakain "
    "nyelakai dor racun racuni",
    "BURN": "bakar baka obong duruk salukut tot kubur",
    "HIT": "pukul pukuli pukulin tonjok tampar gampar tempeleng tampol tampiling gebuk gebuki "
    "gebukin gebug hajar tendang cekik jambak seret banting injak siksa aniaya cambuk sabet "
    "keroyok kroyok hantam antem antemi jotos gaplok kaplok sepak sundut setrika cakar bentur "
    "benturkan teunggeul peupeuh pukua lampang gebag tigtig sagur tinju bogem bonyok babuk "
    "tajong jewang lantiang lacuik mokol pokol linjang dupak jejak timpas lempang kasari "
    "kampleng jedot jedoti jedotin cekek setrum sampak nempiling",
    "CONFINE": "sekap kurung sandera culik rantai tawan pasung ikat borgol",
    "RAPE": "perkosa perkos cabul cabuli cabulin rudapaksa setubuhi sodomi parkosa pakoso "
    "perkose perkaos rogahala gagahi zinahi nodai sodom",
    "MOLEST": "leceh lecehkan lecehin raba raba2 rabai grepe grepe2 gerayangi grayangi grepein "
    "remas jamah gesek ramas rampa gadabah gerayang obok",
    "THREATEN": "ancam ancem teror intimidasi todong incar buru uber udag kejar kuntit intai "
    "buntuti oyak kaja dikaja pepet cegat hadang",
    "SIEGE": "dorong kepung lempari lempar dobrak gedor bandemi baledog satroni serbu geruduk "
    "lampari alungan",
}
# Forms that no prefix or suffix makes: code(s) of each.
FORMS = {
    "KILL_P": "dibunuhh dipancuang dipejahi dipaehan dipaeh matianga mateanga epate'ena dipamate "
    "jipoh nauno dibunuhnya ditikamnya bunuonna dibnuh dibnh dbnuh dbunuh dibunuhin dihabisin "
    "stabbed dihilangkan ditobo ditullang",
    "KILL_A": "pembunuhan mateni mejahi poh kill killing mambunu mambunuah bnuh bnh bunh bunvh "
    "bunuhin ngebunuh bunuhh ngabisin menghabisi nusuk ngegorok shoot",
    "HIT_P": "dipukul2 dpkuli dpukul dipkul dpukuli epokol jaguranga tigtiga kanggebug diampok "
    "beaten ditonjokin dipukulinya dijotosin dihajarnya digebagi dibenturin abused bonyok "
    "choked dilinjangi",
    "HIT_A": "hits beating hit beats beat mukul mukulin mukuli ngantem ngantemi nggebugi nigtig "
    "nyagur mokol manampiling manyepak mahantam malantiang malacuik mamukua mamukuah nggaplok "
    "ngegampar ngegebukin ngegebug sepak nonjok nampol nabok gebuk ngehajar ngegaplok mahajar "
    "nempiling",
    "RAPE_P": "raped diprkosa dprkosa diperkos eperkosa perkosaa jiperkosa jicabuli cabulina "
    "assaulted diperkosanya dicabulinya digilir",
    "RAPE_A": "rape raping memperkosa merkosa perkosaan pemerkosaan pencabulan mencabuli "
    "nyabulin cabul",
    "MOLEST_P": "dilecehkn dilecehinn digrepe digrepe2 harassed ditidurin dicipok dilecehi "
    "digadabah",
    "MOLEST_A": "pelecehan meraba2 raba2 ngeraba grope menindih nindih melecehkan nglecehin "
    "ngelecehin molested groped molests",
    "SIEGE_A": "nalempari nalempar",
    "THREATEN_P": "dikaja diancm dancam diancem diancami jipeuancam diancamka naancamka ancaman "
    "dibuntutin dioyak diudag dikajar kejarka nakejarka dikejarka threatened threatens followed "
    "diteror2 ditodongin dicari2in",
    "BURN_P": "jitot",
    "KILL_A I": "nabuno nabusurka",
    "nembak": "nembak menembak",
}
# Long words of the above in which one slip of the finger is forgiven.
KEYS = (
    "dibunuh membunuh pembunuhan dipukul dipukuli dipukulin memukul memukuli diperkosa "
    "memperkosa pemerkosaan perkosaan dilecehkan dilecehin pelecehan melecehkan diancam "
    "mengancam ancaman dicekik mencekik dicabuli mencabuli pencabulan dikeroyok disiksa "
    "menyiksa dianiaya menganiaya ditampar menampar ditendang menendang dibacok ditusuk ditikam "
    "disekap diculik dikurung diseret dihajar menghajar digebukin digebuki ditembak ditodong "
    "meraba disetubuhi diteror gantung mengakhiri menyakiti melukai dikepung kekerasan"
)
# Ordinary words a letter away from one of these; never taken for it.
NO_TYPOS = frozenset(
    "aneka anyaman asami buntut diajar diajari diana dibaca dibaco dibaok dibayar diharap "
    "dikurangi diperiksa dirancang diserap ditanam ditebak ditentang ditolong diunduh diundur "
    "dprksa ganteng hanna intan jamaah jintan katana lantang makna mampet mandinya mangkat "
    "matang melukis membran memikul memukau menentang mengajar mengajari mengenang menghabiskan "
    "menyamar menyikat meraka merana meranti merasa merata nadine pahami pasng pemeriksaan "
    "pencabutan perkotaan rekaan sandra sbtin terror totti tunggul woong".split()
)
