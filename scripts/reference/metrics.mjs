import { code, table } from './markdown.mjs';

const ofRuntime = (name) => /^(process|nodejs)_/.test(name);

export function metricsPage(metrics) {
  const rows = metrics
    .filter(({ name }) => !ofRuntime(name))
    .map(({ name, type, help }) => [code(name), type, help]);
  return `# Metrics

What \`/metrics\` gives to Prometheus, besides \`process_…\` and \`nodejs_…\` of the process itself. No label names a therapy.
[What to look at](../how-to/monitor.md).

${table(['metric', 'type', 'what it says'], rows)}
`;
}
