import { type RecordableName, recordableNames } from '../../src/therapy/events/index.js';
import { exampleBody } from '../../src/therapy/recording-body.js';

export type Json = Record<string, unknown>;
export type Path = readonly (string | number)[];

/** A copy that a test may change. */
export const copyOf = <Value>(value: Value): Value => JSON.parse(JSON.stringify(value)) as Value;

export const body = (type: RecordableName): Json => copyOf(exampleBody(type)) as Json;

const program = (program: Json): Json => ({
  type: 'PumpReprogrammed',
  occurredAt: '2024-03-04T11:30:00+01:00',
  data: { program },
});

export const programs: Readonly<Record<string, Json>> = {
  'periodic-bolus': program({
    mode: 'periodic-bolus',
    bolusDoseMcg: 100,
    intervalMinutes: 240,
    bolusDurationMinutes: 30,
    basalDailyDoseMcg: 0,
    concentrationMcgPerMl: 2000,
  }),
  flex: program({
    mode: 'flex',
    basalDailyDoseMcg: 350,
    boluses: [
      { startTime: '23:50', doseMcg: 50, durationMinutes: 20 },
      { startTime: '08:00', doseMcg: 50, durationMinutes: 10, weekdays: ['mon', 'sun'] },
    ],
    patientBolus: { doseMcg: 10, durationMinutes: 5, lockoutMinutes: 60, maxPerDay: 6 },
  }),
  'constant-flow': program({ mode: 'constant-flow', flowMlPerDay: 0.7, concentrationMcgPerMl: 2000 }),
  'minimum-rate': program({ mode: 'minimum-rate' }),
  stopped: program({
    mode: 'stopped',
    startsWith: { kind: 'bridge', volumeMl: 0.4, durationMinutes: 43_200 },
  }),
};

export const reading: Json = {
  type: 'PumpInterrogated',
  occurredAt: '2024-03-05T08:30:00+01:00',
  data: {
    shows: {
      mode: 'motor-stalled',
      stoppedSince: '2024-03-05T08:00:00+01:00',
      motorStalls: [
        { from: '2024-03-04T20:00:00Z', to: '2024-03-04T20:20:00Z' },
        { from: '2024-03-05T07:00:00Z' },
      ],
      patientBoluses: {
        since: '2024-03-04T12:00:00Z',
        count: 3,
        doseMcg: 10,
        durationMinutes: 5,
        at: ['2024-03-04T13:00:00Z', '2024-03-04T21:00:00+01:00'],
      },
    },
  },
};

/** Bodies that between them use every property of every type. */
export const bodies: readonly (readonly [string, Json])[] = [
  ...recordableNames.map((name) => [name, body(name)] as const),
  ['PumpInterrogated, stalled', reading],
  ...Object.entries(programs).map(([mode, value]) => [`PumpReprogrammed, ${mode}`, value] as const),
];

/** Every place inside a value, with what stands there. */
export function places(value: unknown, at: Path = []): (readonly [Path, unknown])[] {
  if (typeof value !== 'object' || value === null) return [[at, value]];
  return [[at, value], ...Object.entries(value).flatMap(([key, item]) => places(item, [...at, key]))];
}

export const pointerOf = (path: Path): string => path.map((key) => `/${key}`).join('');

/** Of a list of codes or instants the list is what a fault is told of. */
export const faultOf = (path: Path, value: unknown): string =>
  pointerOf(typeof value !== 'object' && /^\d+$/.test(String(path.at(-1))) ? path.slice(0, -1) : path);

/** A copy with another value at a place; undefined removes it. */
export function changed(root: Json, path: Path, value: unknown): Json {
  const copy = copyOf(root);
  let parent = copy;
  for (const key of path.slice(0, -1)) parent = parent[key] as Json;
  const last = path.at(-1)!;
  if (value === undefined && Array.isArray(parent)) parent.splice(Number(last), 1);
  else if (value === undefined) delete parent[last];
  else parent[last] = value;
  return copy;
}
