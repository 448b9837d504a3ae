/* SPDX-License-Identifier: ISC */
#include "answer_texts.h"

#include <stddef.h>

#define CONTACT                                  \
	"{% if brand.phone %} {{ brand.phone }}" \
	"{% elsif brand.email %} {{ brand.email }}{% endif %}"

#define CHOICES                                                            \
	"{% for choice in choices %}{% unless forloop.first %}, "          \
	"{% endunless %}{{ choice.reply }} {{ for }} {{ choice.starts_at " \
	"| date: '%a %-m/%-d %-I:%M %p' }}{% endfor %}."

/* clang-format off */
const struct answer_text answer_texts[] = {
    [ANSWER_STOP] = {"stop", "opt_out_ack",
	"{{ brand.name }}: you are opted out and will get no more texts from us. Reply START to opt back in.",
	"{{ brand.name }}: ya no recibirá más mensajes nuestros. Responda START para volver a recibirlos."},
    [ANSWER_START] = {"start", "opt_in_ack",
	"{{ brand.name }}: you are opted in again. Msg frequency varies. Msg & data rates may apply. Reply HELP for help, STOP to opt out.",
	"{{ brand.name }}: vuelve a recibir mensajes. La frecuencia varía. Pueden aplicarse tarifas. Responda HELP para ayuda, STOP para cancelar."},
    [ANSWER_OPT_IN] = {"opt_in", "opt_in_ack",
	"{{ brand.name }}: thank you, you are opted in. Msg frequency varies. Msg & data rates may apply. Reply HELP for help, STOP to opt out.",
	"{{ brand.name }}: gracias, recibirá nuestros mensajes. La frecuencia varía. Pueden aplicarse tarifas. Responda HELP para ayuda, STOP para cancelar."},
    [ANSWER_HELP] = {"help", "help",
	"{{ brand.name }}: for help contact us" CONTACT ". Msg & data rates may apply. Reply STOP to opt out.",
	"{{ brand.name }}: para ayuda, contacte" CONTACT ". Pueden aplicarse tarifas. Responda STOP para cancelar."},
    [ANSWER_CONFIRM] = {"confirm", "confirmation",
	"{{ brand.name }}: thank you, your appointment is confirmed.",
	"{{ brand.name }}: gracias, su cita queda confirmada."},
    [ANSWER_RESCHEDULE] = {"reschedule", "reschedule",
	"{{ brand.name }}: we will call you to find a new time.",
	"{{ brand.name }}: le llamaremos para buscar otra hora."},
    [ANSWER_LINK] = {"link", "reschedule",
	"{{ brand.name }}: choose a new time here: {{ link }}",
	"{{ brand.name }}: elija otra hora aquí: {{ link }}"},
    [ANSWER_CANCEL] = {"cancel", "cancellation",
	"{{ brand.name }}: your appointment is cancelled.",
	"{{ brand.name }}: su cita queda cancelada."},
    [ANSWER_STALE] = {"stale", "other",
	"{{ brand.name }}: that appointment is over or was changed. Please contact us" CONTACT ".",
	"{{ brand.name }}: esa cita ya pasó o cambió. Contacte" CONTACT "."},
    [ANSWER_CLARIFY] = {"clarify", "other",
	"{{ brand.name }}: which appointment? Reply {% assign for = 'for' %}" CHOICES,
	"{{ brand.name }}: ¿cuál cita? Responda {% assign for = 'para' %}" CHOICES},
    [ANSWER_SEVERAL] = {"several", "other",
	"{{ brand.name }}: you have more than one appointment with us. Please contact us" CONTACT ".",
	"{{ brand.name }}: tiene más de una cita. Contacte" CONTACT "."},
    [ANSWER_UNSURE] = {"unsure", "other",
	"{{ brand.name }}: do you want no more texts from us? Reply STOP and you get none.",
	"{{ brand.name }}: ¿ya no quiere recibir mensajes? Responda STOP y no recibirá más."},
};
/* clang-format on */
