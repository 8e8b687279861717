/** Injects the `EventStore` that the settings chose. */
export const EVENT_STORE_TOKEN = Symbol('EventStore');
/** Injects the prefixes of the streams that services share beside the log. */
export const SIDE_STREAMS_TOKEN = Symbol('SideStreams');
/** Injects the `Opening` of who waits for the log; nothing where nobody is told. */
export const OPENING_TOKEN = Symbol('Opening');
