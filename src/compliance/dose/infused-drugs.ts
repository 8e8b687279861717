import { strengthsIn } from '../../infusion/fluid.js';
import { oncePer } from '../context.js';

/** The drugs that the reservoir ever held: not what was only given through the catheter's port. */
export const infusedDrugs = oncePer(({ delivery }): readonly string[] => {
  const held = new Set(
    delivery.moments.flatMap(({ leftFill }) => strengthsIn(leftFill?.fluid).map(({ drug }) => drug)),
  );
  return [...delivery.drugs].filter((drug) => held.has(drug));
});
