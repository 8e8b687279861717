/** What becomes of a checkpoint, from its signature on. */
export type Entry =
  | {
      readonly type: 'CheckpointSigned';
      readonly size: number;
      readonly origin: string;
      /** Base64. */
      readonly rootHash: string;
      /** Lines of a signed note. */
      readonly signatures: string;
      /** ms since 1970. */
      readonly signedAt: number;
    }
  /** By other keys of the log. */
  | { readonly type: 'SignaturesAdded'; readonly size: number; readonly signatures: string }
  | {
      readonly type: 'CheckpointCosigned';
      readonly size: number;
      readonly name: string;
      readonly keyId: string;
      readonly line: string;
    }
  /** The reply of a timestamp authority, DER in base64. */
  | { readonly type: 'CheckpointTimestamped'; readonly size: number; readonly reply: string }
  /** All witnesses and the timestamp authority were asked. */
  | { readonly type: 'CheckpointPublished'; readonly size: number };
