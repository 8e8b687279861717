import { Injectable, type OnApplicationBootstrap } from '@nestjs/common';
import { Erasing } from '../record/erasing.js';

/** Erasures that a restored log lacks are recorded only where the log is compared with what was published of it. */
@Injectable()
export class ErasuresAtStart implements OnApplicationBootstrap {
  constructor(private readonly erasing: Erasing) {}

  async onApplicationBootstrap(): Promise<void> {
    await this.erasing.recordAgain();
  }
}
