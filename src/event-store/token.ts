/** Injects the `EventStore` that the settings chose. */
export const EVENT_STORE_TOKEN = Symbol('EventStore');
