/** Of findings on how the record was written. */
export const RECORD_SENTENCES: readonly (readonly [string, string])[] = [
  [
    '{count} events rest on assumptions of their source',
    '{count} eventos se apoyan en supuestos de su fuente',
  ],
  ['1 event rests on assumptions of its source', '1 evento se apoya en supuestos de su fuente'],
  [
    'the audit as of {at}, signed as {meaning}, rests on facts that entries which it did not know changed: {count}',
    'la auditoría a {at}, firmada como {meaning}, se apoya en hechos que cambiaron entradas que no conocía: {count}',
  ],
  [
    '{late}; what was recorded was corrected or voided {count} times',
    '{late}; lo registrado se corrigió o anuló {count} veces',
  ],
  [
    'what was recorded was corrected or voided {count} times',
    'lo registrado se corrigió o anuló {count} veces',
  ],
  [
    '{count} events were recorded more than {hours} h after they happened',
    '{count} eventos se registraron más de {hours} h después de ocurrir',
  ],
  [
    '{type} {id} of {date} was {done} {at} by {who}, the last of {count} changes; {more}',
    '{type} {id} de {date}: {done} en {at} por {who}, el último de {count} cambios; {more}',
  ],
  [
    '{type} {id} of {date} was {done} {at} by {who}; {more}',
    '{type} {id} de {date}: {done} en {at} por {who}; {more}',
  ],
  [
    'it said: {what}; a verdict, a cessation or a critical finding went with it',
    'decía: {what}; con ello se fue un veredicto, un cese o un hallazgo crítico',
  ],
  ['it said: {what}', 'decía: {what}'],
  ['nothing more', 'nada más'],
  ['somebody in the role {role}', 'alguien con la función {role}'],
];
