/** What would settle what is not known, and sentences without figures. */
export const UNKNOWNS: Readonly<Record<string, string>> = {
  'the tubing volume of the pump': 'el volumen del tubo de la bomba',
  'the volume of the catheter: it is computed from its implanted length':
    'el volumen del catéter: se calcula a partir de su longitud implantada',
  'the implanted length of the catheter, or its volume': 'la longitud implantada del catéter, o su volumen',
  'the volume that was drawn from or pushed into the catheter':
    'el volumen extraído o inyectado por el catéter',
  'the volume of the new part of the catheter': 'el volumen de la parte nueva del catéter',
  'interrogate the pump': 'interrogar la bomba',
  'whether a bolus to clear or fill the path was programmed, or the catheter aspirated':
    'si se programó un bolo para vaciar o llenar la vía, o se aspiró el catéter',
  'the volume found at the next fill': 'el volumen hallado en el próximo llenado',
  'the pump’s log: since when the reservoir was empty':
    'el registro de la bomba: desde cuándo estaba vacío el depósito',
  'a study that shows until when the catheter was sound':
    'un estudio que muestre hasta cuándo estuvo íntegro el catéter',
  'the exact dates and hours': 'las fechas y horas exactas',
  'the volume of the catheter, or its model and implanted length':
    'el volumen del catéter, o su modelo y longitud implantada',
  'the minimum rate of the pump, from its manual': 'el ritmo mínimo de la bomba, según su manual',
  'the model of the pump as its maker writes it': 'el modelo de la bomba tal como lo escribe su fabricante',
  'the strength that the programmer was told': 'la concentración que se indicó al programador',
  'whether the reservoir was rinsed': 'si se enjuagó el depósito',
  'what tubing and catheter held when the pump was taken over':
    'qué contenían el tubo y el catéter al asumir la bomba',
  'a correction of this event, or of the one that stands in its way':
    'una corrección de este evento, o del que lo impide',
  'a policy that has such figures for the drug': 'una política que tenga esas cifras para el fármaco',
  'what the spasticity comes from, by a code that policies know':
    'la causa de la espasticidad, con un código que conozcan las políticas',
  'the pump’s log: since when it had stopped': 'el registro de la bomba: desde cuándo estaba parada',
  'what explains the volume or the reading: another measurement, the pump’s log, or a correction':
    'qué explica el volumen o la lectura: otra medición, el registro de la bomba o una corrección',
  'the pump’s log: what it gave in these hours': 'el registro de la bomba: qué administró en estas horas',
  'a policy that says how this drug may be stopped':
    'una política que diga cómo se puede suspender este fármaco',
  'an audit as of a later instant': 'una auditoría a un instante posterior',
  'the catheter, with its volume': 'el catéter, con su volumen',
  'nothing that is recorded later says how the pump went on':
    'nada de lo registrado después dice cómo siguió la bomba',
  'a signature under the audit as it reads now': 'una firma bajo la auditoría tal como es ahora',
  'the source of the event, and why it was changed': 'la fuente del evento, y por qué se cambió',
  'a contrast study of the catheter': 'un estudio del catéter con contraste',
  'what explains the volume or the reading that contradicts what was computed':
    'qué explica el volumen o la lectura que contradice lo calculado',
  'the strength on the label, or in the pharmacy’s record of the preparation':
    'la concentración de la etiqueta, o del registro de preparación de farmacia',
  'the source of each of these events': 'la fuente de cada uno de estos eventos',
  'nobody knows what the pump was programmed to move': 'nadie sabe qué se programó que moviera la bomba',
  'another measurement of the volume, the pump’s log, or a correction of what was recorded':
    'otra medición del volumen, el registro de la bomba, o una corrección de lo registrado',
  'the pump’s log: since when it ran so': 'el registro de la bomba: desde cuándo funcionaba así',
  'nothing was recorded by then: nobody can tell what was delivered':
    'hasta entonces no se registró nada: nadie puede decir qué se administró',
  'an audit with what was recorded later': 'una auditoría con lo registrado después',
  'no pump is on record by then: nobody can tell what was delivered':
    'hasta entonces no consta ninguna bomba: nadie puede decir qué se administró',
  'the implant of the pump, or an audit with what was recorded later':
    'el implante de la bomba, o una auditoría con lo registrado después',
  'how the pump was filled and programmed when it was put in place':
    'cómo se llenó y programó la bomba al implantarla',
  'what was filled and programmed in that time, or that nothing was':
    'qué se llenó y programó en ese tiempo, o que no se hizo nada',
  'the labels of what was filled in, then and before': 'las etiquetas de lo que se llenó, entonces y antes',
  'the days of both fills': 'los días de ambos llenados',
  'whether it was filled since': 'si se ha llenado desde entonces',
  'the name on the label': 'el nombre de la etiqueta',
  'interrogate the pump: it may have stopped by itself': 'interrogar la bomba: puede haberse parado sola',
  'the dose of the screening test that helped': 'la dosis de la prueba inicial que fue eficaz',
  'whether the patient was used to such drugs by another route':
    'si el paciente estaba habituado a esos fármacos por otra vía',
  'the manual of the pump, and the session report of that programming':
    'el manual de la bomba, y el informe de sesión de esa programación',
  'the day of the fill': 'el día del llenado',
  'the model as its maker writes it, or the figures of its manual':
    'el modelo tal como lo escribe su fabricante, o las cifras de su manual',
  'the model as its maker writes it, or the volume of the catheter':
    'el modelo tal como lo escribe su fabricante, o el volumen del catéter',
  'a stall was told, and the volume that was found agrees only if the motor ran: it counts as over when it began':
    'se indicó una parada, y el volumen hallado solo concuerda si el motor funcionó: cuenta como terminada cuando empezó',
  'the pump’s log of stalls and recoveries': 'el registro de paradas y recuperaciones de la bomba',
  'the pump told of a stall when it ran again: when it was, and for how long, is not known':
    'la bomba indicó una parada al volver a funcionar: cuándo fue, y cuánto duró, no se sabe',
  'how the needle’s place was confirmed at the fill':
    'cómo se confirmó la posición de la aguja en el llenado',
  'the instants of the fill and of the measurement': 'los instantes del llenado y de la medición',
  'the volume that was found': 'el volumen hallado',
  'an examination of the pump, such as a rotor study': 'un examen de la bomba, como un estudio del rotor',
  'who stopped the pump, or what did': 'quién paró la bomba, o qué la paró',
  'the pump’s log: since when it had stopped, and who stopped it':
    'el registro de la bomba: desde cuándo estaba parada, y quién la paró',
  'what was aspirated at the next fill, and whether a fill before it was not recorded':
    'qué se aspiró en el próximo llenado, y si antes hubo un llenado sin registrar',
  'interrogate the pump, and record what is aspirated from the reservoir':
    'interrogar la bomba, y registrar lo que se aspire del depósito',
  'the pump’s log of alarms, and how the volume was measured':
    'el registro de alarmas de la bomba, y cómo se midió el volumen',
  'the volume found at the fill: whether the reservoir was empty is computed':
    'el volumen hallado en el llenado: que el depósito estuviera vacío es un cálculo',
  'the records of these examinations, with their dates':
    'los registros de estas exploraciones, con sus fechas',
  'a volume check after the pump ran for a while':
    'una comprobación del volumen tras un tiempo de funcionamiento',
  'computed as if each acted at the first instant of its interval at which it is possible':
    'calculado como si cada uno actuara en el primer instante posible de su intervalo',
  'a study found the catheter faulty: until its replacement the true dose at the tip lies between 0 and the answer':
    'un estudio halló el catéter defectuoso: hasta su sustitución la dosis real en la punta está entre 0 y la respuesta',
  'what tubing and catheter held is not known: computed as full of what the reservoir held':
    'no se sabe qué contenían el tubo y el catéter: calculado como llenos de lo que contenía el depósito',
  'the volume of the new part of the catheter is not recorded: nothing was moved in the calculation':
    'no consta el volumen de la parte nueva del catéter: en el cálculo no se movió nada',
  'fluid was drawn from or pushed into the catheter and no volume is recorded: nothing was moved in the calculation':
    'se extrajo o inyectó líquido por el catéter y no consta el volumen: en el cálculo no se movió nada',
  'no catheter is named where the pump was taken over, and none is on record: its volume is not known':
    'al asumir la bomba no se nombró ningún catéter, y no consta ninguno: no se conoce su volumen',
  'the program gives a dose and no strength, and the reservoir held no drug then: what flows is not known':
    'el programa da una dosis y no una concentración, y el depósito no contenía entonces fármaco: no se sabe qué fluye',
  'the pump model is not known, nor its minimum rate: nobody knows what flows':
    'no se conoce el modelo de bomba, ni su ritmo mínimo: nadie sabe qué fluye',
  'in a part of that time nobody knows what the pump moved: the dose is not known':
    'en parte de ese tiempo nadie sabe qué movió la bomba: la dosis se desconoce',
  'the dates are intervals, and the outcome differs within them':
    'las fechas son intervalos, y el resultado difiere dentro de ellos',
  'no reservations': 'sin reservas',
  'study of refill intervals up to 367 days, Neuromodulation 2023: pumps are to be refilled within 180 days':
    'estudio de intervalos de rellenado de hasta 367 días, Neuromodulation 2023: las bombas se han de rellenar en 180 días',
};
