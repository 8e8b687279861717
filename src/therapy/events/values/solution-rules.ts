import { ValidateBy } from 'class-validator';

type Named = { readonly drug?: unknown } | null;

/** As it was written: by which names a drug is known is no matter of this room. */
const nameOf = (solution: Named): unknown => solution?.drug;

/** No drug stands in a solution twice. */
export const EachDrugOnce = () =>
  ValidateBy({
    name: 'eachDrugOnce',
    validator: {
      validate(further, args) {
        if (!Array.isArray(further)) return true;
        const drugs = [args?.object as Named, ...(further as readonly Named[])].map(nameOf);
        return new Set(drugs).size === drugs.length;
      },
      defaultMessage: () => 'must not name a drug of the same solution twice',
    },
  });
