import type { PaperNames } from '../content/paper-names';
import type { Block } from './paper';
import type { Vocabulary } from './vocabulary';

/** The signature block of both parties; once they have signed, with the recorded data. */
export function signatures(
  words: Vocabulary,
  { customer, vendor }: Pick<PaperNames, 'customer'> & { vendor: string },
  of: {
    signatory: string | null;
    vendorSignatory: string | null;
    signedOn: string | null;
    signatureEvidence: string | null;
  },
): Block[] {
  const { signatory, vendorSignatory, signedOn, signatureEvidence: evidence } = of;
  const labels = { name: words.name, date: words.date, signature: words.signature, evidence: words.evidence };
  const signed = { signedOn, evidence, labels };
  return [
    { kind: 'heading', text: words.signatures },
    {
      kind: 'signatures',
      parties: [
        { party: words.forCustomer, name: customer, signatory, ...signed },
        { party: words.forSupplier, name: vendor, signatory: vendorSignatory, ...signed },
      ],
    },
  ];
}
