import { Controller, Get, Header, Inject } from '@nestjs/common';
import { ApiOkResponse, ApiOperation, ApiTags } from '@nestjs/swagger';
import type { EventStore } from '../event-store/port.js';
import { EVENT_STORE_TOKEN } from '../event-store/token.js';
import { TreeKeeper } from '../publication/tree/tree-keeper.js';
import { wholeEntries } from './problems/entries-missing.js';
import { therapyOf } from '../streams/streams.js';
import { ApiProblems } from './problems/api-problems.js';
import { LeafIndexParam } from './leaf-index.js';
import { ConsistencyProof, InclusionProof } from './ledger-proofs.dto.js';
import { leafIndex, treeSize } from './parameters.js';
import { ProblemException } from './problems/problem.js';
import { type QueryOf, ReadQuery, invalidQuery, required } from './query.js';
import { type Access, Asking } from './gate/access.js';
import { Needs, Open } from './gate/needs.js';

const inclusionQuery = {
  leafIndex: required(leafIndex),
  treeSize: treeSize(1, 'Events in the tree; all that are recorded by default.'),
};
const consistencyQuery = {
  from: required(treeSize(0, 'Events in the earlier tree.')),
  to: treeSize(0, 'Events in the later tree; all that are recorded by default.'),
};

const base64 = (hash: Uint8Array) => Buffer.from(hash).toString('base64');

const leafNotFound = (leafIndex: number, size: number) =>
  new ProblemException(
    404,
    'LEAF_NOT_FOUND',
    `The log holds ${size} events, so the leafIndex ${leafIndex} is not given yet.`,
  );

/** The same words for what is not there and for what is out of reach. */
const notGiven = ({ subject }: Access, leafIndex: number, count: number) =>
  subject.via === 'off'
    ? leafNotFound(leafIndex, count)
    : new ProblemException(404, 'LEAF_NOT_FOUND', `You may read no event by the leafIndex ${leafIndex}.`);

function checkReached(treeSize: number, size: number): void {
  if (treeSize <= size) return;
  const detail = `The log holds ${size} events, so its tree has not reached the size ${treeSize}.`;
  throw new ProblemException(404, 'TREE_SIZE_NOT_REACHED', detail);
}

@ApiTags('ledger')
@Controller('v1/ledger')
export class LedgerProofsController {
  constructor(
    private readonly keeper: TreeKeeper,
    @Inject(EVENT_STORE_TOKEN) private readonly store: EventStore,
  ) {}

  @Get('entries/:leafIndex')
  @Needs('ledger:entries')
  @Header('content-type', 'application/json')
  @ApiOperation({
    summary: 'The very bytes of an event that were hashed',
    description:
      'RFC 8785 JSON in which each personal value is replaced by its digest. They never change, whoever is forgotten.',
  })
  @ApiOkResponse({ content: { 'application/json': { schema: { type: 'object' } } } })
  @ApiProblems(400, 404, 503)
  async entry(@LeafIndexParam() leafIndex: number, @Asking() access: Access): Promise<Buffer> {
    const count = await this.store.count();
    if (leafIndex >= count) throw notGiven(access, leafIndex, count);
    const [event] = wholeEntries(await this.store.readFrom(leafIndex, 1, true), leafIndex, 1);
    const therapyId = therapyOf(event!.streamId);
    if (therapyId !== undefined) {
      // Out of reach it is as one past the end.
      if (!(await access.may('ledger:entries', therapyId))) throw notGiven(access, leafIndex, count);
      access.therapies.add(therapyId);
    }
    return Buffer.from(event!.bytes);
  }

  @Get('inclusion')
  @Open()
  @ApiOperation({
    summary: 'Proof that an event is in the log',
    description: 'RFC 6962, section 2.1.1. What was acknowledged before the request is in the tree.',
  })
  @ApiOkResponse({ type: InclusionProof })
  @ApiProblems(400, 404, 503)
  async inclusion(@ReadQuery(inclusionQuery) query: QueryOf<typeof inclusionQuery>): Promise<InclusionProof> {
    const { leafIndex } = query;
    if (query.treeSize !== undefined && leafIndex >= query.treeSize)
      throw invalidQuery([{ pointer: '/leafIndex', detail: 'must be less than treeSize' }]);
    return this.keeper.ask((tree) => {
      const { treeSize = tree.size } = query;
      checkReached(treeSize, tree.size);
      if (leafIndex >= treeSize) throw leafNotFound(leafIndex, treeSize);
      return {
        leafIndex,
        treeSize,
        leafHash: base64(tree.leaf(leafIndex)),
        rootHash: base64(tree.root(treeSize)),
        hashes: tree.inclusion(leafIndex, treeSize).map(base64),
      };
    });
  }

  @Get('consistency')
  @Open()
  @ApiOperation({
    summary: 'Proof that the log has only grown',
    description:
      'RFC 6962, section 2.1.2: the events of the earlier tree are the beginning of the later one. What was acknowledged before the request is in the tree.',
  })
  @ApiOkResponse({ type: ConsistencyProof })
  @ApiProblems(400, 404, 503)
  async consistency(
    @ReadQuery(consistencyQuery) query: QueryOf<typeof consistencyQuery>,
  ): Promise<ConsistencyProof> {
    const { from } = query;
    if (query.to !== undefined && from > query.to)
      throw invalidQuery([{ pointer: '/to', detail: 'must not be less than from' }]);
    return this.keeper.ask((tree) => {
      const { to = tree.size } = query;
      checkReached(Math.max(from, to), tree.size);
      return {
        from,
        to,
        fromRootHash: base64(tree.root(from)),
        toRootHash: base64(tree.root(to)),
        hashes: tree.consistency(from, to).map(base64),
      };
    });
  }
}
