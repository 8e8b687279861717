import type { FindingDto } from '../../src/answers/dto/audit.dto.js';
import type { PumpStateDto } from '../../src/answers/dto/state.dto.js';
import { newForm } from '../../src/web/record/event-form.js';
import { beside, faultsAt } from '../../src/web/record/faults.js';
import { findingChanges } from '../../src/web/record/finding-changes.js';
import { type PreviewView, previewPage } from '../../src/web/record/preview-page.js';

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

describe('what is asked at an entry', () => {
  const FLEX = {
    type: 'PumpReprogrammed',
    occurredAt: '2026-03-10T10:00:00Z',
    data: { program: { mode: 'simple-continuous', dailyDoseMcg: 4000 } },
  };
  const state = {
    asOf: '2026-03-10T10:00:00.000Z',
    alarms: [],
    delivering: { reservoir: [], tip: [] },
    assumptions: [],
  };
  const view = {
    therapyId: 't',
    form: newForm('PumpReprogrammed', FLEX),
    key: 'k',
    revision: 4,
    sent: new URLSearchParams(),
    now: { after: state as unknown as PumpStateDto },
    findings: findingChanges([], [finding('new', 'critical')]),
  };
  const asked = (checks: PreviewView['checks']) => previewPage({ ...view, checks });

  it('stands above all else, with its field and what would be usual', () => {
    const page = asked([
      {
        code: 'DOSE_JUMP',
        severity: 'warning',
        label: 'Daily dose',
        detail: 'baclofen ran at 400 mcg/day until now; this is 10 times as much',
        expected: '200 mcg/day to 600 mcg/day',
      },
      { code: 'DATE_UNLIKELY', severity: 'notice', detail: '2026-03-10: it is 40 days ago' },
    ]);
    const places = [
      'Is this what was meant?',
      'DOSE_JUMP',
      'DATE_UNLIKELY',
      'What would be recorded',
      'LATE_ENTRY',
    ].map((words) => page.indexOf(words));
    expect(places.every((place) => place > 0)).toBe(true);
    expect(places).toEqual(places.toSorted((a, b) => a - b));
    expect(page).toContain('<strong>Daily dose</strong>');
    expect(page).toContain('Usual here: 200 mcg/day to 600 mcg/day.');
  });

  it('is nothing where nothing is asked', () => {
    expect(asked([])).not.toContain('Is this what was meant?');
  });
});
