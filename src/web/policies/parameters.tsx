import type { ParameterDto, PolicyDto } from '../../answers/dto/policy.dto.js';
import { counted } from '../../reports/words.js';
import { Svg } from '../shell/svg.js';
import { SEVERITY_MARK, markSvg } from '../../reports/charts/marks.js';
import { element } from '../../reports/charts/svg.js';

const valueText = (value: unknown): string => {
  if (Array.isArray(value)) return value.map((one) => valueText(one)).join(', ');
  return typeof value === 'string' ? value.replaceAll('-', ' ') : JSON.stringify(value);
};

const GROUPS: readonly (readonly [heading: string, holds: (name: string) => boolean])[] = [
  ['To stop a drug', (name) => /^drugs\.[^.]+\.stop\./.test(name)],
  ['To start it again', (name) => /^drugs\.[^.]+\.restart\./.test(name) || name.startsWith('replacement.')],
  ['To give it and to raise it', (name) => name.startsWith('drugs.')],
  ['What counts as a cessation, and thresholds of findings', () => true],
];

const SIZE = 12;

/** A figure without a clinical source, by shape and words. */
export const NeedsApproval = () => (
  <span class="badge warning">
    <Svg
      class="mark"
      drawing={element(
        'svg',
        { width: SIZE, height: SIZE, viewBox: `0 0 ${SIZE} ${SIZE}`, 'aria-hidden': 'true' },
        markSvg(SEVERITY_MARK.warning, 1, 1, SIZE - 2),
      )}
    />{' '}
    to be approved
  </span>
);

/** Whether another policy in force has the figure otherwise, or not at all. */
const differs = ({ name, value }: ParameterDto, others: readonly PolicyDto[]): boolean =>
  others.some(({ parameters }) => {
    const same = parameters.find((parameter) => parameter.name === name);
    return JSON.stringify(same?.value) !== JSON.stringify(value);
  });

interface Given {
  readonly policy: PolicyDto;
  /** The others in force. */
  readonly others: readonly PolicyDto[];
}

function Group({
  policy,
  others,
  heading,
  parameters,
}: Given & {
  readonly heading: string;
  readonly parameters: readonly ParameterDto[];
}) {
  return (
    <details>
      <summary>
        {heading} ({counted(parameters.length, 'figure')},{' '}
        {parameters.filter(({ needsApproval }) => needsApproval).length} to be approved)
      </summary>
      <div class="scroll" tabIndex={0} role="region" aria-label={`${policy.id}: ${heading}`}>
        <table>
          <caption>
            {policy.id}@{policy.version}: {heading.toLowerCase()}
          </caption>
          <thead>
            <tr>
              <th scope="col">Parameter</th>
              <th scope="col">Value</th>
              <th scope="col">Source</th>
              <th scope="col">Certainty</th>
            </tr>
          </thead>
          <tbody>
            {parameters.map((parameter) => {
              const isOwn = differs(parameter, others);
              return (
                <tr key={parameter.name}>
                  <th scope="row" class="parameter">
                    {parameter.name}
                  </th>
                  <td>
                    {isOwn ? <strong>{valueText(parameter.value)}</strong> : valueText(parameter.value)}
                    {isOwn && <div class="quiet">not so in every policy</div>}
                  </td>
                  <td>{parameter.source}</td>
                  <td>
                    {parameter.certainty.replaceAll('-', ' ')} {parameter.needsApproval && <NeedsApproval />}
                  </td>
                </tr>
              );
            })}
          </tbody>
        </table>
      </div>
    </details>
  );
}

/** All figures of a policy with their sources, in groups that open. */
export const Parameters = ({ policy, others }: Given) => {
  const groupOf = ({ name }: ParameterDto) => GROUPS.find(([, holds]) => holds(name))![0];
  return (
    <>
      {GROUPS.map(([heading]) => {
        const parameters = policy.parameters.filter((parameter) => groupOf(parameter) === heading);
        return parameters.length === 0 ? null : (
          <Group key={heading} policy={policy} others={others} heading={heading} parameters={parameters} />
        );
      })}
    </>
  );
};
