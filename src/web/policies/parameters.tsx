import type { ParameterDto, PolicyDto } from '../../answers/dto/policy.dto.js';
import { Svg } from '../shell/svg.js';
import { SEVERITY_MARK, markSvg } from '../../reports/charts/marks.js';
import { element } from '../../reports/charts/svg.js';
import { say } from '../../words/say.js';
import { policies as texts } from '../../words/texts/policies.js';
import type { Text } from '../../words/say.js';
import { told } from '../../words/told.js';

const valueText = (value: unknown): string => {
  if (Array.isArray(value)) return value.map((one) => valueText(one)).join(', ');
  return typeof value === 'string' ? told(value.replaceAll('-', ' ')) : JSON.stringify(value);
};

const GROUPS: readonly (readonly [heading: Text, holds: (name: string) => boolean])[] = [
  [texts.toStopADrug, (name) => /^drugs\.[^.]+\.stop\./.test(name)],
  [texts.toStartItAgain, (name) => /^drugs\.[^.]+\.restart\./.test(name) || name.startsWith('replacement.')],
  [texts.toGiveItAndTo, (name) => name.startsWith('drugs.')],
  [texts.whatCountsAsACessation, () => true],
];

const SIZE = 12;

/** A figure without a clinical source, by shape and words. */
export const NeedsApproval = () => (
  <span class="badge warning">
    {say(texts.toBeApproved, {
      svg: (
        <Svg
          class="mark"
          drawing={element(
            'svg',
            { width: SIZE, height: SIZE, viewBox: `0 0 ${SIZE} ${SIZE}`, 'aria-hidden': 'true' },
            markSvg(SEVERITY_MARK.warning, 1, 1, SIZE - 2),
          )}
        />
      ),
    })}
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
        {say(texts.toBeApproved2, {
          heading,
          parameters: say(texts.countedFigures, { count: parameters.length }),
          parameters2: parameters.filter(({ needsApproval }) => needsApproval).length,
        })}
      </summary>
      <div class="scroll" tabIndex={0} role="region" aria-label={`${policy.id}: ${heading}`}>
        <table>
          <caption>
            {policy.id}@{policy.version}: {heading.toLowerCase()}
          </caption>
          <thead>
            <tr>
              <th scope="col">{say(texts.parameter)}</th>
              <th scope="col">{say(texts.value)}</th>
              <th scope="col">{say(texts.source)}</th>
              <th scope="col">{say(texts.certainty)}</th>
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
                    {isOwn && <div class="quiet">{say(texts.notSoInEveryPolicy)}</div>}
                  </td>
                  <td lang="en">{parameter.source}</td>
                  <td>
                    {told(parameter.certainty.replaceAll('-', ' '))}{' '}
                    {parameter.needsApproval && <NeedsApproval />}
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
          <Group
            key={heading.en}
            policy={policy}
            others={others}
            heading={say(heading)}
            parameters={parameters}
          />
        );
      })}
    </>
  );
};
