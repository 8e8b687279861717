import { Controller, Get, Inject, Req, Res } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiParam, ApiProduces, ApiTags } from '@nestjs/swagger';
import type { FastifyReply, FastifyRequest } from 'fastify';
import type { EventStore } from '../event-store/port.js';
import { EVENT_STORE_TOKEN } from '../event-store/token.js';
import { entryBundle } from '../ledger/entry-bundle.js';
import { type TileAddress, readTilePath } from '../ledger/tile-path.js';
import { TILE_WIDTH } from '../ledger/tile-store.js';
import { TreeKeeper } from '../publication/tree/tree-keeper.js';
import { wholeEntries } from './problems/entries-missing.js';
import { ApiProblems } from './problems/api-problems.js';
import { ProblemException } from './problems/problem.js';
import { type Access, Asking } from './gate/access.js';
import { Needs, Open } from './gate/needs.js';
import { therapyOf } from '../streams/streams.js';

const OCTETS = 'application/octet-stream';
const BYTES = { content: { [OCTETS]: { schema: { type: 'string' as const, format: 'binary' } } } };
const FOREVER = 'max-age=31536000, immutable';

const ApiTileNumber = () =>
  ApiParam({
    name: 'path',
    description:
      'Number of the tile in groups of three digits, all but the last after an `x` (1234067 is `x001/x234/067`); of a partial tile with `.p/<width>`.',
    example: '000.p/3',
    schema: { type: 'string' },
  });

/** As the client wrote it: another spelling of a path is another path, as on any static server. */
function addressIn(request: FastifyRequest): TileAddress {
  const [path = ''] = request.url.split('?', 1);
  const address = readTilePath(path.slice('/tlog/'.length));
  if (address) return address;
  throw notFound('The path is not one of C2SP tlog-tiles, such as tile/0/x001/x234/067 or tile/0/000.p/17.');
}

const notFound = (detail: string) => new ProblemException(404, 'TILE_NOT_FOUND', detail);

const notReached = (size: number) => notFound(`The tree holds ${size} events and not so many hashes there.`);

@ApiTags('tlog')
@Controller('tlog/tile')
export class TlogController {
  constructor(
    private readonly keeper: TreeKeeper,
    @Inject(EVENT_STORE_TOKEN) private readonly store: EventStore,
  ) {}

  @Get('entries/*')
  @Needs('ledger:entries', { everywhere: true })
  @ApiOperation({
    summary: 'Events as C2SP tlog-tiles bundles them',
    description:
      'Up to 256 events in their order, each after its length in 16 bits, big-endian: the same bytes as at `/v1/ledger/entries`. Witnesses do not need them.',
  })
  @ApiTileNumber()
  @ApiProduces(OCTETS)
  @ApiOkResponse(BYTES)
  @ApiProblems(400, 404, 503)
  async entries(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
    @Asking() access: Access,
  ): Promise<Buffer> {
    const { number, width } = addressIn(request);
    const first = number * TILE_WIDTH;
    const size = await this.keeper.ask((tree) => tree.size);
    if (first + width > size) throw notReached(size);
    const events = wholeEntries(await this.store.readFrom(first, width, true), first, width);
    access.disclosed(events.flatMap(({ streamId }) => therapyOf(streamId) ?? []));
    const bundle = entryBundle(events.map(({ bytes }) => bytes));
    // Of patients, though under pseudonyms: not for the caches that many share, and where it matters who looks for none.
    const caching = access.subject.via === 'off' ? `private, ${FOREVER}` : 'no-store';
    void reply.headers({ 'content-type': OCTETS, 'cache-control': caching });
    return bundle;
  }

  @Get(':level/*')
  @Open()
  @ApiOperation({
    summary: 'Hashes of the log’s tree as C2SP tlog-tiles',
    description:
      'Level 0 holds the hashes of the events, each level above those of full tiles of 256 below. What a tile held when the tree was smaller is there as a partial tile.',
  })
  @ApiParam({ name: 'level', schema: { type: 'integer', minimum: 0, maximum: 63 } })
  @ApiTileNumber()
  @ApiProduces(OCTETS)
  @ApiOkResponse(BYTES)
  @ApiProblems(400, 404, 503)
  async hashes(
    @Req() request: FastifyRequest,
    @Res({ passthrough: true }) reply: FastifyReply,
  ): Promise<Buffer> {
    const { level, number, width } = addressIn(request);
    const { tile, size } = await this.keeper.ask((tree) => ({
      tile: tree.tile(Number(level), number, width),
      size: tree.size,
    }));
    if (!tile) throw notReached(size);
    void reply.headers({ 'content-type': OCTETS, 'cache-control': `public, ${FOREVER}` });
    return tile;
  }
}
