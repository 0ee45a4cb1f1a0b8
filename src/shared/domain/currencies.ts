/*
 * ISO 4217 as of January 2026, plus the Bulgarian lev, which contracts of 2025 still name. Written out because the
 * platform's table differs: it counts the decimals of cash (zero for HUF and IDR), and it changes with the version of
 * Node, which would change the meaning of stored minor units.
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

/** The number of decimal places of each currency's minor unit. */
export const currencyDigits: ReadonlyMap<string, number> = new Map([
  ...codes
    .trim()
    .split(/\s+/)
    .map((code): [string, number] => [code, usualDigits]),
  ...otherDigits.flatMap(([digits, some]) => some.split(' ').map((code): [string, number] => [code, digits])),
]);
