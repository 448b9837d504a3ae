/* SPDX-License-Identifier: ISC */
/* Kinds of words, and the English words of each. */
#include "lexicon.h"

/* clang-format off */
const struct word_list words_english[] = {
    /* Between clauses.  BREAK is stronger than EDGE. */
    {"EDGE", "<begin> <end> <break> <question> <comma> and but so or because cuz bc then"},
    {"BREAK", "<begin> <end> <break> <question>"},
    {"CUT", "<comma> <break> <question> but"},
    {"ANY", "<number> <clock> <name> <unknown>"},
    {"BEGIN", "<begin>"},
    {"END", "<end>"},
    {"NUM", "<number> <clock> one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty"},
    {"CLOCK", "<clock> noon midnight oclock"},
    {"UNK", "<unknown> <name>"},
    {"SIGN", "<sign>"},
    {"THUMB", "<thumb>"},
    {"DOWN", "<down>"},

    /* What changes nothing. */
    {"FILLER", "please pls plz plss plse thank thanks thx thankyou ty tks you now ok okay kk hi hello hey sir maam mam madam just kindly already immediately right away asap today sorry yall people guys dude bro man lol lmao omg wtf really again once oh ugh um uh well yes yeah no nah alright <thumb> <sign> <down> jesus god damn dammit fucking fuckin fking freaking frickin hell the thing permanently forever fully completely everyone team folks anymore altogether entirely k too still all"},

    /* Us and them. */
    {"I", "i im ive ill id we were weve"},
    {"ME", "me us him her them my self myself ourselves everyone everybody anyone"},
    {"YOU", "you u ya yall your ur youre youve yous"},
    {"DET", "the a an this these those that your ur any all more my our his her their of other further such stupid damn fucking annoying automated auto future another anymore additional every each whatever some constant daily unwanted unsolicited goddamn god promotional marketing no so many dumb"},
    {"THESE", "these those this it that them all everything anything things stuff crap shit bs bullshit nonsense"},
    {"PERSON", "he she husband wife mother mom mum mama father dad papa son daughter brother sister patient person owner customer grandmother grandma grandfather grandpa aunt uncle client they partner spouse member"},
    {"NEG", "dont not never nvr no without doesnt didnt donot wont cant cannot dnt aint isnt wouldnt havent nothing"},

    /* Talking to somebody. */
    {"STOP", "stop quit cease halt stahp desist"},
    {"TURN", "turn shut switch"},
    {"END_IT", "cancel end discontinue terminate disable deactivate unenroll suspend kill quit cut mute abort"},
    {"CONTACT", "text txt message msg contact sms write send email bother harass spam bug ping reach solicit disturb pester annoy texting messaging call notify blast remind"},
    {"WRITE", "text txt message msg contact sms write bother harass spam bug ping solicit disturb pester"},
    {"CONTACTING", "texting txting txtn textin texing messaging msging messging contacting contact sending send spamming bothering harassing calling emailing bugging annoying writing pinging blasting pestering soliciting reminding notifying disturbing text texts txt message msg contacts hitting hounding stalking"},
    {"SENDING", "send sending sent"},
    {"CONTACTED", "contacted texted messaged bothered spammed called disturbed notified solicited harassed"},
    {"MSG", "text texts txt txts message messages msg msgs mesages sms mms notification notifications notices alert alerts reminder reminders spam communication communications update updates promo promos promotion promotions ads texting messaging messeges massages mssgs notice smss"},
    {"SUB", "subscription subscriptions membership enrollment"},
    {"GET", "get getting receive receiving recieve recieving have see receiveing gettin"},
    {"WANT", "want wanna wish need care wanting like desire want needing"},
    {"NUMBER", "number numbers phone cell cellphone mobile telephone num numbr contact info information name data email device line nbr #"},
    {"LIST", "list lists database db system systems file files records record contacts directory subscription mailing distribution rolodex program directory"},
    {"WRONG", "wrong incorrect"},
    {"WHO", "number person guy gal lady man woman girl dude phone num numbr numb nbr contact recipient individual cell line human customer one patient"},
    {"REMOVE", "remove delete erase strike purge unlist scrub removed removing rid drop"},
    {"TAKE", "take get keep pull leave drop scratch taking getting"},
    {"OFF", "off out outta"},
    {"UNSUB", "unsubscribe unsub unsubscribing unscribe desubscribe unsubscribed unsubscribes unsuscribed unenroll deregister unregister"},
    {"OPT", "opt opting"},
    {"SAY", "told asked said say saying text texted replied reply replying sent send typed type wrote begged begging telling asking tell ask tells says"},
    {"ASK", "can could would will need want wanted may should must gotta"},
    {"FUCK", "f fuck piss buzz screw eff back shove bugger fuk fck naff sod"},
    {"CONSENT", "consent permission authorization authorisation approval agreement authorize permision"},

    /* Starting, helping. */
    {"START", "start restart resume subscribe resubscribe begin unstop join rejoin enroll reenroll reactivate activate reinstate unblock"},
    {"HELP", "help hlp assistance aid support"},
    {"BIZ", "company business office number place group service phone organization firm line clinic store person"},

    /* Appointments. */
    {"VISIT", "appointment appointments appt appts apt apptmt visit booking reservation session slot cleaning checkup consultation consult meeting date exam"},
    {"WHEN", "monday tuesday wednesday thursday friday saturday sunday mon tue tues wed weds thu thur thurs fri sat sun tomorrow tmrw tmr tomorow tonight morning afternoon evening weekend week noon january february march april may june july august september october november december"},
    {"OTHERTIME", "another different other new later earlier sooner better"},
    {"TIMEWORD", "time day date slot week hour opening"},
    {"YES", "yes yep yeah yup ya yea yess yeah sure absolutely definitely certainly correct affirmative indeed ofc yessir yas y"},
    {"OKAY", "ok okay k kk perfect great good fine awesome cool excellent wonderful alright"},
    {"NO", "no nope nah n naw nay negative"},
    {"CONFIRM", "confirm confirmed confirming confirms conf comfirm confirmation cofirm"},
    {"RESCHED", "reschedule rescheduling resched rebook rebooking reschedual reschudule reshedule rescedule postpone"},
    {"MOVE", "move change push switch bump shift swap moved adjust"},
    {"CANCEL", "cancel cancelling canceling cancle cancell"},

    /* Looked for one slip of the finger away. */
    {"MISSPELT", "stop unsubscribe remove cancel interested permission harassment notifications reminders assistance deceased subscription equivocado incorrecto mensajes unsubscribed communication receiving receive texting message messages wrong number person please confirm confirmed reschedule appointment start subscribe resubscribe help contact delete texts"},

    /* Near one of those, and none of them; common, and no names. */
    {"KNOWN", "metro subway station received receiver reminded inform informed interest opt text step steps shop shops top slop atop stow stomp stops stopped stopping stopper spot star stars state stat smart tart stare stark store story tests test next tent numbers lumber removed remover remote cancer cancels cancelled canceled massage personal persons wring wrung pleased pleas pleasant held hell hello hells kelp heal heap heals health helps helped helper helping helpful confirms conform reschedules contacts contract deleted started starter starting starts subscriber described tests sorry"},
    {"KNOWN", "ready sure home available coming able feeling late early busy free going doing interested here there back done working looking happy sick hungry trying using taking getting having allergic pregnant bleeding diabetic certain aware allowed insured covered leaving driving far close open comfortable receiving seeing in at on for from with to as is be been being was are were has had have do does did go goes went make made let lets put keep kept leave about after before until while during since by over off out up down under near next last first second third also even only very much really never always often sometimes soon later earlier maybe perhaps probably good bad better best worst new old big small long short high low same different other urgent important necessary true false right left when where why how what which whose who whom can could would should may might must will shall wont cant couldnt shouldnt isnt wasnt arent werent hasnt hadnt he she it its they theyre thats whats whos hows wheres theres heres our ours their his hers if than that this a an of"},
    {"KNOWN", "doctor dr dentist dental hygienist nurse office staff desk kid kids child children baby girl boy dog cat car truck bus train tooth teeth crown pain blood insurance bill billing balance payment card order pizza food lunch dinner door street road parking address directions form forms paperwork email mail website link code price cost fee money copay refund deposit room floor building entrance key keys package delivery box item items product size color sauce table seats guests party school work job meeting class game lawyer attorney police traffic minutes minute min mins hour hours hr hrs days weeks month months year years ago yesterday think know thought guess hope love hate mean means meant tell told ask asked say said see saw look found find call called calling talk speak spoke hear heard come came bring brought use used try tried pay paid buy bought sell sold eat ate drink sleep wait waiting hold"},
    {0},
};
