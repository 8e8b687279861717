import { AccessFileFault, NO_RULES, readAccessRules } from '../../src/access/access-file.js';
import { nameAt, standingOf, valuesAt } from '../../src/access/claims.js';

const TYPES = new Set(['ReservoirRefilled', 'BolusGiven']);
const rulesIn = (value: unknown) => readAccessRules(JSON.stringify(value), TYPES);

describe('the access file', () => {
  it.each([
    ['the whole', []],
    ['/more', { more: 1 }],
    ['/roles/staff/0', { roles: { staff: ['chief'] } }],
    ['/roles/staff/0', { roles: { staff: ['device'] } }],
    ['/roles/staff', { roles: { staff: 'reader' } }],
    ['/sites/x/0', { sites: { x: ['North'] } }],
    ['/defaultSites/1', { defaultSites: ['north', 'north/'] }],
    ['/devices/pump/types', { devices: { pump: { sites: [] } } }],
    ['/devices/pump/types/0', { devices: { pump: { sites: [], types: ['EventVoided'] } } }],
    ['/devices/pump/more', { devices: { pump: { sites: [], types: [], more: true } } }],
    ['/devices/pump/metrics', { devices: { pump: { sites: [], types: [], metrics: 'yes' } } }],
    ['/denied/0', { denied: ['somebody'] }],
  ])('says where it is wrong: %s', (at, value) => {
    expect(() => rulesIn(value)).toThrow(AccessFileFault);
    expect(() => rulesIn(value)).toThrow(new RegExp(`^${at} must be`));
  });

  it('that is no JSON is refused', () => {
    expect(() => readAccessRules('{', TYPES)).toThrow(AccessFileFault);
  });
});

describe('roles and sites', () => {
  it('pass where they are ours and nobody maps them', () => {
    const stated = { roles: ['officer', 'reader', 'device', 'x'], sites: ['north/ward-3', '*', 'No'] };
    expect(standingOf(stated, NO_RULES)).toEqual({
      roles: ['reader', 'officer'],
      sites: ['north/ward-3', '*'],
    });
  });

  it('are what the file makes of the values of either claim, and no other', () => {
    const rules = rulesIn({
      roles: { nurses: ['recorder'], 'ward 3': ['reader'] },
      sites: { 'ward 3': ['north/ward-3'], south: ['south'] },
    });
    expect(standingOf({ roles: ['nurses', 'ward 3', 'reader'] }, rules)).toEqual({
      roles: ['reader', 'recorder'],
      sites: ['north/ward-3'],
    });
    expect(standingOf({ roles: ['nurses'], sites: ['north', 'south', 'ward 3'] }, rules)).toEqual({
      roles: ['reader', 'recorder'],
      sites: ['south', 'north/ward-3'],
    });
  });

  it('are the default sites only where nobody says any', () => {
    const rules = rulesIn({ defaultSites: ['north'] });
    expect(standingOf({ roles: ['reader'] }, rules).sites).toEqual(['north']);
    expect(standingOf({ roles: ['reader'], sites: [] }, rules).sites).toEqual([]);
    expect(standingOf({ roles: ['reader'], sites: ['?'] }, rules).sites).toEqual([]);
  });
});

describe('claims', () => {
  it('are read where the first pointer finds something', () => {
    const pointers = [['roles'], ['realm_access', 'roles']];
    expect(valuesAt({ realm_access: { roles: ['a', 1, 'b'] } }, pointers)).toEqual(['a', 'b']);
    expect(valuesAt({ roles: 'one', realm_access: { roles: ['a'] } }, pointers)).toEqual(['one']);
    expect(valuesAt({ roles: null }, pointers)).toBeUndefined();
    expect(valuesAt({}, [['constructor', 'name']])).toBeUndefined();
    expect(nameAt({ name: ' ', preferred_username: 'ada' }, [['name'], ['preferred_username']])).toBe('ada');
  });
});
