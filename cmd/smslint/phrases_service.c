/* SPDX-License-Identifier: ISC */
/* What a program of texts says of itself; codes; disguised words. */
#include "phrases.h"

/* clang-format off */
static const struct phrase rows[] = {
	{SIGN_OPT_IN, "subscribed|opted_in|opt_in|enrolled|signed_up|resubscribed ~6 {texts}"},
	{SIGN_OPT_IN, "joining|signing_up|subscribing|opting_in|enrolling|welcome ~5 {texts}"},
	{SIGN_OPT_IN, "successfully|now been? subscribed|opted_in|enrolled|resubscribed"},
	{SIGN_OPT_IN, "you will|youll now receive ~4 {texts}"},
	{SIGN_OPT_IN, "suscrito|suscrita|inscrito|inscrita|suscribirse|registrado|registrada ~6 {texts}"},
	{SIGN_OPT_IN, "!not|to|no|if|want|like|unsubscribe|arent|until|unless|click ~2 subscribed|opted_in|opt_in|enrolled|signed_up|welcome"},
	{SIGN_OPT_IN, "!welcome to|back|home|any|all"},
	{SIGN_OPT_IN, "welcome to ~5 text_alerts|alerts|sms|text_club|texts|text_messages|text_program|alertas"},
	{SIGN_RATES, "data|carrier|standard|messaging|message|msg ~2 rates|rate|charges|fees"},
	{SIGN_RATES, "rates|charges may|might|could apply"},
	{SIGN_RATES, "no charge|charges|cost to|for receive|text|you"},
	{SIGN_RATES, "tarifa|tarifas|cargos|costos ~4 mensajes|datos|msj|msjs|mensaje|aplicar|aplicarse|aplican"},
	{SIGN_RATES, "pueden|podrian aplicar|aplicarse|aplicarse_cargos ~3 tarifas|cargos|costos"},
	{SIGN_FREQUENCY, "frequency|freq|frecuencia"},
	{SIGN_FREQUENCY, "{msgs} {per} {period}"},
	{SIGN_FREQUENCY, "#|one|two|four|five|three|up_to|uno|un|hasta ~1 {msgs} ~1 {per}? {period}|monthly|weekly|daily|mensual|mensuales|semanal|semanales"},
	{SIGN_FREQUENCY, "#|one|two|three|four|five|once|twice {per} {period}"},
	{SIGN_FREQUENCY, "monthly|weekly|daily|recurring|occasional|regular|recurrentes|semanales|mensuales ~2 {texts}|{msgs}|automated"},
	{SIGN_FREQUENCY, "{texts}|{msgs} monthly|weekly|daily|recurrentes|semanales|mensuales|vary|varies"},
	{SIGN_FREQUENCY, "# {msgs}|{texts} mo|wk|month"},
	{SIGN_HELP, "help|ayuda|aide|info"},

	{SIGN_OPT_OUT, "reply|text|txt|send|respond|type|press|answer|say|with ~4 to|2|para opt_out|unsubscribe|unsub|be_removed|stop_messages|stop_texts|stop_receiving|end_messages|end_texts|cancel_messages|cancel_texts|stop_these|get_off|no_longer_receive|remove|leave_this_list|darse_de_baja|dejar_de_recibir|cancelar_mensajes|salir_de"},
	{SIGN_OPT_OUT, "to|para opt_out|unsubscribe|be_removed|stop_receiving|end_messages|stop_these|stop_texts|darse_de_baja|dejar_de_recibir|cancelar_mensajes ~6 reply|text|txt|send|respond|click|visit|call|email|go|tap|responda|envie|escriba|llame|visite|press"},
	{SIGN_OPT_OUT, "click|tap|visit|call|email|go_to|contact|@|llame|visite|haga_clic ~6 to|para opt_out|unsubscribe|be_removed|stop_receiving|stop_these|end_messages|darse_de_baja|dejar_de_recibir|cancelar_mensajes"},
	{SIGN_OPT_OUT, "reply|text|txt|respond|send no_thanks|no_more|remove|remove_me|enough|leave_me_alone|go_away|not_interested"},
	{SIGN_OPT_OUT, "unsubscribe|opt_out|optout here|at|by_calling|by_emailing|link|@"},
	{SIGN_OPT_OUT, "if ~6 dont|not|no_longer want|wish ~6 texts|messages|text ~6 reply|text|let_us|tell_us|call|click|email"},

	{SIGN_CODE, "{code} code|pin|password|passcode|number"},
	{SIGN_CODE, "passcode|otp"},
	{SIGN_CODE, "your ~3 code is|#"},
	{SIGN_CODE, "# is your ~4 code|passcode|pin|otp"},
	{SIGN_CODE, "use|enter|usa|use_el|ingrese|introduzca ~3 code|codigo # to|para ~2 log|sign|verify|access|complete|finish|iniciar|verificar|entrar|acceder"},
	{SIGN_CODE, "su|tu codigo de? {code}? es|#"},
	{SIGN_CODE, "codigo de {code}"},
	{SIGN_CODE, "!gate|door|entry|pickup|pick_up|locker|promo|promotional|coupon|discount|booking|confirmation|tracking|area|zip|dress|access|room|garage|building|lockbox|check_in|checkin|order|reservation|reference|parking|qr|unlock|referral|gift|offer|redemption|voucher|postal|alarm|error|trouble|wifi|lock|kiosk code|codes|pin"},
	{SIGN_CODE, "!code ~3 checkout|off|save|discount|gate|door|lockbox|pickup|counter|entrance"},
	{SIGN_CODE, "!use|enter ~3 code # at|for|by|on"},
	{SIGN_CODE, "!security|login number|deposit"},

	/* Words that a filter should not know; English and Spanish. */
	{SIGN_DISGUISE, "free|cash|winner|click|prize|viagra|cialis|xanax|loan|loans|casino|credit|bonus|offer|discount|guaranteed|urgent|crypto|bitcoin|porn|sexy|nude|nudes|money|gift|claim|cheap|deal|deals|sale|weed|vape|vapes|pills|account|verify|password|paypal|amazon|apple|netflix|bank|reward|rewards|limited|congratulations|lottery|debt|investment|profit|income|earn|payday|girls|adult|cannabis|marijuana|tobacco|betting|poker|jackpot|whiskey|vodka|beer|medication|prescription|refund|stimulus|escort|escorts|horny|gratis|dinero|premio|ganador|oferta|credito|prestamo|efectivo|unsubscribe|subscribe|exclusive|bargain|promo|coupon|buy|cigars|kratom|gummies|dollars|millions|selected|security|update|confirm|login|suspended"},
};
/* clang-format on */

const struct phrase_table phrases_service = PHRASE_TABLE(rows);
