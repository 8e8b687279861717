import { counted } from '../../words.js';
import { facts, heading, together } from '../layout.js';
import type { Section } from './section.js';

/** The ledger's signed checkpoint. A printed copy proves later what the ledger held. */
export const checkpoint: Section = ({ checkpoint: signed }) => {
  if (!signed) return [];
  const { origin, size, rootHash, signatures, key } = signed;
  return [
    together(
      heading('Checkpoint of the ledger'),
      facts([
        ['Log', origin],
        ['Size', `${counted(size, 'event')} of all therapies`],
        ['Root hash', rootHash],
        ['Signed', { stack: signatures.map((line) => ({ text: line, style: 'print' })) }],
        ['Verifier key', { text: key, style: 'print' }],
      ]),
      {
        text: `It fixes every event that the audit rests on, byte for byte. Keep the page where the service cannot reach it: as long as the ledger proves that it goes on from this root (GET /v1/ledger/consistency?from=${size}), nothing that was recorded by then has been changed, and where it cannot, something has.`,
        style: 'small',
        margin: [0, 4, 0, 10],
      },
    ),
  ];
};
