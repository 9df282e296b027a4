"""Names of medicines in wide use, international ones and brands. What is not in this reference is not assessed here.

It is never taken for a misspelling: another medicine shown in its place (prednisolone for prednisone, dapagliflozin for
canagliflozin) would be an answer to a question that nobody asked. Nothing clinical is said of any of them.
"""

_NAMES = """
abacavir abatacept abemaciclib abilify abrocitinib absorica acamprosate acarbose accolate accupril accutane acebutolol
aceclofenac acetazolamide acetylcysteine aciclovir aciphex acitretin actemra actonel actos acyclovir adalat adalimumab
adderall adenosine adrenaline advair advil afatinib agomelatine aimovig ajovy albendazole albuterol aldactone
alemtuzumab alendronate aleve alfentanil alfuzosin alimemazine alirocumab aliskiren allegra allopurinol almotriptan
alogliptin altace alteplase amantadine ambien ambrisentan amerge amidate amikacin amiloride aminocaproic amiodarone
amisulpride amitiza amlodipine amoxapine amoxicillin amoxil ampicillin anafranil anakinra anastrozole androgel anectine
anidulafungin antabuse apalutamide apixaban apomorphine apremilast apretude aptiom aranesp arava arformoterol aricept
arimidex armodafinil aromasin articaine asacol asenapine atacand atarax atazanavir atenolol ativan atogepant atomoxetine
atovaquone atracurium atripla atropine atrovent aubagio augmentin austedo auvelity avanafil avandia avapro avastin
avelox avodart avonex axert axitinib ayahuasca azacitidine azathioprine azelastine azelnidipine azilect azithromycin
aztreonam azulfidine baclofen bactrim banzel baricitinib barnidipine basiliximab belatacept belbuca belimumab belsomra
bempedoic benadryl benazepril bendroflumethiazide benemid benicar benidipine benperidol benralizumab benzocaine
benztropine benzylpenicillin bepridil betahistine betamethasone betaseron betaxolol bevacizumab bezafibrate biaxin
bicalutamide bictegravir biktarvy bilastine bimatoprost bimekizumab biperiden bisacodyl bisoprolol bivalirudin bleomycin
blonanserin boniva bortezomib bosentan bosutinib botox brentuximab brexanolone brexpiprazole bridion brilinta brintellix
brivaracetam briviact bromocriptine bromperidol budesonide bumetanide bumex bunazosin bupivacaine bupropion buspar
butorphanol butrans butriptyline byetta bystolic cabenuva cabergoline cabozantinib cafergot caffeine calan calcitonin
calcitriol camcolit campral canagliflozin candesartan cannabidiol capecitabine caplyta capsaicin carafate carbidopa
carbimazole carboplatin cardizem cardura carfilzomib carglumic cariprazine carmustine carvedilol casodex caspofungin
catapres cefaclor cefadroxil cefalexin cefazolin cefepime cefixime cefotaxime cefpodoxime ceftazidime ceftriaxone
cefuroxime celebrex celecoxib celexa celiprolol cellcept cenobamate cephalexin certolizumab cetirizine cetuximab champix
chantix chlorambucil chloroprocaine chloroquine chlorphenamine chlorpheniramine chlorprothixene cholestyramine cialis
cibenzoline cilnidipine cilostazol cimetidine cimzia cinacalcet cinnarizine cipro ciprofloxacin cisatracurium cisplatin
cladribine clarinex claritin clemastine cleocin clevidipine clindamycin clobetasol clofazimine clomid clomifene
clomiphene clonidine clopidogrel clotrimazole cloxacillin clozaril codeine colace colchicine colcrys colestipol
combivent combivir compazine complera comtan concerta copaxone coreg cosentyx coumadin cozaar crestor cyclizine
cyclobenzaprine cyclophosphamide cyclosporine cymbalta cyproheptadine cyproterone cytarabine cytotec dabigatran
dabrafenib dacarbazine dalmane dalteparin danazol dantrium dantrolene dapagliflozin dapsone daptomycin darbepoetin
daridorexant darifenacin darunavir dasatinib daunorubicin daypro daytrana dayvigo deferasirox deferoxamine degarelix
degludec demadex demerol denosumab depakote descovy desflurane desipramine desloratadine desmopressin desyrel detrol
deucravacitinib deutetrabenazine dexamethasone dexketoprofen dexlansoprazole dexmedetomidine dexmethylphenidate
dextroamphetamine dextromethorphan dibenzepin diclofenac dicyclomine diflucan diflunisal digoxin dihydrocodeine
dihydroergotamine dilantin dilaudid diltiazem dimenhydrinate diovan diphenhydramine diprivan dipyridamole disopyramide
disulfiram ditropan dobutamine docetaxel dofetilide dolasetron dolutegravir domperidone donepezil doryx dorzolamide
dosulepin dothiepin dovato doxazosin doxepin doxorubicin doxycycline doxylamine dronedarone droperidol drospirenone
dulaglutide dulcolax dulera duloxetine dupilumab dupixent duragesic dutasteride ebastine ecallantide eculizumab
edaravone edoxaban edrophonium edurant efavirenz effexor effient elavil eletriptan elexacaftor elidel eliquis elmiron
eltrombopag eltroxin emend emgality empagliflozin emsam emtricitabine enablex enalapril enbrel enflurane enfuvirtide
enoxaparin enoximone entacapone entecavir entresto entyvio enzalutamide epclusa ephedrine epidiolex epinephrine
epirubicin eplerenone epoetin epogen epoprostenol eprosartan eptinezumab epzicom erenumab ergocalciferol ergotamine
eribulin erleada erlotinib ertapenem erythromycin eslicarbazepine esmethadone esmirtazapine esmolol esomeprazole estrace
estradiol estriol etanercept ethosuximide etodolac etomidate etonogestrel etoricoxib etravirine everolimus evista
evolocumab evotaz exelon exemestane exenatide ezetimibe famciclovir famotidine famvir fanapt farxiga febuxostat
felbamate felbatol feldene felodipine femara fenfluramine fenofibrate fenoldopam fesoterodine fetzima fexofenadine
fidaxomicin filgotinib filgrastim finasteride finerenone fingolimod fioricet flagyl flecainide flexeril flomax flonase
flovent fluconazole fludarabine fludrocortisone flumazenil flunarizine flunisolide fluorouracil flupentixol fluphenazine
flurbiprofen flutamide fluticasone fluvastatin focalin fondaparinux formoterol forteo forxiga fosamax fosamprenavir
fosfomycin fosinopril fosphenytoin fragmin fremanezumab frova frovatriptan fulvestrant furosemide fycompa gabapentin
gabitril galantamine galcanezumab gallopamil ganciclovir gefitinib gemcitabine gemfibrozil gentamicin genvoya geodon
gepirone giapreza gilenya glargine glatiramer glecaprevir gleevec glibenclamide gliclazide glimepiride glipizide
glucophage glyburide glycopyrrolate glycopyrronium golimumab goserelin gralise granisetron griseofulvin guaifenesin
guanethidine guanfacine guselkumab halcion haldol halothane harvoni herceptin horizant humalog humira hydralazine
hydrochlorothiazide hydrocortisone hydroxycarbamide hydroxychloroquine hydroxyurea hydroxyzine hygroton hyoscine
hyoscyamine hytrin ibandronate ibogaine ibrance ibrutinib icatibant idarubicin ifosfamide iloperidone iloprost imatinib
imbruvica imipenem imipramine imiquimod imitrex imodium imuran inclisiran indacaterol indapamide inderal indinavir
indocin indometacin indomethacin indoramin infliximab ingrezza inspra insulin intelence interferon intuniv invega
invokana ipratropium iproniazid irbesartan irinotecan isavuconazole isentress isoflurane isoniazid isoptin isosorbide
isotretinoin isradipine itraconazole ivabradine ivacaftor ivermectin ixazomib ixekizumab jakafi januvia jardiance juluca
kaletra kapvay keflex keppra ketoprofen ketorolac ketotifen keytruda kineret kisqali klonopin kratom labetalol
lacidipine lacosamide lactulose lamictal lamisil lamotrigine landiolol lansoprazole lantus lapatinib largactil lasix
lasmiditan latanoprost latuda lebrikizumab ledipasvir leflunomide lemborexant lemtrada lenalidomide lenvatinib
lercanidipine letrozole leucovorin leuprolide leuprorelin levaquin levemir levetiracetam levitra levobunolol
levocarnitine levocetirizine levodopa levofloxacin levomilnacipran levonorgestrel levophed levorphanol levosimendan
levosulpiride levoxyl lexapro lialda librium lidocaine linagliptin linezolid linzess lioresal lipitor liraglutide
lisdexamfetamine lisinopril lispro lithobid lixisenatide lodine lofepramine lofexidine lomitapide lomotil loperamide
lopinavir lopressor loratadine lorlatinib lornoxicam lortab losec lotensin lovastatin lovenox loxapine lsd ludiomil
lumacaftor lumateperone lunesta lupron luvox lynparza lyrica macitentan macrobid manerix manidipine maprotiline
maraviroc marplan mavenclad mavyret maxalt mebendazole mebeverine meclizine medroxyprogesterone mefenamic mefloquine
megestrol melatonin melitracen mellaril meloxicam melphalan memantine meperidine mephobarbital mepivacaine mepolizumab
meptazinol mercaptopurine meropenem mesalazine mescaline mesna mesoridazine mestinon metamizole metaraminol metaxalone
metformin methazolamide methenamine methimazole methocarbamol methohexital methotrexate methoxamine methoxsalen
methoxyflurane methsuximide methyldopa methylene methylnaltrexone methylprednisolone methysergide metolazone metoprolol
metronidazole mexiletine mianserin micafungin micardis miconazole microzide midazolam midrin mifepristone miglitol
milnacipran milrinone minipress minocin minocycline minoxidil mirabegron miralax mirapex mirena mirikizumab misoprostol
mitomycin mitoxantrone mivacurium mizolastine mobic moclobemide moexipril molindone molsidomine mometasone montelukast
motilium motrin mounjaro moxifloxacin moxonidine mupirocin mycophenolate myrbetriq nabumetone nadolol nafcillin
nalbuphine nalmefene naloxone namenda naprosyn naproxen naratriptan narcan nardil nasonex natalizumab nateglinide
nebivolol nefazodone nefopam nelfinavir nemolizumab neoral neostigmine neulasta neupogen neupro neurontin nevirapine
nexium niacin nicardipine nicorandil nicorette nifedipine nilotinib nimodipine nintedanib nisoldipine nitazoxanide
nitrendipine nitrofurantoin nitroglycerin nitroprusside nivolumab nolvadex noradrenaline norco norepinephrine
norethisterone norflex norfloxacin norpramin nortriptyline norvasc norvir novolog noxafil nucynta nuplazid nurofen
nurtec nusinersen nuvaring nuvigil nystatin ocrelizumab ocrevus octreotide odefsey ofatumumab ofloxacin olaparib
oliceridine olmesartan olumiant omalizumab omeprazole omnicef ondansetron onfi ongentys opana opdivo opicapone opipramol
orap orencia orkambi orlistat orphenadrine oseltamivir osimertinib otezla oxaliplatin oxaprozin oxcarbazepine oxprenolol
oxybate oxybutynin oxycontin oxymorphone oxytrol ozanimod ozempic paclitaxel palbociclib paliperidone palivizumab
palonosetron pamelor pamidronate pancuronium panitumumab pantoprazole parecoxib parnate patisiran paxil paxlovid
pazopanib pegfilgrastim peginterferon pembrolizumab pemetrexed penbutolol penfluridol penicillamine penicillin
pentamidine pentasa pentazocine pentoxifylline pepcid perampanel percocet pericyazine perindopril permethrin perospirone
perphenazine pertuzumab pethidine phenazopyridine phenergan phenoxybenzamine phenoxymethylpenicillin phensuximide
phentolamine phenylephrine physostigmine phytomenadione pilocarpine pilsicainide pimavanserin pimozide pindolol
pioglitazone piperacillin pipotiazine pirfenidone piroxicam pitavastatin pitolisant pitressin pizotifen plaquenil plavix
plendil plerixafor pomalyst ponatinib ponesimod posaconazole pradaxa pralidoxime pramipexole prasterone prasugrel
pravastatin praziquantel prazosin precedex prednisolone prednisone pregabalin premarin prevacid prezcobix prezista
priadel prilocaine prilosec primaquine primidone prinivil pristiq probenecid procainamide procarbazine procardia
prochlorperazine procrit procyclidine progesterone prograf prolia prolixin promethazine prometrium propafenone
propanidid propantheline propecia propranolol propylthiouracil proscar protonix protopic protriptyline provera provigil
prozac psilocin psilocybin pulmicort pyrazinamide pyridostigmine pyrimethamine qelbree quinapril quinidine quinine
qulipta quviviq qvar rabeprazole racecadotril raloxifene raltegravir ramelteon ramipril ranibizumab ranitidine
ranolazine rapamune rasagiline razadyne rebif reboxetine reclast reglan regorafenib relafen relpax remdesivir remeron
remicade remifentanil remimazolam repaglinide requip reserpine reslizumab restoril revia revlimid rexulti reyvow
rhinocort ribavirin ribociclib rifabutin rifapentine rifaximin rilmenidine rilpivirine riluzole rimegepant rinvoq
riociguat risankizumab risdiplam risedronate risperdal ritalin ritonavir rituxan rituximab rivaroxaban rivastigmine
rizatriptan robaxin robinul rocephin rocuronium roflumilast ropinirole ropivacaine rosuvastatin rotigotine roxicodone
rozerem rufinamide rupatadine ruxolitinib rybelsus sabril sacubitril safinamide salbutamol salmeterol salsalate
sandimmun sandimmune saphris saquinavir sarilumab savella saxagliptin scopolamine secukinumab selegiline selexipag
semaglutide senna serax seretide seroquel sertaconazole sertindole setiptiline sevelamer sevoflurane sildenafil silenor
silodosin simponi simvastatin sinemet sinequan singulair siponimod sirolimus sitagliptin skelaxin skyrizi sofosbuvir
solifenacin solriamfetol sorafenib soriatane sotalol sovaldi spiriva spironolactone sporanox sprycel stalevo stavudine
stelara stelazine stendra stiripentol straterra strattera streptomycin stribild sublocade suboxone subutex
succinylcholine sufentanil sugammadex sulfadiazine sulfamethoxazole sulfasalazine sulindac sulpiride sulthiame
sumatriptan sunitinib sunosi surmontil suvorexant suxamethonium symbicort symtuza synthroid tacrolimus tadalafil
tagrisso taltz tamiflu tamoxifen tamsulosin tapentadol tasigna tecfidera tegretol teicoplanin telmisartan tenecteplase
tenofovir tenormin tenoxicam terazosin terbinafine teriflunomide teriparatide terlipressin testosterone tetrabenazine
tetracaine tezacaftor tezepelumab thalidomide thiamylal thioguanine thioridazine thiothixene thorazine tiagabine
tianeptine tiapride tiaprofenic ticagrelor ticlopidine tigan tigecycline tildrakizumab tilidine timolol tinidazole
tiotropium tipranavir tirzepatide tivicay tizanidine tobramycin tocilizumab tofacitinib tofranil tolazoline tolcapone
tolmetin tolterodine tolvaptan topamax topiramate toprol toradol torasemide toremifene torsemide toujeo toviaz
trabectedin tracleer trametinib trandolapril tranexamic tranxene trastuzumab travoprost trazodone tremfya treprostinil
tresiba triamcinolone triamterene trifluoperazine trihexyphenidyl trilafon trileptal trimeprazine trimetaphan
trimetazidine trimethadione trimethoprim trimipramine trintellix triumeq trospium trulicity truvada tysabri ubrelvy
ubrogepant ulipristal uloric ultram umeclidinium upadacitinib urapidil ursodiol ustekinumab valacyclovir valbenazine
valdoxan valganciclovir valium valsartan valtrex vancomycin vandetanib vardenafil varenicline vasopressin vasostrict
vasotec vecuronium vedolizumab veklury velcade vemurafenib venclexta venetoclax ventolin verapamil vericiguat
vernakalant versed verzenio vesicare vfend viagra vibramycin vicodin victoza vigabatrin viibryd vilazodone viloxazine
vimpat vinblastine vincristine vinorelbine viread vistaril vivactil vivitrol voltaren voriconazole vorinostat
vortioxetine vraylar vutrisiran vyepti vyvanse wakix warfarin wegovy wellbutrin xadago xanax xanomeline xarelto xcopri
xeljanz xenazine xofigo xofluza xolair xtandi xyrem xywav xyzal yasmin yaz zafirlukast zanaflex zanamivir zantac
zarontin zebeta zemuron zepbound zeposia zestril ziconotide zidovudine zileuton zithromax zocor zofran zoladex
zoledronate zolmitriptan zoloft zomig zonegran zonisamide zortress zotepine zovirax zubsolv zuclopenthixol zulresso
zuranolone zurzuvae zyban zyloprim zyprexa zyrtec zytiga zyvox
"""

MEDICINE_NAMES = frozenset(_NAMES.split())
