/* SPDX-License-Identifier: ISC */
/*
 * No more texts: revocation by any reasonable words (47 CFR 64.1200(a)(10)), in
 * English.  What is not certain is marked so.
 */
#include "phrase.h"

/* clang-format off */

/* STOP may stand for something else; the words behind it or before it tell. */
const char *const phrase_guards[] = {
    "how NEG|do|can|to|could|would|should|did|does I|you|we|a|one? YOU? 'STOP|UNSUB|OPT|END_IT|REMOVE",
    "how I? can|to|do I? I? make|get THESE|MSG|DET MSG? to? 'STOP",
    "how to 'STOP|UNSUB|OPT|END_IT|REMOVE",
    "what|which do|should|can|must|word|to I|you|we|to? reply|text|send|say|write|type|do back? to 'STOP|UNSUB|OPT|END_IT|REMOVE",
    "how do|can|would I|you|we go about 'STOP|unsubscribing|OPT",
    "way to 'STOP|UNSUB|OPT",
    "dont|never|not|cant|cannot|couldnt|didnt|doesnt ever|really|just|please|even|want|wanna|to? 'STOP|UNSUB",
    "dont want you|u|them|it|these|this to 'STOP",
    "unable to 'STOP",
    "had|hafta to? 'STOP",
    "when|will|would|does|if will|would|does|it|this|that|they it|this|that|they? 'STOP",
    "did|does|should|shall|when|do I|we|you|it|he|she|they 'STOP",
    "dont|never 'forget|hesitate|worry|mind",
    "if I|you|we 'NEG",
    "did|has|have|had|was|were|why|does 'not|never",
    "why 'dont|not|cant",
    "you|i|we|they|he|she 'never",
    "'not sure|certain|that|only|just|yet|until",
    "how do|can|to|could I? 'TURN",
    "'STOP and|n shop|go|get|grab|pick|see|say|eat|buy|smell|think|drop|visit|look|talk",
    "'STOP by|in|at|over|off|into|sign|signs|light|lights|payment|watch",
    "accidentally|mistakenly SAY? 'STOP|UNSUB|OPT",
    "'STOP|UNSUB|OPT by|on mistake|accident",
    "'stop|UNSUB|OPT was a|an? mistake|accident",
    "didnt|not mean|meant|want|intend to|for? 'STOP|UNSUB|OPT|end",
    "text|reply|send|texts|replying|type|word 'STOP to|2|for",
    "stop to|2|for 'UNSUB|OPT|END_IT|STOP",
    "how do|can|to|could|would I|we|you? get|take|be? ME|my|number|removed? 'OFF",
    "undo my|the|a? 'STOP|OPT",
    "hit|pressed|texted|typed|sent|said 'STOP by|accidentally|mistake|in",
    "gave|gave you|u|him|her|them the? 'wrong",
    "'wrong number of|on",
    "'wrong number for DET",
    "NEG 'START",
    "my|the|a|that|each|next|every|pit|bus|metro|tram|truck|non|one|full|first|last|train|subway|rest|quick|short|dead|door|make|made|which|long 'STOP",
    "did|have|am|was|were|is I|you|we|she|he|my 'UNSUB",
    "i|we|he|she|they|ill|weve|just|already 'quit my|smoking|drinking|the|a|working|school",
    NULL,
};

/* What is said of texts, and is no stop all the same. */
const struct phrase_rule rules_over[] = {
    {"other.call-or-text", "en",
	"NEG call ME? CUT* FILLER|rather|better|instead|i|prefer|would|id* text|message|txt|email|texts|texting ; "
	"no me ES_CALL CUT* mejor|solo|prefiero|mandeme|mandenme un|por|el|con* ES_MSG ; "
	"NEG need|have to call FILLER|ME|CUT* just|text|message ; rather|prefer|instead you? text|message me ; "
	"text|texts|texting|message is|are|works better|best|preferred|easier|fine|ok|good",
	INTENT_OTHER, PHRASE_SURE},
    {"help.what", "en",
	"BEGIN FILLER* is|are|was this|these|it|that FILLER|a|DET|MSG* spam|scam|harassment|fraud FILLER|EDGE* END",
	INTENT_HELP, PHRASE_SURE},
    {"other.gone-but", "en",
	"PERSON FILLER|has|have|had|is|was|just|recently* passed|died away? EDGE|FILLER|so|and|therefore|now|I|we|must|have|need|want|to|will|would|like* MOVE|RESCHED|CANCEL FILLER|DET|my|the|our|her|his* VISIT",
	INTENT_OTHER, PHRASE_SURE},
    {"other.email-only", "en",
	"UNSUB|remove my|the|her|his PERSON from email|emails only? ; from the email list only",
	INTENT_OTHER, PHRASE_SURE},
    {0},
};

const struct phrase_rule rules_stop[] = {
    {"stop.word", "en",
	"EDGE FILLER|DOWN|SIGN* STOP FILLER|STOP|THESE|SIGN|THUMB|DOWN|MSG|DET* EDGE ; "
	"EDGE FILLER* STOP|end it|this|these|that|them|all|everything FILLER* EDGE ; "
	"EDGE FILLER* STOP to? all|everything|this|it|any of? DET|THESE|MSG|FILLER* EDGE ; NUMBER|MSG|WHO|harassment|spam|anymore|landline|NAME|business STOP FILLER* END ; "
	"if|that YOU|they|u|would|could|can|will|just|please* stopped|stop|quit|ceased FILLER|trying|to* CONTACTING ; STOP trying|attempting to CONTACT|reach|get ; "
	"EDGE FILLER* discontinue|desist FILLER* EDGE ; "
	"BEGIN stop to|2|for end|opt|cancel|unsubscribe|quit|stop out? END ; "
	"BEGIN stop2end|stop2quit|stop2stop|stopall END ; "
	"EDGE FILLER* text|reply|send|type|texting|replying stop FILLER* EDGE",
	INTENT_STOP, PHRASE_SURE},
    {"stop.sign", NULL,
	"BEGIN SIGN+ FILLER* END ; SIGN no more",
	INTENT_STOP, PHRASE_SURE},
    {"stop.contact", "en",
	"STOP FILLER|THESE|with|trying|to|CONTACTING* CONTACTING ; "
	"refrain from CONTACTING ; STOP blowing|filling|clogging FILLER* up? DET* NUMBER|phone|cell|inbox ; STOP using FILLER|DET* NUMBER|phone|cell|line ; cease and desist ; cease all|any? further? MSG|contact",
	INTENT_STOP, PHRASE_SURE},
    {"stop.texts", "en",
	"STOP it|this|that? with|w? FILLER|DET|sending* MSG ; "
	"STOP|end the|this|your|all? DET* harassment|nonsense|madness|spamming|calls",
	INTENT_STOP, PHRASE_SURE},
    {"stop.said", "en",
	"SAY|told|asked YOU|ME|them|yall|already|guys|people|before? NUM|times|multiple|twice|once|already|FILLER* to|that? STOP FILLER|THESE* BREAK|CONTACTING|MSG ; "
	"SAY YOU|already|NUM|times|many|multiple|FILLER* STOP FILLER|NUM|times|multiple|twice|yesterday|WHEN|ago|days|before|last* EDGE ; "
	"already SAY|did|done? STOP|unsubscribed|opted ; i|ive already unsubscribed|stopped|opted ; i|ive unsubscribed|opted out? NUM|twice|times|before|already|yesterday ; "
	"ASK|YOU|please YOU|FILLER|need|to|guys* STOP FILLER|THESE* EDGE ; "
	"THESE|MSG|YOU to STOP FILLER* EDGE ; make|making|get FILLER|DET|MSG|THESE* STOP FILLER|THESE* EDGE ; "
	"YOU NEG STOP EDGE ; wont you? just|please? stop CONTACTING ; must|needs|has|have|better to? STOP FILLER* EDGE",
	INTENT_STOP, PHRASE_SURE},
    {"stop.said", "en",
	"EDGE FILLER* STOP FILLER|DET* I|YOU|or|before|if|NEG ; EDGE FILLER* STOP or|before|else",
	INTENT_STOP, PHRASE_SURE},
    {"stop.unsubscribe", "en",
	"UNSUB FILLER|ME|from|DET|MSG|NUMBER|THESE|LIST|with|of|at* EDGE ; "
	"UNSUB ME|NUMBER ; UNSUB from|DET MSG|THESE|LIST|your|all ; unsub me",
	INTENT_STOP, PHRASE_SURE},
    {"stop.optout", "en",
	"OPT FILLER|DET|ME|NUMBER* out ; optout ; optingout ; out of DET* MSG|LIST|THESE FILLER* EDGE",
	INTENT_STOP, PHRASE_SURE},
    {"stop.never", "en",
	"dont|donot|never ever|FILLER|try|even|bother|to|you|want|dare* WRITE|texting or|and? WRITE|call? DET|or* ME|NUMBER|here|it|this|THESE ; "
	"NEG ever|FILLER* call|contact or|and|nor WRITE|call ; "
	"do|please|to|pls|just|again|must|should not ever|FILLER|try|even|to* WRITE|texting or|and? WRITE|call? DET* ME|NUMBER|here|it|this|THESE ; "
	"EDGE FILLER|do|i|said|told|you* NEG ever|please? WRITE FILLER|about|ever* EDGE ; "
	"NEG ANY? ANY? ANY? WRITE|texting|messaging|contacting|spamming ME BREAK|<comma>|anymore|again|FILLER|going|with|about|EDGE ; NEG allowed|authorized|permitted|welcome to WRITE|CONTACTING ; NEG ANY? ANY? SENDING ME MSG ; "
	"please|just NEG FILLER* BREAK ; dont|donot|never bother|reply ME? FILLER* BREAK ; do not bother|reply ME? FILLER* BREAK ; NEG disturb ME"
	" ; "
	"EDGE FILLER* NEG ever|please? WRITE|call and|or|nor WRITE|call ; "
	"dont|donot|not|never ever|FILLER|bother* SENDING DET|ME|more|of|NUMBER|the|to|text* MSG|THESE|else ; "
	"NEG ever? CONTACT DET* ME|NUMBER again|more|ever ; NEG reach out ; NEG follow up",
	INTENT_STOP, PHRASE_SURE},
    {"stop.no-more", "en",
	"EDGE FILLER* no more? DET|of|from* MSG+ FILLER|to|ME|NUMBER|DET|from|YOU|at|ever* EDGE ; "
	"no more DET|of* MSG ; EDGE FILLER* no more of? DET|THESE|FILLER|from|YOU* EDGE ; "
	"EDGE FILLER* no more? CONTACTING FILLER|ME|DET|NUMBER* EDGE ; no further DET* MSG|contact|CONTACTING ; "
	"no need to CONTACT|keep|continue ME|CONTACTING|DET|sending",
	INTENT_STOP, PHRASE_SURE},
    {"stop.unwanted", "en",
	"NEG FILLER|longer|really|interested|in* WANT FILLER|to|be|GET|DET|of|your|from|seeing|on|by|via|for|in* MSG ; "
	"NEG FILLER|longer|really* WANT to? GET FILLER|DET|of|to* THESE|anything FILLER|from|you* EDGE ; "
	"NEG FILLER|longer|really* WANT these|them|this FILLER* EDGE ; "
	"NEG FILLER|longer|really* WANT to|being|be* CONTACTED|bothered ; "
	"NEG FILLER|longer|really* WANT YOU|anyone|anybody|DET|people|MSG to? CONTACT|CONTACTING DET* ME|NUMBER ; "
	"NEG FILLER|longer|really* WANT to hear|be from|bothered|contacted|on|part|in|hearing ; "
	"longer WANT to|be|FILLER|GET|DET|of|any* MSG|THESE|CONTACTED ; "
	"NEG|longer accept|take|read|open|use|do|answer FILLER|DET|receiving* MSG FILLER|from|on|at|here|DET* BREAK|BIZ|businesses|companies|strangers|NUMBER ; said|asked|requested|told to be taken|removed|dropped|deleted|left off|from|alone ; NEG|longer interested in FILLER|DET|receiving|getting* MSG|THESE|hearing|CONTACTING ; rather|prefer|like to? NEG to? GET|be|see|have|receive FILLER|DET|any|of|more* MSG|CONTACTED|THESE ; want no|none DET|of|part* MSG|this|it ; NEG WANT FILLER* BREAK ; didnt|never want|wanted DET|GET|to* MSG|THESE ; unwanted MSG ; MSG are|is|were unwanted|unwelcome|unsolicited",
	INTENT_STOP, PHRASE_SURE},
    {"stop.fed-up", "en",
	"sick|tired|fed|annoyed|done|exhausted and? tired? up? of|with|by FILLER|GET|DET|all|your* MSG|THESE|CONTACTING|you ; "
	"enough with|of FILLER|DET* MSG|THESE ; EDGE FILLER* enough FILLER|enough|is* BREAK ; "
	"thats|that|is more? than? enough DET* MSG ; had enough FILLER|of|DET* MSG|THESE|BREAK",
	INTENT_STOP, PHRASE_SURE},
    {"stop.remove", "en",
	"EDGE FILLER* remove FILLER|DET* EDGE ; "
	"REMOVE FILLER|DET|personal|contact* ME|NUMBER+ FILLER|DET* EDGE ; be|have|get|want|been ME|NUMBER|my|taken|FILLER|to|be* removed|deleted|unsubscribed|erased FILLER* BREAK|from|off ; taken off DET|of|your* LIST|MSG|THESE|BREAK ; ME|NUMBER removed|deleted FILLER* BREAK|from ; "
	"REMOVE FILLER|DET* ME|NUMBER FILLER|DET|ME|NUMBER|and* from|off|out of? FILLER|DET|text|phone|call|contact|sms|marketing* LIST|MSG|THESE|NUMBER ; "
	"TAKE|REMOVE FILLER|DET|ME|NUMBER* NUMBER|ME FILLER* OFF of? FILLER|DET|text|call|contact|phone* LIST|MSG|THESE|EDGE|whatever|whichever ; "
	"OFF of? FILLER|DET|text|call|contact|MSG* list|lists|database|rolodex ; "
	"EDGE FILLER|i|want|wanna|need|let|to|get|me* OFF of? DET* LIST|MSG|THESE ; "
	"lose|forget|loose|drop|scratch|burn|trash DET|my|NUMBER* number|numbers|contact ; remove from LIST ; "
	"want|get FILLER|ME* OFF of DET* LIST|MSG",
	INTENT_STOP, PHRASE_SURE},
    {"stop.end-texts", "en",
	"EDGE|please|to|i|ASK|want|FILLER END_IT FILLER|DET|from|for|of|with* MSG ; "
	"EDGE FILLER|to|ASK|please* END_IT FILLER|DET|to|for* SUB FILLER|to|from|DET* MSG|EDGE|THESE ; "
	"EDGE FILLER* END_IT these|those FILLER* BREAK ; END_IT DET text|sms|alert service|program ; "
	"END_IT DET|service|program this|service|program FILLER* EDGE ; "
	"TURN|take FILLER|DET* off FILLER|DET* MSG|THESE ; TURN FILLER|DET* MSG+|THESE off ; "
	"TURN FILLER|DET* THESE MSG? off ; silence|block DET* MSG",
	INTENT_STOP, PHRASE_SURE},
    {"stop.consent", "en",
	"CONSENT is|has|been|was|hereby* withdrawn|revoked|denied|rescinded|cancelled ; take|taking|took back FILLER|DET* CONSENT ; no consent EDGE ; "
	"revoke|revoking|withdraw|withdrawing|rescind|retract|withhold FILLER|DET* CONSENT|everything ; "
	"not|never|didnt|havent|dont|doesnt|hadnt|no|without|longer FILLER|have|had|give|gave|given|you|u|DET|my|your|any|got|i* CONSENT FILLER|to|for|be|being|receive|GET|DET|you* BREAK|MSG|YOU|CONTACT|CONTACTED|CONTACTING ; "
	"not|never|didnt|havent|dont|doesnt|hadnt FILLER|did|have|ever* consent|consented|authorize|authorized FILLER|to|for|be|being|receive|GET|DET|you* BREAK|MSG|YOU|CONTACT|CONTACTED|CONTACTING ; "
	"not|never|didnt|havent|dont|doesnt|hadnt FILLER|did|have|ever|even* agree|agreed to|with BREAK|FILLER|DET|be|get|GET|this|any* MSG|THESE|CONTACTED|BREAK ; "
	"not|never|didnt|havent|dont|doesnt|hadnt FILLER|did|have|ever|even* sign|signed|signing ME? up ; not|never|didnt|havent|dont|doesnt|hadnt FILLER|did|have|ever* subscribe|subscribed|enroll|enrolled|optin|register|registered ; "
	"not|never|didnt|havent|dont|doesnt|hadnt FILLER|did|have|ever* OPT|opted in ; not|never|didnt|havent|dont|doesnt|hadnt FILLER|did|have|ever* ask|asked|request|requested|order|ordered for? DET|GET|to|be* MSG|THESE|CONTACTED ; "
	"not|never|didnt|havent|dont|doesnt|hadnt FILLER|did|have|ever* give|gave|given YOU|anyone|out|people DET? number|info|phone ; "
	"unsolicited|unauthorized DET* MSG|CONTACTING",
	INTENT_STOP, PHRASE_SURE},
    {"stop.wrong-number", "en",
	"WRONG phone|cell|telephone|contact? WHO ; WRONG no|nmbr EDGE ; "
	"number|phone|cell|line FILLER|DET|now|has|longer|no|doesnt|dont|not|does* belong|belongs|belonged to ; new owner of ; "
	"just|recently|only|newly got|have|had|received|assigned|changed|new DET|new* number|phone ; "
	"got|have|had DET? new number|phone|cell FILLER|now|recently* EDGE ; got|had this number|phone ; changed my|our number",
	INTENT_STOP, PHRASE_SURE},
    {"stop.not-me", "en",
	"BEGIN FILLER|thats|its|this|it|is|that|was|you|want|EDGE* not me|him|her|them FILLER|either* BREAK ; "
	"im|am|ain|aint|isnt|not|me|was|speaking not|DET? NAME FILLER|anymore* BREAK ; "
	"im|am|aint not FILLER|DET* NAME FILLER* BREAK|<comma>|s ; EDGE FILLER* i? aint NAME ; "
	"im|am|isnt|not not|DET|the|that|this|your|who* person|patient|guy|individual|customer|client|recipient|intended|one|NAME you|u|FILLER|BREAK|anymore|youre ; "
	"not who you|u|yall ; EDGE FILLER* not FILLER* NAME BREAK ; "
	"this|that|it|thats|its isnt|aint FILLER|DET* NAME ; this|that|it|thats|its is|s? not|longer|no FILLER|DET|longer* NAME ; isnt|aint NAME ; isnt|not|longer DET* NAME s? number|phone|cell|line ; "
	"NEG DET? NAME s? phone|number|cell|line ; longer NAME|UNK s? phone|number|cell|line ; not|isnt NAME|UNK s? phone|number|cell|line ; "
	"NAME|UNK is? NEG at|on|with|using|reachable FILLER|DET* NUMBER|number|phone ; NAME|UNK NEG live|lives|stay|stays|longer|work|works here|at|lives|live|with ; no|nobody|noone one|body? here|by|named|called|goes|with that|by|NAME|UNK|the ; no|nobody NAME|UNK here|at|living|lives ; theres|is|there no NAME|UNK here|at|living|on ; "
	"no one|body here by|named|called ; no one|body named|called|by|with ; by|with|of that name ; "
	"NEG know DET|who|any|a|an|anyone|anybody|of|that|this|someone|named|called* NAME|UNK|person ; "
	"not|doesnt|dont|never|no FILLER|have|has|use|using|own|owns|longer* this|that|it number|phone|cell|line? anymore|longer|now ; NAME old|former|previous|ex number|phone|cell ; old|former|previous owner ; "
	"longer has|have|uses|use|owns|at|with this|that|the number|phone|line|cell|it ; "
	"mistaken|confused me for|with ; mistaken identity",
	INTENT_STOP, PHRASE_SURE},
    {"stop.hostile", "en",
	"leave ME FILLER|tf|the|f|fuck|heck|to* alone|be ; leave DET NUMBER alone ; EDGE FILLER* go away FILLER* BREAK ; FUCK FILLER* off|you|u|ya|yourself|yall ; stfu ; gtfo ; kma ; "
	"EDGE FILLER* get lost|bent|stuffed ; shut up ; knock it off ; cut it out ; drop dead ; go to hell ; kiss my ; bother|harass|annoy|text someone|somebody else ; "
	"bite me ; scram ; beat it ; take a hike ; get a life ; mind your own",
	INTENT_STOP, PHRASE_SURE},
    {"stop.threat", "en",
	"report|reporting|reported|complaint FILLER* YOU|as|number|it|to|this|these* spam|junk|harassment|fcc|ftc|YOU|number|fraud|scam|police ; report|reporting FILLER* YOU|this|number|spam|it FILLER* BREAK ; "
	"this|thats|its|these|is|are|pure|FILLER spam|harassment|spamming|harrassment FILLER* BREAK ; BEGIN FILLER* spam|spammer|spammers|harassment FILLER* END ; "
	"this is spam|harassment|illegal|harrassment ; sue|suing YOU|your ; if YOU CONTACT|keep|call DET* ME|again|CONTACTING|NUMBER ; "
	"CONTACT ME again and|or i|ill|im|you|youll|we ; ill|I|my CONTACT|call|lawyer|attorney my|will lawyer|attorney|CONTACT ; "
	"EDGE FILLER|i|im|am|ive|have|we|will|going|gonna|to|be|just* block|blocking|blocked YOU|this|number|ME|it|your|DET* NUMBER|BREAK|YOU ; YOU are|been|getting|have|is* blocked ; block me ; blocking YOU|this|DET NUMBER|BREAK|now ; "
	"do not|NEG call|contact|text list|registry ; BEGIN FILLER* dnc FILLER* END ; dnc list ; NEG call list|registry ; reported to? spam|fcc|ftc|police|carrier ; reported FILLER* BREAK ; harassing ME ; harassment STOP",
	INTENT_STOP, PHRASE_SURE},
    {"stop.gone", "en",
	"PERSON|NAME FILLER|has|have|had|is|was|just|recently|sadly|unfortunately|already|s|now|been|whom|who|is* passed away|on|EDGE|in|last|this ; "
	"PERSON|NAME FILLER|has|have|had|is|was|just|recently|sadly|unfortunately|s|now|a|been|who|that* died|deceased|dead ; is deceased ; EDGE FILLER* deceased FILLER* EDGE",
	INTENT_STOP, PHRASE_SURE},
    {"stop.addressee", "en",
	"this is FILLER|DET|not* work|business|company|office|shared|landline|land|house|fax|school phone|line|number|EDGE ; "
	"too many|much MSG ; CONTACT too|so|way|far much|many|often ; "
	"longer|not FILLER|DET* patient|customer|client|member FILLER|of|there|here|with|at|yours|YOU|anymore* EDGE ; "
	"NEG use|go DET|to|your|there* service|this|services|app|company|anymore ; "
	"moved away|out FILLER|of|and|state|town|the|area* EDGE",
	INTENT_STOP, PHRASE_UNSURE},
    {"stop.not-interested", "en",
	"EDGE FILLER|im|am|we|are|were|i|really* not|never interested FILLER|at|in|anymore|any|longer|you* EDGE ; NEG interested in your|this|any|what|anything|it|that|YOU FILLER|DET* service|services|offer|offers|product|products|business|BREAK|program|deal|deals ; no longer interested EDGE ; no interest EDGE",
	INTENT_STOP, PHRASE_UNSURE},
    {"stop.no-calls", "en",
	"dont|donot|never|stop|not call|calling DET* ME|NUMBER anymore|again|ever|here|FILLER* BREAK",
	INTENT_STOP, PHRASE_UNSURE},
    {"stop.last-word", "en",
	"FILLER|ME|YOU|MSG|NUMBER|WHO|NAME|UNK|PERSON|time|times|sake|god|THESE|WHEN|anymore|again|warning|said|already STOP FILLER* BREAK ; BEGIN ANY? STOP FILLER* END ; "
	"BEGIN FILLER* scam|scammer|scammers|fraud|junk FILLER* END ; BEGIN FILLER* exit|out|leave|mute|unfollow|off FILLER* END ; asking|want|need|like ANY? ANY? to end|stop this|it|these FILLER* BREAK ; want|need|like DET|THESE MSG? to end|stop|cease FILLER* BREAK",
	INTENT_STOP, PHRASE_UNSURE},
    {"stop.cancel", "en",
	"EDGE FILLER* cancel|cancelling|end FILLER+ EDGE ; EDGE FILLER+ cancel|end|cancelled FILLER* BREAK ; "
	"EDGE FILLER* cancel it|this|that|me|all|everything|them|us FILLER* EDGE ; i want out ; count me out",
	INTENT_STOP, PHRASE_UNSURE},
    {"stop.limited", "en",
	"NEG WRITE|texting ME before|after|until|while|during|unless|except|about|between",
	INTENT_STOP, PHRASE_UNSURE},
    {0},
};
