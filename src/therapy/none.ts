/**
 * The answer of a type of event to which a question does not apply. A table that answers a question has a line for every
 * `EventTypeName`, so that a new type does not compile before somebody has thought of each; `none` is written out.
 */
export const none = undefined;
