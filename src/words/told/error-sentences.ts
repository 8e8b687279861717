/** Of what is wrong with a form or an address. */
export const ERROR_SENTENCES: readonly (readonly [string, string])[] = [
  ['must be one of {choices}', 'ha de ser uno de {choices}'],
  ['must be {what}, or { earliest, latest } of these', 'ha de ser {what}, o { earliest, latest } de estos'],
  ['must be a number {range}', 'ha de ser un número {range}'],
  ['must be a text of {least} to {most} characters', 'ha de ser un texto de {least} a {most} caracteres'],
  ['must be {what}', 'ha de ser {what}'],
  ['a text of at most {most} characters', 'un texto de como máximo {most} caracteres'],
  ['There is nothing at {path}.', 'No hay nada en {path}.'],
  ['There is no therapy {id}.', 'No existe la terapia {id}.'],
  ['the id {id} is taken; choose another one', 'el identificador {id} ya está en uso; elija otro'],
  [
    'the therapy is at revision {revision}; read it again before you decide',
    'la terapia está en la revisión {revision}; léala de nuevo antes de decidir',
  ],
  ['Nothing is served at this path; see /docs.', 'No se sirve nada en esta dirección; véase /docs.'],
  ['The query has faults; errors says where.', 'La consulta tiene errores; se indica dónde.'],
  ['{code}: {detail}; {more}', '{code}: {detail}; {more}'],
  ['{code}: {detail}', '{code}: {detail}'],
  ['{code} ({severity}, {confidence})', '{code} ({severity}, {confidence})'],
  ['{code} ({severity})', '{code} ({severity})'],
];
