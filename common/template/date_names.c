/* SPDX-License-Identifier: ISC */
/*
 * Names by the Unicode CLDR (release 42; abbreviated forms as they stand
 * alone), with a plain space in the Spanish "a. m.".
 */
#include "template/date.h"

#include "text/language.h"

#include <stddef.h>

static const struct date_names languages[] = {
    {
	.language = "en",
	.days = {"Sunday", "Monday", "Tuesday", "Wednesday", "Thursday",
	    "Friday", "Saturday"},
	.short_days = {"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"},
	.months = {"January", "February", "March", "April", "May", "June",
	    "July", "August", "September", "October", "November", "December"},
	.short_months = {"Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug",
	    "Sep", "Oct", "Nov", "Dec"},
	.am = "AM",
	.pm = "PM",
    },
    {
	.language = "es",
	.days = {"domingo", "lunes", "martes", "miércoles", "jueves", "viernes",
	    "sábado"},
	.short_days = {"dom", "lun", "mar", "mié", "jue", "vie", "sáb"},
	.months = {"enero", "febrero", "marzo", "abril", "mayo", "junio",
	    "julio", "agosto", "septiembre", "octubre", "noviembre",
	    "diciembre"},
	.short_months = {"ene", "feb", "mar", "abr", "may", "jun", "jul", "ago",
	    "sept", "oct", "nov", "dic"},
	.am = "a. m.",
	.pm = "p. m.",
    },
    {
	.language = "fr",
	.days = {"dimanche", "lundi", "mardi", "mercredi", "jeudi", "vendredi",
	    "samedi"},
	.short_days = {"dim.", "lun.", "mar.", "mer.", "jeu.", "ven.", "sam."},
	.months = {"janvier", "février", "mars", "avril", "mai", "juin",
	    "juillet", "août", "septembre", "octobre", "novembre", "décembre"},
	.short_months = {"janv.", "févr.", "mars", "avr.", "mai", "juin",
	    "juil.", "août", "sept.", "oct.", "nov.", "déc."},
	.am = "AM",
	.pm = "PM",
    },
    {
	.language = "pt",
	.days = {"domingo", "segunda-feira", "terça-feira", "quarta-feira",
	    "quinta-feira", "sexta-feira", "sábado"},
	.short_days = {"dom.", "seg.", "ter.", "qua.", "qui.", "sex.", "sáb."},
	.months = {"janeiro", "fevereiro", "março", "abril", "maio", "junho",
	    "julho", "agosto", "setembro", "outubro", "novembro", "dezembro"},
	.short_months = {"jan.", "fev.", "mar.", "abr.", "mai.", "jun.", "jul.",
	    "ago.", "set.", "out.", "nov.", "dez."},
	.am = "AM",
	.pm = "PM",
    },
    {
	.language = "de",
	.days = {"Sonntag", "Montag", "Dienstag", "Mittwoch", "Donnerstag",
	    "Freitag", "Samstag"},
	.short_days = {"So", "Mo", "Di", "Mi", "Do", "Fr", "Sa"},
	.months = {"Januar", "Februar", "März", "April", "Mai", "Juni", "Juli",
	    "August", "September", "Oktober", "November", "Dezember"},
	.short_months = {"Jan", "Feb", "Mär", "Apr", "Mai", "Jun", "Jul", "Aug",
	    "Sep", "Okt", "Nov", "Dez"},
	.am = "AM",
	.pm = "PM",
    },
    {
	.language = "it",
	.days = {"domenica", "lunedì", "martedì", "mercoledì", "giovedì",
	    "venerdì", "sabato"},
	.short_days = {"dom", "lun", "mar", "mer", "gio", "ven", "sab"},
	.months = {"gennaio", "febbraio", "marzo", "aprile", "maggio", "giugno",
	    "luglio", "agosto", "settembre", "ottobre", "novembre", "dicembre"},
	.short_months = {"gen", "feb", "mar", "apr", "mag", "giu", "lug", "ago",
	    "set", "ott", "nov", "dic"},
	.am = "AM",
	.pm = "PM",
    },
    {
	.language = "nl",
	.days = {"zondag", "maandag", "dinsdag", "woensdag", "donderdag",
	    "vrijdag", "zaterdag"},
	.short_days = {"zo", "ma", "di", "wo", "do", "vr", "za"},
	.months = {"januari", "februari", "maart", "april", "mei", "juni",
	    "juli", "augustus", "september", "oktober", "november", "december"},
	.short_months = {"jan", "feb", "mrt", "apr", "mei", "jun", "jul", "aug",
	    "sep", "okt", "nov", "dec"},
	.am = "a.m.",
	.pm = "p.m.",
    },
};

const struct date_names *
date_names_find(const char *language)
{
	size_t i;

	for (i = 0; i < sizeof(languages) / sizeof(languages[0]); i++)
		if (language_in(language, languages[i].language))
			return &languages[i];
	return &languages[0];
}
