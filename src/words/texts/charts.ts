import type { Text } from '../say.js';

export const charts = {
  cessationOfAtThe: { en: 'Cessation of {drug} at the {site}', es: 'Cese de {drug}: {site}' },
  countedSteps: {
    en: '{count, plural, one {# step} other {# steps}}',
    es: '{count, plural, one {# escalón} other {# escalones}}',
  },
  toZeroOn: {
    en: '{steps} to zero on {reachedZeroAt}: {verdict}, {reserved}.',
    es: '{steps} hasta cero en {reachedZeroAt}: {verdict}, {reserved}.',
  },
  zeroAtThe: { en: 'zero at the {short}', es: 'cero, {short}' },
  reservoirSolid: { en: 'reservoir (solid)', es: 'depósito (continua)' },
  tipDashed: { en: 'tip (dashed)', es: 'punta (a trazos)' },
  tipNotVerifiedGrey: { en: 'tip not verified (grey)', es: 'punta no verificada (gris)' },
  projectedBar: { en: 'projected (bar)', es: 'proyectado (barra)' },
  notKnownHatched: { en: 'not known (hatched)', es: 'desconocido (rayado)' },
  zeroNotBefore: { en: 'zero not before {zeroAt}', es: 'cero no antes del {zeroAt}' },
  fastestCourseThatAllowsHatched: {
    en: 'fastest course that {policyId} allows (hatched: faster)',
    es: 'pauta más rápida que permite {policyId} (rayado: más rápida)',
  },
  asPlannedDotted: { en: 'as planned (dotted)', es: 'según el plan (punteada)' },
  cessationOfAtTheFrom: {
    en: 'Cessation {number} of {drug} at the {site}: from {from} to zero on {to}, {verdictInWords}; at the tip {verdict}.',
    es: 'Cese {number} de {drug}, {site}: del {from} a cero el {to}, {verdictInWords}; en la punta, {verdict}.',
  },
  andMoreUntilZoomIn: {
    en: ', and {crowd} more until {dateAsStated}: zoom in to tell them apart',
    es: ', y {crowd} más hasta {dateAsStated}: amplíe para distinguirlos',
  },
  cumulativeDoseSinceTheLeft: {
    en: '{drug}: cumulative dose since the left edge, {unit}',
    es: '{drug}: dosis acumulada desde el borde izquierdo, {unit}',
  },
  tipNotKnownFrom: { en: 'tip not known from {dayOf}', es: 'punta desconocida desde {dayOf}' },
  rateAtEachInstant: { en: 'rate at each instant', es: 'ritmo en cada instante' },
  dailyDose: { en: 'daily dose', es: 'dosis diaria' },
  atTheReservoirSolid: { en: 'at the reservoir (solid)', es: 'en el depósito (continua)' },
  atTheCatheterTipDashed: { en: 'at the catheter tip (dashed)', es: 'en la punta del catéter (a trazos)' },
  daysMeanDotted: { en: 'day’s mean (dotted)', es: 'media del día (punteada)' },
  cessationFromItsFirstStep: {
    en: 'cessation, from its first step to the return',
    es: 'cese, del primer escalón a la reanudación',
  },
  plannedDose: { en: 'planned dose', es: 'dosis prevista' },
  tipNotVerified: { en: 'tip not verified', es: 'punta no verificada' },
  tipNotKnown: { en: 'tip not known', es: 'punta desconocida' },
  projectedAfterTheLastRecord: {
    en: 'projected after the last record at the pump',
    es: 'proyectado tras lo último registrado en la bomba',
  },
  reservoirMlCircleDrawnOut: {
    en: 'reservoir, mL (circle: drawn out, red: alarm)',
    es: 'depósito, mL (círculo: extraído, rojo: alarma)',
  },
  mlDrawnOutMlExpected: {
    en: '{measuredMl} mL drawn out, {expectedMl} mL expected{andOthers}',
    es: '{measuredMl} mL extraídos, {expectedMl} mL esperados{andOthers}',
  },
  modeOfThePump: { en: 'mode of the pump', es: 'modo de la bomba' },
  timesZoomInToTell: {
    en: '{words}, {crowd} times: zoom in to tell them apart',
    es: '{words}, {crowd} veces: amplíe para distinguirlos',
  },
  eventsBarTheDateIs: {
    en: 'events (bar: the date is not known exactly)',
    es: 'eventos (barra: fecha no conocida con exactitud)',
  },
  spasticityModifiedAshworthGradeHigher: {
    en: 'spasticity, modified Ashworth grade (higher: stiffer)',
    es: 'espasticidad, grado de Ashworth modificado (más alto: más rígido)',
  },
  spasmsPennSpasmFrequencyGrade: {
    en: 'spasms, Penn spasm frequency grade (higher: more)',
    es: 'espasmos, grado de frecuencia de Penn (más alto: más)',
  },
  to: { en: '{low} to {high}', es: '{low} a {high}' },
  timeLineOfTherapy: { en: 'Time line of therapy {therapyId}', es: 'Cronología de la terapia {therapyId}' },
  atMostMcgDay: { en: '{drug} at most {most} mcg/day', es: '{drug} como máximo {most} mcg/día' },
  fromTo: { en: 'From {from} to {to}.', es: 'De {from} a {to}.' },
  noDrugInAPump: { en: 'No drug in a pump', es: 'Ningún fármaco en una bomba' },
  countedCessations: {
    en: '{count, plural, one {# cessation} other {# cessations}}',
    es: '{count, plural, one {# cese} other {# ceses}}',
  },
  whatWasProgrammedAndWhat: {
    en: 'What was programmed and what reached the tip, around the zero of {drug}',
    es: 'Qué se programó y qué llegó a la punta, en torno al cero de {drug}',
  },
  mcgInThePath: { en: ', {round} mcg in the path', es: ', {round} mcg en la vía' },
  notKnownForHowLong: {
    en: 'not known for how long still at the tip{residual}',
    es: 'no se sabe cuánto tiempo más en la punta{residual}',
  },
  atTheTipZeroAt: { en: 'at the tip zero at once{residual}', es: 'en la punta, cero de inmediato{residual}' },
  to2: { en: ' ({first} to {last})', es: ' ({first} a {last})' },
  stillAtTheTipFor: {
    en: 'still at the tip for {days} days of pumping{range}{residual}',
    es: 'aún en la punta durante {days} días de bombeo{range}{residual}',
  },
  programmedSolid: { en: 'programmed (solid)', es: 'programado (continua)' },
  reachedTheTipDashed: { en: 'reached the tip (dashed)', es: 'llegó a la punta (a trazos)' },
  tipsZeroLiesInHere: { en: 'tip’s zero lies in here', es: 'el cero de la punta está aquí dentro' },
  countedDrugs: {
    en: '{count, plural, one {# drug} other {# drugs}}',
    es: '{count, plural, one {# fármaco} other {# fármacos}}',
  },
  zeroOfAtTheReservoir: {
    en: '{lanes}: {lanes2}. Zero of {drug} at the reservoir {reachedZeroAt}, then {remainingInWords}.',
    es: '{lanes}: {lanes2}. Cero de {drug} en el depósito {reachedZeroAt}; después, {remainingInWords}.',
  },
  difference: { en: 'difference', es: 'diferencia' },
  possibly: { en: 'possible, ', es: 'posible, ' },
  atTipAlone: { en: ' (tip)', es: ' (punta)' },
  eventsInTables: {
    en: '{count, plural, one {# event} other {# events}}. The same data stand in tables below.',
    es: '{count, plural, one {# evento} other {# eventos}}. Los mismos datos están en las tablas de abajo.',
  },
} as const satisfies Readonly<Record<string, Text>>;
