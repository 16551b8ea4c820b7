"""Words of distress by what they mean, in the registers and languages that citizens write.

``service.door.distress_spelling`` reads a message with them and writes one code a word (``I WANT
DIE``); ``service.door.distress_rules`` reads the codes. Add a word or a language here, a way of
telling to the rules or to ``content/distress.yml``.
"""

# Code: words that mean it. Ambiguous words ("awak", "sa") stand where the danger is greater.
WORDS = {
    "I": "saya sy sya saye sayo aku ak aq akyu gue gua gw gwe gwa guwe aye kami kita ane kulo "
    "kula abdi ambo awak denai den sa beta ulun tiang me my us our au ahu lon kamoe kaule "
    "sengko urang hamba kmi kite i im i'm aing awakku sayah saia eike unda inyong nyong isun "
    "reang yaku nyak engkok enko' titiang tyang kuring ketong katong kitong torang kitorang "
    "kamek kamik wau eke akuh akoh aquh ulunku ingsun sayak i've ive i'd i'll",
    "FAMILY": "mamanya papanya ayahnya ibunya suaminyo istrinyo mantanku pacarku cowoknya "
    "ceweknya makcik pakcik kakekku nenekku mertuaku suami swami swmi suamik lakeh laki "
    "lakiku lakoe lakkai bojo semah garwa salaki paitua pace kurenan lake istri istrik bini "
    "isteri bapak "
    "bapa ayah papa papah bokap babeh abah apak babe amang amanghu ama daddy dad father papi "
    "ibu mama mamah mamak emak enyak nyokap indung amak meme biyung simbok mak bunda mami mom "
    "mother mertua menantu pacar cowok cowo cowokku cewek cewe pasangan tunangan mantan paman "
    "om oom omku pakdhe pakde paklik tante bibi ipar kakek nenek mbah husband wife boyfriend "
    "girlfriend stepfather uncle brother ortu keluarga orangtua tiri bpk mengiyan somah binik "
    "abi umi ummi uwak uwa bf gf hubby partner ex ayang parents stepmom stepdad stepmother "
    "stepson grandpa grandma inaq amaq eppa' eppak ebbu' inang amantu amangmu amangku damang "
    "dainang etta indo' ambe' mandeh mamaknya papake makne pakne bokapku nyokapku bonyokap "
    "misua bojoe cici koko mamak2 hubbyku papaku mamaku ayahku ibuku papih mamih ibunda "
    "ayahanda eyang opa oma nini aki bojoku bura'ne bura'nekku buraneku buranekku lae kakung",
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
    "bestiku bestiee kawan2 sejawat tonggo tonggoku tanggaku anak2 anak2ku anakanak murid2 "
    "adik2ku adek2",
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
    "halaki antua nasida kolektor depkolektor dy he'd he'll he's she's she'd she'll they're "
    "they'll they'd they've wong2 org2 orang2 mreka mrk jelemana",
    "THUG": "preman begal perampok rampok pembunuh penculik jagoan geng gerombolan pembegal "
    "stalker stalkernya perampoknya robber robbers intruder kidnapper thugs gangster penguntit "
    "jambret berandal berandalan kriminal gengnya penjambret",
    "WANT": "palay palai kapingin hayangna wanting ngarep mau mo mw mao maw mauka maulalu ingin "
    "pengen pengin pingin pgn pngen pngin pengn pgen pengennya kepengen kepingin hendak arep "
    "pengine hayang hoyong nio nak nagih dot handak naeng terro meuheut jimeuheut want wanna "
    "pen berniat niat nekat coba mencoba nyoba kepikiran terpikir berpikir mikir mikirin "
    "memikirkan mikirkan bermaksud melona elo mendambakan merindukan berencana rencana "
    "keinginan dorongan gonna trying siap nyobain berkeinginan pingen pengenn kepikirann "
    "thinking erok erokka eroka erokki maelo maeloka mele haga morai mohuto madota nggit makita "
    "mekita kepingen kapengin kpengen kpingin pgin pgnn igin ingn ngin ingiin mwu mawu pngenn "
    "pegen pengin2 kepengin ngebet tergoda kebelet mohota giot hendaknya pingiin keinginanku "
    "niatku hasrat dorongannya keinginannya niatan urge wants wanted ero elo'ka elokka maelo'ka "
    "melo'ka amuah ero'ka ero'na",
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
    "hdp lifes uripe hiruptéh idupku idupq hidupp iduppp hirupku ngolu tallasa attallasa "
    "tallasaku",
    "DIE": "lampus tiwas palastra modare matine dying mti metong mati mate mateee m4ti modar "
    "pejah maot paeh mateya matima matika die dead tewas kematian koit mokat wafat maut mattii "
    "matei mokad isdet ninggoy ninggoi mninggoy mninggoi minggoi meninggoy modyar mampos tewass "
    "died mateku death maté mattek matek mtii mt1 dies modiar",
    "KILL_SELF": "nglampus ngelampus bndir unalive bundir bunuhdiri bnhdri nglalu ngelalu "
    "nganyut suicidal suicide kms bundirr ngulahpati mambunudiri gantungdiri selfharm bunuhdri "
    "ngendat ngendhat bundiran bunuhdirii harakiri gantungdirii bunuhdirinya kendat ulahpati",
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
    "nyawanyo nyaweng nyawaq jiwanya nyowo hosa hosangku",
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
    "nelan meneguk neguk menegak negak ngombe nguntal nelenin minumin nginom menelanin "
    "swallowed swallow nginumin",
    "POISON": "racun baygon pestisida potas herbisida sianida pembersih pemutih karbol "
    "insektisida deterjen tinner thinner",
    "JUMP": "luncat tajun lompat loncat terjun melompat meloncat lompatt nyebur nyemplung jump "
    "melumpat mancolot malumpek lumpek luncek njegur nyemplungin terjunn lompet mlumpat nyeburr "
    "loncatt jumping jumped jumps anjlog malompek malompat ngajleng",
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
    "NOW": "bsk bsok besuk sesuk isukan "
    "sekarang skrg skg malam mlm nanti besok tadi td barusan semalam kemarin kmrn lagi "
    "terus trus trs now tonight selalu setiap tiap saben unggal saban segera sering keur saiki "
    "saeki barusaja barusn sekarangg skrang skarang skarng skrng samalam tadinya ayeuna jinoe "
    "satia satiya kini mangkin mangken nanti2 bengi peuting malem malem2 wengi",
    "HELP": "tolong tlg tulung tulungi tulungan tolongin help please tolongka tulungka tolonglah "
    "darurat ketakutan takut sieun wedi takutka tulungin toolong takuik takutnya tolongg "
    "tolongan tulunglah tolongan2 lindungi selamatkan toloong tloong tlong tlongin helpp sos "
    "taku scared afraid terrified ajrih takok takot takotang takutan mallakka malla mallaka "
    "metauka mitau mabiar",
    "KDRT": "kdrt dikdrt kdrtin",
    "VIOLENCE": "kekerasan penganiayaan siksaan abuse penyiksaan abusing kekejaman",
    "HOUSE": "rumah rumahku rumahma omah omahku imah warung rumoh house kos kontrakan kamar "
    "romah roma ruma rumahh kosan kost kostan kossan mess romana asrama gubuk jabu balla "
    "ballaku jabukku",
    "WEAPON": "blakas ladiang kelewang parang golok pistol senjata sajam celurit clurit badik "
    "piso pisau arit mandau bendo linggis senapan samurai peda are' bedog guns gun machete "
    "machetes knife pedang kapak tombak panah molotov peluru bom busur sjam pstol senpi lading "
    "keris rencong kujang sabit revolver rifle knives pisaunya goloknya parangnya senjatanya "
    "sajamnya clurid clurik sabel golo gergaji tumbak blati belati sangkur bondet granat "
    "airsoft kerambit karambit kampak martil softgun gobang badi badi'",
    "TOOL": "cutter gunting palu balok obeng pentungan tongkat gesper bensin cangkul besi bambu "
    "helm batu",
    "BRING": "ngaba ghibe mambaok mamboan bawa membawa bawak mbawa pakai pake gawa nggawa nggowo "
    "mawa aghaba bw bawain pegang megang ngacung ngacungin have with acungkan ngacungkan ngiba "
    "gibe bawaa has had having holding carrying carries pointing pointed pegangin bwa bawaq "
    "mambawa mangibo marbaoa mamboan2 menenteng nenteng menggenggam mengayunkan ngayunin "
    "mengacungkan angngerang nyandak manyandang",
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
    "setubuh telanjangku bugilku nudis nyepong sepong ngeseks esek2 zina berzina sexs "
    "staycation",
    "SLEEP": "tidur turu sare tidua tidor tiduran modom sirep bobok bobo",
    "CLOTHES": "baju celana rok bra beha pakaian dalaman daster bajunya celananya",
    "SLIT": "nyayat menyayat sayat sayatan nyilet menyilet sayat2 nyayatin cutting nyayatt "
    "nyiletin ngebarcode barcodein ngegores nggores goresin gores2 ngores menggores beset "
    "beset2 mbeset mbesetin ngebeset nyilet2 menyileti nyileti",
}
