import type { KeyObject } from 'node:crypto';
import { join } from 'node:path';
import { SealedFile } from '../custody/sealed-file.js';
import type { Glass } from './glass.js';

/** Who broke the glass. */
export class GlassFile extends SealedFile<Glass> {
  constructor(directory: string, key: KeyObject) {
    // "plbg"
    super(join(directory, 'glass.sqlite'), key, { applicationId: 0x706c6267, table: 'glasses' });
  }
}
