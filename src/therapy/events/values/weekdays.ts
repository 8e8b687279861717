import { ArrayNotEmpty, ArrayUnique } from 'class-validator';
import { compose } from '../fields/compose.js';

const message = 'must name at least one day, and none twice';

/** At least one day, each once. */
export const SomeDays = () => compose(ArrayNotEmpty({ message }), ArrayUnique({ message }));
