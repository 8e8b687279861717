const DRUG_FREE = 'drug-free';

/** A fluid without a drug has no strength, and no further drugs in it: nobody is asked for them. */
for (const drug of document.querySelectorAll<HTMLInputElement>('.record input[name$="/drug"]')) {
  const beside = (name: string) => document.getElementById(drug.id.replace(/drug$/, name));
  const strength = beside('concentrationMcgPerMl') as HTMLInputElement | null;
  const further = beside('with') as HTMLFieldSetElement | null;
  if (!strength || !further) continue;
  const ask = () => {
    const isFree = drug.value.trim() === DRUG_FREE;
    strength.disabled = further.disabled = isFree;
    strength.closest<HTMLElement>('.field')!.hidden = further.hidden = isFree;
  };
  drug.addEventListener('input', ask);
  ask();
}
