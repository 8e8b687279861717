import { instantOfMl, pumpedMl } from '../../../infusion/delivery.js';
import { pathAt, pathVolumeMl } from '../../../infusion/path-content.js';
import { SAME_INSTANT_MS } from '../../../infusion/tolerances.js';
import type { Instant } from '../../../therapy/envelope.js';
import type { AuditContext } from '../../context.js';
import type { FindingCode } from '../catalogue.js';
import type { Finding } from '../finding.js';

/** A fact, or a gap in the record, and the findings that rest on it. */
export interface Fact {
  /** Of the event that is the fact or in which something is missing; of a reservoir that ran empty the finding's. */
  readonly id: string;
  readonly isBehind: (finding: Finding) => boolean;
}

const END = Number.POSITIVE_INFINITY;

/** What the tip gave, by computation. */
const AT_TIP: readonly FindingCode[] = [
  'TIP_OVERDOSE',
  'TIP_UNDERDOSE',
  'OVERLAPPING_DRUGS',
  'DOSE_SPIKE',
  'DELIVERY_BELOW_SCHEDULE',
  'BRIDGE_TOO_FAST',
];
const TOO_LITTLE: readonly FindingCode[] = ['TIP_UNDERDOSE', 'DELIVERY_BELOW_SCHEDULE'];
const ON_STARTING_AGAIN: readonly FindingCode[] = ['RESTART_DOSE_HIGH', 'TUBE_SET_RISK', 'DOSE_SPIKE'];

/** The narrowest first: a finding names one. */
export const factsOf = (context: AuditContext, findings: readonly Finding[]): Fact[] => [
  ...readings(findings),
  ...changes(context, findings),
  ...fills(findings),
  ...stops(findings),
  ...unprimed(context, findings),
  ...faults(context),
  ...lengths(context),
];

const isOf = (codes: readonly FindingCode[], { code }: Finding): boolean => codes.includes(code);
const isWithin = ({ at }: Finding, from: Instant, until: Instant): boolean => from <= at && at < until;
const firstOf = ({ eventIds }: Finding): string => eventIds[0] ?? '';

/** One reading tells that the pump had stopped, and contradicts what was computed. */
const readings = (findings: readonly Finding[]): Fact[] =>
  findings
    .filter(({ code }) => code === 'DELIVERY_CONTRADICTED')
    .map((contradicted) => ({
      id: firstOf(contradicted),
      isBehind: (finding) =>
        isOf(['REPORTED_STOPPED', 'MOTOR_STALLED'], finding) && firstOf(finding) === firstOf(contradicted),
    }));

/** What was filled in is of another strength or drug than the programmer or the path was prepared for. */
function changes(context: AuditContext, findings: readonly Finding[]): Fact[] {
  const roots = findings.filter((finding) =>
    isOf(['BRIDGE_NOT_RECORDED', 'CONCENTRATION_MISMATCH'], finding),
  );
  return [...new Set(roots.map(firstOf))].map((id) => {
    const times = roots
      .filter((root) => firstOf(root) === id)
      .map(({ code, at, until }) => ({
        from: at,
        until: clearedAfter(context, code === 'BRIDGE_NOT_RECORDED' ? at : (until ?? END)),
      }));
    return {
      id,
      isBehind: (finding) =>
        times.some(
          ({ from, until }) =>
            (isOfTip(finding) && isWithin(finding, from, until)) ||
            (finding.code === 'DOSE_SPIKE' && Math.abs(finding.at - until) <= SAME_INSTANT_MS),
        ),
    };
  });
}

/** A fall at the tip alone is of what flows there, and no step of the reservoir's. */
const isOfTip = (finding: Finding): boolean =>
  isOf(AT_TIP, finding) || (finding.code === 'ABRUPT_REDUCTION' && !finding.sites.includes('reservoir'));

/** What is found of one fill has it as its fact from the first, whatever else is found of it later. */
const fills = (findings: readonly Finding[]): Fact[] => {
  const ofFills = findings.filter((finding) => isOf(OF_THE_FILL, finding));
  return [...new Set(ofFills.map(firstOf))].map((id) => ({
    id,
    isBehind: (finding) => isOf(OF_THE_FILL, finding) && firstOf(finding) === id,
  }));
};

const OF_THE_FILL: readonly FindingCode[] = [
  'BRIDGE_NOT_RECORDED',
  'CONCENTRATION_MISMATCH',
  'CONCENTRATION_UNUSUAL',
  'DRUG_MISMATCH',
  'OVERLAPPING_DRUGS',
];

/** When what was in the path has left it. */
function clearedAfter({ delivery }: AuditContext, at: Instant): Instant {
  if (at === END) return END;
  const pathMl = pathVolumeMl(pathAt(delivery, at));
  return pathMl === undefined ? END : Math.max(at, instantOfMl(delivery, pumpedMl(delivery, at) + pathMl));
}

/** The pump stood or was empty: too little until it ran again, and what that brought. */
const stops = (findings: readonly Finding[]): Fact[] =>
  findings
    .filter((finding) => isOf(['MOTOR_STALLED', 'REPORTED_STOPPED', 'RESERVOIR_RAN_EMPTY'], finding))
    .map((stop) => {
      const { code, id, at, until = END } = stop;
      const isEmpty = code === 'RESERVOIR_RAN_EMPTY';
      return {
        id: isEmpty ? id : firstOf(stop),
        isBehind: (finding) =>
          (isOf(TOO_LITTLE, finding) && isWithin(finding, at, until)) ||
          (isOf(ON_STARTING_AGAIN, finding) && finding.at === until) ||
          (!isEmpty && finding.code === code && firstOf(finding) === firstOf(stop)),
      };
    });

/** A path without drug, which nobody filled. */
const unprimed = (context: AuditContext, findings: readonly Finding[]): Fact[] =>
  findings
    .filter(({ code }) => code === 'PRIMING_NOT_RECORDED')
    .map((root) => {
      const until = clearedAfter(context, root.at);
      return {
        id: firstOf(root),
        isBehind: (finding) =>
          (isOf(TOO_LITTLE, finding) && isWithin(finding, root.at, until)) ||
          (finding.code === root.code && firstOf(finding) === firstOf(root)),
      };
    });

/** A catheter that a study found faulty. */
const faults = ({ unverified }: AuditContext): Fact[] =>
  unverified.map(({ eventId, from, to }) => ({
    id: eventId,
    isBehind: (finding) =>
      (finding.code === 'CATHETER_FAULT_FOUND' && firstOf(finding) === eventId) ||
      (isOf([...AT_TIP, 'CATHETER_OCCLUSION_POSSIBLE', 'PRIMING_NOT_RECORDED'], finding) &&
        isWithin(finding, from, to)) ||
      (finding.code === 'DOSE_NOT_REDUCED_AFTER_REVISION' && finding.at === to),
  }));

/** A catheter of which nobody recorded how much was trimmed. */
const lengths = ({ delivery: { catheters } }: AuditContext): Fact[] =>
  catheters.flatMap(({ eventId, since, volumeFrom }, index) =>
    volumeFrom === 'full-length'
      ? [
          {
            id: eventId,
            isBehind: (finding) =>
              isOf([...AT_TIP, 'PRIMING_NOT_RECORDED', 'BRIDGE_NOT_RECORDED'], finding) &&
              finding.confidence !== 'certain' &&
              isWithin(finding, since, catheters[index + 1]?.since ?? END),
          },
        ]
      : [],
  );
