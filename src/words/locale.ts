import { AsyncLocalStorage } from 'node:async_hooks';

export const LOCALES = ['en', 'es'] as const;
export type Locale = (typeof LOCALES)[number];

/** In which language and by which clock a reader is told something. */
export interface Speech {
  readonly locale: Locale;
  /** An IANA zone. */
  readonly zone: string;
  /** Of the site, where the reader asked for another; else the same. */
  readonly siteZone: string;
}

/** What programs are told, and whoever did not say. */
const PLAIN: Speech = { locale: 'en', zone: 'UTC', siteZone: 'UTC' };

const speeches = new AsyncLocalStorage<Speech>();

export const speech = (): Speech => speeches.getStore() ?? PLAIN;

/** Runs so that whatever is said meanwhile is said in this way. */
export const speaking = <Result>(how: Speech, run: () => Result): Result => speeches.run(how, run);
