import type { Gap } from '../../compliance/gaps/gaps.js';
import type { Headline } from '../../compliance/summary/headline.js';
import type { GapDto, HeadlineDto } from '../dto/summary.dto.js';

export const headlineAnswer = ({ text, verdict, reservations, proven }: Headline): HeadlineDto => ({
  text,
  verdict,
  reservations: [...reservations],
  proven: { reservoir: proven.reservoir, tip: proven.tip },
});

export const gapAnswer = ({ code, what, blocks, settledBy }: Gap): GapDto => ({
  code,
  what,
  blocks: [...blocks],
  settledBy: { ...settledBy },
});
