import { Sessions } from '../../src/ways/sessions/sessions.js';
import type { Person } from '../../src/ways/sessions/session.js';
import { KeptInMemory } from '../support/kept-in-memory.js';

const MINUTE = 60_000;
const LIMITS = { idle: 15 * MINUTE, age: 8 * 60 * MINUTE };

const person = (sub: string, more: Partial<Person> = {}): Person => ({
  iss: 'https://idp.example',
  sub,
  name: sub,
  stated: {},
  tokens: { refresh: 'secret of the provider' },
  ...more,
});

let wall: number;
let steady: number;
let store: KeptInMemory;
const open = () => new Sessions(store, LIMITS, { wall: () => wall, steady: () => steady });
const pass = (ms: number) => {
  wall += ms;
  steady += ms;
};

beforeEach(() => {
  wall = 1_800_000_000_000;
  steady = 5_000;
  store = new KeptInMemory();
});

describe('a session', () => {
  it('ends when nobody uses it', () => {
    const sessions = open();
    const { secret } = sessions.begin(person('a'), 'browser');
    pass(14 * MINUTE);
    sessions.useBy(secret);
    pass(14 * MINUTE);
    expect(sessions.find(secret)).toBeDefined();
    pass(MINUTE);
    expect(sessions.find(secret)).toBeUndefined();
    expect(sessions.lastEnd('browser')).toBe(wall);
  });

  it('ends in any case after its hours', () => {
    const sessions = open();
    const { secret } = sessions.begin(person('a'), 'browser');
    for (let minutes = 0; minutes < 8 * 60 - 10; minutes += 10) {
      pass(10 * MINUTE);
      sessions.useBy(secret);
    }
    expect(sessions.find(secret)).toBeDefined();
    pass(10 * MINUTE);
    expect(sessions.find(secret)).toBeUndefined();
  });

  it('gets no older by a clock that is set back, and no younger', () => {
    const sessions = open();
    const { secret } = sessions.begin(person('a'), 'browser');
    steady += 14 * MINUTE;
    wall -= 60 * MINUTE;
    expect(sessions.find(secret)).toBeDefined();
    steady += MINUTE;
    expect(sessions.find(secret)).toBeUndefined();
  });

  it('survives a restart, and gets older meanwhile', () => {
    const { secret } = open().begin(person('a'), 'browser');
    wall += 10 * MINUTE;
    steady = 0;
    const sessions = open();
    expect(sessions.find(secret)).toBeDefined();
    pass(5 * MINUTE);
    expect(sessions.find(secret)).toBeUndefined();
  });

  it('that was used in the future is over after a restart', () => {
    const { secret } = open().begin(person('a'), 'browser');
    wall -= 1;
    expect(open().find(secret)).toBeUndefined();
  });

  it('keeps its secret to the browser: what is stored opens nothing', () => {
    const { secret } = open().begin(person('a'), 'browser');
    expect(JSON.stringify(store.now.changes())).not.toContain(secret);
  });

  it('ends the one that its browser had before, and the oldest of more than five of a person', () => {
    const sessions = open();
    const first = sessions.begin(person('a'), 'one');
    const second = sessions.begin(person('b'), 'one');
    expect([sessions.find(first.secret), sessions.find(second.secret)?.person.sub]).toEqual([undefined, 'b']);
    const own = ['1', '2', '3', '4', '5', '6'].map((browser) => {
      pass(1);
      return sessions.begin(person('c'), browser).secret;
    });
    expect(own.map((secret) => sessions.find(secret) !== undefined)).toEqual([
      false,
      true,
      true,
      true,
      true,
      true,
    ]);
  });

  it('has another secret after a new login of the same person, and the same age', () => {
    const sessions = open();
    const begun = sessions.begin(person('a'), 'one');
    pass(10 * MINUTE);
    const renewed = sessions.renew(begun.session, person('a', { authTime: wall }));
    expect(renewed.session.id).toBe(begun.session.id);
    expect(sessions.find(begun.secret)).toBeUndefined();
    expect(sessions.find(renewed.secret)?.createdAt).toBe(begun.session.createdAt);
  });

  it('that the provider names ends, and no other; what the provider gave is forgotten', () => {
    const sessions = open();
    const one = sessions.begin(person('a', { sid: 's1' }), '1').secret;
    const two = sessions.begin(person('a', { sid: 's2' }), '2').secret;
    const three = sessions.begin(person('b', { sid: 's3' }), '3').secret;
    sessions.endNamed({ iss: 'https://idp.example', sub: 'a', sid: 's1' }, 'provider');
    expect([one, two, three].map((secret) => sessions.find(secret)?.person.sub)).toEqual([
      undefined,
      'a',
      'b',
    ]);
    sessions.endNamed({ iss: 'https://idp.example', sub: 'a' }, 'provider');
    expect(sessions.find(two)).toBeUndefined();
    sessions.end(sessions.find(three)!.id, 'logout');
    expect(JSON.stringify(store.now.changes())).not.toContain('secret of the provider');
  });
});
