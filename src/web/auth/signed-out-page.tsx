import { pageOf } from '../shell/page.js';
import { leadOnPage } from './lead-on.js';

/** @param provider where the provider ends its own session; undefined where it has no such address */
export const signedOutPage = (provider?: string): string =>
  provider === undefined
    ? pageOf({
        title: 'Signed out',
        children: (
          <>
            <h1>Signed out</h1>
            <p>Nobody is logged in in this browser any more.</p>
            <p>
              <a href="/auth/login">Log in</a>
            </p>
          </>
        ),
      })
    : leadOnPage({
        title: 'Signed out',
        words: 'You are signed out here. The identity provider is asked to end its own session, too.',
        href: provider,
        link: 'Sign out there',
      });
