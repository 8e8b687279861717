import { pageOf } from '../shell/page.js';
import { leadOnPage } from './lead-on.js';
import { say } from '../../words/say.js';
import { ways as texts } from '../../words/texts/ways.js';

/** @param provider where the provider ends its own session; undefined where it has no such address */
export const signedOutPage = (provider?: string): string =>
  provider === undefined
    ? pageOf({
        title: say(texts.signedOut),
        children: (
          <>
            <h1>{say(texts.signedOut)}</h1>
            <p>{say(texts.nobodyIsLoggedInIn)}</p>
            <p>
              <a href="/auth/login">{say(texts.logIn)}</a>
            </p>
          </>
        ),
      })
    : leadOnPage({
        title: say(texts.signedOut),
        words: say(texts.youAreSignedOutHere),
        href: provider,
        link: say(texts.signOutThere),
      });
