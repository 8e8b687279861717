import { recordableNames } from '../../src/therapy/events/index.js';
import { readContent } from '../../src/therapy/content.js';
import { addRow } from '../../src/web/record/typed.js';
import { bodyOf, newForm, sentForm } from '../../src/web/record/event-form.js';
import { GROUPS } from '../../src/web/record/types-offered.js';
import { formPage } from '../../src/web/record/form-page.js';
import { type Json, body, copyOf, programs, reading } from '../therapy/samples.js';
import { sentBy } from './support/sent-by.js';

const shownFor = (known: Json, type = known['type'] as 'PumpReprogrammed') => {
  const { replacement } = (known['data'] ?? {}) as { replacement?: { type: string } };
  const form = newForm(type, known, replacement?.type);
  return { therapyId: 't', form, key: 'k', revision: 1 };
};

/** What the service reads when a browser sends the form, filled with a body, as it was shown. */
const roundTrip = (known: Json) => bodyOf(sentForm(sentBy(formPage(shownFor(known))))!);

const without = ({ id: _id, ...rest }: Json): Json => rest;

describe('a form filled from a body and sent as it is shown says the body', () => {
  it.each(recordableNames)('%s', (type) => {
    const example = without(body(type));
    const { value, errors } = roundTrip(example);
    expect(errors).toEqual([]);
    expect(value).toEqual(example);
    expect(readContent(value, { defaultSourceKind: 'manual' }).ok).toBe(true);
  });

  it.each(Object.entries(programs))('program %s', (_, program) => {
    expect(roundTrip(program).value).toEqual(program);
  });

  it.each([
    [
      'a source',
      { source: { kind: 'publication', document: 'doi:1', assertion: 'assumed', note: 'a\n\n"b" <i>' } },
    ],
    ['an interval', { occurredAt: { earliest: '2024', latest: '2024-02-03T10:00:00-05:00' } }],
    ['line breaks and spaces', { data: { reason: '\n a\n b ' } }],
  ])('with %s', (_, part) => {
    const given = { type: 'PumpExplanted', occurredAt: '2024-03', data: { reason: 'x' }, ...part };
    expect(roundTrip(given).value).toEqual(given);
  });

  it.each([
    ['nothing', {}],
    ['numbers, lists and a depth', { a: 1, b: [true, null], c: { d: 'e' } }],
    ['a colon and a line break in a value', { a: 'b: c', d: 'e\nf' }],
    ['spaces around a name', { ' a': 'b ' }],
    ['a name that begins with a brace', { '{a': 'b' }],
  ])('an open object of %s', (_, displayed) => {
    const given = { type: 'PumpInterrogated', occurredAt: '2024', data: { displayed } };
    const { value, errors } = roundTrip(given);
    expect(errors).toEqual([]);
    // Nothing typed is nothing said.
    expect(value).toEqual(Object.keys(displayed).length > 0 ? given : { ...given, data: {} });
  });

  it('a reading with stalls and with boluses that the patient was given', () => {
    expect(roundTrip(reading).value).toEqual(reading);
  });

  it.each([[[]], [undefined], [[{ lotNumber: 'L 1' }]]])('lots recorded as %j', (lots) => {
    const data = { drug: 'baclofen', concentrationMcgPerMl: 500, filledVolumeMl: 18, ...(lots && { lots }) };
    const given = { type: 'ReservoirRefilled', occurredAt: '2024', data };
    expect(roundTrip(given).value).toEqual(given);
  });

  it.each([
    ['2024-03-04T10:30+01:00', '2024-03-04T10:30:00+01:00'],
    [' 2024-03-04 10:30Z ', '2024-03-04T10:30:00Z'],
    ['2024-03-04T10:30', '2024-03-04T10:30'],
    ['2024-03-04T10:30:05Z', '2024-03-04T10:30:05Z'],
    ['2024-03', '2024-03'],
  ])('an instant to the minute, typed as %j, stands for its first second', (typed, said) => {
    const given = { type: 'PumpExplanted', occurredAt: typed, data: { reason: 'x' } };
    expect(roundTrip(given).value['occurredAt']).toBe(said);
  });

  it('tells alarms that are known to be none from those that are not known', () => {
    const of = (alarms?: readonly string[]) => {
      const data = { displayed: { a: 'b' }, ...(alarms && { alarms }) };
      return (roundTrip({ type: 'PumpInterrogated', occurredAt: '2024', data }).value['data'] as Json)[
        'alarms'
      ];
    };
    expect([of(), of([]), of(['motor-stall', 'other'])]).toEqual([undefined, [], ['motor-stall', 'other']]);
  });
});

it.each(recordableNames)('%s: wherever something can be wrong, there is a place to show it', (type) => {
  const shown = shownFor(without(body(type)));
  const html = formPage(shown);
  const ids = [...html.matchAll(/ id="([^"]*)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  for (const pointer of bodyOf(shown.form).labels.keys()) expect(ids).toContain(pointer);
});

it('offers every type once', () => {
  expect(GROUPS.flatMap(([, types]) => types).toSorted()).toEqual(recordableNames.toSorted());
});

describe('what was typed', () => {
  const refill = (typed: Readonly<Record<string, string>>) => {
    const sent = sentBy(formPage(shownFor(without(body('ReservoirRefilled')))));
    for (const [name, text] of Object.entries(typed)) sent.set(name, text);
    return bodyOf(sentForm(sent)!);
  };

  it.each([
    ['0', 0],
    ['12.50', 12.5],
    [' 40 ', 40],
    ['-1', -1],
    ['1e-7', 1e-7],
  ])('takes %p for a number', (text, number) => {
    const { value, errors } = refill({ '/data/filledVolumeMl': text });
    expect(errors).toEqual([]);
    expect((value['data'] as Json)['filledVolumeMl']).toBe(number);
  });

  it.each([
    '12,5',
    '1,000',
    '1 000',
    '40 mL',
    '.5',
    '5.',
    '0x10',
    'NaN',
    'Infinity',
    '١٢',
    '1_000',
    '007',
    '−1',
    '+1',
  ])('refuses %p as a number, and does not call it missing', (text) => {
    const { value, errors } = refill({ '/data/filledVolumeMl': text });
    expect(errors).toEqual([
      { pointer: '/data/filledVolumeMl', detail: expect.stringContaining('decimal point') },
    ]);
    expect((value['data'] as Json)['filledVolumeMl']).toBeUndefined();
  });

  it('takes instants to the minute, one on each line', () => {
    const sent = sentBy(formPage(shownFor(reading)));
    const shows = '/data/shows';
    sent.set(`${shows}/stoppedSince`, '2024-03-05 08:00+01:00');
    sent.set(`${shows}/patientBoluses/at`, ' 2024-03-04 13:00Z \r\n\r\n2024-03-04T21:00:30+01:00\r\n');
    expect((bodyOf(sentForm(sent)!).value['data'] as Json)['shows']).toMatchObject({
      stoppedSince: '2024-03-05T08:00:00+01:00',
      patientBoluses: { at: ['2024-03-04T13:00:00Z', '2024-03-04T21:00:30+01:00'] },
    });
  });

  it('leaves out what is blank', () => {
    const { value } = refill({ '/data/aspiratedVolumeMl': ' ', '/data/alarmVolumeMl': '' });
    const { aspiratedVolumeMl: _a, alarmVolumeMl: _b, ...rest } = body('ReservoirRefilled')['data'] as Json;
    expect(value['data']).toEqual(rest);
  });

  it('counts rows without the blank ones, in the body and in what the reader sees again', () => {
    const sent = sentBy(formPage(shownFor(copyOf(programs['flex']!))));
    const list = '/data/program/~flex/boluses';
    addRow(sent, list);
    addRow(sent, list);
    sent.set(`${list}/3/startTime`, '12:00');
    for (const name of ['startTime', 'doseMcg', 'durationMinutes']) sent.set(`${list}/0/${name}`, '');
    const { value, labels } = bodyOf(sentForm(sent)!);
    expect((value['data'] as { program: Json }).program['boluses']).toEqual([
      { startTime: '08:00', doseMcg: 50, durationMinutes: 10, weekdays: ['mon', 'sun'] },
      { startTime: '12:00' },
    ]);
    expect(labels.get('/data/program/boluses/1/doseMcg')).toBe('Bolus 2: Dose');
    const again = sentBy(formPage({ ...shownFor(programs['flex']!), form: sentForm(sent)! }));
    expect(again.get(`${list}/1/startTime`)).toBe('12:00');
    expect(again.get(`${list}/3/startTime`)).toBe('');
  });

  it('offers no more rows than a program can hold', () => {
    const sent = sentBy(formPage(shownFor(copyOf(programs['flex']!))));
    for (let row = 0; row < 100; row += 1) addRow(sent, '/data/program/~flex/boluses');
    const html = formPage({ ...shownFor(programs['flex']!), form: sentForm(sent)! });
    expect(html).toContain('~flex/boluses/90/startTime');
    expect(html).not.toContain('~flex/boluses/91/startTime');
    expect(html).not.toContain('Add bolus');
  });
});

it('offers days as boxes to tick, none of which stands for no day', () => {
  const html = formPage(shownFor(programs['flex']!));
  const days = [...html.matchAll(/<input[^>]*~flex\/boluses\/0\/weekdays"[^>]*value="([^"]*)"/g)];
  expect(days.map(([, day]) => day)).toEqual(['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']);
  expect(html).toContain('Wednesday');
});

it('does not ask what a pump that already runs moves first', () => {
  const example = without(body('TherapyTakenOver'));
  const html = formPage(shownFor(example));
  expect(html).toContain('/data/program/~flex/concentrationMcgPerMl');
  expect(html).not.toContain('startsWith');
  expect(formPage(shownFor(programs['flex']!))).toContain('startsWith');
});

it('asks in the words of the event for what has one name in several', () => {
  const labels = (type: 'CatheterRevised') => [...bodyOf(newForm(type, {})).labels.values()];
  expect(labels('PumpReplaced' as never)).toContain('Aspirated volume of the old pump');
  expect(labels('PumpExplanted' as never)).toContain('Aspirated volume');
  expect(labels('DrugSwitched' as never)).toContain('Old content: Concentration');
});

it('shows what users wrote as text', () => {
  const hostile = `"><script>alert(1)</script><img src=x onerror=alert(1)>'</textarea>`;
  const known = {
    type: 'AdverseEventObserved',
    occurredAt: hostile,
    data: { description: hostile, suspect: hostile },
  };
  const shown = shownFor(known);
  const html = formPage({ ...shown, notices: [hostile], faults: [{ detail: hostile }], problem: hostile });
  expect(html).not.toContain('<script>alert');
  expect(html).not.toContain('<img');
  expect(sentBy(html).get('/data/suspect')).toBe(hostile);
  expect(sentBy(html).get('/data/description')).toBe(hostile);
});
