/** What each kind of finding and assumption means. */
export const FINDINGS: Readonly<Record<string, string>> = {
  'A large part of the daily dose was lost within a short time.':
    'Se perdió una gran parte de la dosis diaria en poco tiempo.',
  'The pump was programmed for another drug strength than the reservoir held.':
    'La bomba se programó para una concentración distinta de la que contenía el depósito.',
  'The catheter tip gave far more drug than the programmer showed.':
    'La punta del catéter dio mucho más fármaco del que mostraba el programador.',
  'The catheter tip gave far less drug than the programmer showed.':
    'La punta del catéter dio mucho menos fármaco del que mostraba el programador.',
  'The dose was raised by more than is usual for this cause of spasticity.':
    'La dosis se aumentó más de lo habitual para esta causa de espasticidad.',
  'The catheter was replaced and the dose was not lowered, though less may have arrived before.':
    'Se sustituyó el catéter y no se bajó la dosis, aunque antes pudo llegar menos.',
  'The first dose of a drug was higher than a patient new to it is to be given.':
    'La primera dosis de un fármaco fue mayor de la que corresponde a un paciente que no lo ha recibido.',
  'After a stop the drug began again with a higher dose than the policy allows.':
    'Tras una suspensión, el fármaco se reanudó con una dosis mayor de la que permite la política.',
  'After a stop the dose was raised faster than the policy allows.':
    'Tras una suspensión, la dosis se aumentó más deprisa de lo que permite la política.',
  'The pump was programmed to a flow that its model cannot give.':
    'La bomba se programó a un flujo que su modelo no puede dar.',
  'A planned holiday reached zero, and the drug planned in its place was not given in time.':
    'Unas vacaciones planificadas llegaron a cero, y el fármaco previsto en su lugar no se dio a tiempo.',
  'The daily dose is higher than there is much experience with.':
    'La dosis diaria es mayor de aquella con la que hay mucha experiencia.',
  'The dose was reduced in another way than the plan says.':
    'La dosis se redujo de otro modo que el previsto.',
  'Drug or strength was changed, and no bridge bolus for the old drug in the catheter is recorded.':
    'Se cambió el fármaco o la concentración, y no consta un bolo puente para el fármaco antiguo del catéter.',
  'The catheter was left without drug, and no priming bolus to fill it is recorded.':
    'El catéter quedó sin fármaco, y no consta un bolo de cebado para llenarlo.',
  'The old drug still left the catheter tip long after the new one was filled in.':
    'El fármaco antiguo siguió saliendo por la punta mucho después de llenar con el nuevo.',
  'What was written of the drug at a fill does not fit what the reservoir held.':
    'Lo anotado del fármaco en un llenado no encaja con lo que contenía el depósito.',
  'The pump was filled from a lot that was past its expiry date.': 'La bomba se llenó con un lote caducado.',
  'A study found a fault of the catheter; how much drug arrived is not known.':
    'Un estudio halló un fallo del catéter; no se sabe cuánto fármaco llegó.',
  'Nothing could be drawn from the catheter, and nothing later showed it open.':
    'No se pudo aspirar nada del catéter, y nada posterior mostró que estuviera permeable.',
  'The drug is not approved for infusion into the spinal fluid.':
    'El fármaco no está autorizado para infusión intratecal.',
  'By calculation the reservoir ran empty; no drug was given from then on.':
    'Según el cálculo, el depósito se vació; desde entonces no se dio fármaco.',
  'Part of a fill may have gone beside the reservoir, under the skin.':
    'Parte de un llenado pudo ir fuera del depósito, bajo la piel.',
  'The reservoir was empty if the pump ran as fast as its accuracy allows.':
    'El depósito estaba vacío si la bomba fue tan deprisa como admite su exactitud.',
  'The reservoir held clearly more or less than expected.':
    'El depósito contenía claramente más o menos de lo esperado.',
  'Over several fills the pump gave steadily more or less than programmed.':
    'Durante varios llenados la bomba dio de forma constante más o menos de lo programado.',
  'The low-reservoir alarm volume was reached, and no refill is recorded.':
    'Se alcanzó el volumen de la alarma de nivel bajo, y no consta un rellenado.',
  'So little was left in the reservoir that withdrawal has been seen at such volumes.':
    'Quedaba tan poco en el depósito que con esos volúmenes se ha visto abstinencia.',
  'The pump motor stood still.': 'El motor de la bomba estuvo parado.',
  'The pump lost its program and nobody programmed it again in time.':
    'La bomba perdió su programa y nadie la reprogramó a tiempo.',
  'The pump was still in use after the end of its service life.':
    'La bomba seguía en uso tras el fin de su vida útil.',
  'The pump stood still for so long that its tube may be deformed, and then ran again.':
    'La bomba estuvo parada tanto tiempo que su tubo puede haberse deformado, y luego volvió a funcionar.',
  'The pump was left stopped for so long that its tube may be deformed.':
    'La bomba se dejó parada tanto tiempo que su tubo puede haberse deformado.',
  'After an MRI nobody read the pump to see that it runs again.':
    'Tras una RM nadie leyó la bomba para ver que volvía a funcionar.',
  'The day by which the pump was to be replaced has passed.':
    'Ha pasado el día previsto para el recambio de la bomba.',
  'The pump’s clock was wrong, so that its timed boluses came early or late.':
    'El reloj de la bomba estaba mal, y sus bolos programados llegaron antes o después.',
  'Drug tolerance was diagnosed before all other causes were examined.':
    'Se diagnosticó tolerancia antes de examinar todas las demás causas.',
  'The record was changed after an audit of it was signed.':
    'El registro cambió después de firmarse una auditoría.',
  'Some dates or values were assumed by their source.': 'La fuente supuso algunas fechas o valores.',
  'Something was recorded long after it happened, or corrected or voided later.':
    'Algo se registró mucho después de ocurrir, o se corrigió o anuló después.',
  'The catheter tip gave far more drug within hours than in the days before.':
    'La punta del catéter dio en horas mucho más fármaco que en los días previos.',
  'The catheter tip gave far less drug within a day than its daily dose promises.':
    'La punta del catéter dio en un día mucho menos fármaco del que promete su dosis diaria.',
  'A bridge or priming pushed out a drug that was in the path far faster than it was given before.':
    'Un puente o un cebado expulsó un fármaco de la vía mucho más deprisa de como se daba antes.',
  'The reservoir was filled with a strength at which the drug is not known to be used.':
    'El depósito se llenó con una concentración con la que no se conoce uso del fármaco.',
  'The drug is not known here; no policy judges it.':
    'Aquí no se conoce el fármaco; ninguna política lo juzga.',
  'A fill stayed in the pump for longer than the drug is known to keep.':
    'Un llenado permaneció en la bomba más tiempo del que se sabe que se conserva el fármaco.',
  'The model is not known here; what is not recorded of it stays unknown.':
    'Aquí no se conoce el modelo; lo que no consta de él sigue sin saberse.',
  'The pump told that it had stopped, and nobody recorded who stopped it.':
    'La bomba indicó que se había parado, y nadie registró quién la paró.',
  'A volume or the pump itself contradicts what was computed to be delivered.':
    'Un volumen o la propia bomba contradice lo que se calculó como administrado.',
  'For a long time the record says nothing of what the pump did.':
    'Durante mucho tiempo el registro no dice nada de lo que hizo la bomba.',
  'An adverse event was observed.': 'Se observó un acontecimiento adverso.',
  'An event of the pump was corrected or voided by hand.':
    'Un evento de la bomba se corrigió o anuló a mano.',
  'The tubing volume is not recorded; that of the pump model is used.':
    'No consta el volumen del tubo; se usa el del modelo de bomba.',
  'The catheter volume is not recorded; it is computed from the implanted length.':
    'No consta el volumen del catéter; se calcula a partir de la longitud implantada.',
  'Neither volume nor implanted length of the catheter is recorded; the full length of the model is used.':
    'No constan ni el volumen ni la longitud implantada del catéter; se usa la longitud completa del modelo.',
  'A volume of tubing or catheter is not known; nothing can be said about the tip.':
    'No se conoce un volumen del tubo o del catéter; nada se puede decir de la punta.',
  'The minimum rate of the pump is not recorded; that of the model is used.':
    'No consta el ritmo mínimo de la bomba; se usa el del modelo.',
  'The minimum rate of the pump is not known; nobody knows what flows.':
    'No se conoce el ritmo mínimo de la bomba; nadie sabe qué fluye.',
  'It is not known for what strength the pump was programmed; nobody knows what flows.':
    'No se sabe para qué concentración se programó la bomba; nadie sabe qué fluye.',
  'What was left of the old drug in the reservoir is not counted.':
    'No se cuenta lo que quedaba del fármaco antiguo en el depósito.',
  'Fluid was drawn from or pushed into the catheter, and nobody recorded how much.':
    'Se extrajo o inyectó líquido por el catéter, y nadie registró cuánto.',
  'It is not known what tubing and catheter held; they are taken as full of what the reservoir held.':
    'No se sabe qué contenían el tubo y el catéter; se toman como llenos de lo que contenía el depósito.',
  'A study found the catheter faulty; the dose at the tip may be anything down to zero.':
    'Un estudio halló el catéter defectuoso; la dosis en la punta puede ser cualquiera hasta cero.',
  'Some dates are not exact; the first possible instant of each is used.':
    'Algunas fechas no son exactas; se usa el primer instante posible de cada una.',
  'A recorded event cannot have happened as the record stands; it changes nothing.':
    'Un evento registrado no puede haber ocurrido según el registro; no cambia nada.',
  'The policy has no figures of what a spike of this drug is; none is judged.':
    'La política no tiene cifras de lo que es un pico de este fármaco; no se juzga ninguno.',
  'What the spasticity comes from is not one of what the policy knows; rises are judged by its strictest figure.':
    'La causa de la espasticidad no es de las que conoce la política; los aumentos se juzgan con su cifra más estricta.',
};
