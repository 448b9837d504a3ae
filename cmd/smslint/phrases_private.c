/* SPDX-License-Identifier: ISC */
/* What must not stand in a text: secrets, and what somebody suffers from. */
#include "phrases.h"

/* clang-format off */
static const struct phrase rows[] = {
	{SIGN_SECRET, "cvv|cvc|cvv2|security_code #"},
	{SIGN_SECRET, "cvv|cvc is #"},
	{SIGN_SECRET, "routing number|no|num|# is? #"},
	{SIGN_SECRET, "bank|checking|savings account|acct ~2 number|no is? #"},
	{SIGN_SECRET, "bank|checking|savings account|acct #"},
	{SIGN_SECRET, "account|acct # ~2 routing"},
	{SIGN_SECRET, "dob|date_of_birth|birth_date|birthdate|fecha_de_nacimiento|d_o_b is? ~1 # # #"},
	{SIGN_SECRET, "dob|date_of_birth|birth_date|birthdate|born_on|fecha_de_nacimiento ~1 january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sep|sept|oct|nov|dec|enero|febrero|marzo|abril|mayo|junio|julio|agosto|septiembre|octubre|noviembre|diciembre # #"},
	{SIGN_SECRET, "born # # #"},
	{SIGN_SECRET, "pin|pin_number|pin_code is? now? #"},
	{SIGN_SECRET, "reply|text|send|respond|provide|tell|give|enviar|envie|responda|mande ~4 password|pin|cvv|cvc|ssn|social_security_number|social_security|card_number|credit_card_number|account_number|routing_number|bank_account|contrasena|clave|numero_de_tarjeta|numero_de_seguro_social|bank_details|bank_info|mothers_maiden_name|card_details|card_info|debit_card"},
	{SIGN_SECRET, "reply|text|send|respond|provide|tell|give ~9 mothers_maiden_name|social_security_number"},
	{SIGN_SECRET, "confirm|verify|enter|confirme|verifique|ingrese|update your|su|tu ssn|social_security_number|social_security|pin|cvv|card_number|full_card_number|credit_card_number|debit_card_number|bank_account_number|seguro_social|numero_de_tarjeta|numero_de_seguro_social|clave"},
	{SIGN_SECRET, "!{not} ~6 password|pin|cvv|cvc|ssn|social_security_number|social_security|card_number|credit_card_number|account_number|bank_account|contrasena|clave|card_details|card_info|debit_card"},
	{SIGN_SECRET, "!pickup|pick_up|locker|door|gate|delivery|entry|room|garage|lockbox|building|package|wifi|wi_fi|parking|kiosk|gift_card|bowling|lapel|rolling|clothes pin|code"},
	{SIGN_SECRET, "!pin|code ~2 locker|door|gate|lockbox|pickup|garage"},

	{SIGN_CONDITION, "your|you_have|his|her|su|tu ~2 {ill}"},
	{SIGN_CONDITION, "{ill} diagnosis|treatment|medication|medications|medicine|meds|appointment|follow_up|followup|checkup|visit|therapy|management|results|result|test_result|refill|specialist|care_plan|clinic_visit"},
	{SIGN_CONDITION, "diagnosed|diagnosis ~3 {ill}"},
	{SIGN_CONDITION, "diagnosed with"},
	{SIGN_CONDITION, "your|su ~1 diagnosis|diagnostico ~2 is|of|shows|confirmed|es|de"},
	{SIGN_CONDITION, "tested|test|tests|results|result|screening|biopsy|culture|screen ~6 positive|negative|abnormal|elevated|malignant|benign|positivo|positiva|negativo|negativa|anormal"},
	{SIGN_CONDITION, "positive|negative|abnormal for {ill}|covid|flu|strep"},
	{SIGN_CONDITION, "your|su ~1 a1c|blood_sugar|cholesterol|ldl|viral_load|psa|colesterol ~3 is|was|came|level|levels|#|high|low|es"},
	{SIGN_CONDITION, "your|the|su|de|of|on|for|take|refill|tome ~3 {medicine}"},
	{SIGN_CONDITION, "{medicine} ~3 refill|prescription|rx|ready|dose|dosage|mg|pickup|tablets|capsules|lista|listo|receta|injection|shipment|renewal|copay|#"},
	{SIGN_CONDITION, "your|su|with|to|con ~3 {specialist} ~3 appointment|visit|consult|consultation|referral|clinic|cita|session|follow_up|at|on|is|tomorrow|today"},
	{SIGN_CONDITION, "!clinic|center|centre|institute|associates|foundation|walk|awareness|class|classes|support_group|fair|fundraiser|month|race ~1 {ill}"},
	{SIGN_CONDITION, "!{ill} ~1 center|centre|institute|foundation|walk|awareness|class|classes|support_group|month|education|prevention|fundraiser|research|society"},
	{SIGN_CONDITION, "!covid test|tests|testing ~3 required|need|must|before"},
	{SIGN_CONDITION, "!if ~5 positive|negative"},

	{SIGN_PROCEDURE, "your|his|her|su|tu|the|for_a|for|scheduled ~3 {procedure}"},
	{SIGN_PROCEDURE, "{procedure} ~3 appointment|appt|visit|is_scheduled|scheduled|tomorrow|today|on|at|is|consult|consultation|follow_up|cita|prep"},
	{SIGN_PROCEDURE, "!surgery center|centers|clinic|associates|group"},
	{SIGN_PROCEDURE, "!oral|plastic|dental surgery|implant|implants ~1 group|center|associates|office"},
};
/* clang-format on */

const struct phrase_table phrases_private = PHRASE_TABLE(rows);
