import type { Text } from '../say.js';

export const ways = {
  emergencyThePatientIsTo: {
    en: 'emergency: the patient is to be treated now',
    es: 'urgencia: hay que tratar al paciente ahora',
  },
  safetyOfThePatient: { en: 'safety of the patient', es: 'seguridad del paciente' },
  therapy: { en: 'Therapy', es: 'Terapia' },
  serialNumber: { en: 'Serial number', es: 'Número de serie' },
  purpose: { en: 'Purpose', es: 'Finalidad' },
  reason: { en: 'Reason', es: 'Motivo' },
  seeATherapyOutsideYour: {
    en: 'See a therapy outside your reach',
    es: 'Ver una terapia fuera de su alcance',
  },
  nothingWasOpened: { en: 'Nothing was opened.', es: 'No se abrió nada.' },
  forAnHourOrUntil: {
    en: 'For an hour, or until you sign out, you see the pages of this one therapy. It is on record that you did, and an officer of its site reviews it. You log in once more before.',
    es: 'Durante una hora, o hasta que cierre la sesión, verá las páginas de esta única terapia. Queda constancia de ello, y un responsable de su centro lo revisa. Antes ha de iniciar sesión de nuevo.',
  },
  orTheSerialNumber: { en: 'or the serial number', es: 'o el número de serie' },
  serialNumberOfThePump: {
    en: 'Serial number of the pump in place',
    es: 'Número de serie de la bomba implantada',
  },
  n10To200Characters: { en: '10 to 200 characters.', es: 'De 10 a 200 caracteres.' },
  breakTheGlass: { en: 'Break the glass', es: 'Acceso de emergencia' },
  thePump: { en: 'the pump {serialNumber}', es: 'la bomba {serialNumber}' },
  openNow: { en: 'Open now', es: 'Abiertas ahora' },
  openedJustNow: { en: 'Opened just now: ', es: 'Recién abierta: ' },
  noSuchTherapyIsRecorded: {
    en: '{askedFor}: no such therapy is recorded',
    es: '{askedFor}: no consta tal terapia',
  },
  until: { en: '{strong}{opens}, until {until}', es: '{strong}{opens}, hasta {until}' },
  toReview: { en: 'to review', es: 'por revisar' },
  overdue: { en: 'overdue', es: 'vencido' },
  reviewed: { en: 'reviewed', es: 'revisado' },
  nothingWasRecorded: { en: 'Nothing was recorded.', es: 'No se registró nada.' },
  outcome: { en: 'Outcome', es: 'Resultado' },
  note: { en: 'Note', es: 'Nota' },
  recordTheReview: { en: 'Record the review', es: 'Registrar la revisión' },
  openedAtFor: {
    en: '{state}: {subject} opened {therapyId} at {openedAt} for {purpose}: {reason}',
    es: '{state}: {subject} abrió {therapyId} en {openedAt} por {purpose}: {reason}',
  },
  byAt: { en: '{outcome}, by {subject} at {at}: {note}', es: '{outcome}, por {subject} en {at}: {note}' },
  toBeReviewedBy: { en: 'To be reviewed by {reviewBy}.', es: 'Ha de revisarse antes de {reviewBy}.' },
  brokenGlasses: { en: 'Broken glasses', es: 'Accesos de emergencia' },
  none: { en: 'None.', es: 'Ninguno.' },
  signedOut: { en: 'Signed out', es: 'Sesión cerrada' },
  nobodyIsLoggedInIn: {
    en: 'Nobody is logged in in this browser any more.',
    es: 'Ya no hay nadie con la sesión iniciada en este navegador.',
  },
  logIn: { en: 'Log in', es: 'Iniciar sesión' },
  youAreSignedOutHere: {
    en: 'You are signed out here. The identity provider is asked to end its own session, too.',
    es: 'Ha cerrado la sesión aquí. También se pide al proveedor de identidad que cierre la suya.',
  },
  signOutThere: { en: 'Sign out there', es: 'Cerrar sesión allí' },
} as const satisfies Readonly<Record<string, Text>>;
