import { describe, expect, it } from '@jest/globals';
import { encodingOf } from './file-encoding';
import { FileEncoding } from './import-mapping.formula';
import { fromWindows1252 } from './western-text.formula';

/**
 * The bytes of a text in an encoding that Node can only decode: found by decoding every sequence of one or two bytes.
 */
const known = new Map<string, Map<string, Buffer>>();
function bytesIn(label: string, text: string): Buffer {
  if (!known.has(label)) {
    const decoder = new TextDecoder(label);
    const table = new Map<string, Buffer>();
    const note = (...bytes: number[]) => {
      const read = Buffer.from(bytes);
      const character = label === 'windows-1252' ? fromWindows1252(read) : decoder.decode(read);
      if ([...character].length === 1 && !table.has(character)) table.set(character, Buffer.from(bytes));
    };
    for (let first = 0; first < 256; first += 1) note(first);
    const isWide = ['gb18030', 'big5', 'shift_jis', 'euc-kr', 'euc-jp'].includes(label);
    for (let first = 0x81; isWide && first < 256; first += 1)
      for (let second = 0x40; second < 255; second += 1) note(first, second);
    known.set(label, table);
  }
  return Buffer.concat(
    [...text.normalize('NFC')].map((character) => {
      const bytes = known.get(label)!.get(character);
      if (!bytes) throw new Error(`${character} is not in ${label}.`);
      return bytes;
    }),
  );
}

async function told(bytes: Buffer, size = 1_000): Promise<FileEncoding | null> {
  async function* pieces() {
    for (let start = 0; start < bytes.length; start += size)
      yield await Promise.resolve(bytes.subarray(start, start + size));
  }
  return encodingOf(pieces());
}

/** Typical notes on work. */
const western: Record<string, string> = {
  German:
    'Einführung für Müller & Söhne; Prüfung der Änderungen, Größe geprüft; Übergabe – „Abnahme“; 3 m² Fläche, 90°; Grüße; Maßnahmen; Café',
  French:
    'Réunion préparée; intégration des données; révision du modèle; déjà créée; l’été à l’hôtel; «où»; façade, reçu, œuvre; Noël; naïf; sûreté; août; être; château; très près; Œuvres; MÉTÉO',
  Spanish:
    'Reunión con el señor Muñoz; ¿Cuándo? ¡Mañana!; análisis y diseño; configuración; pingüino; años; Ibáñez; N.º 5; 1ª fase; ESPAÑA',
  Portuguese:
    'Reunião com a equipe; análise de requisitos; configurações e opções; mês; você; irmãs; mãe; ação; põe; três às 10; Conceição',
  Italian: 'Perché la città è lì; più attività; lunedì; qualità; già; però; caffè; virtù',
  Catalan: 'Reunió; configuració; això; però; català; reüll; col·laboració; braç; què; història',
  Danish: 'Møde på kontoret; gennemgang af løsning; blåbærsyltetøy; æble; Ærø; én idé; Århus; Øster',
  Norwegian: 'Møte; oppsett av nettverk på Ås; gjøre; høre; kjøp; æra; Øivind; først; også',
  Swedish: 'Möte på kontoret; införande; åtgärder; Ängelholm; idé; Göran Åkesson; översikt',
  Finnish: 'Kehitystyö; käyttöönotto; määrittely; työt; Åbo; pöytäkirja',
  Icelandic:
    'Fundur með viðskiptavini; uppsetning á kerfi; þróun; íþróttir; Þórður Guðmundsdóttir; ný útgáfa; æfing; skýrsla; kerfið; þýðing',
  Dutch: 'Coördinatie; geïnteresseerd; België; financiën; één; vóór; reünie; scène; ideeën',
  'English with typographic signs':
    'The client’s “scope” – agreed… £5, €20, 50¢; caf\u00e9; r\u00e9sum\u00e9; na\u00efve; ½ day; © 2026; Zo\u00eb; fa\u00e7ade',
  'names of several countries': 'Müller, Nuñez, Østergård, Åkesson, François, Conceição, D’Angelò, Zoë, Łukasz'.replace(
    ', Łukasz',
    '',
  ),
  'one letter': 'Grüße',
};
const others: [label: string, language: string, text: string][] = [
  [
    'windows-1250',
    'Polish',
    'Spotkanie z klientem; wdrożenie; przygotowanie środowiska; ćwiczenia; Łódź; są; też; część; działać; błąd',
  ],
  ['windows-1250', 'Polish, one word', 'Wdrożenie'],
  [
    'windows-1250',
    'Czech',
    'Příprava projektu; schůzka s klientem; řešení chyb; účetnictví; měření; český; změny; účtů; Němec',
  ],
  [
    'windows-1250',
    'Slovak',
    'Príprava; riešenie chýb; účtovníctvo; stretnutie so zákazníkom; ďalšie; ľudia; môže; vývoj; časť',
  ],
  [
    'windows-1250',
    'Hungarian',
    'Előkészítés; egyeztetés az ügyféllel; fejlesztő; működés; szűrők; idő; felülvizsgálat; bővítés',
  ],
  [
    'windows-1250',
    'Romanian',
    'Pregătire; întâlnire cu clientul; funcţii; Bucureşti; şedinţă; creare; testare şi livrare',
  ],
  ['windows-1250', 'Croatian', 'Sastanak s klijentom; rješenje; čišćenje; izrađen; testiranje; početak; uključen; još'],
  ['windows-1250', 'Slovene', 'Sestanek; načrtovanje; rešitev; čas; področje; začetek; količina; naročnik; že'],
  ['windows-1251', 'Russian', 'Встреча с клиентом; подготовка проекта; проверка и настройка'],
  ['windows-1251', 'Ukrainian', 'Зустріч з клієнтом; підготовка проєкту'],
  ['koi8-r', 'Russian', 'Встреча с клиентом; подготовка проекта'],
  ['iso-8859-5', 'Russian', 'Встреча с клиентом; подготовка проекта'],
  ['ibm866', 'Russian', 'Встреча с клиентом; подготовка проекта'],
  ['windows-1253', 'Greek', 'Συνάντηση με πελάτη; προετοιμασία; έλεγχος'],
  ['iso-8859-7', 'Greek', 'Συνάντηση με πελάτη; προετοιμασία; έλεγχος'],
  [
    'windows-1254',
    'Turkish',
    'Müşteri görüşmesi; yazılım geliştirme; satış; toplantı; değişiklik; eğitim; kurulum; çalışma; iş',
  ],
  ['windows-1254', 'Turkish, few words', 'Toplantı; yazılım; satış'],
  ['windows-1255', 'Hebrew', 'פגישה עם הלקוח; בדיקות'],
  ['windows-1256', 'Arabic', 'اجتماع مع العميل; تطوير'],
  [
    'windows-1257',
    'Lithuanian',
    'Susitikimas su užsakovu; paruošimas; įdiegimas; pokyčiai; žmonės; mėnesį; šį; apžvalga; ūkis',
  ],
  ['windows-1257', 'Latvian', 'Tikšanās ar klientu; ieviešana; pārbaude; izmaiņas; ģimene; ļoti; šodien; darbā'],
  ['windows-874', 'Thai', 'ประชุมกับลูกค้า; ทดสอบระบบ'],
  ['windows-1258', 'Vietnamese', 'Đào tao; người dùng'.replace('ờ', 'ơ')],
  ['iso-8859-2', 'Polish', 'Spotkanie z klientem; wdrożenie; środowisko; są; też; część; działać; błąd'],
  ['iso-8859-2', 'Czech', 'Příprava projektu; schůzka; řešení; šest; žádost; měření'],
  ['iso-8859-2', 'Hungarian', 'Előkészítés; egyeztetés; fejlesztő; működés; idő'],
  ['macintosh', 'German', 'Einführung für Müller; Prüfung; Größe; Änderungen; mögliche Lösung; Präsentation'],
  ['macintosh', 'French', 'Réunion préparée; révision; déjà; intégration'],
  ['macintosh', 'Spanish', 'Reunión; análisis; configuración; señor'],
  ['gb18030', 'Chinese', '客户访谈,会议,需求分析'],
  ['gb18030', 'Chinese, two words', '会议,开发'],
  ['big5', 'Chinese', '客戶訪談,會議,需求分析'],
  ['shift_jis', 'Japanese', '会議,開発とテスト,顧客打ち合わせ'],
  ['shift_jis', 'Japanese, katakana', 'プロジェクト'],
  ['euc-jp', 'Japanese', '会議,開発とテスト'],
  ['euc-kr', 'Korean', '회의,고객 미팅,개발'],
];

describe('a file that is not UTF-8', () => {
  it.each(Object.entries(western))('is in Windows-1252 if that yields words: %s', async (_language, text) => {
    for (const written of [text, text.replaceAll('; ', '\r\n'), text.split('; ').reverse().join(';')]) {
      expect(await told(bytesIn('windows-1252', written))).toBe(FileEncoding.WINDOWS_1252);
      expect(await told(bytesIn('windows-1252', written), 1)).toBe(FileEncoding.WINDOWS_1252);
    }
  });

  it.each(others)('must be named if that yields none: %s, %s', async (label, _language, text) => {
    expect(await told(bytesIn(label, text))).toBeNull();
    expect(await told(bytesIn(label, `project;note\r\n${text.replaceAll('; ', '\r\nP;')}`), 3)).toBeNull();
  });
});
