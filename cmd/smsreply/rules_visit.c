/* SPDX-License-Identifier: ISC */
/* The appointment: another time, not at all, late, yes.  In English. */
#include "phrase.h"

/* clang-format off */
const struct phrase_rule rules_visit[] = {
    {"late", "en",
	"running|run|be|b|bit|little|min|mins|minutes|few|arrive|arriving|im|are|are|am|go|probably|quite|so late FILLER|EDGE ; running|am|be|im|runnin FILLER|NUM|a|few|little|bit|about|minutes|mins|min|like* late|behind|delayed ; "
	"NUM|few|couple|little|bit minutes|mins|min|hour|hours|m? late|behind ; stuck|sitting|caught in|at|behind DET? traffic|train|accident|meeting|work ; traffic is|really|so|heavy|bad|terrible|horrible|crazy|awful ; "
	"running behind ; be|im|am|was|been|got delayed ; late FILLER|by|about* NUM ; arriving late",
	INTENT_LATE, PHRASE_SURE},
    {"reschedule.word", "en", "RESCHED ; re schedule",
	INTENT_RESCHEDULE, PHRASE_SURE},
    {"reschedule.move", "en",
	"MOVE FILLER|DET|our|back|up* VISIT|TIMEWORD ; MOVE FILLER|it|this|that|DET|VISIT|to|back|up|out|for|until|WHEN|NUM* to|for|until|later|WHEN|back|earlier|OTHERTIME FILLER|DET|a|NUM|next* WHEN|NUM|OTHERTIME|TIMEWORD|EDGE ; "
	"ASK|WANT|need|have|there|is|like|get|do|try|find|any|anything|got|maybe|pick|choose FILLER|I|we|you|a|an|DET|to|for|come|in* OTHERTIME TIMEWORD|WHEN|appointment|date|slot ; "
	"OTHERTIME TIMEWORD|date|slot|WHEN available|open|instead|please|possible|works|better|EDGE ; "
	"ASK|do|come|how|try|about|make|maybe|does FILLER|I|we|you|it|do|come|in|on|at|for|make|about|a|the* WHEN|NUM|OTHERTIME FILLER|at|NUM|in|the|WHEN|afternoon|TIMEWORD* instead ; instead of DET|WHEN|NUM ; WHEN|NUM instead ; "
	"ASK I|we come|get in FILLER|a|bit|little* later|earlier|sooner|OTHERTIME|WHEN ; come in FILLER|a|bit|little* later|earlier|sooner ; is there FILLER|DET|any* earlier|later|sooner|OTHERTIME ; "
	"remove me from DET NUM|CLOCK|WHEN slot? ; put|move|book|switch ME|us for|down|at|to|in|on FILLER|DET* NUM|WHEN ; can we do NUM|WHEN ; do NUM|WHEN instead",
	INTENT_RESCHEDULE, PHRASE_SURE},
    {"cancel.visit", "en",
	"CANCEL FILLER|DET|our|on|for|WHEN|NUM|with|dental|hair|PERSON|s* VISIT|WHEN|NUM|CLOCK ; CANCEL and rebook|reschedule ; "
	"need|have|want|going|like|must|had|gonna|got|unfortunately|will|would|id to|I? CANCEL FILLER|it|this|DET|VISIT* EDGE ; CANCEL VISIT ; VISIT CANCEL|cancelled FILLER* EDGE ; "
	"CANCEL FILLER|my|DET* one|it for|on|at WHEN|NUM",
	INTENT_CANCEL, PHRASE_SURE},
    {"cancel.not-coming", "en",
	"cant|cannot|wont|not|unable|NEG FILLER|be|going|gonna|able|to|I|really|even* make|attend|come|makeit|there|coming|do it|this|my|the|DET|VISIT|WHEN|EDGE|NUM|in|to|today|FILLER|anymore ; "
	"wont|not|cant FILLER|be|able|to* be there|here|coming|attending|able FILLER|WHEN|NUM|anymore|at|on* EDGE|to ; wont be there ; not coming ; unable to attend|make|come",
	INTENT_CANCEL, PHRASE_SURE},
    {"confirm.word", "en",
	"BEGIN FILLER|YES|OKAY|I|we|am|id|like|to|want|will|would|hereby|can|consider|it|this|is|are|all|my|THUMB* CONFIRM FILLER|DET|VISIT|for|at|on|NUM|WHEN|CLOCK|my|it|I|yes|YES|with|EDGE* END ; "
	"I|we|im|ill CONFIRM FILLER|DET|VISIT|for|at|NUM|WHEN ; CONFIRM my|our|the|DET VISIT ; yes|YES CONFIRM ; VISIT is? CONFIRM ; im|were|is|are|EDGE CONFIRM for",
	INTENT_CONFIRM, PHRASE_SURE},
    {"confirm.coming", "en",
	"ill|well|will|gonna|going|I|can|see|plan|planning|be FILLER|to|on|definitely|for|sure|be|still|I* be there|being there|here FILLER|WHEN|at|NUM|then|on|CLOCK|for|in* EDGE ; ill|well|I|we|will FILLER|definitely|still* be there ; on being there ; "
	"see|c|seeing you|u|ya|yall|YOU FILLER|then|there|at|on|WHEN|NUM|in|the|bright|early* EDGE ; "
	"I|we|ill|well|can|will|yes|YES FILLER|can|will|be|able|to|definitely* make it ; EDGE FILLER|YES|I|we|im|are|am|yes|were* still|definitely|planning|coming|be? coming|on|good|attending FILLER|WHEN|for|at|NUM* EDGE ; "
	"im|we|were|I are|am|still|FILLER* coming FILLER|WHEN|at|NUM|at* EDGE ; keeping|keep my|the|our VISIT ; looking forward ; count ME in ; I will come|attend ; ill|well|I come|attend ; good|set|all for|to WHEN|go",
	INTENT_CONFIRM, PHRASE_SURE},
    {"yes", "en",
	"BEGIN FILLER|OKAY|THUMB|EDGE|sir|maam* YES FILLER|OKAY|THUMB|YES|EDGE|sir|maam|works|is|that|thats|it|fine|with|for|me|sounds|do|can|I|will|correct|right* END ; BEGIN THUMB+ FILLER* END ; "
	"BEGIN OKAY|FILLER|EDGE* OKAY FILLER|OKAY|EDGE|THUMB|with|me|by|for|is|that* END ; of course ; "
	"BEGIN FILLER|YES|OKAY|EDGE|that|thats|it|this|time|day|WHEN|NUM|at|is|the|VISIT|all* works|work|sounds|fine|good|great|perfect FILLER|OKAY|for|me|us|to|just|great|good|EDGE|perfect|then|like|a|plan|with|by* END ; "
	"yes FILLER|EDGE* that|it works|sounds|is ; works for ME",
	INTENT_YES, PHRASE_SURE},
    {"no", "en",
	"BEGIN FILLER|EDGE* NO FILLER|NO|EDGE|im|I|good|we|are|am|sorry|thats|its|all|set|fine|not|this|time|really* END ; BEGIN DOWN+ FILLER* END ; BEGIN no thanks|thank|thankyou|sorry|thx ; BEGIN FILLER* not this time FILLER* END",
	INTENT_NO, PHRASE_SURE},
    {0},
};
