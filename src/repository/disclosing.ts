import { AsyncLocalStorage } from 'node:async_hooks';

/** What whoever asks may see of a patient's personal values, and whether any was told. */
export interface Disclosing {
  /** They are kept back: what the answer shows in their place says so. */
  readonly withheld: boolean;
  /** Whether one was told in clear. */
  identified: boolean;
}

const asking = new AsyncLocalStorage<Disclosing>();

/** Runs what answers a request. */
export const whileAsking = (disclosing: Disclosing, answer: () => void): void =>
  asking.run(disclosing, answer);

/** Runs what the service does for itself, of which nothing is told to whoever asks. */
export const unasked = <Result>(work: () => Result): Result => asking.exit(work);

/** Whether the patient's values may be opened now; where they are, it is noted. */
export function mayTell(): boolean {
  const disclosing = asking.getStore();
  if (disclosing?.withheld) return false;
  if (disclosing) disclosing.identified = true;
  return true;
}

/** Whether the answer that is being made shows no personal values, since whoever asks may not see them. */
export const isWithheld = (): boolean => asking.getStore()?.withheld ?? false;
