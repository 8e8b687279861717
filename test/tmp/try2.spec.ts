import { running, later, found } from '../compliance/findings.js';
it('x', () => {
  const broken = running(300);
  for (let number = 0; number < 8; number += 1)
    broken.programmed(later(6 * number), 0).programmed(later(6 * number + 5), 300);
  console.log(
    JSON.stringify(found(broken, 'DELIVERY_BELOW_SCHEDULE'), null, 1),
    broken.audit('2021-03-01T00:00:00Z').findings.map((f) => [f.code, f.detail]),
  );
});
