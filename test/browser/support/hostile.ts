import { readContent } from '../../../src/therapy/content.js';
import { exampleOrder } from '../../support/example-order.js';
import { type Json, body } from '../../therapy/samples.js';

/** Each tries another way out of where a text stands. */
const ATTACKS = [
  '<script>document.title="owned"</script>',
  '"><img src=x onerror=document.title="owned">',
  "'><svg onload=document.title='owned'>",
  '</textarea></title></svg></td><h1>owned</h1>',
  'javascript:document.title="owned"',
  '{{constructor.constructor("document.title=1")()}} ${1} ]]> --> &lt;b&gt; &amp;',
  'turned \u202e321 gcm 001\u202c \u2066x',
  `long ${'W'.repeat(150)}`,
];

/** All texts of an event that may be any text hold an attack; found by trying, so that no field is forgotten. */
export interface Attacked {
  readonly body: Json;
  readonly texts: readonly string[];
}

/** A text takes an attack if the event can be recorded with it; a shorter one where there is less room. */
export function attackedEvents(): Attacked[] {
  let next = 0;
  return exampleOrder.map((type) => {
    const event: Json = { ...body(type), source: { kind: 'manual', document: 'd', note: 'n' } };
    const texts: string[] = [];
    const attack = (holder: Record<string, unknown>) => {
      for (const [name, value] of Object.entries(holder)) {
        if (typeof value === 'object' && value !== null) attack(value as Record<string, unknown>);
        if (typeof value !== 'string') continue;
        const first = next;
        for (const text of [ATTACKS[first % ATTACKS.length]!, '<b>"\'&']) {
          holder[name] = text;
          if (readContent(event, { defaultSourceKind: 'manual' }).ok) {
            texts.push(text);
            next += 1;
            break;
          }
          holder[name] = value;
        }
      }
    };
    for (const part of ['source', 'data']) attack(event[part] as Record<string, unknown>);
    return { body: event, texts };
  });
}
