"""Everyday words of English. They stand in questions, tell little of what is asked, and are never misspellings."""

_WORDS = """
able above across act actual actually add afraid after afterward afterwards again ago agree ahead allow allowed
almost alone along already although always among amount another answer anybody anymore anything anyway anywhere
apart appear around arrive ask asked asking asks away bad badly based basically became become becomes becoming
before began begin beginning behind believe below beside besides best better beyond big bigger biggest bit book both
bring brings brought build business busy buy call called calls came care careful carry case cases cause caused
certain certainly chance change changed changes choose claim claims clear clearly close come comes coming complete
completely consider considered contact contain continue correct could course cover current currently cut daily deal
dear decide decided decides definitely depend depends describe despite detail details die differ difference
different difficult discuss downside downsides due during each earlier early easier easily easy effect either else
end ended ends enough ensure entire especially even evening ever every everybody everyone everything everywhere
exactly example except expect expected explain extra fact far feel feeling feels fell felt few fewer figure finally
find finds fine finish finished first fit follow followed following follows forget form former forward found free
friend friends front full fully further gave general generally gone gonna good gotta great group guess guy guys half
hand hands hang happy hard hardly hear heard hears held hello here hi hold holding holds hope hour hours however
huge idea ideas imagine immediately important include included including instead interested involve item job join
just keep keeps kept kind kinds know knowing known knows lack large largely last lastly late later lead leads learn
least leave leaves leaving left less let lets level likely line list listed little live lives long longer look
looked looking looks lot lots love made main mainly make makes making man many matter maybe mean means meant meet
mention middle mind mine minor miss missed missing moment more most mostly move much name near nearly necessary
needed neither never new news next nice nobody none nor normal normally nothing notice now number numbers obvious
obviously off offer offered often oh ok okay old older once ones only onto open option options order ordinary
original others otherwise ought ours out outside own paper part particular particularly parts past people perhaps
person piece place places plan please point points possible possibly pretty previous previously probably proper
properly prove proven provide put puts question questions quick quickly quite rather reach read real really reason
reasons recent recently recommend regard regular related remain remember replace require required rest result
results right room run running runs safe said same saw saying seeing seem seemed seems seen sees sent separate
serious set several shall short show showed shown shows side similar simple simply since single slow slowly small
somebody somehow something sometimes somewhat somewhere soon sort sorts spend stand standard start started starting
starts state stay stays step steps stop stopped stops straight strange strong stuff stupid sudden suddenly suggest
sure surely talk talking tell telling tells ten tend term terms thank thanks themselves therefore thing things think
thinking thinks third those though thought three throughout thus till time times today together told tomorrow
tonight too took top total totally toward towards tried tries true truly try trying turn turned turns twice two type
types under understand unless unlike until upon useful useless usual usually various via wait waiting walk wanna
want wanted wants watch way ways week weeks weird well went whatever whenever wherever whole wide wish within wonder
wondering word words work worked working works world worse worst worth wrong yeah year years yes yesterday yet young
younger yours yourself
"""

COMMON_WORDS = frozenset(_WORDS.split())
