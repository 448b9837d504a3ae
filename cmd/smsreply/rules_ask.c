/* SPDX-License-Identifier: ISC */
/* Texts again, and who we are and how they stop, in English. */
#include "phrase.h"

/* clang-format off */
const struct phrase_rule rules_ask[] = {
    {"start.word", "en",
	"EDGE FILLER|i|want|would|like|to|wanna|id|can|ASK|lets* START FILLER|all|back|up|ME|again|now* BREAK ; re subscribe ; un stop ; "
	"EDGE FILLER|i|want|to* START all|FILLER|ME* EDGE ; re add|enroll|join|activate ; readd ME ; yes start ; START ME FILLER* BREAK ; START ME back ; undo stop|opt ; undo my|the|that? stop|unsubscribe|opt",
	INTENT_START, PHRASE_SURE},
    {"start.texts", "en",
	"START|continue|keep FILLER|DET|back|with* MSG+ FILLER|to|ME|up|NUMBER|on|DET|for* EDGE ; "
	"START|continue FILLER|back|up* CONTACTING|receiving|getting FILLER|DET|ME|to* ME|MSG|NUMBER|again|THESE ; "
	"keep|continue CONTACTING ME FILLER* EDGE ; "
	"turn|switch FILLER|DET|MSG|THESE|back* on FILLER|DET* MSG|THESE|again ; turn|switch FILLER|back|DET* MSG+ FILLER|back* on ; turn|switch MSG|THESE|DET|back* back on ; "
	"CONTACT ME FILLER|anytime* again|anymore FILLER* EDGE ; YOU|ok|okay|fine|can to? CONTACT ME again|now|anytime ; start CONTACTING again",
	INTENT_START, PHRASE_SURE},
    {"start.join", "en",
	"sign|signing ME back|FILLER* up FILLER|again|please* EDGE ; sign ME back|FILLER* up for|to DET* MSG ; sign up again EDGE ; EDGE FILLER* sign up FILLER|for|DET* EDGE|MSG ; "
	"OPT FILLER|ME|NUMBER|back|DET|us* in ; optin ; opted out by|accidentally ; resubscribe ; resubscribing ; resub ; resuscribe ; i|we want|need FILLER|DET|your|text* reminders|texts|alerts|messages again|BREAK ; send ME DET|your|text|the* reminders|alerts|texts FILLER* again BREAK ; im back EDGE* FILLER* START ; "
	"add|put|include FILLER|ME|NUMBER|DET* back FILLER|in|to|on* EDGE ; add|put|include FILLER|ME|NUMBER|DET* back? in|to|on|onto FILLER|DET|text|sms|MSG|contact* LIST ; back on|onto DET|text* list ; let me back in",
	INTENT_START, PHRASE_SURE},
    {"start.again", "en",
	"WANT|get|have|receive|like|love to? FILLER|GET|DET|to|start* MSG FILLER|from|you* again|back ; WANT|like FILLER|to|start|be* GET|receiving FILLER|DET|your* MSG FILLER* again|EDGE ; "
	"didnt|not mean|meant|want|intend to|for FILLER* stop|unsubscribe|unsub|opt|end|leave|cancel|quit ; accidentally stop|unsubscribe|opted|unsubscribed|stopped|opt|sent|hit|texted|replied|typed|said ; "
	"stop|unsubscribed|unsubscribe|stopped|out|opted FILLER|ME* by|on mistake|accident ; stop|unsubscribe|out was an|a? mistake|accident ; "
	"changed my mind EDGE* FILLER|YOU|can|i|want|would|like* CONTACT|START|MSG|resume ; changed my mind about stopping|opting|unsubscribing|MSG",
	INTENT_START, PHRASE_SURE},
    {"help.word", "en",
	"EDGE FILLER|I|need|WANT|some|a|more|get|please|can|could|bit|little|of|got|any|to|for* HELP|info|information|hlp FILLER|ME|with|DET|this|MSG|number|THESE|line|HELP* BREAK ; "
	"ASK YOU|someone|somebody|anyone|anybody|one|I? FILLER* HELP ME? FILLER|with|this|out* BREAK ; ASK I get FILLER|some* HELP BREAK ; "
	"more info|information|details EDGE ; need|WANT|send more? info|information|details FILLER|ME|please* BREAK ; "
	"BEGIN FILLER* customer|tech|technical|member service|support|care FILLER* END ; EDGE FILLER* customer service EDGE ; contact info BREAK",
	INTENT_HELP, PHRASE_SURE},
    {"help.who", "en",
	"EDGE FILLER|sorry|but|may|I|ask|tell|ME|know|DET* who|whos|whose is? FILLER* this|that|it|dis|dat|theres|these|there BREAK|FILLER|from|calling|CONTACTING ; "
	"EDGE FILLER|may|I|ask|tell|me|know|mean* who|hoo FILLER|the* this|it|that is BREAK|CONTACTING ; "
	"who dis|tf|this|dat|u|r|dat|are|am|is|the|was|be? YOU|u|r|dis|this FILLER|again* BREAK|CONTACTING|with ; who r u ; who are|r|is YOU|these people ; "
	"who YOU are BREAK|CONTACTING ; NEG|no know|idea who this|it|that is|was ; who|whos FILLER|am|is|are|was|do* I|this|that CONTACTING|speaking|talking|chatting|messaging to|with? BREAK|FILLER|to|with ; "
	"who|whos FILLER|is|was|just|keeps|has|been* CONTACTING|SAY|sent|sending|texted|messaged ME|DET|this|MSG|BREAK ; "
	"whose|who|whos|which|what FILLER|is* number|BIZ is|are this|that|it|you|calling|these|CONTACTING|YOU ; what BIZ FILLER|is|are|do|does|YOU|DET* this|YOU|from|with|MSG|number ; "
	"who FILLER|is|are* this|that|these number|MSG|phone|numbers|people FILLER* BREAK|from|for ; what|which service|app|program is|are this|these ; NEG know who FILLER* this|YOU|it is|are ; who am i texting ; identify yourself ; who gave YOU|out|them DET? number|info ; do I know YOU|u|this ; who has|have this number ; NEG|not recognize|recognise|know this|your number|who ; new phone who",
	INTENT_HELP, PHRASE_SURE},
    {"help.what", "en",
	"EDGE FILLER|so|but* what|whats|wat|wuts is|are|FILLER|was|s|in|heck* this|these|that|it FILLER|MSG|number|all|DET* BREAK ; "
	"EDGE FILLER|so|but|and* what|whats is|are|FILLER|was|DET* this|these|that|it FILLER|MSG|number|all|DET|phone* about|for|regarding|in|concerning|from|re about|regards|reference|to|FILLER|regard|relation* BREAK|MSG ; "
	"EDGE what|whats FILLER|is|are* these|this|that MSG|number FILLER|for|about|from* BREAK ; whats this MSG|number ; what number is this ; "
	"where FILLER|are|is* YOU|this|they CONTACTING from ; why FILLER|am|are|is|did|do|have|come|keep|was|has|the|does* I|YOU|we|this|someone|he|she|number FILLER|keep|being|be|still|suddenly|all|just|sudden|a|of* GET|got|gotten|CONTACTING|CONTACTED|sent|contact FILLER|DET|ME|to|from|you|number* MSG|THESE|ME|BREAK|NUMBER|YOU ; how FILLER|am|is|did|come|was* I|we GET|got|getting FILLER|DET|ME|to|from|you|number* MSG|THESE|ME|BREAK|NUMBER|YOU ; why FILLER|am|are* YOU CONTACTING ; "
	"how|where FILLER|did|do|the|does|hell* YOU|they|u FILLER* get|got|find|have|obtain|know|getting DET|hold|of* number|info|information|NUMBER ; "
	"is|are FILLER|DET* this|these|it|you FILLER|a|DET|number|MSG|for|text* scam|legit|spam|legitimate|real|fraud|phishing|bot|robot|human|fake ; what does|do|s FILLER* this|that|it|these FILLER|MSG|DET* mean FILLER* BREAK ; what does|do DET MSG mean ; NEG understand DET MSG|this",
	INTENT_HELP, PHRASE_SURE},
    {"help.how-to-stop", "en",
	"how FILLER|do|can|to|could|would|should|did|does|I|you|we|a|one|go|about|about|is|it|possible* stop|unsubscribe|unsub|opt|end|cancel|quit|remove|unsubscribing|opting|turn|disable|be|make|block FILLER|THESE|MSG|DET|ME|NUMBER|out|off|removed|from|receiving|getting|GET|of|LIST|to|stop|sending|CONTACTING|OPT|UNSUB|this|your* BREAK ; "
	"how FILLER|do|can|to|could|would|I|we|you* get FILLER|ME|NUMBER|MSG|THESE* off|out|removed|rid|unsubscribed ; how FILLER|do|can|to|could|would|I|we|you* get DET|THESE|MSG* to? stop ; way to stop|unsubscribe|opt|get|end|turn ; what|which FILLER|do|should|can|I|word|must|to|would* reply|text|send|say|write|type|do FILLER|back|to|if|I|want* stop|unsubscribe|opt|end|cancel|quit|turn FILLER|DET|THESE|MSG|out|off|receiving|getting|GET|of|from* BREAK ; where FILLER|do|can|I|to* unsubscribe|opt ; can|could I unsubscribe|opt FILLER|out|from* BREAK ; how do i stop EDGE ; is there a? way|unsubscribe",
	INTENT_HELP, PHRASE_SURE},
    {0},
};
