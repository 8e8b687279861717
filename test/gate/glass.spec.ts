import { type Gated, gated } from './support/gated.js';
import { PEOPLE, person } from './support/people.js';
import { ask, cared, record, recorded, short } from './support/recorded.js';

const EMERGENCY = { reason: 'Patient is in our emergency room', purpose: 'ETREAT' };
const PUMP = {
  type: 'PumpImplanted',
  occurredAt: '2020-02-01T08:00:00Z',
  data: {
    manufacturer: 'Medtronic',
    model: 'SynchroMed II',
    reservoirCapacityMl: 20,
    serialNumber: 'NGP-4711',
  },
};

let service: Gated;
/** Somebody new, so that what others broke is not theirs. */
let count = 0;
const people = { ...PEOPLE };
function newcomer(role: 'vigilance' | 'reader' | 'recorder' | 'reviewer' | 'officer', site: string): string {
  count += 1;
  const name = `${role}-${count}`;
  Object.assign(people, { [name]: person(name, [role], [site]) });
  return name;
}

beforeAll(async () => {
  service = await gated(people);
  await recorded(service);
  await record(service, 'n-1', PUMP);
  await record(
    service,
    's-1',
    {
      type: 'TherapyRegistered',
      occurredAt: '2020-01-01',
      data: { patientPseudonym: 'p-1', indication: 'spasticity', aetiology: 'spinal-cord-injury' },
    },
    cared('south'),
  );
}, 60_000);
afterAll(() => service.close());

const breakGlass = (who: string, body: object) =>
  ask(service, who, 'POST', '/v1/break-glass', { body: { ...EMERGENCY, ...body } });
const seen = async (who: string, url: string) => short(await ask(service, who, 'GET', url));
const idOf = async (who: string, body: object) => String((await breakGlass(who, body)).body['id']);

describe('a broken glass', () => {
  it('shows the therapy to who broke it, and to nobody else', async () => {
    const ana = newcomer('reader', 'south');
    expect(await seen(ana, '/v1/therapies/n-1/state')).toBe('404 THERAPY_NOT_FOUND');
    const { status, body } = await breakGlass(ana, { therapyId: 'n-1' });
    expect(status).toBe(201);
    expect(Object.keys(body).toSorted()).toEqual(['id', 'until']);
    const minutes = (Date.parse(String(body['until'])) - Date.now()) / 60_000;
    expect(minutes).toBeGreaterThan(59);
    expect(minutes).toBeLessThanOrEqual(60);
    expect(await seen(ana, '/v1/therapies/n-1/state')).toBe('200');
    expect(await seen(ana, '/therapies/n-1')).toBe('200');
    expect(await seen(ana, '/v1/therapies/n-1/audit')).toBe('200');
    expect(await seen('reader@south', '/v1/therapies/n-1/state')).toBe('404 THERAPY_NOT_FOUND');
    expect(await seen(ana, '/v1/therapies/n-restricted/state')).toBe('404 THERAPY_NOT_FOUND');
  });

  it('leads to the page', async () => {
    const ana = newcomer('reader', 'south');
    const id = await idOf(ana, { therapyId: 'n-1' });
    const led = await ask(service, ana, 'GET', `/v1/break-glass/${id}`);
    expect([led.status, led.headers['location']]).toEqual([303, '/therapies/n-1']);
    expect(await seen('reader@south', `/v1/break-glass/${id}`)).toBe('404 NOT_FOUND');
  });

  it('opens a restricted one', async () => {
    const ben = newcomer('recorder', 'north');
    await breakGlass(ben, { therapyId: 'n-restricted' });
    expect(await seen(ben, '/v1/therapies/n-restricted/state')).toBe('200');
  });

  it('is as open where there is no such therapy, and shows nothing', async () => {
    const ana = newcomer('reader', 'south');
    const { status, body } = await breakGlass(ana, { therapyId: 'no-such' });
    expect([status, Object.keys(body).toSorted()]).toEqual([201, ['id', 'until']]);
    expect(await seen(ana, `/v1/break-glass/${String(body['id'])}`)).toBe('404 THERAPY_NOT_FOUND');
    expect(await seen(ana, '/v1/therapies/no-such/state')).toBe('404 THERAPY_NOT_FOUND');
  });

  it('finds the patient by the pump that is in place', async () => {
    const ana = newcomer('reader', 'south');
    const id = await idOf(ana, { serialNumber: 'NGP-4711' });
    const led = await ask(service, ana, 'GET', `/v1/break-glass/${id}`);
    expect(led.headers['location']).toBe('/therapies/n-1');
    const other = await idOf(ana, { serialNumber: 'NGP-0815' });
    expect(await seen(ana, `/v1/break-glass/${other}`)).toBe('404 THERAPY_NOT_FOUND');
    // Also by who may see no number, and once the pump is in another patient.
    await record(service, 's-1', { ...PUMP, data: { ...PUMP.data, serialNumber: 'NGP-0815' } });
    const vigil = newcomer('vigilance', 'north');
    const found = await idOf(vigil, { serialNumber: 'NGP-0815' });
    expect(await seen(vigil, `/v1/break-glass/${found}`)).toBe('303');
    await record(service, 's-1', {
      type: 'PumpExplanted',
      occurredAt: '2020-03-01T08:00:00Z',
      data: { reason: 'end of service' },
    });
    const gone = await idOf(vigil, { serialNumber: 'NGP-0815' });
    expect(await seen(vigil, `/v1/break-glass/${gone}`)).toBe('404 THERAPY_NOT_FOUND');
  });

  it('gives no list, export, evidence or signature, and records nothing', async () => {
    const vera = newcomer('reviewer', 'south');
    await breakGlass(vera, { therapyId: 'n-1' });
    expect(await seen(vera, '/v1/therapies/n-1/state')).toBe('200');
    expect(await seen(vera, '/v1/therapies/n-1/evidence.zip')).toBe('404 THERAPY_NOT_FOUND');
    expect(await seen(vera, '/integrity/evidence?therapyId=n-1')).toBe('404 THERAPY_NOT_FOUND');
    const signing = { body: { meaning: 'reviewed' } };
    const signed = await ask(service, vera, 'POST', '/v1/therapies/n-1/audit/signatures', signing);
    expect(short(signed)).toBe('404 THERAPY_NOT_FOUND');
    const listed = await ask(service, vera, 'GET', '/v1/therapies');
    expect(listed.text).not.toContain('n-1');
    const reviewing = { body: { type: 'InferenceReviewed', occurredAt: '2024-01-01', data: {} } };
    const reviewed = await ask(service, vera, 'POST', '/v1/therapies/n-1/events', reviewing);
    expect(short(reviewed)).toBe('404 THERAPY_NOT_FOUND');
  });

  it('is one of five', async () => {
    const ana = newcomer('reader', 'south');
    for (let open = 0; open < 5; open += 1)
      expect((await breakGlass(ana, { therapyId: 'n-1' })).status).toBe(201);
    const sixth = await breakGlass(ana, { therapyId: 'n-1' });
    expect(short(sixth)).toBe('429 TOO_MANY_REQUESTS');
    expect(Number(sixth.headers['retry-after'])).toBeGreaterThan(3500);
  });

  it.each([
    [{}, '/therapyId'],
    [{ therapyId: 'n-1', serialNumber: '1' }, '/therapyId'],
    [{ therapyId: 'n-1', reason: 'too short' }, '/reason'],
    [{ therapyId: 'n-1', reason: '         x         ' }, '/reason'],
    [{ therapyId: 'n-1', reason: 'x'.repeat(201) }, '/reason'],
    [{ therapyId: 'n-1', purpose: 'TREAT' }, '/purpose'],
    [{ therapyId: 'n-1', more: 1 }, '/more'],
  ])('needs to be asked for: %j', async (body, pointer) => {
    const answer = await breakGlass('reader@south', body);
    expect(short(answer)).toBe('422 VALIDATION_FAILED');
    expect(answer.body['errors']).toEqual([expect.objectContaining({ pointer })]);
  });

  it.each(['admin@*', 'device@north', 'norole@north'])('is not for %s', async (who) => {
    expect((await breakGlass(who, { therapyId: 'n-1' })).status).toBe(403);
  });
});

describe('the review', () => {
  const listed = async (who: string, state?: string) => {
    const query = state === undefined ? '' : `?state=${state}`;
    const { body } = await ask(service, who, 'GET', `/v1/break-glass${query}`);
    return body['items'] as readonly Record<string, unknown>[];
  };
  const listedAs = async (who: string, id: string) => (await listed(who)).find((item) => item['id'] === id);
  const review = (who: string, id: string, outcome = 'justified') =>
    ask(service, who, 'POST', `/v1/break-glass/${id}/review`, {
      body: { outcome, note: 'I asked the ward' },
    });

  it('is by an officer of the therapy’s site', async () => {
    const id = await idOf(newcomer('reader', 'south'), { therapyId: 'n-1' });
    expect(await listedAs('officer@north', id)).toMatchObject({
      state: 'open',
      therapyId: 'n-1',
      ...EMERGENCY,
    });
    const reviewed = await review('officer@north', id);
    expect(reviewed.status).toBe(200);
    expect(reviewed.body).toMatchObject({ state: 'reviewed', review: { outcome: 'justified' } });
    expect((await listed('officer@north', 'reviewed')).map((item) => item['id'])).toContain(id);
    expect((await listed('officer@north', 'open')).map((item) => item['id'])).not.toContain(id);
    expect((await review('officer@north', id)).status).toBe(200);
    expect(short(await review('officer@north', id, 'unjustified'))).toBe('409 ALREADY_REVIEWED');
  });

  it('is not by who broke it', async () => {
    const olga = newcomer('officer', 'south');
    const id = await idOf(olga, { therapyId: 'no-such' });
    expect(short(await review(olga, id))).toBe('409 SAME_PERSON');
    expect((await review('officer@south', id)).status).toBe(200);
  });

  it('shows officers of the breaker’s site not whether there is a therapy', async () => {
    const ana = newcomer('reader', 'south');
    const there = await idOf(ana, { therapyId: 'n-1' });
    const none = await idOf(ana, { therapyId: 'n-0' });
    const same = (item: object | undefined) =>
      JSON.stringify(item).replaceAll(/n-[01]|[0-9a-f-]{36}|"[0-9:T.-]+Z"/g, '…');
    expect(same(await listedAs('officer@south', there))).toBe(same(await listedAs('officer@south', none)));
    const [said, silent] = [await review('officer@south', there), await review('officer@south', none)];
    expect([said.status, silent.status]).toEqual([200, 200]);
    expect(same(said.body)).toBe(same(silent.body));
    // What an officer says who does not reach the therapy is no review of it.
    expect(await listedAs('officer@north', there)).toMatchObject({ state: 'open' });
    expect(await listedAs('officer@north', none)).toBeUndefined();
  });

  it('is nothing that officers elsewhere learn of', async () => {
    const id = await idOf(newcomer('reader', 'north'), { therapyId: 'n-1' });
    expect(await listedAs('officer@south', id)).toBeUndefined();
    expect(short(await review('officer@south', id))).toBe('404 NOT_FOUND');
    expect(short(await review('officer@south', 'no-such'))).toBe('404 NOT_FOUND');
  });

  it.each(['reader@north', 'recorder@north', 'reviewer@north', 'vigilance@north', 'admin@*'])(
    'is nothing for %s',
    async (who) => {
      expect(await seen(who, '/v1/break-glass')).toBe('403 FORBIDDEN');
      expect(short(await review(who, 'no-such'))).toBe('403 FORBIDDEN');
    },
  );
});
