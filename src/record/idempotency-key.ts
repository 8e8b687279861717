/** Characters of an `Idempotency-Key`. */
export const MAX_IDEMPOTENCY_KEY = 255;

/** Visible ASCII characters, as a header can carry them. */
export const IDEMPOTENCY_KEY = new RegExp(`^[\\x21-\\x7e]{1,${MAX_IDEMPOTENCY_KEY}}$`);
