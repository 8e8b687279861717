import type { ComponentChild } from 'preact';
import { inOrder, termOf, valueInWords } from '../../reports/event-words.js';
import { dateAsStated } from '../../reports/when.js';
import { isDigest } from '../../ledger/disclosure.js';
import type { Content } from '../../therapy/envelope.js';
import { isJsonObject } from '../../therapy/json.js';
import { readOccurredAt } from '../../therapy/occurred-at.js';
import { told } from '../../words/told.js';

/** By the programmer's own names: they are shown as they are. */
const OPEN = 'displayed';

const Single = ({ name, value }: { readonly name: string; readonly value: unknown }) => (
  // What somebody wrote may be written from right to left; what stands around it must not follow.
  <bdi>{valueInWords(name, value)}</bdi>
);

const isList = (value: unknown): value is readonly unknown[] => Array.isArray(value);

function Value({
  name,
  value,
  isOpen,
}: {
  readonly name: string;
  readonly value: unknown;
  readonly isOpen: boolean;
}): ComponentChild {
  if (name === 'occurredAt' && !isOpen) return <Occurred stated={value} />;
  if (isDigest(value)) return <Single name={name} value={value} />;
  if (isList(value)) {
    if (value.length === 0) return told('none');
    return (
      <ol>
        {value.map((item, index) => (
          <li key={index}>
            {isOpen ? <Value name={name} value={item} isOpen /> : <Single name={name} value={item} />}
          </li>
        ))}
      </ol>
    );
  }
  if (isJsonObject(value)) return <Members data={value} isOpen={isOpen || name === OPEN} />;
  return <Single name={name} value={value} />;
}

/** A date as a client gave it. */
const Occurred = ({ stated }: { readonly stated: unknown }) => {
  const read = readOccurredAt(stated);
  return <>{read.ok ? occurredInWords(read.value) : JSON.stringify(stated)}</>;
};

export const occurredInWords = ({ precision, earliest, latest }: Content['occurredAt']): string =>
  dateAsStated({ precision, earliest: Date.parse(earliest), latest: Date.parse(latest) });

/** Whatever an event's data are, member by member in words, with units. */
export const Members = ({ data, isOpen = false }: { readonly data: object; readonly isOpen?: boolean }) => (
  <dl class="members">
    {(isOpen ? Object.entries(data) : inOrder(data)).map(([name, value]: readonly [string, unknown]) => (
      <div key={name}>
        <dt>{isOpen ? <bdi>{name}</bdi> : termOf(name).label}</dt>
        <dd>
          <Value name={name} value={value} isOpen={isOpen} />
        </dd>
      </div>
    ))}
  </dl>
);
