/** Of findings on pump, reservoir and catheter, and of assumptions. */
export const PUMP_SENTENCES: readonly (readonly [string, string])[] = [
  [
    '{method} found: {finding}; from {at} until it was revised {end} the true dose at the tip lies between 0 and the computed one',
    '{method}: se halló {finding}; desde {at} hasta que se revisó en {end} la dosis real en la punta está entre 0 y la calculada',
  ],
  [
    '{method} found: {finding}; from {at} until it was replaced {end} the true dose at the tip lies between 0 and the computed one',
    '{method}: se halló {finding}; desde {at} hasta que se sustituyó en {end} la dosis real en la punta está entre 0 y la calculada',
  ],
  [
    '{method} found: {finding}; from {at} until it is replaced the true dose at the tip lies between 0 and the computed one',
    '{method}: se halló {finding}; desde {at} hasta que se sustituya la dosis real en la punta está entre 0 y la calculada',
  ],
  [
    '{method} found: {finding}; from the beginning until it was revised {end} the true dose at the tip lies between 0 and the computed one',
    '{method}: se halló {finding}; desde el principio hasta que se revisó en {end} la dosis real en la punta está entre 0 y la calculada',
  ],
  [
    '{method} found: {finding}; from the beginning until it was replaced {end} the true dose at the tip lies between 0 and the computed one',
    '{method}: se halló {finding}; desde el principio hasta que se sustituyó en {end} la dosis real en la punta está entre 0 y la calculada',
  ],
  [
    '{method} found: {finding}; from the beginning until it is replaced the true dose at the tip lies between 0 and the computed one',
    '{method}: se halló {finding}; desde el principio hasta que se sustituya la dosis real en la punta está entre 0 y la calculada',
  ],
  ['from the beginning', 'desde el principio'],
  ['until it was revised {at}', 'hasta que se revisó en {at}'],
  ['until it was replaced {at}', 'hasta que se sustituyó en {at}'],
  ['until it is replaced', 'hasta que se sustituya'],
  ['from {at}', 'desde {at}'],
  [
    'nothing could be aspirated through the catheter, and the last volume measured before was {ml} mL above the expected',
    'no se pudo aspirar nada por el catéter, y el último volumen medido antes estaba {ml} mL por encima de lo esperado',
  ],
  ['nothing could be aspirated through the catheter', 'no se pudo aspirar nada por el catéter'],
  [
    'at the reservoir {mcg} mcg of {drug} were computed, and it can have been {low} mcg at least and {high} mcg at most',
    'en el depósito se calcularon {mcg} mcg de {drug}, y pudieron ser {low} mcg como mínimo y {high} mcg como máximo',
  ],
  [
    'at the tip {mcg} mcg of {drug} were computed, and it can have been {low} mcg at least and {high} mcg at most',
    'en la punta se calcularon {mcg} mcg de {drug}, y pudieron ser {low} mcg como mínimo y {high} mcg como máximo',
  ],
  [
    'a pump is in place since {at}, and for {hours} h or longer no {what} is on record, and goes on',
    'hay una bomba implantada desde {at}, y durante {hours} h o más no consta {what}, y sigue así',
  ],
  [
    'a pump is in place since {at}, and for {hours} h or longer no {what} is on record, until {until}',
    'hay una bomba implantada desde {at}, y durante {hours} h o más no consta {what}, hasta {until}',
  ],
  [
    'nothing is recorded of the pump from {at}, {until}: {days} days or longer, where {usual} are usual',
    'no consta nada de la bomba desde {at}, {until}: {days} días o más, cuando lo habitual son {usual}',
  ],
  [
    'nothing is recorded of the pump from {at}, {until}: {days} days or longer',
    'no consta nada de la bomba desde {at}, {until}: {days} días o más',
  ],
  ['until {at}', 'hasta {at}'],
  [
    'delivers after {at}, when its service ended: {why}',
    'administra después de {at}, cuando terminó su vida útil: {why}',
  ],
  ['{months} months after {since} ({source})', '{months} meses después de {since} ({source})'],
  ['the implant of {at}', 'el implante de {at}'],
  ['the implant', 'el implante'],
  ['by its end-of-service alarm', 'según su alarma de fin de vida útil'],
  [
    '{days} days after its elective-replacement alarm',
    '{days} días después de su alarma de recambio electivo',
  ],
  [
    '{said}; a {model} gives {min}-{max} mL/day ({source})',
    '{said}; una {model} da {min}-{max} mL/día ({source})',
  ],
  ['a bolus was given at {fault}', 'se administró un bolo a {fault}'],
  ['programmed to start with {fault}', 'programada para empezar con {fault}'],
  ['programmed to {flow} mL/day during a bolus', 'programada a {flow} mL/día durante un bolo'],
  ['programmed to {flow} mL/day', 'programada a {flow} mL/día'],
  ['filled {when} from {lots}', 'llenado {when} con {lots}'],
  ['{lot} (last day {day})', '{lot} (último día {day})'],
  ['between {first} and {last}', 'entre {first} y {last}'],
  ['{model} is no pump that is known here: {unknown}', '{model} no es una bomba conocida aquí: {unknown}'],
  [
    '{model} is no catheter that is known here: {unknown}',
    '{model} no es un catéter conocido aquí: {unknown}',
  ],
  [
    'its minimum rate, the flows that it can give and its service life stay unknown',
    'siguen sin saberse su ritmo mínimo, los flujos que puede dar y su vida útil',
  ],
  [
    'its tubing volume, and with it what the tip gave, and its minimum rate, the flows that it can give and its service life stay unknown',
    'siguen sin saberse el volumen de su tubo, y con él lo que dio la punta, su ritmo mínimo, los flujos que puede dar y su vida útil',
  ],
  [
    'its volume, and with it what the tip gave, stays unknown',
    'sigue sin saberse su volumen, y con él lo que dio la punta',
  ],
  [
    'its volume is recorded; how much of it a length holds stays unknown',
    'consta su volumen; sigue sin saberse cuánto contiene por longitud',
  ],
  ['by what the pump reports {told}', 'según informa la bomba, {told}'],
  [
    'the motor stood until {at}: an MRI of that day explains it ({mri})',
    'el motor estuvo parado hasta {at}: lo explica una RM de ese día ({mri})',
  ],
  ['the motor stood until {at}', 'el motor estuvo parado hasta {at}'],
  ['the motor stands, and no recovery is recorded', 'el motor está parado, y no consta su recuperación'],
  [
    'a stall was told, and the volume that was found {at} agrees only if the motor ran: it counts as over when it began',
    'se indicó una parada, y el volumen hallado en {at} solo concuerda si el motor funcionó: cuenta como terminada cuando empezó',
  ],
  [
    'no interrogation is recorded within {hours} h after the magnet: a rotor that stayed where it stood cannot be excluded',
    'no consta una interrogación en las {hours} h siguientes a la RM: no se puede excluir que el rotor siguiera parado',
  ],
  [
    'an adverse event within {hours} h after the fill, and {ml} mL less than expected when its volume was next measured ({at}): some of it may have gone beside the reservoir',
    'un acontecimiento adverso en las {hours} h tras el llenado, y {ml} mL menos de lo esperado al medir de nuevo su volumen ({at}): parte pudo ir fuera del depósito',
  ],
  [
    'the pump’s clock was {minutes} min ahead, more than {most} min: the boluses of its flex program began as much early',
    'el reloj de la bomba iba {minutes} min adelantado, más de {most} min: los bolos de su programa flexible empezaron otro tanto antes',
  ],
  [
    'the pump’s clock was {minutes} min behind, more than {most} min: the boluses of its flex program began as much late',
    'el reloj de la bomba iba {minutes} min retrasado, más de {most} min: los bolos de su programa flexible empezaron otro tanto después',
  ],
  [
    'the program is stopped since {at}, for more than {hours} h: a rotor that stands so long may deform its tube',
    'el programa está parado desde {at}, más de {hours} h: un rotor tanto tiempo parado puede deformar su tubo',
  ],
  [
    'the program is stopped since {at}, for more than {hours} h, until {end}: a rotor that stands so long may deform its tube',
    'el programa estuvo parado desde {at}, más de {hours} h, hasta {end}: un rotor tanto tiempo parado puede deformar su tubo',
  ],
  ['the pump was explanted {at}', 'se explantó la bomba en {at}'],
  ['the pump was replaced {at}', 'se sustituyó la bomba en {at}'],
  ['the therapy ended {at}', 'terminó la terapia en {at}'],
  [
    'a volume check concludes {conclusion} and gives no volume: consistent with {what}',
    'una comprobación del volumen concluye {conclusion} y no da volumen: compatible con {what}',
  ],
  ['under-delivery, a stall or an occlusion', 'administración insuficiente, una parada o una oclusión'],
  ['over-delivery, a leak or a short fill', 'administración excesiva, una fuga o un llenado escaso'],
  [
    '{ml} mL were found in a reservoir of {capacity} mL: it is not used, as if nothing had been found',
    'se hallaron {ml} mL en un depósito de {capacity} mL: no se usa, como si no se hubiera hallado nada',
  ],
  [
    '{found} mL were found where {expected} mL were expected, {off} mL more: {limits}; consistent with {what}',
    'se hallaron {found} mL donde se esperaban {expected} mL, {off} mL más: {limits}; compatible con {what}',
  ],
  [
    '{found} mL were found where {expected} mL were expected, {off} mL less: {limits}; consistent with {what}',
    'se hallaron {found} mL donde se esperaban {expected} mL, {off} mL menos: {limits}; compatible con {what}',
  ],
  [
    '{found} mL were found where {expected} mL were expected: it may have been empty before, and since when is not known',
    'se hallaron {found} mL donde se esperaban {expected} mL: pudo estar vacío antes, y no se sabe desde cuándo',
  ],
  ['above {ml} mL', 'más de {ml} mL'],
  [
    '{ratio} of what was to be pumped, outside {low}-{high}',
    '{ratio} de lo que se había de bombear, fuera de {low}-{high}',
  ],
  ['{ratio} of what was to be pumped', '{ratio} de lo que se había de bombear'],
  ['nothing was to be pumped', 'no se había de bombear nada'],
  [
    'by the program the {ml} mL of the low-reservoir alarm were reached, and no fill is recorded by then',
    'según el programa se alcanzaron los {ml} mL de la alarma de nivel bajo, y hasta entonces no consta un llenado',
  ],
  [
    'by the program {ml} mL or less were left before the next fill',
    'según el programa quedaban {ml} mL o menos antes del próximo llenado',
  ],
  [
    'over {count} measured fills, from {at}, the pump moved {ratio} of the {ml} mL that were programmed, outside {low}-{high}: under-delivery that goes on',
    'en {count} llenados medidos, desde {at}, la bomba movió {ratio} de los {ml} mL programados, fuera de {low}-{high}: administración insuficiente que sigue',
  ],
  [
    'over {count} measured fills, from {at}, the pump moved {ratio} of the {ml} mL that were programmed, outside {low}-{high}: over-delivery that goes on',
    'en {count} llenados medidos, desde {at}, la bomba movió {ratio} de los {ml} mL programados, fuera de {low}-{high}: administración excesiva que sigue',
  ],
  [
    'the pump was to be replaced by {day}, and was in place after it',
    'la bomba se había de recambiar antes del {day}, y seguía implantada después',
  ],
  [
    '{how} to stand still since {at}; nobody recorded that it was stopped',
    '{how} parada desde {at}; nadie registró que se parase',
  ],
  [
    '{how} to stand still since {at}, at its end of service; nobody recorded that it was stopped',
    '{how} parada desde {at}, al fin de su vida útil; nadie registró que se parase',
  ],
  [
    '{how} to stand still {at}, and does not say since when; nobody recorded that it was stopped',
    '{how} parada en {at}, sin decir desde cuándo; nadie registró que se parase',
  ],
  ['the pump was read', 'al leerla, la bomba estaba'],
  ['by its alarm the pump is', 'según su alarma, la bomba está'],
  [
    'at {ratio} times the programmed flow the reservoir was empty by then, before {at}; by the program it was not',
    'a {ratio} veces el flujo programado el depósito estaba vacío para entonces, antes de {at}; según el programa no lo estaba',
  ],
  [
    'at {ratio} times the programmed flow the reservoir was empty by then; by the program it was not',
    'a {ratio} veces el flujo programado el depósito estaba vacío para entonces; según el programa no lo estaba',
  ],
  [
    '{how}: no refill is recorded since {at}, {until}; {shown}',
    '{how}: no consta un rellenado desde {at}, {until}; {shown}',
  ],
  ['empty by its alarm', 'vacío según su alarma'],
  ['computed empty', 'vacío según el cálculo'],
  ['it was found empty', 'se halló vacío'],
  ['the pump told that it was empty', 'la bomba indicó que estaba vacío'],
  ['the pump told that it was low, as computed', 'la bomba indicó que estaba bajo, como se calculó'],
  [
    'nothing that was found or read says that it was: a refill that nobody recorded is as likely',
    'nada de lo hallado o leído dice que lo estuviera: es igual de probable un rellenado que nadie registró',
  ],
  [
    'the pump’s memory was reset and no programming is recorded within {hours} h: it ran at its minimum rate, as far as is known',
    'la memoria de la bomba se reinició y no consta programación en {hours} h: funcionó a su ritmo mínimo, según lo que se sabe',
  ],
  [
    'the rotor stood from {at} for {hours} h, more than {most} h, and ran again: until a volume check nobody can tell what the pump moves',
    'el rotor estuvo parado desde {at} durante {hours} h, más de {most} h, y volvió a funcionar: hasta una comprobación del volumen nadie puede decir qué mueve la bomba',
  ],
  [
    'what was left of {fluid} in the reservoir is not counted, and no rinse is recorded',
    'no consta lo que quedaba de {fluid} en el depósito, ni ningún enjuague',
  ],
  ['{type} has no effect as the record stands: {why}', '{type} no tiene efecto según el registro: {why}'],
  [
    'the volume of a catheter {model} is neither recorded nor known from its model and length',
    'el volumen de un catéter {model} no consta ni se conoce por su modelo y longitud',
  ],
  [
    'the implanted length is not recorded: {cm} cm ({source}) at {perCm}',
    'no consta la longitud implantada: {cm} cm ({source}) a {perCm}',
  ],
  ['{value} mL/cm ({source})', '{value} mL/cm ({source})'],
  ['{value} mL/day for {model} ({source})', '{value} mL/día para {model} ({source})'],
  ['{value} mL for {model} ({source})', '{value} mL para {model} ({source})'],
  ['{cm} cm at {perCm}', '{cm} cm a {perCm}'],
  [
    'no tubing volume is recorded, and that of {model} is not known',
    'no consta el volumen del tubo, y el de {model} no se conoce',
  ],
  [
    'no tubing volume is recorded, and the model {model} is not known',
    'no consta el volumen del tubo, y el modelo {model} no se conoce',
  ],
  [
    'the minimum rate of {model} is not known: nobody knows what flows',
    'no se conoce el ritmo mínimo de {model}: nadie sabe qué fluye',
  ],
  [
    '{policy} has no figures of what a spike of {drug} is: none is judged',
    '{policy} no tiene cifras de lo que es un pico de {drug}: no se juzga ninguno',
  ],
  [
    '{aetiology} is not one that {policy} knows: rises of {drug} are judged by its strictest figure',
    '{aetiology} no es de las que conoce {policy}: los aumentos de {drug} se juzgan con su cifra más estricta',
  ],
  ['no aetiology', 'ninguna etiología'],
  ['{cited}; memory-medium', '{cited}; de memoria, fiabilidad media'],
  ['{cited}; memory-high', '{cited}; de memoria, fiabilidad alta'],
  ['{cited}; memory-low', '{cited}; de memoria, fiabilidad baja'],
  ['device manual; {more}', 'manual del dispositivo; {more}'],
  [
    'priming volume shown by programmers before 2016',
    'volumen de cebado que mostraban los programadores antes de 2016',
  ],
  ['agrees with an inner diameter of {mm} mm', 'concuerda con un diámetro interior de {mm} mm'],
  ['without drug', 'sin fármaco'],
  ['of unknown content', 'de contenido desconocido'],
  ['{item} not-shown ({detail})', '{item}: no consta ({detail})'],
  ['{item} undetermined ({detail})', '{item}: indeterminado ({detail})'],
  ['{cited}; read-in-source', '{cited}; leído en la fuente'],
];
