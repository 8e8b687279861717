import { Controller, HttpCode, Inject, Post } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { EventStore } from '../event-store/port.js';
import { EVENT_STORE_TOKEN } from '../event-store/token.js';
import { CheckReadModels } from '../register/queries.js';
import { Verification } from '../verifier/service/verification.js';
import { ApiProblems } from './problems/api-problems.js';
import { VerificationDto } from './verification.dto.js';
import { Needs } from './gate/needs.js';

@ApiTags('ledger')
@Controller('v1/ledger')
export class VerificationController {
  constructor(
    private readonly verification: Verification,
    private readonly commands: CommandBus,
    @Inject(EVENT_STORE_TOKEN) private readonly store: EventStore,
  ) {}

  @Post('verify')
  @Needs('ledger:entries', { everywhere: true })
  @HttpCode(200)
  @ApiOperation({
    summary: 'Verifies the log',
    description:
      'Reads every stored byte anew, computes every hash from the bytes and compares the tree with every checkpoint that was signed. Beside that the register is looked through: one that was edited is made anew, which the log and `/health/ready` say. One at a time; a million events take some seconds. The answer is that of the service itself: whoever does not trust it verifies the data directory, the tiles or an evidence pack with the standalone verifier.',
  })
  @ApiOkResponse({ type: VerificationDto })
  @ApiProblems(400, 503)
  async verify(): Promise<VerificationDto> {
    await this.commands.execute(new CheckReadModels());
    const { treeSize, rootHash, problems, problemCount, originsUnchecked, aliens } =
      await this.verification.verify();
    const found = { ok: problemCount === 0, treeSize, rootHash, problems: [...problems] };
    const cutStreams = (this.store.cuts?.all ?? []).map(({ stream, why }) => ({ stream, why }));
    const leftOut = aliens.map(({ stream, at, why }) => ({ stream, number: at, why }));
    return {
      ...found,
      ...(originsUnchecked > 0 && { originsUnchecked }),
      ...(leftOut.length > 0 && { leftOut }),
      ...(cutStreams.length > 0 && { cutStreams }),
    };
  }
}
