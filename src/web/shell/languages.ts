import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Settings } from '../../config/settings.js';
import { LOCALES, type Locale, type Speech, speaking } from '../../words/locale.js';
import { preferredLocale } from './preferred-locale.js';

/** What programs ask for is told in English and UTC. */
const OF_PROGRAMS = /^\/(v1|docs|health|metrics|tlog|assets)(\/|\?|$)/;
const YEAR_S = 365 * 24 * 3_600;

/** What a reader may choose in the address, and which cookie keeps it. */
const CHOICES: Readonly<Record<string, readonly string[]>> = { lang: LOCALES, zone: ['site', 'utc'] };

const cookieOf = ({ headers }: FastifyRequest, name: string): string | undefined =>
  new RegExp(`(?:^|;\\s*)${name}=([a-z]+)`).exec(headers.cookie ?? '')?.[1];

const isLocale = (name: string | undefined): name is Locale => LOCALES.some((locale) => locale === name);

function speechOf(request: FastifyRequest, zone: string): Speech {
  const chosen = cookieOf(request, 'lang');
  return {
    locale: isLocale(chosen) ? chosen : preferredLocale(request.headers['accept-language']),
    zone: cookieOf(request, 'zone') === 'utc' ? 'UTC' : zone,
    siteZone: zone,
  };
}

/** The address without what was chosen in it; undefined where nothing was. */
function withoutChoices(request: FastifyRequest, reply: FastifyReply): string | undefined {
  if (request.method !== 'GET' || !/[?&](lang|zone)=/.test(request.url)) return undefined;
  const url = new URL(request.url.replace(/^\/+/, '/'), 'http://service.invalid');
  for (const [name, accepted] of Object.entries(CHOICES)) {
    const value = url.searchParams.get(name);
    if (value === null) continue;
    url.searchParams.delete(name);
    if (accepted.includes(value))
      void reply.header('set-cookie', `${name}=${value}; Path=/; Max-Age=${YEAR_S}; SameSite=Lax; HttpOnly`);
  }
  return url.pathname + url.search;
}

/** Tells the pages in which language and by which clock they are read; before all that answers. */
export const tellLanguages =
  ({ siteTimeZone = 'UTC' }: Settings) =>
  (server: FastifyInstance): void => {
    server.addHook('onRequest', (request, reply, done) => {
      if (OF_PROGRAMS.test(request.url)) return done();
      const instead = withoutChoices(request, reply);
      if (instead !== undefined) return void reply.redirect(instead, 303);
      const speech = speechOf(request, siteTimeZone);
      void reply.headers({ 'content-language': speech.locale, vary: 'Accept-Language, Cookie' });
      return speaking(speech, done);
    });
    // To read a body leads out of it.
    server.addHook('preHandler', (request, _reply, done) =>
      OF_PROGRAMS.test(request.url) ? done() : speaking(speechOf(request, siteTimeZone), done),
    );
  };
