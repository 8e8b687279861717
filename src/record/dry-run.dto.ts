import { ApiProperty } from '@nestjs/swagger';
import { CHECKS, type CheckCode } from '../compliance/checks/check.js';
import type { DryRunFound } from './dry-run.js';
import { FindingDto } from '../answers/dto/audit.dto.js';
import { findingAnswers } from '../answers/form/audit.js';
import { PumpStateDto, stateAnswer } from '../answers/dto/state.dto.js';

/** What a careful colleague would ask at this entry; never a refusal. */
export class CheckDto {
  @ApiProperty({ enum: [...CHECKS] })
  code: CheckCode;
  severity: 'notice' | 'warning';
  /**
   * The pointer of the member of the body that it is about.
   * @example "/data/drug"
   */
  field: string;
  detail: string;
  /** What is known or usual there. */
  expected?: string;
}

/** What would be if the event were recorded. Nothing was recorded. */
export class DryRunAnswer {
  state: PumpStateDto;
  /** Of the audit under the default policy. */
  findings: FindingDto[];
  checks: CheckDto[];
}

export const dryRunAnswer = ({ state, findings, checks }: DryRunFound): DryRunAnswer => ({
  state: stateAnswer(state),
  findings: findingAnswers(findings),
  checks: checks.map(({ same: _same, ...check }) => check),
});
