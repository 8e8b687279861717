import type { ComponentChildren, VNode } from 'preact';
import { renderToString } from 'preact-render-to-string';
import type { Permission } from '../../access/permissions.js';
import { packageInfo } from '../../config/package-info.js';
import { inTurns } from '../../waiting/in-turns.js';
import { asset } from './assets.js';
import { paths } from './paths.js';
import { type Reader, mayBreakGlass, mayHere, reader } from './reader.js';
import { Notice, Who } from './who.js';
import { withTurningSignsShown } from './visible.js';
import { say } from '../../words/say.js';
import { shell as texts } from '../../words/texts/shell.js';
import type { Text } from '../../words/say.js';
import { speech } from '../../words/locale.js';
import { LanguageSwitch, Zone } from './language-switch.js';

export interface Page {
  readonly title: string;
  /** Of `src/web/assets`, beside `site.css`. */
  readonly styles?: readonly string[];
  /** Of `src/web/client`, beside `site.js`. */
  readonly scripts?: readonly string[];
  /** Scripts that come before those and give them a global, such as uPlot. */
  readonly libraries?: readonly string[];
  /** Events after which the page follows: of one therapy, or of all where none is given. */
  readonly live?: { readonly after: string; readonly therapyId?: string };
  /** Where the page leads by itself. */
  readonly next?: string;
  readonly children?: ComponentChildren;
  /** In place of children: HTML in which all is escaped. */
  readonly rendered?: string;
}

/** What everybody with a role may see needs no permission. */
const MENU: readonly MenuItem[] = [
  { href: paths.worklist(), name: texts.worklist, needs: 'registry:list' },
  { href: paths.integrity(), name: texts.integrity, needs: 'ledger:entries', everywhere: true },
  { href: paths.policies(), name: texts.policies },
  { href: '/docs', name: texts.api },
];

interface MenuItem {
  readonly href: string;
  readonly name: Text;
  readonly needs?: Permission;
  readonly everywhere?: boolean;
}

const isKnown = (who: Reader | undefined): boolean =>
  who?.auth !== 'oidc' || (who.subject !== undefined && who.subject.roles.length > 0);

/** What whoever reads may open. */
const menuOf = (who: Reader | undefined): readonly MenuItem[] => [
  ...MENU.filter(({ needs, everywhere }) => (needs ? mayHere(needs, { everywhere }) : isKnown(who))),
  ...(who?.auth === 'oidc' && mayHere('access:read')
    ? [{ href: paths.accesses(), name: texts.whoLooked }]
    : []),
];

const Document = ({
  title,
  styles = [],
  libraries = [],
  scripts = [],
  live,
  next,
  children,
  rendered,
}: Page) => (
  <html lang={speech().locale}>
    <head>
      <meta charset="utf-8" />
      <meta name="viewport" content="width=device-width, initial-scale=1" />
      <meta name="color-scheme" content="light dark" />
      {next !== undefined && <meta http-equiv="refresh" content={`0;url=${next}`} />}
      <title>{`${title} · pump-ledger`}</title>
      <link rel="icon" href={asset('icon.svg')} type="image/svg+xml" />
      {['site', ...styles].map((name) => (
        <link key={name} rel="stylesheet" href={asset(`${name}.css`)} />
      ))}
      {libraries.map((name) => (
        <script key={name} defer src={asset(`${name}.js`)} />
      ))}
      {['site', ...scripts].map((name) => (
        <script key={name} type="module" src={asset(`${name}.js`)} />
      ))}
    </head>
    <body
      data-live={live && paths.live(live.after, live.therapyId)}
      data-session={reader()?.subject?.via === 'session' ? '' : undefined}
    >
      <a class="skip" href="#main">
        {say(texts.skipToContent)}
      </a>
      <header class="bar">
        <a class="brand" href={paths.worklist()}>
          pump-ledger
        </a>
        <nav aria-label={say(texts.pages)}>
          {menuOf(reader()).map(({ href, name }) => (
            <a key={href} href={href}>
              {say(name)}
            </a>
          ))}
          {mayBreakGlass(reader()) && <a href={paths.glass()}>{say(texts.breakTheGlass)}</a>}
        </nav>
        <p id="live" role="status" />
        <LanguageSwitch />
        <Who reader={reader()} />
      </header>
      <Notice reader={reader()} />
      {rendered === undefined ? (
        <main id="main" tabIndex={-1}>
          {children}
        </main>
      ) : (
        <main id="main" tabIndex={-1} dangerouslySetInnerHTML={{ __html: rendered }} />
      )}
      <footer>
        <p>{say(texts.retrospectiveEvidenceForQualityTeams)}</p>
        <p>
          {packageInfo.name} {packageInfo.version}. <Zone />
        </p>
      </footer>
    </body>
  </html>
);

/** Parts as HTML, each in a turn of its own of the event loop. */
export async function renderedInTurns(parts: readonly (() => VNode)[]): Promise<string> {
  const rendered = await inTurns(parts.map((part) => () => renderToString(part())));
  return rendered.join('');
}

/** Of a page that takes long: its parts are rendered one after the other, and others are served in between. */
export async function pageInTurns(
  page: Omit<Page, 'children'>,
  parts: readonly (() => VNode)[],
): Promise<string> {
  return pageOf({ ...page, rendered: await renderedInTurns(parts) });
}

/** A whole page. What stands between tags or in attributes is escaped, whoever wrote it. */
export const pageOf = (page: Page): string =>
  withTurningSignsShown(`<!doctype html>${renderToString(<Document {...page} />)}`);
