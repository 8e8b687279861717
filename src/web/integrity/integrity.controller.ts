import { performance } from 'node:perf_hooks';
import { Controller, Get, Inject, Redirect } from '@nestjs/common';
import { CommandBus, QueryBus } from '@nestjs/cqrs';
import { checkpoint, choice, moment, policy, therapyId } from '../../api/parameters.js';
import { type QueryOf, required } from '../../api/query.js';
import { Checkpoints } from '../../publication/signing/checkpoints.js';
import { LedgerHealth } from '../../publication/ledger-health.js';
import { Publisher } from '../../publication/publisher.js';
import { SigningKeys } from '../../publication/signing/signing-keys.js';
import { TreeKeeper } from '../../publication/tree/tree-keeper.js';
import { CheckReadModels } from '../../register/queries.js';
import { Verification } from '../../verifier/service/verification.js';
import { policyAnswer } from '../../answers/form/policy.js';
import { CLOCK, type Clock } from '../../repository/clock.js';
import { CountKeeping } from '../../record/messages.js';
import { ListEvents, ListPolicies } from '../../answers/messages.js';
import type { TherapyId } from '../../therapy/envelope.js';
import { Live } from '../live/live.js';
import { FormAt, PageAt, PageQuery, Pages } from '../shell/pages.js';
import { paths } from '../shell/paths.js';
import { integrityPage } from './integrity-page.js';
import type { IntegrityView, Verified } from './integrity-view.js';
import { type Access, Asking } from '../../api/gate/access.js';
import { Needs } from '../../api/gate/needs.js';

const packQuery = {
  therapyId: required(therapyId),
  policy,
  ...moment,
  checkpoint,
  personal: choice(['include', 'exclude'], 'Whether personal values are told.'),
};

const iso = (instant: number | undefined): string | undefined =>
  instant === undefined ? undefined : new Date(instant).toISOString();

@Controller()
@Pages()
export class IntegrityPages {
  constructor(
    private readonly queries: QueryBus,
    private readonly commands: CommandBus,
    private readonly checkpoints: Checkpoints,
    private readonly keys: SigningKeys,
    private readonly publisher: Publisher,
    private readonly trees: TreeKeeper,
    private readonly health: LedgerHealth,
    private readonly verification: Verification,
    private readonly live: Live,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  @PageAt('integrity')
  @Needs('ledger:entries', { everywhere: true })
  async integrity(): Promise<string> {
    const live = await this.live.from();
    return integrityPage({ ...(await this.view()), live });
  }

  /** @throws StoreUnavailable where a file cannot be opened */
  @FormAt('integrity/verify')
  @Needs('ledger:entries', { everywhere: true })
  async verify(): Promise<string> {
    const verified = await this.verified();
    return integrityPage({ ...(await this.view()), verified });
  }

  /**
   * A form cannot put what is typed into a path: the pack's own address is where this leads.
   * @throws UnknownTherapy
   */
  @Get('integrity/evidence')
  @Needs('evidence:export')
  @Redirect(undefined, 303)
  async evidence(
    @PageQuery(packQuery) { therapyId, asOf, knownAt, ...query }: QueryOf<typeof packQuery>,
    @Asking() access: Access,
  ): Promise<{ readonly url: string }> {
    const known = therapyId as TherapyId;
    await access.demand(known);
    // What is not there is told on a page, not by the interface for programs.
    await this.queries.execute(new ListEvents(known, 0, 1));
    return {
      url: paths.api(known, 'evidence.zip', { ...query, asOf: iso(asOf), knownAt: iso(knownAt) }),
    };
  }

  private async verified(): Promise<Verified> {
    const hasWaited = this.verification.waiting > 0;
    const begin = performance.now();
    await this.commands.execute(new CheckReadModels());
    const found = await this.verification.verify();
    const { problems, problemCount, treeSize, rootHash, therapies, streamsOfNone, checkpoints, covered } =
      found;
    return {
      ok: problemCount === 0,
      treeSize,
      rootHash,
      problems: [...problems],
      problemCount,
      therapies,
      streamsOfNone,
      checkpoints,
      covered,
      at: this.clock(),
      tookMs: performance.now() - begin,
      hasWaited,
    };
  }

  private async view(): Promise<IntegrityView> {
    const policies = await this.queries.execute(new ListPolicies());
    return {
      ledger: this.health.state,
      refusal: this.health.refusal,
      tree: this.trees.state,
      published: this.checkpoints.published(),
      keys: this.keys.verifierKeys,
      cosigned: this.publisher.cosigned,
      // The page is wanted most where something is broken.
      keeping: await this.queries.execute(new CountKeeping()).catch(() => undefined),
      policies: policies.map(policyAnswer),
      verifying: this.verification.waiting,
    };
  }
}
