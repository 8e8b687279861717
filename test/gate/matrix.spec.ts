import { EXPECTED, KNOWN, OPEN, type Row, THROUGH_GLASS, WAYS_IN } from './support/expected.js';
import { type Gated, gated } from './support/gated.js';
import { PEOPLE } from './support/people.js';
import { type Method, ask, recorded, short } from './support/recorded.js';
import { requestOf } from './support/requests.js';

const ROLES = {
  R: 'reader',
  C: 'recorder',
  V: 'reviewer',
  G: 'vigilance',
  O: 'officer',
  D: 'device',
  A: 'admin',
} as const;
type Letter = keyof typeof ROLES;
const LETTERS = Object.keys(ROLES) as Letter[];

let service: Gated;
beforeAll(async () => {
  service = await gated(PEOPLE);
  await recorded(service);
}, 60_000);
afterAll(() => service.close());

/** What was refused, and why; `let in` for everything else. */
async function outcome(who: string | undefined, method: Method, route: string, therapyId: string) {
  const answer = await ask(service, who, ...requestOf(method, route, therapyId));
  const isRefused = [401, 403].includes(answer.status) || answer.body['code'] === 'THERAPY_NOT_FOUND';
  // A page says in words that the therapy is unknown.
  const isUnknownPage = answer.status === 404 && answer.text.includes(`No therapy ${therapyId} is recorded`);
  if (isUnknownPage) return '404 THERAPY_NOT_FOUND';
  return isRefused ? short(answer) : 'let in';
}

async function outcomes(route: Row, site: string, therapyId: string): Promise<Record<string, string>> {
  const all: Record<string, string> = {};
  for (const letter of LETTERS)
    all[letter] = await outcome(`${ROLES[letter]}@${site}`, route[0], route[1], therapyId);
  return all;
}

const table = (of: (letter: Letter) => string) =>
  Object.fromEntries(LETTERS.map((letter) => [letter, of(letter)]));

const shown = EXPECTED.map((row) => [`${row[0]} ${row[1]}`, row] as const);
/** Follows without end. */
const answered = shown.filter(([, [, route]]) => route !== '/live');
const APPENDS = 'POST /v1/therapies/:therapyId/events';

it('the table by hand has every route of the service, and no other', () => {
  const known = EXPECTED.map(([method, route]) => `${method} ${route}`);
  const open = [...OPEN, ...KNOWN].map((route) => `GET ${route}`);
  const served = service.routes
    .flatMap(({ method, url }) => [method].flat().map((one) => `${one} ${url}`))
    .filter((one) => !one.startsWith('HEAD ') && !/ \/(assets|docs)\//.test(one));
  const byHand = [...known, ...open, ...WAYS_IN].filter((one) => !/ \/(docs|openapi\.json)$/.test(one));
  expect(served.toSorted()).toEqual(byHand.toSorted());
});

describe('nobody is let in', () => {
  it.each(shown)('without saying who asks: %s', async (_name, [method, route]) => {
    expect(await outcome(undefined, method, route, 'n-1')).toBe('401 UNAUTHENTICATED');
  });

  it.each(shown)('with a wrong token: %s', async (_name, [method, route]) => {
    expect(await outcome('wrong', method, route, 'n-1')).toBe('401 UNAUTHENTICATED');
  });

  it.each(shown)('without a role: %s', async (_name, [method, route]) => {
    expect(await outcome('norole@north', method, route, 'n-1')).toBe('403 NO_ROLE');
  });
});

describe('each role', () => {
  it.each(answered)('at its own site: %s', async (name, row) => {
    const [, , roles, of] = row;
    const isIn = (letter: Letter) => roles.includes(letter) || (letter === 'D' && name === APPENDS);
    expect(await outcomes(row, 'north', 'n-1')).toEqual(
      table((letter) => (isIn(letter) && of !== 'all' ? 'let in' : '403 FORBIDDEN')),
    );
  });

  it.each(answered)('at all sites: %s', async (name, row) => {
    const isIn = (letter: Letter) => row[2].includes(letter) || (letter === 'D' && name === APPENDS);
    expect(await outcomes(row, '*', 'n-1')).toEqual(
      table((letter) => (isIn(letter) ? 'let in' : '403 FORBIDDEN')),
    );
  });
});

describe('a therapy elsewhere does not exist', () => {
  const ofTherapies = answered.filter(([, [, , , of]]) => of === 'therapy');
  it.each(ofTherapies)('%s', async (_name, row) => {
    const away = table((letter) => (row[2].includes(letter) ? '404 THERAPY_NOT_FOUND' : '403 FORBIDDEN'));
    expect(await outcomes(row, 'south', 'n-1')).toEqual(away);
    expect(await outcomes(row, 'south', 'unknown')).toEqual(away);
    expect(await outcomes(row, 'north', 'nobodys')).toEqual(away);
  });

  it.each(ofTherapies)('in the very same words: %s', async (_name, [method, route, roles]) => {
    const who = `${ROLES[roles[0] as Letter]}@south`;
    const [there, unknown] = await Promise.all(
      ['n-1', 'n-0'].map(async (id) => {
        const { status, headers, text } = await ask(service, who, ...requestOf(method, route, id));
        const same = (words: string) =>
          words.replaceAll(id, '<id>').replaceAll(/[0-9a-f-]{36}/g, '<request>');
        const { date: _date, ...others } = headers;
        return { status, headers: same(JSON.stringify(others)), text: same(text) };
      }),
    );
    expect(there).toEqual(unknown);
  });
});

describe('a restricted therapy', () => {
  const ofTherapies = answered.filter(([, [, , , of]]) => of === 'therapy');
  it.each(ofTherapies)('is there for those who care for it, and officers: %s', async (name, row) => {
    const expected = (letter: Letter, caring: string) => {
      if (letter === 'D') return name === APPENDS ? 'let in' : '403 FORBIDDEN';
      if (!row[2].includes(letter)) return '403 FORBIDDEN';
      return caring.includes(letter) ? 'let in' : '404 THERAPY_NOT_FOUND';
    };
    expect(await outcomes(row, 'north/ward-3', 'n-restricted')).toEqual(
      table((letter) => (letter === 'O' ? expected(letter, 'O') : expected(letter, 'CV'))),
    );
    expect(await outcomes(row, 'north', 'n-restricted')).toEqual(table((letter) => expected(letter, 'O')));
    expect(await outcomes(row, '*', 'n-restricted')).toEqual(table((letter) => expected(letter, 'O')));
  });
});

describe('through a broken glass', () => {
  beforeAll(async () => {
    for (const letter of 'RCVGO')
      for (const therapyId of ['n-1', 'n-restricted']) {
        const body = { therapyId, reason: 'an emergency of ours', purpose: 'ETREAT' };
        const who = `${ROLES[letter as Letter]}@south`;
        expect((await ask(service, who, 'POST', '/v1/break-glass', { body })).status).toBe(201);
      }
  });
  const ofTherapies = answered.filter(([, [, , , of]]) => of === 'therapy');
  it.each(ofTherapies)('pages are seen, and nothing else is done: %s', async (name, row) => {
    const expected = table((letter) => {
      if (!row[2].includes(letter)) return '403 FORBIDDEN';
      return THROUGH_GLASS.includes(name) ? 'let in' : '404 THERAPY_NOT_FOUND';
    });
    expect(await outcomes(row, 'south', 'n-1')).toEqual(expected);
    expect(await outcomes(row, 'south', 'n-restricted')).toEqual(expected);
  });
});

it.each(OPEN)('%s is answered to anybody', async (route) => {
  expect(await outcome(undefined, 'GET', route, '')).toBe('let in');
});
