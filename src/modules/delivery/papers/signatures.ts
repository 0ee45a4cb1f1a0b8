import type { Block, Signature } from './paper';

/** Where both sign; once the customer has, what is recorded of that. */
export function signatures(
  { customer, vendor }: { customer: string; vendor: string },
  of: { signatory: string | null; signedOn: string | null; signatureEvidence: string | null },
): Block[] {
  const { signatory, signedOn, signatureEvidence: evidence } = of;
  const blank = { signatory: null, signedOn: null, evidence: null };
  const parties: Signature[] = [
    { party: 'For the customer', name: customer, signatory, signedOn, evidence },
    ...(signedOn === null ? [{ party: 'For the supplier', name: vendor, ...blank }] : []),
  ];
  return [
    { kind: 'heading', text: signedOn === null ? 'Signatures' : 'Signature' },
    { kind: 'signatures', parties },
  ];
}
