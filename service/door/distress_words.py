"""Words of distress by what they mean, in the registers and languages that citizens write.

``service.door.distress_spelling`` reads a message with them and writes one code a word (``I WANT
DIE``); ``service.door.distress_rules`` reads the codes. Add a word or a language here, a way of
telling to the rules or to ``content/distress.yml``.
"""

# Code: words that mean it. Ambiguous words ("awak", "sa") stand where the danger is greater.
WORDS = {
    "I": "saya sy sya saye sayo aku ak aq akyu gue gua gw gwe gwa guwe aye kami kita ane kulo "
    "kula abdi ambo awak denai den sa beta ulun tiang me my us our au ahu lon kamoe kaule sengko "
    "urang hamba kmi kite i im i'm aing awakku sayah saia eike unda inyong nyong isun reang yaku "
    "nyak engkok enko' titiang tyang kuring ketong katong kitong torang kitorang kamek kamik wau "
    "eke akuh akoh aquh ulunku ingsun sayak",
    "FAMILY": "mamanya papanya ayahnya ibunya suaminyo istrinyo mantanku pacarku cowoknya "
    "ceweknya makcik pakcik kakekku nenekku mertuaku suami swami swmi suamik laki lakiku lakoe "
    "lakkai bojo semah garwa salaki paitua pace kurenan lake istri istrik bini isteri bapak bapa "
    "ayah papa papah bokap babeh abah apak babe amang amanghu ama daddy dad father papi ibu mama "
    "mamah mamak emak enyak nyokap indung amak meme biyung simbok mak bunda mami mom mother "
    "mertua menantu pacar cowok cowo cowokku cewek cewe pasangan tunangan mantan paman om oom "
    "omku pakdhe pakde paklik tante bibi ipar kakek nenek mbah husband wife boyfriend girlfriend "
    "stepfather uncle brother ortu keluarga orangtua tiri bpk mengiyan somah binik abi umi ummi "
    "uwak uwa bf gf hubby partner ex ayang parents stepmom stepdad stepmother stepson grandpa "
    "grandma inaq amaq eppa' eppak ebbu' inang amantu amangmu amangku damang dainang etta indo' "
    "ambe' mandeh mamaknya papake makne pakne bokapku nyokapku bonyokap misua bojoe cici koko "
    "mamak2 hubbyku papaku mamaku ayahku ibuku",
    "KIN": "anakmu anaknya adiknya kakaknya temannya temennya kawanku muridku putri putriku "
    "putra anak anakk pianak aneuk budak adik adek adk ade adiak adin ading adhi adhik andik "
    "alek anggi kakak kakanda abang mbak kakakku cucu keponakan ponakan sepupu teman temen "
    "temanku kawan sahabat bestie tetangga tatangga tanggi murid siswa siswi mahasiswa santri "
    "saudara sodara rekan sister daughter son friend bayi anakq keluargaku sekeluarga kakakq "
    "sohib tmn tmen pembantu art istriku konco kanca batur batire rencang rerencang babaturan "
    "lanceuk teteh adiakku rakan dongan timpal tamang kolega kerabat pasien klien santriwati "
    "anakkon colleague coworker roommate classmate neighbor neighbour niece nephew sis kid kids "
    "child children daughter's batir sobat sedulur dulur dulurku sanak kamanakan kemenakan "
    "paribanku anggiku bude bulik uni uda kakang adhine bocah sohibku temanq tmnku temenku "
    "bestiku bestiee kawan2 sejawat",
    "BOSS": "satpam polisi tentara aparat pembimbing mentor trainer instruktur kasubag kadis "
    "sekda sekdes kadus dekan rektor koordinator owner hrd kating kakel wali kepsek camat kapten "
    "atasan bos boss majikan juragan dunungan dosen guru guree senior pimpinan pelatih ustadz "
    "ustad ustaz kiai kyai pendeta pastor dukun dokter kabid kasi kasubbag kepala kabag direktur "
    "manajer supervisor ketua pejabat dokternya driver sopir teacher tuan kadishub mandur guruku "
    "gurunya dosenku bosku pembina pengasuh kyaiku romo suster perawat kabidku sekwan bupati "
    "walikota gubernur teungku tengku teungkunya coach manager director lecturer professor prof "
    "atasanku majikanku pimpinanku rentenir2",
    "STRANGER": "orang org orng wong urangnyo jalma oreng gob halak mereka dia ia doi dong "
    "dorang massa warga debt collector dc penagih rentenir ormas kades lurah kontraktor suruhan "
    "mandor oknum pelaku maling pria seseorang somebody someone he they she them lelaki "
    "bodyguard inyo ojol jelma jalmi ureueng ureung jelema tiyang penyusup copet massanya "
    "tentara2 buzzer2 warganya debkolektor debtcollector jukir kernet pemabuk orangnya ibana "
    "halaki antua",
    "THUG": "preman begal perampok rampok pembunuh penculik jagoan geng gerombolan pembegal "
    "stalker stalkernya perampoknya robber robbers intruder kidnapper thugs gangster penguntit "
    "jambret berandal berandalan kriminal gengnya penjambret",
    "WANT": "palay palai kapingin hayangna wanting ngarep mau mo mw mao maw mauka maulalu ingin "
    "pengen pengin pingin pgn pngen pngin pengn pgen pengennya kepengen kepingin hendak arep "
    "pengine hayang hoyong nio nak nagih dot handak naeng terro meuheut jimeuheut want wanna pen "
    "berniat niat nekat coba mencoba nyoba kepikiran terpikir berpikir mikir mikirin memikirkan "
    "mikirkan bermaksud melona elo mendambakan merindukan berencana rencana keinginan dorongan "
    "gonna trying siap nyobain berkeinginan pingen pengenn kepikirann thinking erok erokka eroka "
    "erokki maelo maeloka mele haga morai mohuto madota nggit makita mekita kepingen kapengin "
    "kpengen kpingin pgin pgnn igin ingn ngin ingiin mwu mawu pngenn pegen pengin2 kepengin "
    "ngebet tergoda kebelet mohota giot hendaknya pingiin keinginanku niatku hasrat dorongannya "
    "keinginannya niatan urge wants wanted",
    "FUTURE": "akan bakal bakalan badhe bade badé lakar ka keuneuk rek engke will going mau2 "
    "naka elokka otw meh ameh kate bkal bkl bklan akn",
    "BETTER": "bagus mending mendingan mendingin lebih luwih luwung dumenggan leubeh rancak "
    "better apik mendinganlah mnding mening mendinglah mndingan mbok mendingg lebe lebbi labiah "
    "lewih becik becikan tumagon",
    "SAY": "bilang blg ngomong katanya kata cerita mengaku ngaku chat wa dm status kirim "
    "mengirim nulis menulis says said told minta tells tell bilangnya ngancemnya berkata "
    "berkatanya ngmng blgnya texted texting writes wrote",
    "NOT": "embung alim emoh moh wegah ta tidak tdk tak ga gak gk nggak ngga engga enggak kagak "
    "kaga ndak nda ora mboten boten teu kada tra tara seng sing hana dak idak ndag tada gamau "
    "gakmau cant can't dont don't not tanpa de'na nyanda nimau jangan nggk gaada sonde sond "
    "indak andak inda ndek endek ndk ndaq ndang dang tarada trada trda tarda kd kd' hente henteu "
    "heunteu ogah tusing tuara gapernah gabisa gbisa gamampu gakuat gkuat gasanggup tdak tida "
    "tidk nggaa ngak kgk gg enga never won't wont didn't isn't",
    "ABLE": "kuat kuwat kiat kiyat sanggup tahan tahann kellar teuga kutahan tartahan tahan2 "
    "sangup bisa bs mampu kuatma sanggupma sanggupka kuatka tatahan talok kawa kuatt sangguppp "
    "sanggub sngup snggup kuattt kiyatt betah handle survive kuatka' bertahan",
    "LIFE": "hidup hdup hidp idup iduk iduik hiduik hirup urip gesang udep odhi odhi' mangolu "
    "tuo life live living hidupku hidupq hidupma uripku hidop idop nggeluh udip urep odi' odi "
    "hdp lifes uripe hiruptéh idupku idupq hidupp iduppp hirupku",
    "DIE": "lampus tiwas palastra modare matine dying mti metong mati mate mateee m4ti modar "
    "pejah maot paeh mateya matima matika die dead tewas kematian koit mokat wafat maut mattii "
    "matei mokad isdet ninggoy ninggoi mninggoy mninggoi minggoi meninggoy modyar mampos tewass "
    "died mateku death maté mattek matek mtii mt1 dies",
    "KILL_SELF": "nglampus ngelampus bndir unalive bundir bunuhdiri bnhdri nglalu ngelalu "
    "nganyut suicidal suicide kms bundirr ngulahpati mambunudiri gantungdiri selfharm bunuhdri "
    "ngendat ngendhat bundiran bunuhdirii harakiri gantungdirii bunuhdirinya",
    "SELF": "diri dri dirii dirinya diriku dirimu dhiri dhibi dhibi' dibhi' droe dirina maneh "
    "myself himself herself sendiri dir aleku kalengku kalenna arepku diringku diringna dewekne "
    "dewek dewe awake diriq dirik dirisendiri dirikuu drii droekuh droeneuh yourself themselves",
    "TIRED": "pegel muyak eneg enek gedeg mumet capek cape cpk cpek capeknya capekma lelah letih "
    "bosan bosen jenuh kesel uyuh panek loja med muak malas males cape' capai tired capekka cpe "
    "lelahku capekk kecapekan cafe' cpekk capeq lelahh nyerah menyerah surrender loyo jenuhh "
    "sumpek exhausted",
    "REASON": "alasan guna gunanya gunaku gunana artinya arti hartosna hartos harapan harepan "
    "hrapan paguno semangat tujuan paedah asa gunane pointless worth worthless berarti berguna "
    "layak",
    "END": "akhiri mengakhiri mengakhirinya ngakhiri ngakhirin akhirin ngakhirinya mengkahiri "
    "diakhiri kuakhiri menyudahi sudahi nyudahin ending end cabut udahin nyudahi mungkas "
    "mungkasan ngakhirinn mengakiri ngakhri akhirinya menamatkan namatin mengahiri ngahiri "
    "ngahirin akhirii ngelarin",
    "SOUL": "nyawa nyawaku nyawanya jiwa jiwaku keselamatan nyawane nyawa2 nyawo nyawana "
    "nyawanyo nyaweng nyawaq jiwanya nyowo",
    "HANG": "bagantung gantung gantong ngagantung menggantung nggantung ngegantung gntung gntng "
    "gantng manggantuang gantuang gantuangkan ngantung ngegantungin gegantung hang hanging "
    "gantungin tagantung",
    "HURT": "harm harming menyakiti nyakiti nyakitin menyakitin melukai ngelukain ngelukai lukai "
    "sakiti nyakitinn hurting hurt mencelakai menenggelamkan nenggelamin nenggelemin "
    "tenggelamkan menabrakkan nabrakin nabrakkan nubrukin menjatuhkan jatuhin menceburkan "
    "ceburin nyeburin nyakitinin mencelakakan celakain nyelakain mencederai nyederain lukain "
    "melukain",
    "CUT": "silet iris ngiris mengiris motong memotong slit cut cuts",
    "WRIST": "tangan tangannya tanganku lengan lenganku nadi nadinya nadiku pergelangan "
    "pergelanganku wrist wrists urat tanganq nadhi tanganne tangane lenganq",
    "DRINK": "telen nelen minum nginum meminum nenggak menenggak telan menelan minumi diminum "
    "nelan meneguk neguk menegak negak ngombe nguntal nelenin minumin nginom menelanin swallowed "
    "swallow",
    "POISON": "racun baygon pestisida potas herbisida sianida pembersih pemutih karbol "
    "insektisida deterjen tinner thinner",
    "JUMP": "luncat tajun lompat loncat terjun melompat meloncat lompatt nyebur nyemplung jump "
    "melumpat mancolot malumpek lumpek luncek njegur nyemplungin terjunn lompet mlumpat nyeburr "
    "loncatt jumping jumped jumps anjlog",
    "HIGH": "sasak jambatan jembatan gedung lantai atap rooftop flyover tower menara jpo tebing "
    "balkon jurang sungai bridge roof loteng jembatannya kereta apartemen jendela jambatannyo "
    "jambatan2 kreteg krueng window balcony bendungan waduk sumur rooftopnya lt ketinggian "
    "gedungnya monas",
    "RAIL": "rel relnya",
    "FOREVER": "selamanya selama-lamanya selawase salilana salamonyo forever selamalamanya "
    "slamanya selamanyaa selama2nya salawasna selawasnya selawasé saumur",
    "LEAVE": "pergi pigi pai pamit hilang ngilang ilang lenyap istirahat miang beristirahat "
    "leren reureuh menghilang pulang lesap musnah",
    "JUST": "aja aj saja sj ajaa ae wae mawon haja gen se jo jua ajo bae jak je aje mi kemawon "
    "get ajalah sajalah sahaja gawoh gaweh bewei mantong bhai beih ajah ajh aza doang doank ajee "
    "jha waelah wéh ajalahh ajadeh sajalahh ajalh aee sagen",
    "SO": "rasanya rasane rasonyo rasany deh dah lah ma mah bgt banget beneran sungguh",
    "NOW": "sekarang skrg skg malam mlm nanti besok tadi td barusan semalam kemarin kmrn lagi "
    "terus trus trs now tonight selalu setiap tiap saben unggal saban segera sering keur saiki "
    "saeki barusaja barusn sekarangg skrang skarang skarng skrng samalam tadinya ayeuna jinoe "
    "satia satiya kini mangkin mangken nanti2 bengi peuting malem malem2 wengi",
    "HELP": "tolong tlg tulung tulungi tulungan tolongin help please tolongka tulungka tolonglah "
    "darurat ketakutan takut sieun wedi takutka tulungin toolong takuik takutnya tolongg "
    "tolongan tulunglah tolongan2 lindungi selamatkan toloong tloong tlong tlongin helpp sos "
    "taku scared afraid terrified",
    "KDRT": "kdrt dikdrt kdrtin",
    "VIOLENCE": "kekerasan penganiayaan siksaan abuse penyiksaan abusing kekejaman",
    "HOUSE": "rumah rumahku rumahma omah omahku imah bumi warung rumoh house kos kontrakan kamar "
    "romah roma ruma rumahh kosan kost kostan kossan mess romana asrama gubuk",
    "WEAPON": "blakas ladiang kelewang parang golok pistol senjata sajam celurit clurit badik "
    "piso pisau arit mandau bendo linggis senapan samurai peda are' bedog guns gun machete "
    "machetes knife pedang kapak tombak panah molotov peluru bom busur sjam pstol senpi lading "
    "keris rencong kujang sabit revolver rifle knives pisaunya goloknya parangnya senjatanya "
    "sajamnya clurid clurik sabel golo gergaji tumbak blati belati sangkur bondet granat airsoft",
    "TOOL": "cutter gunting palu balok obeng pentungan tongkat gesper bensin cangkul besi bambu "
    "helm batu",
    "BRING": "ngaba ghibe mambaok mamboan bawa membawa bawak mbawa pakai pake gawa nggawa nggowo "
    "mawa aghaba bw bawain pegang megang ngacung ngacungin have with acungkan ngacungkan ngiba "
    "gibe bawaa has had having holding carrying carries pointing pointed pegangin bwa bawaq "
    "mambawa mangibo marbaoa mamboan2 menenteng nenteng menggenggam mengayunkan ngayunin "
    "mengacungkan",
    "BODY": "dada payudara paha bokong pantat kemaluan kelamin vital intim tubuh badan "
    "kelaminnya selangkangan boobs private payudaraku dadaku pahaku toket tetek kelaminku "
    "boob breast breasts breast2 memek titit kemaluannya pantatku payudaranya pahanya dadanya "
    "susuku",
    "HEAD": "kaki kakiku jari kepala kepalaku muka mukaku wajah wajahku leher leherku perut "
    "perutku pipi pipiku badan badanku hidung rambut rambutku gigi",
    "TOUCH": "dicekeli nyekeli memegang megang pegang pegang2 megang2 menyentuh nyentuh sentuh "
    "disentuh dipegang dipegang2 dicepeng dipagang ndemek napegang dipusut dipacik dicabak "
    "touched touches touching megangin ngelus mengelus dielus mengusap mamagang mamegang megangi "
    "dipegangi nyolek mencolek dicolek nowel towel ditowel grepeh nyentuhin menyentuhku menjawil "
    "dijawil nepuk menepuk ditepuk ditepok nepok",
    "KISS": "mencium nyium cium dicium menciumi memeluk meluk peluk dipeluk mencumbu dicumbu "
    "ciuman ciumi nyosor nyiumin diciumi dicium2 dikecup ngecup kissed kisses kissing",
    "FORCE": "paksa dipaksa memaksa maksa maksanya dipaso mamaso dipeksa meksa napaksa napaksaka "
    "dipaksanya forced forces terpaksa ngajak disuruh menyuruh nyuruh mengajak diajak pemaksaan "
    "paksaan paksain maksain dipaksain forcing force diseretpaksa pakso mamaksa dipakso dipaksoi",
    "SEX": "berhubungan hubungan ml ngentot ngewe seks telanjang bugil melayani dilayani "
    "ngangkang onani porno vcs oral sex nudes nude bersetubuh hs hotel begituan gituan ngamar "
    "setubuh telanjangku bugilku nudis nyepong sepong ngeseks esek2 zina berzina sexs",
    "SLEEP": "tidur turu sare tidua tidor tiduran modom sirep bobok bobo",
    "CLOTHES": "baju celana rok bra beha pakaian dalaman daster bajunya celananya",
    "SLIT": "nyayat menyayat sayat sayatan nyilet menyilet sayat2 nyayatin cutting nyayatt "
    "nyiletin ngebarcode barcodein",
}
# Verbs by what they do: roots, of which prefixes and suffixes make the active and passive forms.
ROOTS = {
    "KILL": "suduk beleh lindas bunuh bunoh bunu bunuah bacok tikam tusuk tembak gorok habisi "
    "abisi habisin abisin lenyapkan mutilasi penggal tebas pateni paten patek bantai celakai "
    "celaka celakain nyelakai dor racun racuni tewek tujah tebek bedil",
    "BURN": "bakar baka obong duruk salukut tot kubur",
    "HIT": "thuthuk thuthuki pilara lantak tampeleng hantak gebog bekap cengkeram gigit begal "
    "pukul pukuli pukulin tonjok tampar gampar tempeleng tampol tampiling gebuk gebuki gebukin "
    "gebug hajar tendang cekik jambak seret banting injak siksa aniaya cambuk sabet keroyok "
    "kroyok hantam antem antemi jotos gaplok kaplok sepak sundut setrika cakar bentur benturkan "
    "teunggeul peupeuh pukua lampang gebag tigtig sagur tinju bogem bonyok babuk tajong jewang "
    "lantiang lacuik mokol pokol linjang dupak jejak timpas lempang kasari kampleng jedot jedoti "
    "jedotin cekek setrum sampak nempiling gocoh gocohi papoko pukol pukoli pecut pecuti tabok "
    "taboki tabokin tapuk tempong dugang kepruk keplak gibeng gampleng kamplengi gablok pentung "
    "pentungi toyor jitak tumbuk sipak hampas catuk terajang lempag jagur gitik lanyak tunrung "
    "jaguru famba pastap idak smekdon hantup sepaki tempelengi lacut gibas jenggung jambaki "
    "cekiki tampari gampari",
    "CONFINE": "sekap kurung sandera culik rantai tawan pasung ikat borgol pasungi sekapi "
    "kerangkeng",
    "RAPE": "perkosa perkos cabul cabuli cabulin rudapaksa setubuhi sodomi parkosa pakoso "
    "perkose perkaos rogahala gagahi zinahi nodai sodom perkusa parkose setubuh gauli ewe entot "
    "tiduri tiduriin",
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
    "ditikamnya bunuonna dibnuh dibnh dbnuh dbunuh dibunuhin dihabisin stabbed "
    "ditobo ditullang diparang diparangi naparangi naparangika dibusur nabusur ditombak dicarok "
    "ecarok tertembak tertusuk tertikam terbunuh tebeka tebakanga tesemateq tesematek impatei "
    "dipatei murdered nibuno nibunoi riuno dipatek dipejahaken dipunpejahi dibunuhi dipancung "
    "dibunuah dibunueh disilet disayat dimatii geupoh-matee dibunoh dibunung dipotong2 dicincang "
    "dimutilasi dibedil ditembaki",
    "KILL_A": "pembunuhan mateni mejahi poh kill killing mambunu mambunuah bnuh bnh bunh bunvh "
    "bunuhin ngebunuh bunuhh ngabisin menghabisi nusuk ngegorok shoot hubunu bunuonku nyemateq "
    "nyematek semateq mateniku ambuno mpuno munu mamunu membunoh bunung mambunuh murder bunuh2 "
    "ngebacok mbacok mbacoki",
    "HIT_P": "diserang diserangi dserang dipukul2 dpkuli dpukul dipkul dpukuli epokol jaguranga "
    "tigtiga kanggebug diampok beaten ditonjokin dipukulinya dijotosin dihajarnya digebagi "
    "dibenturin abused bonyok choked dilinjangi ditampa tepantok teempuk epentung dilapak "
    "ipekpek itumbuk slapped kicked dpkulin dipkulin dpukulin dipukulinn digbukin dgebukin "
    "dgebuk dhajar dgampar dtampar dtendang dcekik dcekek didorong2 dibanting2 dipatahkan",
    "HIT_A": "menyerang nyerang nyerangin malapak hits beating hit beats beat mukul mukulin "
    "mukuli ngantem ngantemi nggebugi nigtig nyagur mokol manampiling manyepak mahantam "
    "malantiang malacuik mamukua mamukuah nggaplok ngegampar ngegebukin ngegebug sepak nonjok "
    "nampol nabok gebuk ngehajar ngegaplok mahajar nempiling mantok ngempuk manampa punches "
    "punch punching slaps slapping kicks kicking chokes choking strangles strangled strangling "
    "whips whipped whipping burned burns hitting punched attacks attacked mukulinn mukull nampr "
    "nmpar mukli nmpr ngebug nyabet nyabetin nabokin nempeleng nonjokin mencekik2 toki nyubitin",
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
    "CONFINE_A": "locked locks nyekap ngunciin ngurung ngurungin",
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
