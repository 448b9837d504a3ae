/* SPDX-License-Identifier: ISC */
/* The same in Spanish, and the stop in French and Portuguese. */
#include "phrase.h"

/* clang-format off */
const struct phrase_rule rules_spanish[] = {
    {"stop.es.word", "es",
	"EDGE ES_FILL|ES_STOP* ES_STOP ES_FILL|ES_MSG|ES_STOP* EDGE ; BEGIN fin ES_FILL* END ; parenle ; parale EDGE ; ya basta ; salir ES_FILL* END ; ES_FILL? basta de ES_DET|tantos* ES_MSG ; basta ya ; "
	"ES_STOP ES_DET|ya|con|de|mandar|enviar* ES_MSG",
	INTENT_STOP, PHRASE_SURE},
    {"stop.es.cease", "es",
	"ES_CEASE de|ya? ES_WRITE ; ES_CEASE ya? de ES_FILL|ES_DET* ES_WRITE|molestarme|ES_MSG ; dejenme|dejame|dejeme|dejennos en paz|tranquilo|tranquila",
	INTENT_STOP, PHRASE_SURE},
    {"stop.es.never", "es",
	"no|nunca|ya|jamas me|nos|le vuelvan|vuelva|vuelvas|sigan|siga? a? ES_SEND|ES_CALL|ES_WRITE ; no|nunca ES_SEND ES_DET|mas|ya|a* ES_MSG|EDGE|numero ; "
	"EDGE ES_FILL* no ES_SEND ES_FILL* mas? EDGE ; no me|nos ES_SEND",
	INTENT_STOP, PHRASE_SURE},
    {"stop.es.no-more", "es",
	"EDGE ES_FILL|ya* no mas ES_FILL|ES_DET|ES_MSG|de* EDGE ; no mas ES_DET|de* ES_MSG|MSG ; ya no mas",
	INTENT_STOP, PHRASE_SURE},
    {"stop.es.unwanted", "es",
	"no|ya|tampoco ES_WANT|me recibir|interesa|mas|interesan|saber|tener ES_FILL|ES_DET|recibir|nada|mas|de* ES_MSG|EDGE|esto ; no|ya ES_WANT ES_DET|mas|que|recibir|ver|seguir|recibiendo* ES_MSG ; no ES_WANT que me|nos ; "
	"ES_WANT dejar de recibir|tener ; no ES_WANT recibir ; no ES_WANT seguir recibiendo",
	INTENT_STOP, PHRASE_SURE},
    {"stop.es.remove", "es",
	"ES_OUT_ME ES_FILL|de|la|su|esta|esa|lista|este|EDGE* EDGE|lista|grupo ; ES_OUT_ME de ; ES_OUT|quiten|cancelen mi|mis|este|el|a|los ES_NUMBER ; ES_OUT me? de ES_DET|la* lista ; "
	"ES_WANT|quieren? darme|darnos|denme|deme|dame|denos de baja ; dar|den|darse de baja EDGE|mi|este|por|del? EDGE|numero|servicio|telefono|favor|mensajes|sus ; salir|sacar de ES_DET|la lista",
	INTENT_STOP, PHRASE_SURE},
    {"stop.es.end-texts", "es",
	"ES_CANCEL ES_DET|ES_FILL|de|envio|todos* ES_MSG|suscripcion|servicio|notificaciones|subscripcion",
	INTENT_STOP, PHRASE_SURE},
    {"stop.es.wrong-number", "es",
	"numero|telefono|persona ES_FILL|esta|es* equivocado|equivocada|incorrecto|incorrecta|erroneo|errado|errada ; equivoco|equivocaron|equivocaste|equivocas|equivocado|equivocada|equivocados de numero|persona|telefono ; "
	"esta|estas|estan|usted|se equivocado|equivocada|equivocados|equivoca|equivoco|equivocan|equivocaron ; "
	"no soy NAME ; no soy ES_FILL|yo|la|el|esa|esta|quien|a* persona|NAME|yo|paciente|EDGE ; no|ya es ES_FILL|el|mi|este|su|mas* numero|telefono|celular de|EDGE|mas|equivocado ; "
	"no conozco a? ES_DET|ningun|ninguna|nadie|NAME|UNK|persona|esa|ese ; aqui no vive|hay|esta NAME|UNK|nadie|ningun ; no hay ningun|ninguna|nadie NAME|UNK|con|llamado ; este numero ya? no ; ya no|nunca tiene|tienen|usa|usan|responde|contesta ES_DET|ES_FILL* ES_NUMBER ; cambie de numero ; numero nuevo",
	INTENT_STOP, PHRASE_SURE},
    {"stop.es.consent", "es",
	"no|nunca|jamas les|he|di|yo? autorizo|autorice|autorizado|consiento|acepto|acepte|pedi|solicite|suscribi|permiso ; no|nunca doy|di|dado|he mi|ningun|el? permiso|consentimiento|autorizacion|numero ; revoco mi|el ; nunca me suscribi|inscribi ; no me suscribi|inscribi",
	INTENT_STOP, PHRASE_SURE},
    {"stop.es.hostile", "es",
	"no me interesa ES_FILL* EDGE ; no estoy interesado|interesada ; no molesten|moleste|molestes|fastidien|jodan|joda ; vayanse a ; vete a la|el ; dejen de joder",
	INTENT_STOP, PHRASE_SURE},
    {"stop.es.gone", "es",
	"fallecio|fallecido|fallecida ; ES_PERSON|NAME ES_FILL|se|ha* murio|muerto|muerta",
	INTENT_STOP, PHRASE_SURE},
    {"stop.fr", "fr",
	"EDGE FR_FILL|je|me|veux|voudrais* FR_STOP FR_FILL|FR_MSG|moi* EDGE ; je me FR_STOP ; FR_STOP de|d|les|ces|vos|tous? FR_WRITE|FR_MSG|messages|envoyer ; plus de|d|aucun FR_MSG ; ne me|nous? mecrivez|menvoyez|mecris|menvoie|mappelez|contactez|envoyez|mecrire|menvoyer|ecrivez FR_FILL|FR_MSG|jamais|de* plus|EDGE|rien ; "
	"mauvais|faux numero ; retirez|enlevez|supprimez|effacez|retirer|supprimer moi|mon|ce ; ne veux|souhaite|desire FR_FILL|pas|plus* plus|recevoir|pas FR_FILL|recevoir|de|vos|ces|plus* FR_MSG ; laissez moi tranquille ; erreur de numero",
	INTENT_STOP, PHRASE_SURE},
    {"stop.pt", "pt",
	"EDGE FILLER|favor|por* PT_STOP FILLER|favor|por|PT_MSG* EDGE ; pare|parem|para|deixe|deixem de me? PT_WRITE ; numero errado ; pessoa errada ; nao quero mais|receber? mais|receber? PT_MSG ; nao me mande|mandem|envie|enviem|contate|contatem ; chega de PT_MSG ; me tire|tirem|remova|removam ; cancelar PT_MSG ; engano numero?",
	INTENT_STOP, PHRASE_SURE},

    {"start.es", "es",
	"EDGE ES_FILL|quiero|ES_WANT* ES_START ES_FILL|otra|vez|de|nuevo|ES_DET|los* ES_MSG|EDGE ; ES_START de|los|otra? nuevo|vez ; ES_START a? ES_WRITE|ES_SEND ES_FILL|ES_DET|ES_MSG|de|otra|nuevo|vez* EDGE ; "
	"vuelvan|vuelve|vuelva|volver|pueden|puede|puedes|sigan|volvamos a|volver|empezar? a? ES_WRITE ; ES_WANT ES_DET* ES_MSG ES_FILL|de|otra* vez|nuevo|nuevamente ; mandenme|mandeme|mandame|enviame|envieme|envienme ES_DET* ES_MSG ES_FILL|de|otra* vez|nuevo|nuevamente ; ES_WANT que me|nos ES_SEND ES_FILL|ES_DET|ES_MSG|de|otra* vez|nuevo|nuevamente ; ES_WANT volver|seguir a|recibiendo? recibir|ES_MSG|ES_DET ; "
	"ES_WANT recibir|tener ES_DET|ES_FILL* ES_MSG ES_FILL|de|otra|en|mi|nuevamente* vez|nuevo|EDGE|nuevamente ; de nuevo los|sus ES_MSG ; agreguenme|anadanme|inscribanme|suscribanme|agregame|ponganme ES_FILL|de|otra|a|en|la|su|vez|nuevo* EDGE|lista",
	INTENT_START, PHRASE_SURE},
    {"help.es", "es",
	"de? donde me|nos ES_SEND|ES_CALL|escriben|escribe|llaman|hablan ; EDGE ES_FILL|necesito|quiero|un|poco|de|mas|una|tu|su|me|pueden|puede|alguien|dar* ayuda|ayudar|informacion|info|informes|ayudenme|ayudeme|ayudame ES_FILL|con|esto|me* BREAK ; me pueden|puede|puedes|podria|podrian ayudar BREAK ; pueden|puede ayudarme BREAK ; "
	"quien|quienes ES_FILL|es|eres|son|sos|me|esta* este|esto|eres|es|usted|ustedes|son|escribe|habla|manda|numero|llama|escribiendo|envia|mensajea|sos|mando|envio EDGE|numero|esto|ES_MSG|mensaje|ustedes|este|usted|tu|aqui|de ; quien es BREAK ; de|con quien es|hablo|tengo ES_FILL|este|ese|el|numero* EDGE|numero ; de parte de quien ; "
	"que|k es esto|este|eso ES_FILL|numero|mensaje|de* EDGE|numero|mensaje ; de que se|es trata|esto ; a quien pertenece ; por|para que me ES_SEND|ES_CALL|ES_WRITE|escriben|estan|mandan|envian ; "
	"como|donde ES_FILL|puedo|hago|para|se|me|ya|no|les|pido|que* cancelo|cancelar|detengo|paro|recibir|dejar|dejo|detener|quito|quitar|salgo|salir|desuscribo|desuscribirme|doy|darme ES_FILL|ES_DET|de|estos|recibir|baja|la|lista|esto* ES_MSG|EDGE|baja ; como|donde consiguieron|obtuvieron|consiguio|tienen|obtuvo|sacaron mi|este numero ; servicio al cliente ; atencion al cliente ; que empresa|compania|negocio|numero",
	INTENT_HELP, PHRASE_SURE},
    {0},
};

const struct phrase_rule rules_spanish_late[] = {
    {"late.es", "es",
	"tarde ES_FILL* EDGE ; voy|llego|llegare|llegar|estoy|vamos|llegando|voy ES_FILL|a|un|poco|llegar|NUM|minutos|con|unos|va|como|min* tarde|atrasado|atrasada|retrasado|retrasada|demorado|retraso|retrasada ; trafico ; NUM|unos minutos|min tarde|retraso",
	INTENT_LATE, PHRASE_SURE},
    {"reschedule.es", "es",
	"ES_MOVE|cambio|cambiarla|moverla|cambiarlo ES_FILL|de|la|mi|el|de|fecha|una* ES_VISIT|dia|hora|fecha|EDGE|horario|para ; reprogramar ; reagendar ; reprogramo ; otra|otro|diferente ES_FILL* hora|dia|fecha|horario|ES_VISIT ; "
	"ES_VISIT ES_FILL|para|el|mas|a* ES_WHEN|tarde|temprano ES_FILL* en vez ; mas temprano ; mas tarde EDGE ; en vez|lugar de|del",
	INTENT_RESCHEDULE, PHRASE_SURE},
    {"cancel.es", "es",
	"ES_CANCEL ES_FILL|la|mi|nuestra|el|de|su|las* ES_VISIT ; tengo|necesito|quiero|debo que? cancelar|cancelarla ; no puedo|podre|podemos|voy|podria|podremos|vamos ES_FILL|a|poder|hoy|manana* ir|asistir|llegar|presentarme|venir|acudir ; EDGE ES_FILL|yo|lo|siento|EDGE* no puedo|podre|podemos ES_FILL|EDGE* END ; no voy|vamos|ire|asistire a? ES_FILL|poder|EDGE|ir|asistir ; no puedo ES_FILL* ES_WHEN",
	INTENT_CANCEL, PHRASE_SURE},
    {"confirm.es", "es",
	"confirmo ; confirmada ; confirmado ; confirmamos ; confirmar ; ahi|alli|alla estare|estaremos|nos|voy|vamos|lo ; nos vemos ; si ES_FILL|EDGE* voy|asistire|ire|puedo|estare|vamos|asisto|alli|ahi ; voy a ir ; estare|asistire|ire ES_FILL|ahi|alli|a|la|cita|el|ES_WHEN* EDGE",
	INTENT_CONFIRM, PHRASE_SURE},
    {"yes.es", "es",
	"BEGIN ES_FILL|FILLER|EDGE* si|claro|sip|dale|perfecto|vale|correcto|acuerdo|listo|afirmativo|simon|sim|oui ES_FILL|FILLER|EDGE|que|si|perfecto|esta|bien|claro|muy|mil|de|acuerdo* END ; BEGIN ES_FILL* de acuerdo ; BEGIN ES_FILL* esta bien ES_FILL* END ; BEGIN ES_FILL* por supuesto ; me parece bien",
	INTENT_YES, PHRASE_SURE},
    {"no.es", "es",
	"BEGIN ES_FILL|EDGE* no ES_FILL|EDGE|no|muchas* END",
	INTENT_NO, PHRASE_SURE},
    {0},
};
