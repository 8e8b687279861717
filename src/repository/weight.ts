/** What an event takes in memory beside its bytes, bytes: about what the least of them do. */
const BESIDE = 512;

/** How much of the memory that is kept for therapies an event takes, by what is stored of it; parsed it is some times that. */
export const weightOf = (event: { readonly bytes: Uint8Array; readonly disclosures?: Uint8Array }): number =>
  event.bytes.byteLength + (event.disclosures?.byteLength ?? 0) + BESIDE;
