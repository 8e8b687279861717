/** Of what is asked before an entry is recorded. */
export const CHECK_SENTENCES: readonly (readonly [string, string])[] = [
  ['{id} says the same of {at}', '{id} dice lo mismo de {at}'],
  ['the largest here was {dose}', 'la mayor aquí fue {dose}'],
  [
    'the largest usual single dose is {dose} ({source})',
    'la mayor dosis única habitual es {dose} ({source})',
  ],
  ['{dose} of {drug} at once; {usual}', '{dose} de {drug} de una vez; {usual}'],
  ['at most {dose} of {drug}', 'como máximo {dose} de {drug}'],
  ['at most {dose} to begin again', 'como máximo {dose} para reanudar'],
  ['at most {dose}', 'como máximo {dose}'],
  [
    'this {kind} gives {drug} at {dose} while it runs; {why}',
    'este {kind} da {drug} a {dose} mientras dura; {why}',
  ],
  ['it ran at {dose} before', 'antes iba a {dose}'],
  ['it was not delivered in the days before', 'no se administró en los días previos'],
  [
    '{what}, and the program begins with no bridge: it leaves at the speed of the new program',
    '{what}, y el programa empieza sin puente: sale a la velocidad del programa nuevo',
  ],
  ['{what}, and a bridge of {ml} does not clear it', '{what}, y un puente de {ml} no la vacía'],
  ['the path still holds {old} before {new}', 'la vía aún contiene {old} antes de {new}'],
  [
    'a bridge of the path’s volume, which is not known here',
    'un puente del volumen de la vía, que aquí no se conoce',
  ],
  ['a bridge of {ml}', 'un puente de {ml}'],
  ['it is before the last event, of {day}', 'es anterior al último evento, del {day}'],
  ['it is {days} days ago', 'fue hace {days} días'],
  ['nobody makes visits at that hour', 'nadie hace visitas a esa hora'],
  [
    'the boluses would come by a clock at {offset}; this therapy was programmed at {usual} before',
    'los bolos llegarían según un reloj a {offset}; esta terapia se programó antes a {usual}',
  ],
  [
    '{drug} ran at {dose}, until {day}; this is {times}',
    '{drug} iba a {dose}, hasta el {day}; esto es {times}',
  ],
  ['{drug} ran at {dose} until now; this is {times}', '{drug} iba a {dose} hasta ahora; esto es {times}'],
  [
    '{drug} ran at {dose}, until {day}; this stops it',
    '{drug} iba a {dose}, hasta el {day}; esto lo suspende',
  ],
  ['{drug} ran at {dose} until now; this stops it', '{drug} iba a {dose} hasta ahora; esto lo suspende'],
  ['{number#} times as much', '{number} veces'],
  ['{low#} to {high#}', '{low} a {high}'],
  [
    '{drug} was not delivered since {day}; it ran at {dose} then',
    '{drug} no se administra desde el {day}; entonces iba a {dose}',
  ],
  ['the largest screening bolus that helped was {dose}', 'el mayor bolo de prueba eficaz fue {dose}'],
  ['no screening bolus that helped is on record', 'no consta un bolo de prueba eficaz'],
  ['{drug} begins here with {dose}; {why}', '{drug} empieza aquí con {dose}; {why}'],
  [
    '{drug} is not a drug that is known here: no policy judges it',
    '{drug} no es un fármaco conocido aquí: ninguna política lo juzga',
  ],
  ['this therapy never had {drug} before', 'esta terapia nunca tuvo antes {drug}'],
  ['lot {lot} had expired on {day}', 'el lote {lot} había caducado el {day}'],
  [
    '{model} is no pump that is known here: what is not recorded of it stays unknown',
    '{model} no es una bomba conocida aquí: lo que no consta de ella sigue sin saberse',
  ],
  [
    '{model} is no catheter that is known here: what is not recorded of it stays unknown',
    '{model} no es un catéter conocido aquí: lo que no consta de él sigue sin saberse',
  ],
  [
    '{path} left without drug, and without a priming the tip gets none for {hours} hours or more',
    '{path} sin fármaco, y sin un cebado la punta no recibe nada durante {hours} horas o más',
  ],
  ['{ml} of the path were', '{ml} de la vía quedaron'],
  [
    'a priming of {ml}, which brings the drug to the tip',
    'un cebado de {ml}, que lleva el fármaco a la punta',
  ],
  [
    'pumps are known to be filled with {drug} of {min} to {max} mcg/mL ({source})',
    'se sabe que las bombas se llenan con {drug} de {min} a {max} mcg/mL ({source})',
  ],
  ['{drug} {strength} is said here; {since} {was}', 'aquí se dice {drug} {strength}; {since} {was}'],
  ['the fill of {day} had', 'el llenado del {day} tenía'],
  ['the reservoir held', 'el depósito contenía'],
  ['the reservoir was filled with', 'el depósito se llenó con'],
  ['the programmer was told', 'al programador se le indicó'],
  [
    '{ml} were to be left of {filled}, by what was pumped; this is {off} more',
    'debían quedar {ml} de {filled}, según lo bombeado; esto es {off} más',
  ],
  [
    '{ml} were to be left of {filled}, by what was pumped; this is {off} less',
    'debían quedar {ml} de {filled}, según lo bombeado; esto es {off} menos',
  ],
  ['its reservoir holds {ml}', 'su depósito admite {ml}'],
  ['this pump is mostly filled with {ml}', 'esta bomba se llena casi siempre con {ml}'],
];
