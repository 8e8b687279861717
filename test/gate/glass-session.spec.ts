import { Glasses } from '../../src/glass/glasses.js';
import { CommandBus } from '@nestjs/cqrs';
import { RecordEvent } from '../../src/record/messages.js';
import { readRecording } from '../../src/record/read-recording.js';
import type { TherapyId } from '../../src/therapy/envelope.js';
import type { Browser } from '../support/provider/browser.js';
import { type Guarded, guarded } from '../ways/support/guarded.js';

const REGISTERED = {
  type: 'TherapyRegistered',
  occurredAt: '2020-01-01',
  data: { patientPseudonym: 'p-1', indication: 'spasticity', aetiology: 'spinal-cord-injury' },
};
const CARED = { type: 'CareAssigned', occurredAt: '2020-01-02', data: { site: 'south' } };
const BODY = { therapyId: 's-1', reason: 'Patient is in our emergency room', purpose: 'ETREAT' };

let service: Guarded;
let rea: Browser;
beforeAll(async () => {
  service = await guarded();
  const commands = service.app.get(CommandBus, { strict: false });
  for (const event of [REGISTERED, CARED])
    await commands.execute(new RecordEvent(readRecording('s-1' as TherapyId, event, {})));
  rea = await service.loggedIn('rea');
}, 60_000);
afterAll(() => service.close());

const statusOf = async (path: string) => (await rea.ask(`${service.url}${path}`)).status;

/** Goes to the provider for an intent, and logs in there as somebody. */
async function goOn(intent: string, sub: string) {
  const page = await rea.follow(`${service.url}/auth/reauthenticate?intent=${intent}`);
  return rea.choose(page.at, sub);
}

async function asked(): Promise<string> {
  const answer = await rea.ask(`${service.url}/v1/break-glass`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', origin: service.url },
    body: JSON.stringify(BODY),
  });
  const problem = (await answer.json()) as Record<string, unknown>;
  expect([answer.status, problem['code']]).toEqual([401, 'REAUTHENTICATION_REQUIRED']);
  return String(problem['intent']);
}

it('breaks when the same person has logged in once more, and is whole again after the logout', async () => {
  expect(await statusOf('/v1/therapies/s-1/state')).toBe(404);
  const intent = await asked();
  expect(await statusOf('/v1/therapies/s-1/state')).toBe(404);
  const end = await goOn(intent, 'rea');
  expect(end.at).toContain(`${service.url}/break-glass?opened=`);
  expect(await end.text()).toContain('href="/therapies/s-1"');
  expect(await statusOf('/v1/therapies/s-1/state')).toBe(200);
  expect((await rea.open(`${service.url}/therapies/s-1`)).status).toBe(200);
  const id = new URL(end.at).searchParams.get('opened')!;
  expect(service.app.get(Glasses, { strict: false }).find(id)?.opens).toBe('s-1');
  const again = await rea.follow(`${service.url}/auth/reauthenticate?intent=${intent}`);
  expect(again.status).toBe(403);
  const logout = { method: 'POST', headers: { origin: service.url } };
  await rea.ask(`${service.url}/auth/logout`, logout);
  await service.loggedIn('rea', rea);
  expect(await statusOf('/v1/therapies/s-1/state')).toBe(404);
});

it('is asked for by a form, whose answer leads on', async () => {
  const form = new URLSearchParams({ ...BODY, serialNumber: '' });
  const answer = await rea.ask(`${service.url}/break-glass`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: service.url },
    body: form.toString(),
  });
  expect(answer.status).toBe(200);
  const html = await answer.text();
  const intent = /\/auth\/reauthenticate\?intent=([0-9a-f-]+)/.exec(html)?.[1];
  const end = await goOn(intent!, 'rea');
  expect(end.at).toContain(`${service.url}/break-glass?opened=`);
  const bad = await rea.ask(`${service.url}/break-glass`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-www-form-urlencoded', origin: service.url },
    body: new URLSearchParams({ therapyId: 's-1', reason: 'short' }).toString(),
  });
  expect(bad.status).toBe(422);
  expect(await bad.text()).toContain('Must be a text of 10 to 200 characters');
});

it('does not break for somebody else', async () => {
  rea = await service.loggedIn('rea');
  const page = await rea.follow(`${service.url}/auth/reauthenticate?intent=${await asked()}`);
  const broken = service.app.get(Glasses, { strict: false }).all.length;
  // The provider asks whether the one before is to be logged out.
  const end = await rea.sendItself(await rea.choose(page.at, 'rec'));
  expect([end.status, await end.text()]).toEqual([403, expect.stringContaining('SIGNER_CHANGED')]);
  expect(service.app.get(Glasses, { strict: false }).all.length).toBe(broken);
});
