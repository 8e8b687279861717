import { ROLES, type Role } from './permissions.js';

/** What a device of a client may. */
export interface DeviceTerms {
  readonly therapies?: readonly string[];
  readonly serialNumbers?: readonly string[];
  readonly types: readonly string[];
  readonly sites: readonly string[];
  readonly metrics: boolean;
}

/** What a site's operator says about values that come from outside. */
export interface AccessRules {
  /** By the outside value; undefined: values that are ours pass. */
  readonly roles?: ReadonlyMap<string, readonly Role[]>;
  readonly sites?: ReadonlyMap<string, readonly string[]>;
  readonly defaultSites: readonly string[];
  /** By the id of the client. */
  readonly devices: ReadonlyMap<string, DeviceTerms>;
  /** `<iss>#<sub>`. */
  readonly denied: ReadonlySet<string>;
}

/** Without a file: values that are ours pass, no device may anything. */
export const NO_RULES: AccessRules = { defaultSites: [], devices: new Map(), denied: new Set() };

/** A file that cannot be used: where, and what would be accepted. */
export class AccessFileFault extends Error {}

const CODE = '[a-z][a-z0-9-]{0,63}';
const SITE = new RegExp(`^(?:\\*|${CODE}(?:/${CODE})?)$`);

/** Whether a text names a site, a unit of one, or all. */
export const isSite = (text: string): boolean => SITE.test(text);
const isRole = (text: string): text is Role => (ROLES as readonly string[]).includes(text);
/** A role that a person or a program for one may have; devices are named one by one. */
export const isRoleOfPerson = (text: string): text is Exclude<Role, 'device'> =>
  isRole(text) && text !== 'device';

type Members = Readonly<Record<string, unknown>>;

function refuse(at: string, accepted: string): never {
  throw new AccessFileFault(`${at === '' ? 'the whole' : at} must be ${accepted}`);
}

function object(at: string, value: unknown, known?: readonly string[]): Members {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) refuse(at, 'an object');
  const unknown = known && Object.keys(value).find((name) => !known.includes(name));
  if (unknown !== undefined) refuse(`${at}/${unknown}`, `left out; known are ${known!.join(', ')}`);
  return value as Members;
}

function texts(at: string, value: unknown, isGood: (text: string) => boolean, accepted: string): string[] {
  if (!Array.isArray(value)) refuse(at, `a list of ${accepted}`);
  value.forEach((one, index) => {
    if (typeof one !== 'string' || !isGood(one)) refuse(`${at}/${index}`, accepted);
  });
  return value as string[];
}

const isText = (text: string): boolean => text.length > 0 && text.length <= 500;
const SITES = 'a site such as north, a unit such as north/ward-3, or *';

function mapped<Value extends string>(
  at: string,
  value: unknown,
  isGood: (text: string) => text is Value,
  accepted: string,
): ReadonlyMap<string, readonly Value[]> {
  const entries = Object.entries(object(at, value));
  return new Map(
    entries.map(([name, list]) => [name, texts(`${at}/${name}`, list, isGood, accepted) as Value[]]),
  );
}

const isSiteText = (text: string): text is string => isSite(text);

function device(at: string, value: unknown, types: ReadonlySet<string>): DeviceTerms {
  const given = object(at, value, ['therapies', 'serialNumbers', 'types', 'sites', 'metrics']);
  const { metrics = false } = given;
  if (typeof metrics !== 'boolean') refuse(`${at}/metrics`, 'true or false');
  const optional = (name: 'therapies' | 'serialNumbers') =>
    given[name] === undefined
      ? undefined
      : texts(`${at}/${name}`, given[name], isText, 'a text of 1-500 characters');
  return {
    therapies: optional('therapies'),
    serialNumbers: optional('serialNumbers'),
    types: texts(`${at}/types`, given['types'], (type) => types.has(type), 'a type of events'),
    sites: texts(`${at}/sites`, given['sites'], isSite, SITES),
    metrics,
  };
}

const isSubject = (text: string): boolean => /^\S+#\S[^\n]*$/.test(text) && text.length <= 1_000;

/**
 * @param types those of events
 * @throws AccessFileFault
 */
export function readAccessRules(text: string, types: ReadonlySet<string>): AccessRules {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    refuse('', 'JSON');
  }
  const given = object('', value, ['roles', 'sites', 'defaultSites', 'devices', 'denied']);
  const { roles, sites, defaultSites = [], devices = {}, denied = [] } = given;
  const named = Object.entries(object('/devices', devices));
  const roleNames = `one of ${ROLES.filter(isRoleOfPerson).join(', ')}`;
  return {
    ...(roles !== undefined && { roles: mapped('/roles', roles, isRoleOfPerson, roleNames) }),
    ...(sites !== undefined && { sites: mapped('/sites', sites, isSiteText, SITES) }),
    defaultSites: texts('/defaultSites', defaultSites, isSite, SITES),
    devices: new Map(named.map(([client, terms]) => [client, device(`/devices/${client}`, terms, types)])),
    denied: new Set(texts('/denied', denied, isSubject, '<iss>#<sub>')),
  };
}
