import { type Gated, gated } from './support/gated.js';
import { PEOPLE } from './support/people.js';
import { ask, record, recorded, short } from './support/recorded.js';

const EVENTS = '/v1/therapies/n-1/events';
const PUMP = {
  type: 'PumpImplanted',
  id: 'pump-1',
  occurredAt: '2020-02-01T08:00:00Z',
  data: {
    manufacturer: 'Medtronic',
    model: 'SynchroMed II',
    reservoirCapacityMl: 20,
    serialNumber: 'NGP-4711',
  },
};
const FILL = {
  type: 'ReservoirRefilled',
  id: 'fill-1',
  occurredAt: '2020-02-01T09:00:00Z',
  data: { drug: 'baclofen', concentrationMcgPerMl: 2000, filledVolumeMl: 20 },
};
const RESTRICTED = {
  type: 'AccessRestricted',
  id: 'free-1',
  occurredAt: '2020-02-02',
  data: { restricted: false, reason: 'as usual' },
};

let service: Gated;
const people = {
  ...PEOPLE,
  bySerial: {
    ...PEOPLE['device@north']!,
    sub: 'bySerial',
    grant: { client: 'c', serialNumbers: ['NGP-4711'], types: ['ReservoirRefilled'], metrics: false },
  },
  byOther: {
    ...PEOPLE['device@north']!,
    sub: 'byOther',
    grant: { client: 'd', serialNumbers: ['NGP-0815'], types: ['ReservoirRefilled'], metrics: true },
  },
};
beforeAll(async () => {
  service = await gated(people);
  await recorded(service);
  await record(service, 'n-1', PUMP, FILL, RESTRICTED);
}, 60_000);
afterAll(() => service.close());

const sent = async (who: string, body: unknown, url = EVENTS) =>
  short(await ask(service, who, 'POST', url, { body }));
const corrected = (corrects: string, replacement: object) => ({
  type: 'EventCorrected',
  occurredAt: '2024-01-01',
  data: { corrects, reason: 'slip of the pen', replacement },
});
const voided = (voids: string) => ({
  type: 'EventVoided',
  occurredAt: '2024-01-01',
  data: { voids, reason: 'of another patient' },
});
const replacing = ({ type, occurredAt, data }: typeof RESTRICTED | typeof FILL) => ({
  type,
  occurredAt,
  data,
});

describe('to record asks for what the type needs', () => {
  const nothing = { occurredAt: '2024-01-01', data: {} };
  it.each([
    ['recorder@north', 'InferenceReviewed', '403 FORBIDDEN'],
    ['reviewer@north', 'InferenceReviewed', '422 VALIDATION_FAILED'],
    ['officer@north', 'InferenceReviewed', '403 FORBIDDEN'],
    ['officer@north', 'AccessRestricted', '422 VALIDATION_FAILED'],
    ['recorder@north', 'AccessRestricted', '403 FORBIDDEN'],
    ['reviewer@north', 'CareAssigned', '403 FORBIDDEN'],
    ['recorder@north', 'CareAssigned', '422 VALIDATION_FAILED'],
    ['reviewer@north', 'NoSuchType', '403 FORBIDDEN'],
    ['recorder@north', 'NoSuchType', '422 UNKNOWN_EVENT_TYPE'],
    ['reader@north', 'NoSuchType', '403 FORBIDDEN'],
  ])('%s: %s gives %s', async (who, type, expected) => {
    expect(await sent(who, { ...nothing, type })).toBe(expected);
    expect(await sent(who, { ...nothing, type }, `${EVENTS}?dryRun=true`)).toBe(expected);
  });

  it('names the permission that is missing', async () => {
    const { body } = await ask(service, 'recorder@north', 'POST', EVENTS, {
      body: { type: 'InferenceReviewed' },
    });
    expect(body['detail']).toContain('inference:review');
  });

  it('before it says that a therapy is unknown, and that before anything else of the body', async () => {
    const body = { type: 'InferenceReviewed', what: 'ever' };
    for (const id of ['n-1', 'n-restricted', 'no-such']) {
      const url = `/v1/therapies/${id}/events`;
      expect(await sent('recorder@south', body, url)).toBe('403 FORBIDDEN');
      expect(await sent('reviewer@south', body, url)).toBe('404 THERAPY_NOT_FOUND');
    }
  });

  it('as little as that therapy’s revision and idempotency are told elsewhere', async () => {
    const headers = { 'if-match': '"1"', 'idempotency-key': 'k' };
    for (const id of ['n-1', 'no-such']) {
      const answer = await ask(service, 'recorder@south', 'POST', `/v1/therapies/${id}/events`, {
        body: FILL,
        headers,
      });
      expect([short(answer), answer.headers['etag']]).toEqual(['404 THERAPY_NOT_FOUND', undefined]);
    }
  });
});

describe('a correction or void asks for what the event needs that it names', () => {
  it.each([
    ['a recorder, of a fill', 'recorder@north', corrected('fill-1', replacing(FILL)), '200'],
    ['an officer, of a fill', 'officer@north', corrected('fill-1', replacing(FILL)), '403 FORBIDDEN'],
    ['an officer, of a restriction', 'officer@north', corrected('free-1', replacing(RESTRICTED)), '200'],
    [
      'a recorder, of a restriction',
      'recorder@north',
      corrected('free-1', replacing(RESTRICTED)),
      '403 FORBIDDEN',
    ],
    [
      'an officer, of a fill by a restriction',
      'officer@north',
      corrected('fill-1', replacing(RESTRICTED)),
      '403 FORBIDDEN',
    ],
    [
      'a recorder, of a restriction by a fill',
      'recorder@north',
      corrected('free-1', replacing(FILL)),
      '403 FORBIDDEN',
    ],
    ['an officer voids a restriction', 'officer@north', voided('free-1'), '200'],
    ['a recorder voids a restriction', 'recorder@north', voided('free-1'), '403 FORBIDDEN'],
    ['an officer voids a fill', 'officer@north', voided('fill-1'), '403 FORBIDDEN'],
    ['a recorder voids what is not there', 'recorder@north', voided('no-such'), '422 UNKNOWN_EVENT'],
    ['a reviewer voids what is not there', 'reviewer@north', voided('no-such'), '403 FORBIDDEN'],
  ])('%s', async (_what, who, body, expected) => {
    expect(await sent(who, body, `${EVENTS}?dryRun=true`)).toBe(expected);
  });

  it('also where it names another correction', async () => {
    await record(service, 'n-1', { ...corrected('free-1', replacing(RESTRICTED)), id: 'free-2' });
    expect(await sent('recorder@north', voided('free-2'), `${EVENTS}?dryRun=true`)).toBe('403 FORBIDDEN');
    expect(await sent('officer@north', voided('free-2'), `${EVENTS}?dryRun=true`)).toBe('200');
  });

  it('after reach', async () => {
    expect(await sent('recorder@south', voided('free-1'))).toBe('404 THERAPY_NOT_FOUND');
  });
});

describe('a device appends within its grant alone', () => {
  const fill = (id: string) => ({ ...FILL, id, occurredAt: '2020-03-01T09:00:00Z' });
  it.each([
    ['its therapy', 'device@north', fill('d-1'), EVENTS, '201'],
    ['the pump that is in place', 'bySerial', fill('d-2'), EVENTS, '201'],
    ['another pump', 'byOther', fill('d-3'), EVENTS, '403 FORBIDDEN'],
    ['its therapy at another site', 'device@south', fill('d-4'), EVENTS, '403 FORBIDDEN'],
    ['another therapy', 'device@*', fill('d-5'), '/v1/therapies/nobodys/events', '403 FORBIDDEN'],
    ['an unknown therapy', 'device@*', fill('d-6'), '/v1/therapies/no-such/events', '403 FORBIDDEN'],
    ['another type', 'device@north', PUMP, EVENTS, '403 FORBIDDEN'],
    ['a trial', 'device@north', fill('d-7'), `${EVENTS}?dryRun=true`, '403 FORBIDDEN'],
    ['a correction', 'device@north', corrected('fill-1', replacing(FILL)), EVENTS, '403 FORBIDDEN'],
    ['a void', 'device@north', voided('fill-1'), EVENTS, '403 FORBIDDEN'],
  ])('%s', async (_what, who, body, url, expected) => {
    expect(await sent(who, body, url)).toBe(expected);
  });

  it('reads the measurements where its grant says so', async () => {
    expect((await ask(service, 'byOther', 'GET', '/metrics')).status).toBe(200);
    expect((await ask(service, 'bySerial', 'GET', '/metrics')).status).toBe(403);
  });
});

describe('how often', () => {
  it('is 600 times a minute for a subject, and others go on', async () => {
    const { app } = service;
    const me = (who: string) =>
      app.inject({ url: '/v1/me', headers: { host: '127.0.0.1', authorization: `Bearer ${who}` } });
    for (let asked = 0; asked < 600; asked += 1) expect((await me('vigilance@south')).statusCode).toBe(200);
    const refused = await me('vigilance@south');
    expect(refused.statusCode).toBe(429);
    expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
    expect((await me('vigilance@north')).statusCode).toBe(200);
  });
});

describe('readiness', () => {
  it('is told to anybody, and the details to whoever may read metrics', async () => {
    const ready = async (who?: string) => {
      const answer = await ask(service, who, 'GET', '/health/ready');
      expect(answer.body['status']).toBe('ok');
      return Object.keys(answer.body).length;
    };
    expect(await ready()).toBe(1);
    expect(await ready('wrong')).toBe(1);
    expect(await ready('officer@*')).toBe(1);
    expect(await ready('admin@north')).toBeGreaterThan(1);
    expect(await ready('byOther')).toBeGreaterThan(1);
  });
});
