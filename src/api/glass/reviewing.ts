import { Inject, Injectable } from '@nestjs/common';
import { type Subject, nameOf } from '../../access/subject.js';
import { type Glass, type GlassState, stateOf } from '../../glass/glass.js';
import { Glasses } from '../../glass/glasses.js';
import { CLOCK, type Clock } from '../../repository/clock.js';
import type { TherapyId } from '../../therapy/envelope.js';
import { CareBook } from '../gate/care-book.js';
import { ProblemException } from '../problems/problem.js';
import type { ReviewGlass } from './glass.dto.js';

/** A glass as an officer sees it. */
export interface Shown {
  readonly glass: Glass;
  readonly state: GlassState;
  /** `review`: reaches the therapy, or there is none; `seen`: does not, and is not told whether there is one. */
  readonly as: 'review' | 'seen';
  /** Whether the officer reaches the therapy. */
  readonly reaches: boolean;
}

const unknown = () =>
  new ProblemException(404, 'NOT_FOUND', 'Nobody broke a glass by this id that you may see.');

/** Whether one of two places has the other in it. */
const overlap = (a: string, b: string): boolean =>
  a === b || a.startsWith(`${b}/`) || b.startsWith(`${a}/`) || a === '*' || b === '*';

/** What officers make of broken glasses. */
@Injectable()
export class Reviewing {
  constructor(
    private readonly glasses: Glasses,
    private readonly care: CareBook,
    @Inject(CLOCK) private readonly clock: Clock,
  ) {}

  /** The oldest first. */
  async list(officer: Subject, state?: GlassState): Promise<readonly Shown[]> {
    const all = await Promise.all(this.glasses.all.map((glass) => this.shown(officer, glass)));
    return all.filter((shown): shown is Shown => shown !== undefined && (!state || shown.state === state));
  }

  /** @throws ProblemException NOT_FOUND, SAME_PERSON, ALREADY_REVIEWED */
  async review(officer: Subject, id: string, { outcome, note }: ReviewGlass): Promise<Shown> {
    const glass = this.glasses.find(id);
    const shown = glass && (await this.shown(officer, glass));
    if (!shown) throw unknown();
    if (nameOf(shown.glass.breaker) === nameOf(officer))
      throw new ProblemException(409, 'SAME_PERSON', 'Who broke the glass does not review it.');
    const before = shown.glass[shown.as];
    const isSame =
      before?.outcome === outcome && before.note === note && nameOf(before.by) === nameOf(officer);
    if (before && !isSame)
      throw new ProblemException(409, 'ALREADY_REVIEWED', 'It was reviewed before; the first review stands.');
    if (before) return shown;
    const { iss, sub, name } = officer;
    const reviewed = this.glasses.review(shown.glass, shown.as, { by: { iss, sub, name }, outcome, note });
    return { ...shown, glass: reviewed, state: 'reviewed' };
  }

  private async shown(officer: Subject, glass: Glass): Promise<Shown | undefined> {
    const reaches =
      glass.opens !== undefined &&
      (await this.care.mayBy(officer, 'access:review', glass.opens as TherapyId)) !== undefined;
    const isOfBreaker = glass.sites.some((site) => officer.sites.some((own) => overlap(site, own)));
    if (!reaches && !isOfBreaker) return undefined;
    const as = reaches || glass.opens === undefined ? 'review' : 'seen';
    return { glass, state: stateOf(glass.openedAt, glass[as], this.clock()), as, reaches };
  }
}
