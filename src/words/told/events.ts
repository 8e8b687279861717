/** What an event of each type says. */
export const EVENTS: Readonly<Record<string, string>> = {
  'The reservoir was emptied and filled. It holds exactly `filledVolumeMl` afterwards; the program is unchanged.':
    'El depósito se vació y se llenó. Después contiene exactamente `filledVolumeMl`; el programa no cambia.',
  'The program was replaced at once. A bolus that was running ended; the reservoir is unchanged.':
    'El programa se sustituyó de inmediato. Un bolo en curso terminó; el depósito no cambia.',
  'Another catheter took the place of the one before. It holds no drug yet, unless it was filled before; the pump’s tubing is unchanged.':
    'Otro catéter ocupó el lugar del anterior. Aún no contiene fármaco, salvo que se llenara antes; el tubo de la bomba no cambia.',
  'A single dose was given to see its effect. By route `pump` it replaces the infusion while it runs.':
    'Se administró una dosis única para ver su efecto. Por la vía `pump` sustituye a la infusión mientras dura.',
  'The reservoir was emptied and filled with another drug or strength. Tubing and catheter still hold the old one.':
    'El depósito se vació y se llenó con otro fármaco o concentración. El tubo y el catéter aún contienen lo anterior.',
  'The therapy begins to be recorded. The first event of every therapy, recorded once.':
    'Empieza el registro de la terapia. Es el primer evento de cada terapia, y se registra una vez.',
  'A pump is in place: its reservoir is empty, it has no program, and its tubing holds no drug unless it was filled before.':
    'Hay una bomba implantada: su depósito está vacío, no tiene programa y su tubo no contiene fármaco, salvo que se llenara antes.',
  'One operation took the pump out and put another one in. The new one is empty and has no program; the catheter keeps what it holds.':
    'En una misma intervención se retiró la bomba y se implantó otra. La nueva está vacía y sin programa; el catéter conserva lo que contiene.',
  'A pump that already runs is recorded from now on: what is in place, what it holds and what it runs.':
    'Una bomba ya en marcha se registra a partir de ahora: qué hay implantado, qué contiene y qué programa lleva.',
  'The pump was taken out, which ends flow.': 'Se retiró la bomba, con lo que termina el flujo.',
  'A catheter is in place. It holds no drug yet, unless it was filled before.':
    'Hay un catéter implantado. Aún no contiene fármaco, salvo que se llenara antes.',
  'A part of the catheter was changed. What stayed keeps what it held.':
    'Se cambió una parte del catéter. Lo que quedó conserva lo que contenía.',
  'The catheter was examined. Contrast, where its volume is given, pushes the content of the catheter out of the tip.':
    'Se examinó el catéter. El contraste, si se indica su volumen, empuja el contenido del catéter por la punta.',
  'Fluid was drawn, or could not be drawn, through the catheter. Drug-free fluid takes its place from the tip.':
    'Se extrajo líquido por el catéter, o no se pudo. Desde la punta lo reemplaza líquido sin fármaco.',
  'What is in the reservoir was compared with what should be.':
    'Se comparó lo que hay en el depósito con lo que debería haber.',
  'The programmer read the pump. What it shows is compared with the record, and acts where they differ.':
    'El programador leyó la bomba. Lo que muestra se compara con el registro, y cuenta donde difieren.',
  'The reservoir was emptied and nothing was filled in: nothing flows until the next fill. The path keeps what it holds.':
    'El depósito se vació sin llenarlo: nada fluye hasta el próximo llenado. La vía conserva lo que contiene.',
  'A dose was given that is no test. Through the catheter port it pushes out what the catheter holds; by the pump it replaces the infusion while it runs.':
    'Se administró una dosis que no es una prueba. Por el puerto del catéter empuja lo que este contiene; por la bomba sustituye a la infusión mientras dura.',
  'The therapy ended, or is not followed here any more. After death, explant or transfer nothing is delivered or projected.':
    'La terapia terminó, o ya no se sigue aquí. Tras fallecimiento, explante o traslado no se administra ni se proyecta nada.',
  'How the patient fares was graded or measured. Values are strings, as the scale writes them.':
    'Se graduó o midió el estado del paciente. Los valores son textos, tal como los escribe la escala.',
  'The rotor stands still: no flow until it recovers, while the program’s clock goes on.':
    'El rotor está parado: no hay flujo hasta que se recupera, mientras el reloj del programa sigue.',
  'The rotor turns again; the program goes on where its clock is.':
    'El rotor gira de nuevo; el programa sigue donde va su reloj.',
  'The pump warned.': 'La bomba avisó.',
  'The patient was in a magnet. A stall is recorded of its own, as MotorStallDetected.':
    'El paciente estuvo en una RM. Una parada se registra aparte, como MotorStallDetected.',
  'Spasticity was graded. Grades are ordinal strings, never numbers, never averaged.':
    'Se graduó la espasticidad. Los grados son textos ordinales, nunca números, nunca se promedian.',
  'What the patient takes by mouth from now on; `timesPerDay` 0 says that the drug was stopped.':
    'Lo que el paciente toma por boca a partir de ahora; `timesPerDay` 0 dice que se suspendió el fármaco.',
  'Something untoward was seen.': 'Se observó algo adverso.',
  'A drug is to be withheld for a while. What was done about it is recorded of its own.':
    'Se va a retirar un fármaco durante un tiempo. Lo que se hizo al respecto se registra aparte.',
  'The drug no longer works as it did, and no malfunction explains it.':
    'El fármaco ya no actúa como antes, y ningún fallo lo explica.',
  'Someone judged what the service inferred. The inference stays; the review stands beside it.':
    'Alguien juzgó lo que dedujo el servicio. Lo deducido permanece; la revisión queda a su lado.',
  'Where the patient is cared for from then on, which decides who reaches the therapy. A date that is an interval counts from its latest end; the latest assignment counts, also for what was known before it.':
    'Dónde se atiende al paciente a partir de entonces, lo que decide quién accede a la terapia. Una fecha que es un intervalo cuenta desde su extremo más tardío; cuenta la última asignación, también para lo que se sabía antes.',
  'Only recorders and reviewers of exactly the place where the patient is cared for, and officers who reach it, see the therapy from then on; or that ends. A restriction counts from the earliest end of its date, its end from the latest.':
    'Solo quienes registran y revisan en el lugar exacto donde se atiende al paciente, y los responsables que lo alcanzan, ven la terapia a partir de entonces; o eso termina. Una restricción cuenta desde el extremo más temprano de su fecha; su fin, desde el más tardío.',
  'An event counts as its replacement, from now on. It stays in the record; the latest correction or void of an event wins.':
    'Un evento cuenta como su sustitución, a partir de ahora. Permanece en el registro; vale la última corrección o anulación.',
  'An event counts as never recorded, from now on. It stays in the record. Voiding a correction brings back what it replaced.':
    'Un evento cuenta como nunca registrado, a partir de ahora. Permanece en el registro. Anular una corrección recupera lo que esta sustituyó.',
};
