import { AsyncLocalStorage } from 'node:async_hooks';

const asking = new AsyncLocalStorage<AbortSignal>();

/** All that comes of this is done for one asker, who may go before it is done. */
export const askedBy = <Value>(asker: AbortSignal, work: () => Value): Value => asking.run(asker, work);

/** Aborted when whoever all this is done for has gone. */
export const asker = (): AbortSignal | undefined => asking.getStore();
