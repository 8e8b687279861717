import type { DryRunFound } from './dry-run.js';
import { FindingDto } from '../answers/dto/audit.dto.js';
import { findingAnswers } from '../answers/form/audit.js';
import { PumpStateDto, stateAnswer } from '../answers/dto/state.dto.js';

/** What would be if the event were recorded. Nothing was recorded. */
export class DryRunAnswer {
  state: PumpStateDto;
  /** Of the audit under the default policy. */
  findings: FindingDto[];
}

export const dryRunAnswer = ({ state, findings }: DryRunFound): DryRunAnswer => ({
  state: stateAnswer(state),
  findings: findingAnswers(findings),
});
