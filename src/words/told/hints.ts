/** The help below the fields of the form that records. */
export const HINTS: Readonly<Record<string, string>> = {
  'Lower case, such as `baclofen`.': 'En minúsculas, como `baclofen`.',
  'Lower case, such as `baclofen`; `drug-free` for saline or water.':
    'En minúsculas, como `baclofen`; `drug-free` para suero o agua.',
  'Lower case, such as `morphine`.': 'En minúsculas, como `morphine`.',
  'Lower case, such as `tizanidine`.': 'En minúsculas, como `tizanidine`.',
  'Lower case, such as `bupivacaine`.': 'En minúsculas, como `bupivacaine`.',
  'The volume at which the pump is set to warn: {range}. Left out, it is 2.':
    'El volumen con el que la bomba debe avisar: {range}. Si se omite, es 2.',
  'What the pump runs from now on.': 'Lo que la bomba ejecuta a partir de ahora.',
  'It is shown, and decides nothing.': 'Se muestra, y no decide nada.',
  'The new catheter.': 'El catéter nuevo.',
  'Why it was given.': 'Por qué se administró.',
  'Only by route `pump` does it replace the infusion while it runs.':
    'Solo por la vía `pump` sustituye a la infusión mientras dura.',
  '{range}. Required for route `pump`.': '{range}. Necesario para la vía `pump`.',
  'What was seen, by whoever tested.': 'Lo que se vio, según quien hizo la prueba.',
  'Clinical scales before and after.': 'Escalas clínicas antes y después.',
  'What the reservoir held, as the source says.': 'Lo que contenía el depósito, según la fuente.',
  'What it holds now.': 'Lo que contiene ahora.',
  'Whether the reservoir was rinsed in between.': 'Si entretanto se enjuagó el depósito.',
  'Stands for the patient, whose name belongs nowhere here.':
    'Representa al paciente, cuyo nombre no debe figurar aquí.',
  'What the therapy is for.': 'Para qué es la terapia.',
  'A code such as `spinal-cord-injury`, `multiple-sclerosis`, `cerebral-palsy`, `traumatic-brain-injury` or `stroke`, which policies know.':
    'Un código como `spinal-cord-injury`, `multiple-sclerosis`, `cerebral-palsy`, `traumatic-brain-injury` o `stroke`, que las políticas conocen.',
  'The neurological level, such as `C3`.': 'El nivel neurológico, como `C3`.',
  'ASIA impairment scale.': 'Escala de discapacidad ASIA.',
  '{range}.': '{range}.',
  'As in FHIR.': 'Como en FHIR.',
  'The new pump: empty, without a program.': 'La bomba nueva: vacía, sin programa.',
  'What was drawn out of the old pump: {range}.': 'Lo que se extrajo de la bomba anterior: {range}.',
  'The pump in place.': 'La bomba implantada.',
  'When the pump was put in place, as exactly as it is known.':
    'Cuándo se implantó la bomba, con la exactitud que se conoce.',
  'The catheter in place; left out, the one on record stays.':
    'El catéter implantado; si se omite, sigue el que consta.',
  'When the catheter was put in place, as exactly as it is known.':
    'Cuándo se implantó el catéter, con la exactitud que se conoce.',
  'What the reservoir holds.': 'Lo que contiene el depósito.',
  'What the pump runs.': 'Lo que ejecuta la bomba.',
  'Whether tubing and catheter hold what the reservoir holds, or nobody knows what.':
    'Si el tubo y el catéter contienen lo mismo que el depósito, o nadie sabe qué.',
  'After `death`, `explanted` and `transferred` nothing is delivered or projected.':
    'Tras `death`, `explanted` y `transferred` no se administra ni se proyecta nada.',
  'What was drawn out of it: {range}.': 'Lo que se extrajo de ella: {range}.',
  'Which part is new.': 'Qué parte es nueva.',
  'Of the new segment: {range}. Left out for a connector.':
    'Del segmento nuevo: {range}. Se omite para un conector.',
  'Left out, its volume is as before.': 'Si se omite, su volumen es el de antes.',
  'What was drawn out: {range}.': 'Lo que se extrajo: {range}.',
  'Why it was given; `inadvertent` where nobody meant it.':
    'Por qué se administró; `inadvertent` si nadie lo pretendía.',
  '`pump` replaces the infusion while it runs; `catheter-port` pushes out what the catheter holds.':
    '`pump` sustituye a la infusión mientras dura; `catheter-port` empuja lo que contiene el catéter.',
  'What was pushed in: {range}. Required for route `catheter-port`.':
    'Lo que se inyectó: {range}. Necesario para la vía `catheter-port`.',
  'In capitals, such as `NRS-PAIN`; MAS and PSFS have a form of their own.':
    'En mayúsculas, como `NRS-PAIN`; MAS y PSFS tienen su propio formulario.',
  'As the scale writes it.': 'Tal como lo escribe la escala.',
  'Drawn out at the pump end before contrast was given: {range}.':
    'Extraído en el extremo de la bomba antes del contraste: {range}.',
  'Pushed in at the pump end: {range}. What it displaces leaves the tip as dose.':
    'Inyectado en el extremo de la bomba: {range}. Lo que desplaza sale por la punta como dosis.',
  'Whether anything came.': 'Si salió algo.',
  'What was drawn: {range}. Drug-free fluid takes its place from the tip.':
    'Lo que se extrajo: {range}. Desde la punta lo reemplaza líquido sin fármaco.',
  'By whoever checked: more (`excess`) or less (`deficit`) than expected, or as expected.':
    'Según quien lo comprobó: más (`excess`) o menos (`deficit`) de lo esperado, o lo esperado.',
  'By the programmer: {range}.': 'Según el programador: {range}.',
  'As drawn out: {range}.': 'Según lo extraído: {range}.',
  'What the programmer showed, by its own names: an open object of at most 8 levels.':
    'Lo que mostró el programador, con sus propios nombres: un objeto abierto de como máximo 8 niveles.',
  'What the programmer showed, by its own names: an open object of at most 4 levels.':
    'Lo que mostró el programador, con sus propios nombres: un objeto abierto de como máximo 4 niveles.',
  'What the programmer showed, by its own names: an open object of at most 16 levels.':
    'Lo que mostró el programador, con sus propios nombres: un objeto abierto de como máximo 16 niveles.',
  'The alarms that it listed.': 'Las alarmas que listó.',
  'The pump’s clock minus the true time: {range}.': 'El reloj de la bomba menos la hora verdadera: {range}.',
  'It is compared with the program in force; where the two differ, what the pump says counts from then on.':
    'Se compara con el programa vigente; donde difieren, desde entonces cuenta lo que dice la bomba.',
  'Modified Ashworth scale or Penn spasm frequency scale.':
    'Escala de Ashworth modificada o escala de frecuencia de espasmos de Penn.',
  'The grade, or the lowest of a range: `0 1 1+ 2 3 4` (MAS), `0 1 2 3 4` (PSFS).':
    'El grado, o el más bajo de un intervalo: `0 1 1+ 2 3 4` (MAS), `0 1 2 3 4` (PSFS).',
  'The highest grade of a range.': 'El grado más alto de un intervalo.',
  'Which muscles.': 'Qué músculos.',
  'Each intake: {range}.': 'Cada toma: {range}.',
  '{range}; 0 says that it was stopped.': '{range}; 0 dice que se suspendió.',
  'What was seen.': 'Lo que se vio.',
  'Whether it meets any criterion of seriousness.': 'Si cumple algún criterio de gravedad.',
  'The criterion it meets, such as `hospitalisation`.': 'El criterio que cumple, como `hospitalisation`.',
  'How it ended, such as `recovered`.': 'Cómo terminó, como `recovered`.',
  'The drug or device suspected.': 'El fármaco o dispositivo sospechoso.',
  'The policy that the plan follows, such as `case-report-2024`.':
    'La política que sigue el plan, como `case-report-2024`.',
  'What is infused meanwhile; lower case, such as `morphine`.':
    'Lo que se infunde mientras tanto; en minúsculas, como `morphine`.',
  'The doses on the way down.': 'Las dosis del descenso.',
  'What the diagnosis rests on.': 'En qué se apoya el diagnóstico.',
  'The id of a finding or cessation.': 'El identificador de un hallazgo o cese.',
  'A code of the site, such as `north`.': 'Un código del centro, como `north`.',
  'A code of a ward or clinic of the site, such as `ward-3`.':
    'Un código de una planta o consulta del centro, como `ward-3`.',
  '`true` leaves it to recorders and reviewers of exactly its place, and to officers.':
    '`true` lo deja a quienes registran y revisan en su lugar exacto, y a los responsables.',
  'The id of the event, of this therapy.': 'El identificador del evento, de esta terapia.',
  'Type, date and data as they should have been.': 'Tipo, fecha y datos como deberían haber sido.',
  'The maker’s model, such as `8731SC`.': 'El modelo del fabricante, como `8731SC`.',
  'What was left after trimming: {range}.': 'Lo que quedó tras recortar: {range}.',
  'The vertebral level of the tip, such as `T10`.': 'El nivel vertebral de la punta, como `T10`.',
  'Volume in the reservoir after the fill: {range}, and at most its capacity.':
    'Volumen en el depósito tras el llenado: {range}, y como máximo su capacidad.',
  'What was drawn out before the fill: {range}.': 'Lo que se extrajo antes del llenado: {range}.',
  'The lots filled in.': 'Los lotes con que se llenó.',
  '{range}. 10 mg/mL is 10,000. Left out for `drug-free`.':
    '{range}. 10 mg/mL son 10.000. Se omite para `drug-free`.',
  'Further drugs in the same solution.': 'Otros fármacos de la misma solución.',
  'What it was filled with before: `solution` for what the reservoir holds, or what is filled next. Left out, `drug-free`.':
    'Con qué se llenó antes: `solution` para lo que contiene el depósito, o lo que se llena después. Si se omite, `drug-free`.',
  'The maker’s model, such as `SynchroMed II`.': 'El modelo del fabricante, como `SynchroMed II`.',
  '{range}. No fill can be above it.': '{range}. Ningún llenado puede superarla.',
  'Unique device identifier.': 'Identificador único del dispositivo.',
  'From reservoir to catheter: {range}. Left out, it is the model’s.':
    'Del depósito al catéter: {range}. Si se omite, es el del modelo.',
  'What stays in the reservoir when flow ends: {range}. Left out, it is 0.':
    'Lo que queda en el depósito cuando cesa el flujo: {range}. Si se omite, es 0.',
  'YYYY-MM-DD.': 'AAAA-MM-DD.',
  'Moved first; the program begins when it ends.': 'Se mueve primero; el programa empieza cuando termina.',
  'What was entered in the programmer: {range}. Left out, it is what the reservoir holds at that instant. It stays until the next program, whatever is filled in.':
    'Lo que se introdujo en el programador: {range}. Si se omite, es lo que contiene el depósito en ese instante. Sigue hasta el próximo programa, se llene lo que se llene.',
  'What the patient may ask for on top; what was given is read by an interrogation.':
    'Lo que el paciente puede pedir además; lo administrado se lee en una interrogación.',
  'What runs throughout, below the boluses: {range}.':
    'Lo que se infunde todo el tiempo, bajo los bolos: {range}.',
  'What runs throughout, below the boluses: {range}. The day’s total adds the boluses.':
    'Lo que se infunde todo el tiempo, bajo los bolos: {range}. El total del día suma los bolos.',
  'Left out, it is `manual`, and `import` for imports.':
    'Si se omite, es `manual`, e `import` para importaciones.',
  'Which document, such as a DOI.': 'Qué documento, como un DOI.',
  'Whether the source says it, it follows from what the source says, or it was assumed; left out, `stated`.':
    'Si la fuente lo dice, se deduce de lo que dice, o se supuso; si se omite, `stated`.',
  'As printed.': 'Tal como está impreso.',
  'The day, month or year whose last day is the last of its shelf life. A lot that had expired is recorded, with a finding.':
    'El día, mes o año cuyo último día es el último de su validez. Un lote caducado se registra, con un hallazgo.',
  'Any scale’s name, such as `MAS`.': 'El nombre de cualquier escala, como `MAS`.',
  'The value before the bolus, as the scale writes it.':
    'El valor antes del bolo, tal como lo escribe la escala.',
  'The value after the bolus, as the scale writes it.':
    'El valor después del bolo, tal como lo escribe la escala.',
  'When `after` was assessed: {range}.': 'Cuándo se valoró `after`: {range}.',
  'From when on: an instant or a partial date.': 'Desde cuándo: un instante o una fecha parcial.',
  '`bridge`: what is still in the path, at a rate chosen for it; `priming`: fills a path that holds no drug; `single`: one bolus.':
    '`bridge`: lo que aún hay en la vía, a un ritmo elegido para ello; `priming`: llena una vía sin fármaco; `single`: un bolo.',
  'What is moved, evenly over the duration: {range}.':
    'Lo que se mueve, de modo uniforme durante la duración: {range}.',
  'Each bolus: {range}.': 'Cada bolo: {range}.',
  'From the begin of a bolus to that of the next: {range}.':
    'Del comienzo de un bolo al del siguiente: {range}.',
  'Above 0 and at most `intervalMinutes`.': 'Más de 0 y como máximo `intervalMinutes`.',
  'At most 13 that can fall on one day, none of which overlap.':
    'Como máximo 13 que puedan caer en un día, sin solaparse.',
  'By the pump’s clock, HH:MM; the UTC offset is that of the event’s `occurredAt`.':
    'Según el reloj de la bomba, HH:MM; la diferencia con UTC es la de `occurredAt` del evento.',
  'Also past midnight: {range}.': 'También pasada la medianoche: {range}.',
  'The days on which it begins; left out, every day.':
    'Los días en que empieza; si se omite, todos los días.',
  '{range}, whatever the reservoir holds.': '{range}, contenga lo que contenga el depósito.',
  'Each: {range}.': 'Cada uno: {range}.',
  'Before the next one can be asked for: {range}.': 'Antes de poder pedir el siguiente: {range}.',
  'The lots that it was filled with, where they are known.': 'Los lotes con que se llenó, si se conocen.',
  'What it holds at that instant: {range}, and at most its capacity.':
    'Lo que contiene en ese instante: {range}, y como máximo su capacidad.',
  'A program’s mode, or `motor-stalled`.': 'El modo de un programa, o `motor-stalled`.',
  'By the pump’s own arithmetic: {range}.': 'Según el propio cálculo de la bomba: {range}.',
  'Since when nothing flows, with the UTC offset, such as 2021-03-10 09:00+01:00.':
    'Desde cuándo no fluye nada, con la diferencia respecto a UTC, como 2021-03-10 09:00+01:00.',
  'The stalls in its log.': 'Las paradas de su registro.',
  'The boluses that the patient was given.': 'Los bolos administrados al paciente.',
  'With the UTC offset, such as 2021-03-10 09:00+01:00.':
    'Con la diferencia respecto a UTC, como 2021-03-10 09:00+01:00.',
  'Likewise; left out where it stands still.': 'Igual; se omite si sigue parada.',
  'Since when they are counted, with the UTC offset, such as 2021-03-10 09:00+01:00.':
    'Desde cuándo se cuentan, con la diferencia respecto a UTC, como 2021-03-10 09:00+01:00.',
  'How many were given: {range}.': 'Cuántos se administraron: {range}.',
  'Those whose instants are known, one on each line, with the UTC offset.':
    'Aquellos cuyo instante se conoce, uno por línea, con la diferencia respecto a UTC.',
  'an RFC 3339 instant with its offset (2021-03-10T09:00:00+01:00) or a partial date (2021, 2021-03, 2021-03-10) that exists, from the year 1900 on':
    'un instante RFC 3339 con su diferencia respecto a UTC (2021-03-10T09:00:00+01:00) o una fecha parcial (2021, 2021-03, 2021-03-10) que exista, desde el año 1900',
  'is required': 'es obligatorio',
  'must be a number in digits with a decimal point, such as 0.5 or 12000: no comma, no spaces, no unit':
    'ha de ser un número en cifras con coma o punto decimal, como 0,5 o 12000: sin espacios ni unidad',
  'must be yes or no': 'ha de ser sí o no',
  'must be left blank where earliest and latest are given, or they must':
    'ha de quedar en blanco si se dan los dos límites, o han de quedar estos',
  'must not be before earliest': 'no ha de ser anterior al límite más temprano',
  'must be after from': 'ha de ser posterior al comienzo',
  'Bad Request': 'Petición incorrecta',
  Unauthorized: 'Sin autenticar',
  Forbidden: 'Prohibido',
  'Not Found': 'No encontrado',
  Conflict: 'Conflicto',
  'Unprocessable Entity': 'No se puede procesar',
  'Too Many Requests': 'Demasiadas peticiones',
  'Internal Server Error': 'Error interno del servicio',
  'Service Unavailable': 'Servicio no disponible',
};
