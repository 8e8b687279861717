/** Of findings on doses, drugs and the fluid path. */
export const DOSE_SENTENCES: readonly (readonly [string, string])[] = [
  [
    '{finding}; so by some of the dates that are intervals, not by all',
    '{finding}; así según algunas de las fechas que son intervalos, no según todas',
  ],
  [
    '{finding}; so if the catheter is trimmed as far as it can be',
    '{finding}; así si el catéter se recortó todo lo posible',
  ],
  ['{finding}; so if the catheter is {when}', '{finding}; así si el catéter está {when}'],
  [
    '{finding}; so if the reservoir was empty, which nothing shows',
    '{finding}; así si el depósito estaba vacío, lo que nada demuestra',
  ],
  ['trimmed as far as it can be', 'recortado todo lo posible'],
  ['untrimmed', 'sin recortar'],
  [
    '{falls} within {hours} h; more than {pct} % counts; {why}',
    '{falls} en {hours} h; cuenta más del {pct} %; {why}',
  ],
  ['{falls} within {hours} h; more than {pct} % counts', '{falls} en {hours} h; cuenta más del {pct} %'],
  [
    '{drug} fell from {from} to {to} mcg/day at the reservoir and the tip',
    '{drug} bajó de {from} a {to} mcg/día en el depósito y en la punta',
  ],
  [
    '{drug} fell from {from} to {to} mcg/day at the reservoir',
    '{drug} bajó de {from} a {to} mcg/día en el depósito',
  ],
  ['{drug} fell from {from} to {to} mcg/day at the tip', '{drug} bajó de {from} a {to} mcg/día en la punta'],
  [
    "step {number} took {pct} % of that day's dose; this policy allows it",
    'el escalón {number} quitó el {pct} % de la dosis de ese día; esta política lo permite',
  ],
  [
    "step {number} took {pct} % of that day's dose; {why}",
    'el escalón {number} quitó el {pct} % de la dosis de ese día; {why}',
  ],
  ['no step of it breaks a rule of the policy', 'ninguno de sus escalones incumple una regla de la política'],
  ['the record shows why: {why}', 'el registro muestra por qué: {why}'],
  ['the catheter was found faulty or changed', 'el catéter se halló defectuoso o se cambió'],
  ['a spike of the dose came before', 'antes hubo un pico de dosis'],
  ['a serious adverse event came before', 'antes hubo un acontecimiento adverso grave'],
  [
    'a serious adverse event was observed; {doses}; {since}',
    'se observó un acontecimiento adverso grave; {doses}; {since}',
  ],
  [
    'an adverse event was observed; {doses}; {since}',
    'se observó un acontecimiento adverso; {doses}; {since}',
  ],
  [
    '{drug} ran at {dose} at the reservoir and {tip} at the tip',
    '{drug} iba a {dose} en el depósito y a {tip} en la punta',
  ],
  ['no drug ran', 'no se administraba ningún fármaco'],
  ['a dose that is not known', 'una dosis desconocida'],
  ['{days} days since the last {what}', '{days} días desde el último {what}'],
  ['no {what} before', 'ningún {what} antes'],
  ['change of program or dose', 'cambio de programa o dosis'],
  [
    '{old} was followed by {new} while the path held drug; no bridge is recorded for the {ml} mL to clear',
    'a {old} siguió {new} mientras la vía contenía fármaco; no consta un puente para los {ml} mL por vaciar',
  ],
  [
    '{old} was followed by {new} while the path held drug; no bridge is recorded for a path whose volume is not known',
    'a {old} siguió {new} mientras la vía contenía fármaco; no consta un puente para una vía de volumen desconocido',
  ],
  [
    '{old} was followed by {new} while the path held drug; the bridge of {bridge} mL is smaller than the {ml} mL to clear',
    'a {old} siguió {new} mientras la vía contenía fármaco; el puente de {bridge} mL es menor que los {ml} mL por vaciar',
  ],
  [
    'the {kind}, with the hour before it, gives {mcg} mcg of {drug} at the tip in {hours} h; {limit}',
    'el {kind}, con la hora previa, da {mcg} mcg de {drug} en la punta en {hours} h; {limit}',
  ],
  [
    'at most {mcg} mcg by the {dose} mcg/day before',
    'como máximo {mcg} mcg según los {dose} mcg/día previos',
  ],
  [
    '{dose} mcg/day, the most to begin again with, is {mcg} mcg in that time',
    '{dose} mcg/día, lo máximo para reanudar, son {mcg} mcg en ese tiempo',
  ],
  [
    'the pump ran programmed for {said} mcg/mL with {held} mcg/mL in the reservoir, and goes on',
    'la bomba funcionó programada para {said} mcg/mL con {held} mcg/mL en el depósito, y sigue así',
  ],
  [
    'the pump ran programmed for {said} mcg/mL with {held} mcg/mL in the reservoir, for {minutes} min',
    'la bomba funcionó programada para {said} mcg/mL con {held} mcg/mL en el depósito, durante {minutes} min',
  ],
  [
    '{drug} of {strength} mcg/mL: pumps are known to be filled with {min} to {max} mcg/mL ({source})',
    '{drug} de {strength} mcg/mL: se sabe que las bombas se llenan con {min} a {max} mcg/mL ({source})',
  ],
  [
    'in {hours} h the reservoir gave {given} of the {due} mcg of {drug} that its daily dose promises, {pct} %; from {at} {until}',
    'en {hours} h el depósito dio {given} de los {due} mcg de {drug} que promete su dosis diaria, {pct} %; desde {at} {until}',
  ],
  [
    'in {hours} h the tip gave {given} of the {due} mcg of {drug} that its daily dose promises, {pct} %; from {at} {until}',
    'en {hours} h la punta dio {given} de los {due} mcg de {drug} que promete su dosis diaria, {pct} %; desde {at} {until}',
  ],
  ['to {at}', 'a {at}'],
  [
    '{drug} at {dose} mcg/day; above {most} mcg/day there is little experience',
    '{drug} a {dose} mcg/día; por encima de {most} mcg/día hay poca experiencia',
  ],
  [
    '{drug} rose from {from} to {to} mcg/day, rises of {pct} % within {hours} h; at most {most} % {why}',
    '{drug} subió de {from} a {to} mcg/día, aumentos del {pct} % en {hours} h; como máximo {most} % {why}',
  ],
  [
    'by the strictest figure, as the aetiology is not one that the policy knows',
    'según la cifra más estricta, pues la etiología no es de las que conoce la política',
  ],
  ['for spinal-cord-injury', 'para lesión medular'],
  ['for multiple-sclerosis', 'para esclerosis múltiple'],
  ['for cerebral-palsy', 'para parálisis cerebral'],
  ['for traumatic-brain-injury', 'para traumatismo craneoencefálico'],
  ['for stroke', 'para ictus'],
  [
    '{drug} ran at {before} mcg/day when the catheter was {done}, and {hours} h later at {after} mcg/day: not below the dose that may not have arrived',
    '{drug} iba a {before} mcg/día cuando el catéter fue {done}, y {hours} h después a {after} mcg/día: no por debajo de la dosis que pudo no llegar',
  ],
  ['replaced', 'sustituido'],
  ['revised', 'revisado'],
  ['the day of the replacement', 'el día de la sustitución'],
  ['the day of the revision', 'el día de la revisión'],
  [
    'the {site} gave {mcg} mcg of {drug} in the {hours} h to {at}; the most in any {same} h {before} was {most} mcg; {until}',
    '{site}: {mcg} mcg de {drug} en las {hours} h hasta {at}; lo máximo en {same} h {before} fue {most} mcg; {until}',
  ],
  ['of the week that ended 3 days before', 'de la semana que acabó 3 días antes'],
  ['of the 3 days before, or as it began', 'de los 3 días previos, o al empezar'],
  ['it goes on', 'sigue así'],
  ['over after {hours} h', 'terminado tras {hours} h'],
  [
    '{mcg} mcg of {drug} were given at once ({route}); the largest usual single dose is {most} mcg',
    'se administraron de una vez {mcg} mcg de {drug} ({route}); la mayor dosis única habitual es {most} mcg',
  ],
  ['{difference}, and the reservoir held {held}', '{difference}, y el depósito contenía {held}'],
  ['a bolus of {drug} was given by the pump', 'se administró un bolo de {drug} por la bomba'],
  ['refilled with {fluid}', 'rellenado con {fluid}'],
  ['switched from {fluid}', 'cambiado desde {fluid}'],
  [
    '{drug} is not among the drugs approved for intrathecal infusion ({source})',
    '{drug} no está entre los fármacos autorizados para infusión intratecal ({source})',
  ],
  [
    '{drug}, filled {at}, was in the pump for more than the {days} days that it is known to keep ({source}), and goes on',
    '{drug}, llenado en {at}, estuvo en la bomba más de los {days} días que se sabe que se conserva ({source}), y sigue',
  ],
  [
    '{drug}, filled {at}, was in the pump for more than the {days} days that it is known to keep ({source}), until {end}',
    '{drug}, llenado en {at}, estuvo en la bomba más de los {days} días que se sabe que se conserva ({source}), hasta {end}',
  ],
  ['{drug} is no drug that is known here: {unknown}', '{drug} no es un fármaco conocido aquí: {unknown}'],
  ['the policy judges it by this name, and {figures}', 'la política lo juzga por este nombre, y {figures}'],
  [
    'no stop, start or rise of it is judged, and {figures}',
    'no se juzga su suspensión, inicio ni aumento, y {figures}',
  ],
  [
    'its usual strengths and doses and how long it keeps are not known',
    'no se conocen sus concentraciones y dosis habituales ni cuánto se conserva',
  ],
  ['the name on the label: whether {drug} is meant', 'el nombre de la etiqueta: si se refiere a {drug}'],
  [
    '{drug} was delivered for the first time at {dose} mcg/day; at most {most} mcg/day to begin with, {times} times the largest screening bolus that helped',
    '{drug} se administró por primera vez a {dose} mcg/día; como máximo {most} mcg/día para empezar, {times} veces el mayor bolo de prueba eficaz',
  ],
  [
    '{drug} was delivered for the first time at {dose} mcg/day; at most {most} mcg/day to begin with',
    '{drug} se administró por primera vez a {dose} mcg/día; como máximo {most} mcg/día para empezar',
  ],
  [
    '{old} went on leaving the tip after {new} had taken its place in the reservoir, for {hours} h',
    '{old} siguió saliendo por la punta después de que {new} ocupara su lugar en el depósito, durante {hours} h',
  ],
  [
    '{old} went on leaving the tip after {new} had taken its place in the reservoir, and goes on',
    '{old} siguió saliendo por la punta después de que {new} ocupara su lugar en el depósito, y sigue así',
  ],
  [
    '{volume} left drug-free and no priming of that volume is recorded; the tip went without drug from {at} {until}',
    '{volume} sin fármaco y no consta un cebado de ese volumen; la punta estuvo sin fármaco desde {at} {until}',
  ],
  ['{ml} mL of the path were', '{ml} mL de la vía quedaron'],
  ['the path was', 'la vía quedó'],
  ['for {hours} h in all', 'durante {hours} h en total'],
  ['for {hours} h', 'durante {hours} h'],
  ['and goes on', 'y sigue así'],
  [
    'over {hours} h the tip gave more than {ratio} times the {drug} that the programmer showed, {until}',
    'en {hours} h la punta dio más de {ratio} veces el {drug} que mostraba el programador, {until}',
  ],
  [
    'over {hours} h the tip gave less than {ratio} times the {drug} that the programmer showed, {until}',
    'en {hours} h la punta dio menos de {ratio} veces el {drug} que mostraba el programador, {until}',
  ],
  [
    '{drug} was delivered again at {dose} mcg/day within a day; at most {most} to begin again',
    '{drug} se administró de nuevo a {dose} mcg/día en un día; como máximo {most} para reanudar',
  ],
  [
    '{drug} was delivered again at {dose} mcg/day; at most {most} to begin again',
    '{drug} se administró de nuevo a {dose} mcg/día; como máximo {most} para reanudar',
  ],
  [
    'in the 24 h after {drug} was there again the tip gives {mcg} mcg; at most {most} to begin again',
    'en las 24 h desde que volvió {drug} la punta da {mcg} mcg; como máximo {most} para reanudar',
  ],
  [
    '{dose} mcg/day, {pct} % of the first dose of the therapy,',
    '{dose} mcg/día, el {pct} % de la primera dosis de la terapia,',
  ],
  ['{dose#} mcg/day', '{dose} mcg/día'],
  [
    'on the way back {drug} rose from {from} to {to} mcg/day, rises of {pct} % within {hours} h; at most {most} %',
    'al reanudar, {drug} subió de {from} a {to} mcg/día, aumentos del {pct} % en {hours} h; como máximo {most} %',
  ],
  [
    '{drug} reached zero {at}, and the pump gave none of the {other} that was planned in its place within {hours} h',
    '{drug} llegó a cero en {at}, y la bomba no dio nada del {other} previsto en su lugar en {hours} h',
  ],
  ['whether {drug} was given by another route', 'si se dio {drug} por otra vía'],
  [
    '{drug} was reduced otherwise than planned: {differences}',
    '{drug} se redujo de otro modo que el previsto: {differences}',
  ],
  ['{drug}: no program is recorded for {what}', '{drug}: no consta programa para {what}'],
  ['{dose} mcg/day planned on {on}', '{dose} mcg/día previstos el {on}'],
  ['{planned} was not reached', '{planned} no se alcanzó'],
  ['{planned} was reached {how}', '{planned} se alcanzó {how}'],
  ['{dose} mcg/day on {on}', '{dose} mcg/día el {on}'],
  ['{count} falls that were not planned', '{count} descensos no planificados'],
  [
    'boluses follow one another so fast, beside other programs, that windows over the tip’s dose cannot all be looked at; ask as of an earlier instant, or by a policy with a shorter window',
    'los bolos se suceden tan deprisa, junto a otros programas, que no se pueden examinar todas las ventanas de la dosis en la punta; pregunte a un instante anterior, o con una política de ventana más corta',
  ],
  ['tolerance of {drug} was diagnosed; {missing}', 'se diagnosticó tolerancia a {drug}; {missing*}'],
];
