import type { FindingDto } from '../../src/answers/dto/audit.dto.js';
import { beside, faultsAt } from '../../src/web/record/faults.js';
import { findingChanges } from '../../src/web/record/finding-changes.js';

const finding = (id: string, severity: FindingDto['severity'], detail = 'as it was'): FindingDto => ({
  id,
  code: 'LATE_ENTRY',
  severity,
  at: '2024-01-01T00:00:00.000Z',
  detail,
  confidence: 'certain',
  sites: [],
  eventIds: [],
});

it('tells which findings arise, go and read otherwise, the gravest first', () => {
  const before = [finding('stays', 'info'), finding('goes', 'warning'), finding('changes', 'info')];
  const after = [
    finding('new-info', 'info'),
    finding('stays', 'info'),
    finding('new-critical', 'critical'),
    finding('changes', 'info', 'otherwise'),
    finding('new-warning', 'warning'),
  ];
  const { arise, go, readOtherwise } = findingChanges(before, after);
  expect(arise.map(({ id }) => id)).toEqual(['new-critical', 'new-warning', 'new-info']);
  expect(go.map(({ id }) => id)).toEqual(['goes']);
  expect(readOtherwise.map(({ detail }) => detail)).toEqual(['otherwise']);
  expect(findingChanges(before, before)).toEqual({ arise: [], go: [], readOtherwise: [] });
});

it('shows what is wrong at the field, at what holds it, else at the top', () => {
  const labels = new Map([
    ['/data', 'Data'],
    ['/data/displayed', 'What the programmer showed'],
  ]);
  const errors = ['/data/displayed/a/0', '/data/displayed', '/data/other', '/type', ''].map((pointer) => ({
    pointer,
    detail: 'is wrong',
  }));
  expect(faultsAt(errors, labels).map(({ pointer }) => pointer)).toEqual([
    '/data/displayed',
    '/data/displayed',
    '/data',
    undefined,
    undefined,
  ]);
});

it('does not call missing what could not be read', () => {
  const unreadable = [{ pointer: '/data/displayed', detail: 'no colon' }];
  const refused = ['/data/displayed', '/data/displayed/a', '/data/displayedOnce', '/type'].map((pointer) => ({
    pointer,
    detail: 'is required',
  }));
  expect(beside(unreadable, refused).map(({ pointer }) => pointer)).toEqual([
    '/data/displayed',
    '/data/displayedOnce',
    '/type',
  ]);
});
