import { shippedPolicies } from '../../../src/compliance/policies/index.js';
import { type PackFiles, packOf, withProofs } from './pack.js';
import { ORIGIN, RealLog } from './real-log.js';
import { logSigner, witness } from './signer.js';

/** A log of a few therapies, with a correction, in which the shipped policies came into force. */
export const log = RealLog.of(3, 9);
for (const version of shippedPolicies) log.adopt(version);
log.append('t-1', {
  type: 'EventCorrected',
  occurredAt: '2015-03-01',
  data: {
    corrects: log.rows.find(({ stream_id, revision }) => stream_id === 't-1' && revision === 5)!.id,
    replacement: {
      type: 'PumpReprogrammed',
      occurredAt: '2015-02-01',
      data: { program: { mode: 'stopped' }, reason: 'misread' },
    },
    reason: 'the report says so',
  },
});
log.append('t-0', { type: 'MotorStallDetected', occurredAt: '2016', data: {} });

export const signer = logSigner(ORIGIN);
/** Somebody else’s key under the same name. */
export const other = logSigner(ORIGIN);
export const seen = witness('witness.example/w', 1_700_000_000);
/** Of one of the therapies, cosigned. */
export const pack = await packOf(log, 't-1', { signers: [signer, seen] });

/** The pack with one file changed. */
export const changed = (name: string, change: (text: string) => string): PackFiles =>
  new Map([...pack, [name, Buffer.from(change(Buffer.from(pack.get(name)!).toString()))]]);
/** The same by somebody who lists the files anew. */
export const repacked = (name: string, change: (text: string) => string) => withProofs(changed(name, change));
