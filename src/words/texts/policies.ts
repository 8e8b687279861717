import type { Text } from '../say.js';

export const policies = {
  largestStep: { en: 'Largest step', es: 'Escalón máximo' },
  largestStepOfTheDose: {
    en: 'Largest step, of the dose before',
    es: 'Escalón máximo, de la dosis anterior',
  },
  largestStepOfTheBaseline: {
    en: 'Largest step, of the baseline',
    es: 'Escalón máximo, de la dosis de partida',
  },
  fromThisDoseAnyStep: { en: 'From this dose any step', es: 'Desde esta dosis, cualquier escalón' },
  leastTimeBetweenSteps: { en: 'Least time between steps', es: 'Tiempo mínimo entre escalones' },
  leastTimeToZero: { en: 'Least time to zero', es: 'Tiempo mínimo hasta cero' },
  abruptMoreOfTheBaseline: {
    en: 'Abrupt: more of the baseline lost within the window',
    es: 'Brusco: más de la dosis de partida perdido dentro de la ventana',
  },
  inWords: { en: '{percent} in {hours}', es: '{percent} en {hours}' },
  abruptMoreOfTheDays: {
    en: 'Abrupt: more of the day’s dose lost within it',
    es: 'Brusco: más de la dosis del día perdido dentro de ella',
  },
  abruptALargerLastFall: { en: 'Abrupt: a larger last fall', es: 'Brusco: un último descenso mayor' },
  largestDoseAtTheReturn: { en: 'Largest dose at the return', es: 'Dosis máxima al reanudar' },
  largestDoseAtTheReturn2: {
    en: 'Largest dose at the return, of the first of the therapy',
    es: 'Dosis máxima al reanudar, de la primera de la terapia',
  },
  largestRiseOnTheWay: { en: 'Largest rise on the way back', es: 'Aumento máximo al reanudar' },
  replacementWithin: { en: 'Replacement within', es: 'Sustitución en' },
  anyPartFromDown: {
    en: ' (any part from {mcgPerDay} down)',
    es: ' (cualquier parte a partir de {mcgPerDay})',
  },
  ofTheDoseBefore: { en: '{percent} of the dose before{floor}', es: '{percent} de la dosis anterior{floor}' },
  ofTheBaseline: { en: '{percent} of the baseline', es: '{percent} de la dosis de partida' },
  aStepTakesAtMost: { en: 'a step takes at most {sizes}', es: 'un escalón quita como máximo {sizes}' },
  itSetsNoLimitTo: { en: 'it sets no limit to a single step', es: 'no fija límite a un escalón' },
  stepsLieAtLeastApart: {
    en: 'steps lie at least {hours} apart',
    es: 'los escalones se separan al menos {hours}',
  },
  zeroComesAtLeastAfter: {
    en: 'zero comes at least {days} after the first step',
    es: 'el cero llega al menos {days} después del primer escalón',
  },
  withOfTolerance: { en: 'with {hours} of tolerance', es: 'con {hours} de tolerancia' },
  moreThanOfTheBaseline: {
    en: 'more than {percent} of the baseline',
    es: 'más del {percent} de la dosis de partida',
  },
  moreThanOfTheDose: {
    en: 'more than {percent} of the dose of that day',
    es: 'más del {percent} de la dosis de ese día',
  },
  orOfMoreThanIn: {
    en: ', or of more than {mcgPerDay} in the last ones before zero',
    es: ', o de más de {mcgPerDay} en las últimas antes de cero',
  },
  toStopAbruptIsA: {
    en: 'To stop {drug}: {parts}. Abrupt is a loss of {losses} within {hours}{last}.',
    es: 'Para suspender {drug}: {parts}. Es brusca una pérdida de {losses} en {hours}{last}.',
  },
  anotherDrugTakesOverWithin: {
    en: 'Another drug takes over within {hours} after the zero of a planned holiday.',
    es: 'Otro fármaco toma el relevo en {hours} tras el cero de unas vacaciones planificadas.',
  },
  aZeroShorterThanIs: {
    en: 'A zero shorter than {hours} is left out, and a plan counts for {days}.',
    es: 'Un cero de menos de {hours} se omite, y un plan cuenta durante {days}.',
  },
  toStopADrug: { en: 'To stop a drug', es: 'Para suspender un fármaco' },
  toStartItAgain: { en: 'To start it again', es: 'Para reanudarlo' },
  toGiveItAndTo: { en: 'To give it and to raise it', es: 'Para administrarlo y aumentarlo' },
  whatCountsAsACessation: {
    en: 'What counts as a cessation, and thresholds of findings',
    es: 'Qué cuenta como cese, y umbrales de los hallazgos',
  },
  toBeApproved: { en: '{svg} to be approved', es: '{svg} por aprobar' },
  countedFigures: {
    en: '{count, plural, one {# figure} other {# figures}}',
    es: '{count, plural, one {# cifra} other {# cifras}}',
  },
  toBeApproved2: {
    en: '{heading} ({parameters}, {parameters2} to be approved)',
    es: '{heading} ({parameters}, {parameters2} por aprobar)',
  },
  parameter: { en: 'Parameter', es: 'Parámetro' },
  value: { en: 'Value', es: 'Valor' },
  source: { en: 'Source', es: 'Fuente' },
  certainty: { en: 'Certainty', es: 'Certeza' },
  notSoInEveryPolicy: { en: 'not so in every policy', es: 'no así en todas las políticas' },
  thePoliciesSideBySide: {
    en: '{drug}: the policies side by side',
    es: '{drug}: las políticas, una junto a otra',
  },
  theMainFiguresOfThe: {
    en: '{drug}: the main figures of the policies in force; where they differ, in bold',
    es: '{drug}: las cifras principales de las políticas vigentes; en negrita, donde difieren',
  },
  figure: { en: 'Figure', es: 'Cifra' },
  notJudged: { en: 'not judged', es: 'no se juzga' },
  inForce: { en: 'in force', es: 'vigente' },
  notInForce: { en: 'not in force', es: 'no vigente' },
  fromWords: { en: ', from {inForceFrom}', es: ', desde {inForceFrom}' },
  theDefaultItJudgesWhere: {
    en: ', the default: it judges where none is named',
    es: ', la predeterminada: juzga cuando no se nombra ninguna',
  },
  comesWithTheService: { en: 'comes with the service', es: 'viene con el servicio' },
  ofThisHospital: { en: 'of this hospital', es: 'de este hospital' },
  ofThemHaveNoClinical: {
    en: '{open} of them have no clinical source: {needsApproval}',
    es: '{open} de ellas no tienen fuente clínica: {needsApproval}',
  },
  eachWithItsSource: {
    en: '{parameters}, each with its source. {more}',
    es: '{parameters}, cada una con su fuente. {more}',
  },
  sha256OfItsBytes: { en: 'SHA-256 of its bytes {sha256}', es: 'SHA-256 de sus bytes {sha256}' },
  policies: { en: 'Policies', es: 'Políticas' },
  aPolicyJudgesHowA: {
    en: 'A policy judges how a dose came to zero: {verdictBadge}, {verdictBadge2} or, where the record cannot tell, {verdictBadge3}. Every figure says where it comes from and how sure that is. A figure that no clinical source gives is marked {needsApproval}: the hospital must approve it. A version never changes; a hospital’s own are files in the folder {code} of the service’s data.',
    es: 'Una política juzga cómo llegó una dosis a cero: {verdictBadge}, {verdictBadge2} o, cuando el registro no permite decirlo, {verdictBadge3}. Cada cifra dice de dónde procede y con qué certeza. Una cifra que ninguna fuente clínica da se marca {needsApproval}: el hospital debe aprobarla. Una versión nunca cambia; las del propio hospital son archivos de la carpeta {code} de los datos del servicio.',
  },
  andAtMost: { en: ' and at most ', es: ' y como máximo ' },
  orWord: { en: ' or ', es: ' o ' },
} as const satisfies Readonly<Record<string, Text>>;
