import * as fc from 'fast-check';
import { readContent } from '../../src/therapy/content.js';
import { recordableNames } from '../../src/therapy/events/index.js';
import { type Json, bodies, body, changed, copyOf, places } from './samples.js';
import { FULL } from '../support/full.js';

const read = (value: unknown) => readContent(value, { defaultSourceKind: 'manual' });
const readLine = (value: unknown) =>
  readContent(value, { defaultSourceKind: 'import', allowTherapyId: true });
const refusal = (result: ReturnType<typeof read>) =>
  result.ok ? undefined : { code: result.code, pointers: result.errors.map(({ pointer }) => pointer) };

describe('the type', () => {
  test('has to be known', () => {
    for (const type of ['PumpRefilled', '', 'constructor', '__proto__', 'toString']) {
      const result = read({ ...body('PumpExplanted'), type });
      expect(refusal(result)).toEqual({ code: 'UNKNOWN_EVENT_TYPE', pointers: ['/type'] });
      for (const name of recordableNames) expect(result.ok ? '' : result.errors[0]!.detail).toContain(name);
    }
  });

  test('has to be one that clients record', () => {
    for (const type of ['AuditSigned', 'PatientErased'])
      expect(refusal(read({ type }))).toEqual({ code: 'TYPE_NOT_RECORDABLE', pointers: ['/type'] });
  });

  test('has to be there', () => {
    for (const value of [{}, { type: null }, { type: 5 }, { type: ['PumpExplanted'] }])
      expect(refusal(read(value))).toEqual({ code: 'VALIDATION_FAILED', pointers: ['/type'] });
  });
});

test('a body that is no object is refused as a whole', () => {
  for (const value of [null, undefined, [], [body('PumpExplanted')], 'x', 5, true])
    expect(refusal(read(value))).toEqual({ code: 'VALIDATION_FAILED', pointers: [''] });
});

test('what a body lacks is named', () => {
  expect(refusal(read({ type: 'PumpExplanted' }))!.pointers.sort()).toEqual(['/data', '/occurredAt']);
  expect(refusal(read({ ...body('PumpExplanted'), data: [] }))!.pointers).toEqual(['/data']);
  expect(refusal(read({ ...body('PumpExplanted'), occurredAt: '2021-02-30' }))!.pointers).toEqual([
    '/occurredAt',
  ]);
  expect(
    refusal(read({ ...body('PumpExplanted'), occurredAt: { earliest: '2021', at: 1 } }))!.pointers,
  ).toEqual(['/occurredAt/at', '/occurredAt/latest']);
});

test('unknown properties are refused, also the ones that the service sets', () => {
  for (const name of ['recordedAt', 'revision', 'therapyId', 'hash', 'a/b'])
    expect(refusal(read({ ...body('PumpExplanted'), [name]: '2024-01-01T00:00:00Z' }))).toEqual({
      code: 'VALIDATION_FAILED',
      pointers: [`/${name.replace('/', '~1')}`],
    });
});

describe('the source', () => {
  const source = (value: unknown, kind: 'manual' | 'hl7' = 'manual') => {
    const result = readContent({ ...body('PumpExplanted'), source: value }, { defaultSourceKind: kind });
    return result.ok ? result.content.source : refusal(result)!.pointers;
  };

  test('has defaults', () => {
    expect(source(undefined)).toEqual({ kind: 'manual', assertion: 'stated' });
    expect(source({}, 'hl7')).toEqual({ kind: 'hl7', assertion: 'stated' });
    expect(source({ assertion: 'assumed', note: 'by hand' })).toEqual({
      kind: 'manual',
      assertion: 'assumed',
      note: 'by hand',
    });
    expect(source({ kind: 'publication', document: 'doi:10.1/x' }, 'hl7')).toEqual({
      kind: 'publication',
      assertion: 'stated',
      document: 'doi:10.1/x',
    });
  });

  test('is checked', () => {
    expect(source(null)).toEqual(['/source']);
    expect(source('manual')).toEqual(['/source']);
    const wrong = source({ kind: 'fax', assertion: null, note: '', page: 3 });
    expect(wrong).toHaveLength(4);
    expect(wrong).toEqual(
      expect.arrayContaining(['/source/kind', '/source/assertion', '/source/note', '/source/page']),
    );
  });
});

test('an id is taken as given, or refused', () => {
  const withId = (id: unknown) => read({ ...body('PumpExplanted'), id });
  expect(withId('a:b._-9')).toMatchObject({ ok: true, id: 'a:b._-9' });
  expect('id' in read(body('PumpExplanted'))).toBe(false);
  for (const id of ['', '-a', 'a b', 'x'.repeat(129), 5, null])
    expect(refusal(withId(id))).toEqual({ code: 'VALIDATION_FAILED', pointers: ['/id'] });
});

describe('a line of an import', () => {
  test('names its therapy', () => {
    const result = readLine({ ...body('PumpExplanted'), therapyId: 'case-1' });
    expect(result).toMatchObject({
      ok: true,
      therapyId: 'case-1',
      content: { source: { kind: 'import', assertion: 'stated' } },
    });
    for (const therapyId of [undefined, null, '', 'a:b', 'x'.repeat(65), 5])
      expect(refusal(readLine({ ...body('PumpExplanted'), therapyId }))).toEqual({
        code: 'VALIDATION_FAILED',
        pointers: ['/therapyId'],
      });
    expect(refusal(readLine({ type: 'X' }))).toEqual({
      code: 'UNKNOWN_EVENT_TYPE',
      pointers: ['/therapyId', '/type'],
    });
  });
});

describe('whatever is sent', () => {
  test('nothing throws', () => {
    const anything = fc.oneof(
      fc.jsonValue({ maxDepth: 6 }),
      fc
        .tuple(
          fc.constantFrom(...bodies.map(([, sample]) => sample)),
          fc.nat(),
          fc.jsonValue({ maxDepth: 4 }),
        )
        .map(([sample, nth, value]) => {
          const paths = places(sample).map(([path]) => path);
          const path = paths[nth % paths.length]!;
          return path.length === 0 ? value : changed(sample, path, value);
        }),
    );
    fc.assert(
      fc.property(anything, (value) => {
        const before = JSON.stringify(value);
        const result = read(value);
        if (result.ok) expect(result.content.data).toEqual((value as Json)['data']);
        else expect(result.errors.length).toBeGreaterThan(0);
        expect(JSON.stringify(value)).toBe(before);
      }),
      { numRuns: FULL ? 2_000 : 500 },
    );
  });

  test('deep nesting is refused', () => {
    const nested = (open: string, close: string) =>
      JSON.parse(open.repeat(1000) + '1' + close.repeat(1000)) as unknown;
    for (const deep of [nested('[', ']'), nested('{"a":', '}'), nested('{"program":', '}')])
      for (const [, sample] of bodies)
        for (const [path] of places(sample))
          expect(read(path.length === 0 ? deep : changed(sample, path, deep)).ok).toBe(false);
  });

  test('a __proto__ member is refused, and reaches no prototype', () => {
    const own = (at: string) => {
      const text = JSON.stringify(bodies.find(([name]) => name === 'PumpInterrogated')![1]);
      return JSON.parse(text.replace(at, `${at}"__proto__":{"drug":"x"},`)) as unknown;
    };
    for (const [at, pointer] of [
      ['{', '/__proto__'],
      ['"data":{', '/data/__proto__'],
      ['"displayed":{', '/data/displayed/__proto__'],
    ] as const) {
      expect(refusal(read(own(at)))).toEqual({ code: 'VALIDATION_FAILED', pointers: [pointer] });
      expect(refusal(readLine({ ...(own(at) as Json), therapyId: 't' }))!.pointers).toContain(pointer);
    }
    expect(({} as Json)['drug']).toBeUndefined();
  });

  test('many errors are cut short', () => {
    const many = Object.fromEntries(Array.from({ length: 5_000 }, (_, index) => [`x${index}`, 1]));
    const result = read({ ...body('PumpInterrogated'), ...many });
    expect(refusal(result)!.pointers.length).toBeLessThanOrEqual(100);
    const lots = Array.from({ length: 5_000 }, () => null);
    const refill = changed(body('ReservoirRefilled'), ['data', 'lots'], lots);
    expect(refusal(read(refill))!.pointers.length).toBeLessThanOrEqual(100);
  });
});

test('what was accepted comes out as it went in: plain, with nothing added', () => {
  for (const [, sample] of bodies) {
    const result = read(copyOf(sample));
    if (!result.ok) throw new Error(JSON.stringify(result.errors));
    expect(JSON.stringify(result.content.data)).toBe(JSON.stringify(sample['data']));
    expect(Object.getPrototypeOf(result.content.data)).toBe(Object.prototype);
    expect(result.content.type).toBe(sample['type']);
    expect(result.content.occurredAt.stated).toEqual(sample['occurredAt']);
  }
});
