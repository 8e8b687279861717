import { timingSafeEqual } from 'node:crypto';
import { hashOf, randomSecret } from '../secrets.js';
import { merged } from '../../kept/changes.js';
import type { KeptState } from '../../kept/kept-state.js';

/** What is kept of a key of a device; times in ms since 1970. */
export interface ApiKey {
  readonly id: string;
  /** Of the access file. */
  readonly client: string;
  readonly hash: string;
  readonly createdAt: number;
  /** `<iss>#<sub>` of whoever made it. */
  readonly createdBy: string;
  readonly expiresAt: number;
  readonly usedFirstAt?: number;
  readonly revokedAt?: number;
}

const YEAR_MS = 365 * 24 * 3_600_000;
const MOST_OF_A_CLIENT = 2;
const ID = '[a-z2-7]{16}';
const FORM = new RegExp(`^plk_(?<id>${ID})_(?<secret>[A-Za-z0-9_-]{43})$`);

/** Whether a token is meant to be a key. */
export const isKey = (token: string): boolean => token.startsWith('plk_');

/** A third key that lasts, of one client. */
export class TooManyKeys extends Error {}

/** Keys of devices: of each its hash is kept, and the key itself shown once. */
export class ApiKeys {
  private readonly byId = new Map<string, ApiKey>();

  constructor(
    private readonly store: KeptState,
    private readonly now: () => number,
  ) {
    for (const [id, state] of store.all('key')) this.byId.set(id, state as ApiKey);
    store.follow('key', (id, state) => {
      if (state === undefined) this.byId.delete(id);
      else this.byId.set(id, merged('key', this.byId.get(id), state as ApiKey));
    });
  }

  get all(): readonly ApiKey[] {
    return [...this.byId.values()].toSorted((a, b) => a.createdAt - b.createdAt);
  }

  /** The latest at which a key that is made now may expire. */
  get latestExpiry(): number {
    return this.now() + YEAR_MS;
  }

  /** @throws TooManyKeys */
  make(
    client: string,
    createdBy: string,
    expiresAt: number,
  ): { readonly key: ApiKey; readonly shown: string } {
    const own = this.all.filter((key) => key.client === client && this.lasts(key));
    if (own.length >= MOST_OF_A_CLIENT) throw new TooManyKeys();
    const secret = randomSecret();
    const id = randomId();
    const key: ApiKey = { id, client, hash: hashOf(secret), createdAt: this.now(), createdBy, expiresAt };
    this.keep(key);
    return { key, shown: `plk_${id}_${secret}` };
  }

  /** Whose secret it is, also of one that was revoked or has expired; undefined where it is nobody's. */
  find(token: string): ApiKey | undefined {
    const { id = '', secret = '' } = FORM.exec(token)?.groups ?? {};
    const key = this.byId.get(id);
    if (!key) return undefined;
    return timingSafeEqual(Buffer.from(hashOf(secret)), Buffer.from(key.hash)) ? key : undefined;
  }

  lasts({ revokedAt, expiresAt }: ApiKey): boolean {
    return revokedAt === undefined && expiresAt > this.now();
  }

  /** @returns whether it is its first use */
  use(key: ApiKey): boolean {
    if (key.usedFirstAt !== undefined) return false;
    this.keep({ ...key, usedFirstAt: this.now() });
    return true;
  }

  byName(id: string): ApiKey | undefined {
    return this.byId.get(id);
  }

  revoke(key: ApiKey): void {
    if (key.revokedAt === undefined) this.keep({ ...key, revokedAt: this.now() });
  }

  private keep(key: ApiKey): void {
    this.store.put('key', key.id, key);
    this.byId.set(key.id, key);
  }
}

const LETTERS = 'abcdefghijklmnopqrstuvwxyz234567';
const randomId = (): string =>
  [...Buffer.from(randomSecret(), 'base64url').subarray(0, 16)]
    .map((byte) => LETTERS[byte % LETTERS.length])
    .join('');
