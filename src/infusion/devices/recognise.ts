import { plainName } from '../known-names.js';
import type { Device } from './model.js';

/** What may stand beside a name and tells nothing. */
const FILLERS = [
  'pump|pumpe|bomba|pompe|catheter|katheter|cateter',
  'model|modell|modelo|modele|ref|system',
  'implantable|programmable|constantflow|intrathecal|infusion',
  String.raw`\d{1,2}ml`,
];

/** One or more aliases of the device, with its maker, its brands and fillers in any order, and nothing else. */
function patternOf({ aliases, makers, brands = [] }: Device): RegExp {
  const name = aliases.map(({ value }) => plainName(value)).join('|');
  const beside = [...[...makers, ...brands].map(plainName), ...FILLERS].join('|');
  return new RegExp(`^(?:${beside})*(?:${name})(?:${beside}|${name})*$`);
}

/** Finds a device by its name as recorded. */
export function recogniser<Model extends Device>(models: readonly Model[]) {
  const patterns = models.map((model) => ({ model, pattern: patternOf(model) }));
  return (name: string): Model | undefined => {
    const plain = plainName(name);
    return patterns.find(({ pattern }) => pattern.test(plain))?.model;
  };
}
