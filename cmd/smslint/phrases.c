/* SPDX-License-Identifier: ISC */
#include "phrases.h"

#include <string.h>

static const struct phrase_group groups[] = {
    {"not",
	"no|not|never|dont|doesnt|wont|cannot|cant|isnt|nor|without|avoid|"
	"stop|refrain_from|abstain_from|nunca|sin|evite"},
    {"banned", "prohibited|banned|forbidden|not_allowed|not_permitted|policy"},
    {"verify",
	"verify|reverify|confirm|validate|update|unlock|restore|"
	"reactivate|secure|authenticate|verifique|confirme|valide|"
	"actualice|verifica|confirma|valida|actualiza"},
    {"account",
	"account|accounts|identity|billing|login|credentials|banking|"
	"profile|wallet|card|cards|payment|information|details|"
	"cuenta|identidad|tarjeta|datos"},
    {"holding",
	"account|card|profile|access|wallet|id|membership|netflix|"
	"paypal|amazon|icloud|bank|subscription|cuenta|tarjeta|acceso"},
    {"locked",
	"suspended|locked|limited|restricted|disabled|on_hold|"
	"deactivated|compromised|blocked|frozen|closed|terminated|"
	"flagged|hacked|suspendida|bloqueada|restringida|limitada|"
	"desactivada"},
    {"parcel",
	"package|parcel|delivery|shipment|item|order|mail|usps|fedex|"
	"ups|dhl|paquete|envio|entrega"},
    {"held",
	"held|on_hold|undeliverable|undelivered|suspended|pending|failed|"
	"detained|returned|stopped|retenido|detenido|pendiente|"
	"cannot_be_delivered|could_not_be_delivered|"
	"couldnt_be_delivered|incomplete_address|wrong_address"},
    {"bill",
	"balance|balances|payment|payments|invoice|invoices|bill|bills|"
	"account|amount|rent|loan|dues|fees|tuition|statement|"
	"installment|mortgage|premium|$"},
    {"late", "past_due|overdue|delinquent|in_arrears"},
    {"meds",
	"meds|pills|medication|medications|prescription_drugs|"
	"painkillers|opioids|steroids|diet_pills"},
    {"drug",
	"viagra|cialis|levitra|xanax|adderall|oxycodone|oxycontin|"
	"percocet|hydrocodone|vicodin|valium|ambien|tramadol|codeine|"
	"ozempic|semaglutide|wegovy|tirzepatide|mounjaro|phentermine|"
	"sildenafil|tadalafil"},
    {"sell",
	"buy|cheap|discount|discounted|order_now|order_online|for_sale|"
	"lowest_price|lowest_prices|shipped|overnight_shipping|wholesale|"
	"no_rx|special|specials|deal|deals|%"},
    {"coins",
	"crypto|cryptos|cryptocurrency|cryptocurrencies|bitcoin|"
	"bitcoins|btc|ethereum|dogecoin|litecoin|usdt|altcoin|altcoins|"
	"memecoin|nft|nfts|criptomoneda|criptomonedas"},
    {"drinks",
	"beer|beers|wine|wines|vodka|whiskey|whisky|tequila|bourbon|"
	"rum|gin|liquor|liquors|cocktail|cocktails|margaritas|mojito|"
	"mojitos|sangria|mimosas|champagne|prosecco|booze|alcohol|"
	"alcoholic|lager|martinis|merlot|chardonnay|cabernet|mezcal|"
	"moonshine|hard_seltzer|happy_hour|cerveza|cervezas|vino|vinos|"
	"licor|licores|brews"},
    {"smokes",
	"tobacco|cigarette|cigarettes|cigar|cigars|vape|vapes|vaping|"
	"ecig|ecigs|e_cig|e_cigs|e_cigarette|e_cigarettes|e_liquid|"
	"e_liquids|e_juice|eliquid|ejuice|hookah|hookahs|shisha|juul|"
	"nicotine|zyn|snus|cigarros|cigarrillo|cigarrillos|tabaco|"
	"vapeador|vapeadores|puros"},
    {"guns",
	"gun|guns|firearm|firearms|rifle|rifles|pistol|pistols|handgun|"
	"handguns|shotgun|shotguns|ammo|ammunition|glock|glocks|ar15|"
	"ak47|revolver|revolvers|pistolas|municion|municiones"},
    {"weed",
	"cannabis|marijuana|thc|cbd|kratom|ganja|marihuana|cannabidiol|"
	"indica|sativa|prerolls|preroll|pre_roll|pre_rolls"},
    {"texts",
	"text|texts|text_messages|text_message|messages|sms|alerts|"
	"text_alerts|notifications|updates|reminders|offers|deals|"
	"mensajes|alertas|recordatorios|msgs"},
    {"per", "per|a|each|every|por|al|cada|un"},
    {"period",
	"day|week|month|mo|wk|year|visit|order|appointment|dia|semana|"
	"mes|purchase|delivery|booking"},
    {"msgs", "msg|msgs|message|messages|text|texts|mensaje|mensajes|msj|msjs"},
    {"code",
	"verification|security|login|log_in|sign_in|signin|"
	"authentication|authorization|one_time|onetime|2fa|otp|"
	"passcode|verificacion|seguridad|autenticacion"},
    {"ill",
	"diabetes|diabetic|cancer|hiv|aids|depression|bipolar|"
	"schizophrenia|asthma|hypertension|herpes|chlamydia|gonorrhea|"
	"syphilis|hepatitis|pregnancy|pregnant|miscarriage|epilepsy|"
	"copd|leukemia|lymphoma|tumor|alzheimers|parkinsons|anemia|lupus|"
	"arthritis|osteoporosis|adhd|ptsd|anxiety|eczema|psoriasis|"
	"gout|hypothyroidism|thyroid|cholesterol|high_blood_pressure|"
	"heart_failure|heart_disease|kidney_disease|std|sti|"
	"opioid_addiction|alcoholism|gum_disease|periodontitis|"
	"blood_sugar|a1c|uti|pneumonia|menopause|infertility|"
	"cancer_treatment|embarazo|cancer|depresion|hipertension|"
	"colesterol|ansiedad|asma"},
    {"medicine",
	"metformin|lisinopril|atorvastatin|lipitor|levothyroxine|"
	"amlodipine|metoprolol|omeprazole|losartan|gabapentin|"
	"sertraline|zoloft|prozac|fluoxetine|lexapro|escitalopram|"
	"citalopram|bupropion|wellbutrin|trazodone|alprazolam|"
	"clonazepam|lorazepam|insulin|humira|prednisone|"
	"amoxicillin|azithromycin|hydrochlorothiazide|simvastatin|"
	"rosuvastatin|crestor|pantoprazole|montelukast|albuterol|"
	"tamoxifen|methotrexate|warfarin|eliquis|xarelto|plavix|"
	"suboxone|methadone|buprenorphine|naltrexone|truvada|"
	"prep_medication|valtrex|valacyclovir|acyclovir|seroquel|"
	"quetiapine|lithium|abilify|ritalin|vyvanse|concerta|"
	"oxycodone|hydrocodone|percocet|tramadol|xanax|adderall|"
	"viagra|cialis|ozempic|wegovy|semaglutide|mounjaro|"
	"estradiol|testosterone|birth_control|metformina|insulina"},
    {"procedure",
	"colonoscopy|endoscopy|biopsy|mammogram|chemotherapy|chemo|dialysis|"
	"radiation_therapy|hysterectomy|vasectomy|abortion|iud|mri|ct_scan|"
	"pet_scan|ultrasound|surgery|root_canal|extraction|implant|implants|"
	"tooth_extraction|wisdom_teeth|crown|pap_smear|pap|ekg|"
	"echocardiogram|stress_test|infusion|transfusion|c_section|"
	"pregnancy_test|hiv_test|std_test|sti_test|drug_test|ivf|"
	"gallbladder_surgery|knee_replacement|hip_replacement|"
	"cataract_surgery|botox|colonoscopia|mamografia|cirugia|endodoncia|"
	"extraccion|quimioterapia|dialisis|biopsia"},
    {"specialist",
	"oncologist|oncology|psychiatrist|psychiatry|chemotherapy|"
	"infectious_disease|fertility|addiction|rehab|hospice|nephrology|"
	"rheumatology|cardiologist|cardiology|neurologist|neurology|"
	"urologist|urology|oncologo|psiquiatra"},
};

const char *
phrases_group(const char *name, size_t n)
{
	size_t i;

	for (i = 0; i < sizeof(groups) / sizeof(groups[0]); i++)
		if (strlen(groups[i].name) == n &&
		    memcmp(groups[i].name, name, n) == 0)
			return groups[i].words;
	return NULL;
}
