/* SPDX-License-Identifier: ISC */
/*
 * What telephones send by themselves: reactions to a message, which quote it
 * with its "Reply STOP", and answers of who is away.
 */
#include "phrase.h"

/* clang-format off */

/* What stands before the message that is quoted (iMessage, Google Messages). */
const struct phrase_rule rules_reaction[] = {
    {"robot.reaction", NULL,
	"BEGIN liked|loved|emphasized|emphasised|disliked|questioned|hearted END ; BEGIN laughed at END ; BEGIN reacted with|to|THUMB|DOWN|SIGN|NUM* END ; "
	"BEGIN removed a|an|the? like|heart|dislike|laugh|reaction|question|exclamation|emphasis mark? from END ; BEGIN THUMB|DOWN|SIGN* to END ; "
	"BEGIN liked|loved|emphasized|questioned|disliked a|an|the|your message|text END",
	INTENT_OTHER, PHRASE_IDLE},
    {"robot.reaction", "es",
	"le gusto|encanto|rio|enfatizo|interesa|divirtio|disgusto END ; no le gusto END ; BEGIN se rio de END ; BEGIN reacciono con|a|THUMB|DOWN|SIGN* END ; BEGIN le dio risa END ; exclamo por END ; BEGIN a NAME|UNK le gusto|encanto END",
	INTENT_OTHER, PHRASE_IDLE},
    {"robot.reaction", "fr",
	"BEGIN a aime|adore END ; BEGIN jaime|adore END",
	INTENT_OTHER, PHRASE_IDLE},
    {0},
};

const struct phrase_rule rules_robot[] = {
    {"robot.reaction", NULL,
	"BEGIN liked|loved|emphasized|disliked|questioned an|a|your|the image|photo|video|attachment|movie|sticker|picture|audio|link|message END ; BEGIN laughed at an|a image|photo|video|attachment|movie|sticker|picture|message END",
	INTENT_OTHER, PHRASE_IDLE},
    {"robot.away", "en",
	"BEGIN auto|automatic|automated|autoreply|autoresponse reply|response|message|responder? ; auto reply|response|responder|responded|generated ; automatic|automated reply|response ; autoreply ; vacation responder|message|autoreply ; "
	"out of the|my? office ; am|im on|away vacation|pto|leave|holiday until|from|through|and|returning ; do not disturb while driving ; driving focus ; im driving with ; im driving and|right|now cant? ; focus turned on ; has notifications silenced ; "
	"ill|will|i see your message when ; ill|will|i|can get|reply|respond|return back|to|as|when to|you|as soon|you ; mailbox|number|inbox is not|no longer? monitored|attended|active ; not monitored ; does not accept|receive|support incoming|replies|text|texts|messages|sms ; "
	"cannot|cant|unable|not receive|accept|to incoming|receive|accept text|replies|messages ; thank|thanks you? for contacting|reaching|messaging|texting|calling EDGE|UNK|out|us|NAME ; currently away|unavailable|closed|busy|driving ; in a meeting ill|and|right ; message was|has been? received and ; free msg ; msg from|blocked",
	INTENT_OTHER, PHRASE_IDLE},
    {"robot.away", "es",
	"respuesta automatica ; mensaje automatico ; fuera de la oficina ; estoy conduciendo|manejando ; de vacaciones hasta",
	INTENT_OTHER, PHRASE_IDLE},
    {"robot.away", "fr",
	"reponse automatique ; absent du bureau",
	INTENT_OTHER, PHRASE_IDLE},
    {0},
};

/* Said out of courtesy: nobody has to do anything. */
const struct phrase_rule rules_last[] = {
    {"other.thanks", "en",
	"BEGIN FILLER|OKAY|EDGE|thanks|thank|you|great|very|much|for|the|have|a|nice|good|day|weekend|one|bless|appreciate|appreciated|it|got|will|do|cool|too|lol|info|reminder|update|welcome|np* thanks|thank|thx|ty|thankyou|appreciated|appreciate|welcome|np|gotcha FILLER|OKAY|EDGE|you|very|much|for|the|have|a|nice|good|great|day|weekend|one|bless|it|all|lot|info|information|reminder|update|letting|me|know|MSG|text|your|help|again|guys|that* END ; BEGIN FILLER|EDGE|i* got it FILLER|EDGE* END",
	INTENT_OTHER, PHRASE_IDLE},
    {"other.thanks", "es",
	"BEGIN ES_FILL|EDGE|muchas|muy|mil* gracias ES_FILL|EDGE|muy|amable|por|su|la|el|ayuda|todo|informacion|aviso|mensaje|igualmente|usted|a|buen|dia* END",
	INTENT_OTHER, PHRASE_IDLE},
    {0},
};
