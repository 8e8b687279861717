import { LOCALES, type Locale, speech } from '../../words/locale.js';
import { say } from '../../words/say.js';
import { shell as texts } from '../../words/texts/shell.js';
import { reader } from './reader.js';

/** Each in itself. */
const NAMES: Readonly<Record<Locale, string>> = { en: 'English', es: 'Español' };

const chosen = (here: string, name: string, value: string): string =>
  `${here}${here.includes('?') ? '&' : '?'}${name}=${value}`;

/** To the same page in the other languages. */
export const LanguageSwitch = () => {
  const here = reader()?.here;
  if (here === undefined) return null;
  return (
    <nav class="languages" aria-label={say(texts.language)}>
      {LOCALES.filter((locale) => locale !== speech().locale).map((locale) => (
        <a key={locale} href={chosen(here, 'lang', locale)} lang={locale} hreflang={locale}>
          {NAMES[locale]}
        </a>
      ))}
    </nav>
  );
};

/** By which clock the page tells times, and the way to the other one. */
export const Zone = () => {
  const here = reader()?.here;
  const { zone, siteZone } = speech();
  const isOther = zone !== siteZone;
  return (
    <>
      {zone === 'UTC' ? say(texts.timesUtc) : say(texts.timesOf, { zone })}
      {here !== undefined && siteZone !== 'UTC' && (
        <>
          {' '}
          <a href={chosen(here, 'zone', isOther ? 'site' : 'utc')}>
            {isOther ? say(texts.showZone, { zone: siteZone }) : say(texts.showUtc)}
          </a>
        </>
      )}
    </>
  );
};
