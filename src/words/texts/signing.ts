import type { Text } from '../say.js';

export const signing = {
  choose: { en: 'Choose', es: 'Elija' },
  theAuditIsNoLonger: {
    en: 'The audit is no longer what you were shown: the service computes another one for the same instant and knowledge. Nothing was signed. The page shows the audit as it is now; read it before you sign.',
    es: 'La auditoría ya no es la que se le mostró: el servicio calcula otra para el mismo instante y conocimiento. No se firmó nada. La página muestra la auditoría tal como es ahora; léala antes de firmar.',
  },
  thisFormWasSentAlready: {
    en: 'This form was sent already, with other words, and those are recorded. Send it again only if you mean one more.',
    es: 'Este formulario ya se envió, con otras palabras, y esas están registradas. Envíelo de nuevo solo si quiere añadir otro.',
  },
  whatYouJudge: { en: 'What you judge', es: 'Qué juzga' },
  yourJudgement: { en: 'Your judgement', es: 'Su juicio' },
  reason: { en: 'Reason', es: 'Motivo' },
  judgedOn: { en: 'Judged on', es: 'Juzgado el' },
  judgeWhatWasInferred: { en: 'Judge what was inferred', es: 'Juzgar lo deducido' },
  nothingWasRecorded: { en: 'Nothing was recorded.', es: 'No se registró nada.' },
  aReviewStandsBesideThe: {
    en: 'A review stands beside the inference. It changes no dose, no verdict and no hash; what is wrong in the record itself is corrected in the log.',
    es: 'Una revisión queda junto a lo deducido. No cambia ninguna dosis, ningún veredicto ni ningún hash; lo que está mal en el propio registro se corrige en él.',
  },
  thisCessationZero: { en: 'this cessation, zero {reachedZeroAt}', es: 'este cese, cero {reachedZeroAt}' },
  confirmedItWasSo: { en: 'confirmed: it was so', es: 'confirmado: fue así' },
  refutedItWasNotSo: { en: 'refuted: it was not so', es: 'refutado: no fue así' },
  utcDates: { en: 'UTC: {dates}.', es: 'UTC: {dates}.' },
  personalValueEncrypted: { en: 'personal value, encrypted', es: 'dato personal, cifrado' },
  n1ToCharacters: { en: '1 to {most} characters.', es: 'De 1 a {most} caracteres.' },
  recordTheReview: { en: 'Record the review', es: 'Registrar la revisión' },
  reviewedIHaveReadIt: { en: 'reviewed: I have read it', es: 'revisado: lo he leído' },
  approvedIAgreeWithIt: { en: 'approved: I agree with it', es: 'aprobado: estoy de acuerdo' },
  rejectedIDoNotAgree: { en: 'rejected: I do not agree with it', es: 'rechazado: no estoy de acuerdo' },
  yourName: { en: 'Your name', es: 'Su nombre' },
  yourRole: { en: 'Your role', es: 'Su función' },
  whatTheSignatureMeans: { en: 'What the signature means', es: 'Qué significa la firma' },
  statement: { en: 'Statement', es: 'Declaración' },
  youSignTheWholeAudit: {
    en: 'You sign the whole audit of this therapy by {id}@{version}, as of {asOf}, with what was known at {knownAt}: what this page shows, and nothing that is recorded later. Its hash is {auditHash}.',
    es: 'Firma la auditoría completa de esta terapia según {id}@{version}, a {asOf}, con lo que se sabía en {knownAt}: lo que muestra esta página, y nada de lo que se registre después. Su hash es {auditHash}.',
  },
  theServiceRunsWithoutAccess: {
    en: 'The service runs without access control: the signer is whoever this form says, and the signature is marked as unauthenticated.',
    es: 'El servicio funciona sin control de acceso: firma quien este formulario diga, y la firma se marca como no autenticada.',
  },
  toSignYouLogIn: {
    en: 'To sign, you log in once more at the identity provider; what you write here is kept meanwhile.',
    es: 'Para firmar, inicie sesión de nuevo en el proveedor de identidad; lo que escriba aquí se conserva mientras tanto.',
  },
  aSignatureStaysItIs: {
    en: '{signer} A signature stays; it is neither corrected nor voided.',
    es: '{signer} Una firma permanece; no se corrige ni se anula.',
  },
  signThisAudit: { en: 'Sign this audit', es: 'Firmar esta auditoría' },
  nothingWasSigned: { en: 'Nothing was signed.', es: 'No se firmó nada.' },
  optional: { en: 'optional', es: 'opcional' },
  whatYouReadItAgainst: {
    en: 'What you read it against, and what you say about it.',
    es: 'Con qué la cotejó y qué dice de ella.',
  },
  sign: { en: 'Sign', es: 'Firmar' },
} as const satisfies Readonly<Record<string, Text>>;
