/** A drawing of `src/reports/charts`, which escapes by itself; nothing else may be given. */
export const Svg = ({ drawing, class: name }: { readonly drawing: string; readonly class?: string }) => (
  <span class={name} dangerouslySetInnerHTML={{ __html: drawing }} />
);
