/** Of ways to zero: headlines, verdicts, steps and what reserves them. */
export const TAPER_SENTENCES: readonly (readonly [string, string])[] = [
  [
    'Stop of {drug} at the reservoir, zero {when}: {verdict} by {policy}; at the tip: {tip}. {rest}.',
    'Cese de {drug} en el depósito, cero {when}: {verdict} según {policy}; en la punta: {tip}. {rest}.',
  ],
  [
    'A possible stop of {drug} at the reservoir, zero {when}: {verdict} by {policy}; at the tip: {tip}. {rest}.',
    'Posible cese de {drug} en el depósito, cero {when}: {verdict} según {policy}; en la punta: {tip}. {rest}.',
  ],
  [
    'At the reservoir {drug} went on; stop of {same} at the tip alone, zero {when}: {verdict} by {policy}. {rest}.',
    'En el depósito {drug} siguió; cese de {same} solo en la punta, cero {when}: {verdict} según {policy}. {rest}.',
  ],
  [
    'At the reservoir {drug} went on; a possible stop of {same} at the tip alone, zero {when}: {verdict} by {policy}. {rest}.',
    'En el depósito {drug} siguió; posible cese de {same} solo en la punta, cero {when}: {verdict} según {policy}. {rest}.',
  ],
  [
    'No drug is found to have been stopped at the reservoir or at the tip by {policy}. {rest}.',
    'No se halla que se suspendiera ningún fármaco en el depósito ni en la punta según {policy}. {rest}.',
  ],
  [
    '{reserved}; missing: {missing}; delivery {delivery}',
    '{reserved}; falta: {missing*}; administración {delivery}',
  ],
  ['{reserved}; delivery {delivery}', '{reserved}; administración {delivery}'],
  ['No reservations', 'Sin reservas'],
  ['1 reservation: {which}', '1 reserva: {which*}'],
  ['{count} reservations: {which}', '{count} reservas: {which*}'],
  ['{count#} reservation', '{count} reserva'],
  ['{count#} reservations', '{count} reservas'],
  ['No critical findings', 'Ningún hallazgo crítico'],
  ['1 critical finding', '1 hallazgo crítico'],
  ['{count#} critical findings', '{count} hallazgos críticos'],
  ['{count#} more', '{count} más'],
  ['{status} at both sites', '{status} en ambos sitios'],
  ['{reservoir} at the reservoir, {tip} at the tip', '{reservoir} en el depósito, {tip} en la punta'],
  ['on {day#}, {why}', 'el {day}, {why}'],
  ['about {day#}, {why}', 'hacia el {day}, {why}'],
  ['on {day#}', 'el {day}'],
  ['about {day#}', 'hacia el {day}'],
  ['in {month#}', 'en {month}'],
  ['consistent with a taper', 'compatible con una pauta de descenso'],
  ['abrupt', 'brusco'],
  ['after the catheter was found faulty or changed', 'tras hallarse defectuoso o cambiarse el catéter'],
  ['after a spike of the dose', 'tras un pico de dosis'],
  ['after a serious adverse event', 'tras un acontecimiento adverso grave'],
  [
    'at most {fall} of {baseline} mcg/day were lost within {hours}, and {last} mcg/day in the last ones before zero',
    'como máximo se perdieron {fall} de {baseline} mcg/día en {hours}, y {last} mcg/día en las últimas antes de cero',
  ],
  [
    '{lost} of the {dose} mcg/day of that day were lost within {hours}; abrupt is more than {limit} %',
    'se perdieron {lost} de los {dose} mcg/día de ese día en {hours}; es brusco más del {limit} %',
  ],
  [
    '{lost} of {baseline} mcg/day were lost within {hours}; abrupt is more than {limit} %',
    'se perdieron {lost} de {baseline} mcg/día en {hours}; es brusco más del {limit} %',
  ],
  [
    '{last#} mcg/day were lost in the last {hours} before zero; the largest step allowed is {most} mcg/day',
    'se perdieron {last} mcg/día en las últimas {hours} antes de cero; el escalón máximo permitido es {most} mcg/día',
  ],
  [
    '{hours#} h after the step before; at least {least#} h ({tolerance#} h tolerance)',
    '{hours} h después del escalón anterior; al menos {least} h ({tolerance} h de tolerancia)',
  ],
  [
    '{days#} days from the first step to zero; at least {least#} ({tolerance#} h tolerance)',
    '{days} días del primer escalón a cero; al menos {least} ({tolerance} h de tolerancia)',
  ],
  ['{fall#} mcg/day; at most {most}', '{fall} mcg/día; como máximo {most}'],
  [
    'a fall from {dose} mcg/day; from {floor} or less any is allowed',
    'un descenso desde {dose} mcg/día; desde {floor} o menos se permite cualquiera',
  ],
  ['{pct#} % of the dose before; at most {most} %', '{pct} % de la dosis anterior; como máximo {most} %'],
  ['{pct#} % of the baseline; at most {most} %', '{pct} % de la dosis de partida; como máximo {most} %'],
  ['the first step', 'el primer escalón'],
  ['{hours#} h ({tolerance#} h tolerance)', '{hours} h ({tolerance} h de tolerancia)'],
  ['{policy} says nothing about stopping {drug}', '{policy} no dice nada sobre suspender {drug}'],
  [
    'on the way {pct} % of what the daily dose promises was given in some {hours} h',
    'en el camino se administró el {pct} % de lo que promete la dosis diaria en unas {hours} h',
  ],
  [
    'the fall of {at} lies in a time in which what was computed is contradicted: {cause}',
    'el descenso de {at} cae en un tiempo en el que lo calculado está contradicho: {cause}',
  ],
  [
    '{found} mL were found {at} where {left} mL were computed: since when the reservoir was empty is not known',
    'se hallaron {found} mL en {at} donde se calculaban {left} mL: no se sabe desde cuándo estaba vacío el depósito',
  ],
  [
    'the alarm says empty where {left} mL were computed: since when the reservoir was empty, or whether, is not known',
    'la alarma dice vacío donde se calculaban {left} mL: no se sabe desde cuándo estaba vacío el depósito, ni si lo estaba',
  ],
  [
    'the pump was found stopped {at}, and not since when: it was last seen to run {since}',
    'la bomba se halló parada en {at}, sin saber desde cuándo: se la vio en marcha por última vez en {since}',
  ],
  [
    'projected: nothing about the pump is recorded since its implant',
    'proyectado: no consta nada de la bomba desde su implante',
  ],
  [
    'projected: nothing about the pump is recorded since {at}',
    'proyectado: no consta nada de la bomba desde {at}',
  ],
  [
    'computed dry {at}; no volume that was found and no alarm says so, and a refill that nobody recorded is as likely',
    'calculado vacío en {at}; ningún volumen hallado ni alarma lo dice, y es igual de probable un rellenado que nadie registró',
  ],
  [
    'a volume of the fluid path is neither recorded nor known for the model',
    'un volumen de la vía del fluido no consta ni se conoce para el modelo',
  ],
  [
    'the implanted length of the catheter is not recorded; computed untrimmed',
    'no consta la longitud implantada del catéter; calculado sin recortar',
  ],
  ['no catheter is recorded', 'no consta ningún catéter'],
  [
    'what tubing and catheter held when the pump was taken over is not known',
    'no se sabe qué contenían el tubo y el catéter al asumir la bomba',
  ],
  [
    'fluid was drawn from or pushed into the catheter, and nobody recorded how much',
    'se extrajo o inyectó líquido por el catéter, y nadie registró cuánto',
  ],
  [
    'a study found the catheter faulty: the true dose lies between 0 and the computed one',
    'un estudio halló el catéter defectuoso: la dosis real está entre 0 y la calculada',
  ],
  [
    'a study found the catheter faulty: drug may have been lost before the tip',
    'un estudio halló el catéter defectuoso: puede haberse perdido fármaco antes de la punta',
  ],
  [
    'nobody recorded what the path holds: the tip’s dose is open until its volume has passed',
    'nadie registró qué contiene la vía: la dosis en la punta queda abierta hasta que pase su volumen',
  ],
  [
    'no bridge of what there was to clear is recorded after the switch of {at}',
    'no consta un puente de lo que había que vaciar tras el cambio de {at}',
  ],
  [
    'the switch of {at} records neither; what was in the path may have gone on',
    'el cambio de {at} no registra ninguno; lo que había en la vía pudo seguir',
  ],
  [
    'about the switch of {at} a part of the path was left drug-free, and no priming is recorded',
    'en torno al cambio de {at} una parte de la vía quedó sin fármaco, y no consta un cebado',
  ],
  [
    'the drug had not gone from the tip for long enough to count',
    'el fármaco no había faltado en la punta el tiempo suficiente para contar',
  ],
  [
    'recorded with a date that may lie before the last change of hardware or after the diagnosis',
    'registrado con una fecha que puede ser anterior al último cambio de dispositivo o posterior al diagnóstico',
  ],
  ['none is recorded', 'no consta ninguno'],
  ['the one of {at} shows nothing: {why}', 'el de {at} no demuestra nada: {why}'],
  [
    'the last one recorded, {at}, is not between the last change of hardware and the diagnosis and within {days} days',
    'el último registrado, {at}, no está entre el último cambio de dispositivo y el diagnóstico ni dentro de {days} días',
  ],
  [
    'the last one recorded, {at}, is not between the last change of hardware and the diagnosis',
    'el último registrado, {at}, no está entre el último cambio de dispositivo y el diagnóstico',
  ],
  [
    'a fill whose aspirate was within the limits is recorded {at}',
    'consta un llenado cuyo aspirado estaba dentro de los límites en {at}',
  ],
  ['its figures do not agree with what was expected', 'sus cifras no concuerdan con lo esperado'],
  ['a bolus of {dose} mcg is below {least} mcg', 'un bolo de {dose} mcg está por debajo de {least} mcg'],
  ['a later bolus helped, {at}', 'un bolo posterior fue eficaz, {at}'],
  ['a later study found a fault, {at}', 'un estudio posterior halló un fallo, {at}'],
  ['the motor stood still then', 'el motor estaba parado entonces'],
];
