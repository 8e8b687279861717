import { pageOf } from '../shell/page.js';
import { EvidenceForm } from './evidence-form.js';
import type { IntegrityView } from './integrity-view.js';
import { Keys, Published } from './published.js';
import { State } from './state.js';
import { Verify } from './verify.js';
import { say } from '../../words/say.js';
import { integrity as texts } from '../../words/texts/integrity.js';

/** Whether the log is what it was, and how anybody can check that. */
export const integrityPage = (view: IntegrityView): string =>
  pageOf({
    title: view.verified
      ? view.verified.ok
        ? say(texts.verified)
        : say(texts.notVerified)
      : say(texts.integrity),
    styles: ['members', 'integrity'],
    live: view.live,
    children: (
      <>
        <h1>{say(texts.integrity)}</h1>
        <p>{say(texts.everyEventIsBoundInto)}</p>
        <Verify {...view} />
        <State {...view} />
        <Published {...view} />
        <Keys {...view} />
        <EvidenceForm {...view} />
      </>
    ),
  });
