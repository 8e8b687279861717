import { Optional } from '../fields/nested.js';
import { Choice } from '../fields/texts.js';
import { compose } from '../fields/compose.js';

const FILLED_WITH = ['drug-free', 'solution'] as const;
export type FilledWith = (typeof FILLED_WITH)[number];

/** What a part of the path was filled with before it was put in place; left out, `drug-free`. */
export const FilledWithChoice = () => compose(Optional(), Choice(FILLED_WITH));
