/* SPDX-License-Identifier: ISC */
/* Names, and words of Spanish, French and Portuguese. */
#include "lexicon.h"

/* clang-format off */
const struct word_list words_other[] = {
    /* Given names that are common in the US and no other words. */
    {"NAME", "<name> james robert john michael david william richard joseph thomas charles christopher daniel matthew anthony donald steven steve paul andrew joshua josh kenneth kevin brian george timothy ronald edward jason jeffrey jeff ryan jacob gary nicholas nick eric jonathan stephen larry justin scott brandon benjamin ben samuel sam gregory greg alexander alex patrick jack dennis jerry tyler aaron jose adam nathan henry zachary douglas peter kyle noah ethan jeremy christian walter keith austin roger terry sean gerald carl dylan harold jordan jesse bryan lawrence arthur gabriel bruce logan billy joe alan juan elijah willie albert wayne randy mason vincent liam roy bobby caleb bradley russell lucas mike matt chris dave dan tom tim jim bob rob ron ken greg tony luis carlos miguel pedro jorge"},
    {"NAME", "mary patricia jennifer jen linda elizabeth barbara susan jessica karen sarah lisa nancy sandra betty ashley emily kimberly kim margaret donna michelle carol amanda melissa deborah debra stephanie rebecca sharon laura cynthia dorothy amy kathleen angela shirley emma brenda pamela pam nicole anna samantha katherine christine helen debbie rachel carolyn janet maria catherine heather diane olivia julie joyce victoria ruth virginia lauren kelly christina joan evelyn judith andrea hannah megan cheryl jacqueline martha madison teresa gloria sara janice ann kathryn abigail sophia frances jean alice judy isabella julia grace amber denise danielle marilyn beverly charlotte natalie theresa diana brittany doris kayla alexis lori marie sheila tiffany tammy rosa ana sofia carmen lucia guadalupe juana"},

    /* Spanish. */
    {"KNOWN", "equipado equivale"},
    {"ES_FILL", "por favor gracias ya senor senora senores hola ahora mismo porfa porfavor porfis si todo todos ok de inmediato inmediatamente oiga oigan esto les pido urgente stop bueno pues entonces"},
    {"ES_STOP", "stop paren pare parar detener detenga detengan detenganse basta alto baja cancelar desuscribir desuscribirme desuscribanme desuscribame cesen terminen alto cesar salir remover eliminar desinscribir"},
    {"ES_CEASE", "dejen dejan deja deje dejar paren pare parar para dejenme dejame dejeme"},
    {"ES_WRITE", "mandar mandarme mandarnos mandarles enviar enviarme enviarnos escribir escribirme escribirnos textear textearme texteando molestar molestarme molestarnos llamar llamarme contactar contactarme mensajear mensajearme mandando enviando escribiendo molestando fastidiar fastidiarme joder joderme acosar acosarme"},
    {"ES_SEND", "manden mande mandes mandan manda mandeis envien envie envies envian enviais escriban escriba escribas escriben escribais contacten contacte contactes contactan molesten moleste molestes molestan texteen textee textees mensajeen mensajee mensajees notifiquen envieis escribieran escribiera mandaran mandara enviaran enviara contactaran contactara molestaran llamaran"},
    {"ES_CALL", "llamen llame llames llaman"},
    {"ES_MSG", "mensaje mensajes texto textos sms mensajitos avisos notificaciones notificacion recordatorios recordatorio alertas publicidad promociones textear mensage mensages suscripcion"},
    {"ES_DET", "los las estos estas sus mas tus de el la mis mi tantos otros ningun esos este esta un una ese su ustedes"},
    {"ES_NO", "no nunca ya jamas tampoco"},
    {"ES_WANT", "quiero deseo queremos necesito deseamos quisiera gustaria"},
    {"ES_OUT_ME", "quiteme quitenme quitame saqueme saquenme sacame elimineme eliminenme eliminame borreme borrenme borrame remuevame remuevanme quitarme sacarme eliminarme borrarme"},
    {"ES_OUT", "retire retiren retira retirar borra borre borren elimina elimine eliminen quita quite quiten saca saque saquen remueva remuevan eliminar borrar quitar sacar"},
    {"ES_NUMBER", "numero telefono celular nombre datos movil contacto informacion"},
    {"ES_PERSON", "el ella mama papa madre padre esposo esposa hijo hija hermano hermana abuelo abuela tio tia paciente marido senor senora"},
    {"ES_CANCEL", "cancelar cancela cancele cancelen anular anulen detener detenga detengan detengan parar paren suspender suspendan quiten terminar terminen"},
    {"ES_START", "iniciar comenzar empezar suscribir suscribirme reanudar inscribirme reanuden empiecen inscribir activar reactivar activenme activeme activame reactivenme reactiveme reactivame activen active reactiven reactive reanude empiecen empiece empieza comiencen comience suscribanme suscribame continuar"},
    {"ES_AGAIN", "otra vez nuevo nuevamente volver vuelvan vuelve vuelva"},
    {"ES_VISIT", "cita turno consulta visita reserva reservacion sesion hora citas"},
    {"ES_WHEN", "lunes martes miercoles jueves viernes sabado domingo manana hoy tarde semana"},
    {"ES_MOVE", "cambiar mover reprogramar reagendar posponer adelantar aplazar"},
    {"KNOWN", "soy es estoy alergica alergico seguro segura lista listo para con sin que quien como cuando donde a al del en y o pero porque puedo puede pueden va voy vamos ir tengo tiene tienen hay muy bien mal buenos buenas dias tardes noches doctor doctora medico seguro pago cuenta orden pedido precio cuesta abren cierran llego llegue llegar tienda casa trabajo dolor duele agua nada algo alguien nadie persona aqui alli ahi entonces"},

    /* French and Portuguese. */
    {"FR_FILL", "svp sil vous te plait stp merci immediatement maintenant toi bonjour"},
    {"FR_STOP", "arret arrete arretez arreter stop stopper desabonner desabonnement desinscrire desabonnez desabonne desinscription"},
    {"FR_WRITE", "mecrire menvoyer ecrire envoyer mappeler contacter decrire denvoyer deranger harceler"},
    {"FR_MSG", "messages message sms textos texto courriels"},
    {"PT_STOP", "pare parem parar cancelar sair descadastrar remover"},
    {"PT_WRITE", "mandar enviar mandarem enviarem escrever me incomodar"},
    {"PT_MSG", "mensagens mensagem sms textos"},
    {0},
};
