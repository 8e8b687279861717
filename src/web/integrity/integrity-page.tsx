import { pageOf } from '../shell/page.js';
import { EvidenceForm } from './evidence-form.js';
import type { IntegrityView } from './integrity-view.js';
import { Keys, Published } from './published.js';
import { State } from './state.js';
import { Verify } from './verify.js';

/** Whether the log is what it was, and how anybody can check that. */
export const integrityPage = (view: IntegrityView): string =>
  pageOf({
    title: view.verified ? (view.verified.ok ? 'Verified' : 'Not verified') : 'Integrity',
    styles: ['members', 'integrity'],
    live: view.live,
    children: (
      <>
        <h1>Integrity</h1>
        <p>
          Every event is bound into its therapy’s hash chain and into one signed Merkle tree over the whole
          log. Here is what the service says of it, and how to check it without believing the service.
        </p>
        <Verify {...view} />
        <State {...view} />
        <Published {...view} />
        <Keys {...view} />
        <EvidenceForm {...view} />
      </>
    ),
  });
