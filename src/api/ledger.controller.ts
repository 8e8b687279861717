import { Controller, Get, Header, applyDecorators } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import { verifierKeyText } from '../ledger/verifier-key.js';
import { Checkpoints } from '../publication/signing/checkpoints.js';
import { SigningKeys } from '../publication/signing/signing-keys.js';
import { ApiProblems } from './problems/api-problems.js';
import { ProblemException } from './problems/problem.js';
import { Open } from './gate/needs.js';

const NOTE = `pump-ledger.invalid/0123456789abcdef
3
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— pump-ledger.invalid/0123456789abcdef Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
`;

const Text = (example: string): MethodDecorator =>
  applyDecorators(
    Header('content-type', 'text/plain; charset=utf-8'),
    ApiOkResponse({ content: { 'text/plain': { schema: { type: 'string', example } } } }),
  );

@ApiTags('ledger')
@Controller()
export class LedgerController {
  constructor(
    private readonly checkpoints: Checkpoints,
    private readonly keys: SigningKeys,
  ) {}

  @Get('v1/ledger/checkpoint')
  @Open()
  @ApiOperation({
    summary: 'A signed checkpoint that covers everything acknowledged before the request',
    description:
      'As C2SP tlog-checkpoint and signed-note have it: origin, number of events, root of their Merkle tree, and the signatures, the log’s own first. Signed anew only when the log grew.',
  })
  @Text(NOTE)
  @ApiProblems(400, 503)
  async checkpoint(): Promise<string> {
    return (await this.checkpoints.current()).note;
  }

  @Get('v1/ledger/key')
  @Open()
  @ApiOperation({
    summary: 'The verifier key of the log',
    description:
      'By which its checkpoints verify (C2SP signed-note). Keep a copy elsewhere: asked of whoever is to be checked, it proves nothing.',
  })
  @Text('pump-ledger.invalid/0123456789abcdef+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k')
  @ApiProblems(400)
  key(): string {
    return `${verifierKeyText(this.keys.verifierKeys[0]!)}\n`;
  }

  @Get('v1/ledger/keys')
  @Open()
  @ApiOperation({ summary: 'All verifier keys that the log ever had, one a line, the current one first' })
  @Text('pump-ledger.invalid/0123456789abcdef+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k')
  @ApiProblems(400)
  allKeys(): string {
    return this.keys.verifierKeys.map((key) => `${verifierKeyText(key)}\n`).join('');
  }

  @Get('tlog/checkpoint')
  @Open()
  @Header('cache-control', 'no-cache')
  @ApiOperation({
    summary: 'The last published checkpoint, with the cosignatures of witnesses',
    description:
      'Published is what witnesses and the timestamp authority were asked for, whether they answered or not; where none is configured, what was signed.',
  })
  @Text(NOTE)
  @ApiProblems(404)
  published(): string {
    const published = this.checkpoints.published();
    if (published) return published.note;
    throw new ProblemException(
      404,
      'CHECKPOINT_NOT_PUBLISHED',
      'No checkpoint is published yet. One is published every CHECKPOINT_INTERVAL_SECONDS, or when GET /v1/ledger/checkpoint is asked.',
    );
  }
}
