/*
 * ISO 4217 as it stood in January 2026, with the lev of Bulgaria, which contracts of 2025 still name. Written out
 * because the platform's own table is another one: it counts the decimals of cash (none for HUF or IDR), and it changes
 * with the version of Node, which would change what stored minor units are worth.
 */

const codes = `
  AED AFN ALL AMD AOA ARS AUD AWG AZN BAM BBD BDT BGN BHD BIF BMD BND BOB BRL BSD BTN BWP BYN BZD CAD CDF CHF CLF CLP
  CNY COP CRC CUP CVE CZK DJF DKK DOP DZD EGP ERN ETB EUR FJD FKP GBP GEL GHS GIP GMD GNF GTQ GYD HKD HNL HTG HUF IDR
  ILS INR IQD IRR ISK JMD JOD JPY KES KGS KHR KMF KPW KRW KWD KYD KZT LAK LBP LKR LRD LSL LYD MAD MDL MGA MKD MMK MNT
  MOP MRU MUR MVR MWK MXN MYR MZN NAD NGN NIO NOK NPR NZD OMR PAB PEN PGK PHP PKR PLN PYG QAR RON RSD RUB RWF SAR SBD
  SCR SDG SEK SGD SHP SLE SOS SRD SSP STN SVC SYP SZL THB TJS TMT TND TOP TRY TTD TWD TZS UAH UGX USD UYU UZS VES VND
  VUV WST XAF XCD XCG XOF XPF YER ZAR ZMW ZWG
`;

const usualDigits = 2;
const otherDigits: [digits: number, codes: string][] = [
  [0, 'BIF CLP DJF GNF ISK JPY KMF KRW PYG RWF UGX VND VUV XAF XOF XPF'],
  [3, 'BHD IQD JOD KWD LYD OMR TND'],
  [4, 'CLF'],
];

/** How many decimal places the minor unit of each currency has. */
export const currencyDigits: ReadonlyMap<string, number> = new Map([
  ...codes
    .trim()
    .split(/\s+/)
    .map((code): [string, number] => [code, usualDigits]),
  ...otherDigits.flatMap(([digits, some]) => some.split(' ').map((code): [string, number] => [code, digits])),
]);
