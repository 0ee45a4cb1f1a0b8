import PDFDocument from 'pdfkit';
import { type Face, fontFile, type FontName } from './fonts';
import type { Block, Column, Detail, Paper, Signature, TableBlock } from './paper';
import { breakLines, type Line } from './typesetting';

/* Draws a paper on A4 pages. All lengths are in points. */

const page = { width: 595.28, height: 841.89, side: 56, top: 58, bottom: 66 };
const width = page.width - 2 * page.side;
const bottom = page.height - page.bottom;
const ink = '#1b2430';
const quiet = '#5b6672';
const rule = '#c9cec7';
const shade = '#eef1f4';
/** The padding above and below a cell's text, and left and right of it. */
const cell = { above: 4, beside: 5 };

interface Style {
  size: number;
  bold?: boolean;
  color?: string;
}

const styles = {
  kind: { size: 10, color: quiet },
  title: { size: 20, bold: true },
  notice: { size: 10, bold: true, color: '#a3261c' },
  heading: { size: 12.5, bold: true },
  text: { size: 9.5 },
  name: { size: 9.5, color: quiet },
  head: { size: 8.5, bold: true },
  row: { size: 8.5 },
  total: { size: 8.5, bold: true },
  footer: { size: 7, color: quiet },
} satisfies Record<string, Style>;

/** In code units. */
const maxKeptLength = 40;

const lineHeight = ({ size }: Style) => size * 1.38;

export function renderPaper(paper: Paper): Promise<Buffer> {
  return new Printer(paper).print();
}

class Printer {
  private readonly document: PDFKit.PDFDocument;
  private readonly registered = new Set<FontName>();
  private readonly widths: Record<FontName, Map<string, number>> = {
    'latin regular': new Map(),
    'latin bold': new Map(),
    'han regular': new Map(),
    'han bold': new Map(),
  };
  private y = page.top;

  constructor(private readonly paper: Paper) {
    this.document = new PDFDocument({
      size: [page.width, page.height],
      margin: 0,
      bufferPages: true,
      lang: paper.language,
      displayTitle: true,
      // No default font, because every font in use must be embedded.
      font: null as never,
      info: {
        Title: `${paper.kind}: ${paper.title}`,
        Author: paper.issuer,
        Creator: paper.issuer,
        Producer: paper.issuer,
        CreationDate: paper.asOf,
        ModDate: paper.asOf,
      },
    });
  }

  async print(): Promise<Buffer> {
    const { document, paper } = this;
    const chunks: Buffer[] = [];
    const done = new Promise<Buffer>((resolve, reject) => {
      document.on('data', (chunk: Buffer) => chunks.push(chunk));
      document.on('end', () => resolve(Buffer.concat(chunks)));
      document.on('error', reject);
    });
    this.lines(paper.kind, styles.kind);
    this.lines(paper.title, styles.title);
    this.y += 6;
    if (paper.notice !== null) this.lines(paper.notice, styles.notice);
    this.y += 4;
    this.details(paper.details);
    for (const [index, block] of paper.blocks.entries()) this.block(block, paper.blocks[index + 1]);
    this.footers();
    document.end();
    return done;
  }

  private block(block: Block, next: Block | undefined): void {
    switch (block.kind) {
      case 'heading':
        // Keep a heading off the end of a page.
        this.room(next?.kind === 'signatures' ? 190 : 90);
        this.y += 14;
        this.lines(block.text, styles.heading);
        this.y += 4;
        break;
      case 'text':
        this.lines(block.text, styles.text);
        this.y += 2;
        break;
      case 'table':
        this.table(block);
        break;
      case 'signatures':
        this.signatures(block.parties);
    }
  }

  private lines(text: string, style: Style): void {
    for (const line of this.break(text, style, width)) {
      this.room(lineHeight(style));
      this.line(line, page.side, this.y, style);
      this.y += lineHeight(style);
    }
  }

  private details(details: readonly Detail[]): void {
    const names = 118;
    for (const [name, value] of details) {
      const lines = this.break(value, styles.text, width - names);
      lines.forEach((line, index) => {
        this.room(lineHeight(styles.text));
        if (index === 0) this.text(name, page.side, this.y, styles.name);
        this.line(line, page.side + names, this.y, styles.text);
        this.y += lineHeight(styles.text);
      });
      this.y += 1.5;
    }
  }

  private table({ columns, rows, total }: TableBlock): void {
    const shares = columns.reduce((sum, { share }) => sum + share, 0);
    const widths = columns.map(({ share }) => (width * share) / shares);
    const set = (texts: readonly string[], style: Style) =>
      texts.map((text, index) => this.break(text, style, widths[index]! - 2 * cell.beside));
    const head = set(
      columns.map(({ title }) => title),
      styles.head,
    );
    const headHeight = heightOf(head, styles.head);
    const drawHead = () => {
      this.document.rect(page.side, this.y, width, headHeight).fill(shade);
      this.row(head, widths, columns, styles.head);
    };
    const all: [texts: string[], style: Style][] = rows.map((texts) => [texts, styles.row]);
    if (total) all.push([total, styles.total]);
    for (const [index, [texts, style]] of all.entries()) {
      const cells = set(texts, style);
      if (index === 0) {
        // Keep a table head off the end of a page.
        this.room(headHeight + Math.min(heightOf(cells, style), 120));
        drawHead();
      }
      // A row stays together if it fits on a page; a longer one is split.
      const whole = heightOf(cells, style);
      if (this.y + whole > bottom && whole <= bottom - page.top - headHeight) {
        this.newPage();
        drawHead();
      }
      let left = cells;
      for (;;) {
        const fitting = Math.floor((bottom - this.y - 2 * cell.above) / lineHeight(style));
        if (fitting >= Math.max(...left.map((lines) => lines.length))) break;
        if (fitting > 0) {
          this.row(
            left.map((lines) => lines.slice(0, fitting)),
            widths,
            columns,
            style,
          );
          left = left.map((lines) => lines.slice(fitting));
        }
        this.newPage();
        drawHead();
      }
      this.row(left, widths, columns, style);
    }
    this.y += 4;
  }

  /** Draws one row at the current position, with a line under it. */
  private row(cells: Line[][], widths: readonly number[], columns: readonly Column[], style: Style): void {
    const height = heightOf(cells, style);
    let x = page.side;
    cells.forEach((lines, index) => {
      const inner = widths[index]! - 2 * cell.beside;
      lines.forEach((line, position) => {
        const indent = columns[index]!.align === 'right' ? inner - line.width : 0;
        this.line(line, x + cell.beside + indent, this.y + cell.above + position * lineHeight(style), style);
      });
      x += widths[index]!;
    });
    this.y += height;
    this.stroke(page.side, this.y, width);
  }

  private signatures(parties: readonly Signature[]): void {
    const gap = 36;
    const each = (width - gap) / 2;
    const columns = parties.map(({ party, name, signatory, signedOn, evidence, labels }) => {
      const written = (value: string) => this.break(value, styles.text, each);
      return [
        { above: 0, lines: this.break(party, styles.name, each), style: styles.name, ruled: false },
        { above: 0, lines: written(name), style: styles.text, ruled: false },
        ...[
          [labels.name, signatory],
          [labels.date, signedOn],
          signedOn === null ? ([labels.signature, null] as const) : [labels.evidence, evidence ?? ''],
        ].map(([label, value]) => ({
          above: 12,
          lines: value === null ? this.break(' ', styles.text, each) : written(value),
          style: styles.text,
          ruled: true,
          label: label!,
        })),
      ];
    });
    const heights = columns.map((column) =>
      column.reduce(
        (sum, { above, lines, style, ruled }) =>
          sum + above + lines.length * lineHeight(style) + (ruled ? lineHeight(styles.footer) + 2 : 0),
        0,
      ),
    );
    this.room(Math.max(...heights) + 10);
    const start = this.y;
    columns.forEach((column, index) => {
      const x = page.side + index * (each + gap);
      this.y = start;
      for (const { above, lines, style, ruled, ...rest } of column) {
        this.y += above;
        for (const line of lines) {
          this.line(line, x, this.y, style);
          this.y += lineHeight(style);
        }
        if (!ruled) continue;
        this.stroke(x, this.y, each);
        this.text((rest as { label: string }).label, x, this.y + 2, styles.footer);
        this.y += lineHeight(styles.footer) + 2;
      }
    });
    this.y = start + Math.max(...heights);
  }

  private footers(): void {
    const { count } = this.document.bufferedPageRange();
    for (let index = 0; index < count; index += 1) {
      this.document.switchToPage(index);
      const y = page.height - page.bottom + 22;
      this.stroke(page.side, y - 5, width);
      const number = this.break(`${index + 1} / ${count}`, styles.footer, 60)[0]!;
      this.break(this.paper.footer, styles.footer, width - 70).forEach((line, position) =>
        this.line(line, page.side, y + position * lineHeight(styles.footer), styles.footer),
      );
      this.line(number, page.side + width - number.width, y, styles.footer);
    }
  }

  /** Starts a new page if the current one lacks this height. */
  private room(height: number): void {
    if (this.y + height > bottom) this.newPage();
  }

  private newPage(): void {
    this.document.addPage();
    this.y = page.top;
  }

  private stroke(x: number, y: number, length: number): void {
    this.document
      .moveTo(x, y)
      .lineTo(x + length, y)
      .lineWidth(0.5)
      .stroke(rule);
  }

  private text(text: string, x: number, y: number, style: Style): void {
    this.line(this.break(text, style, Infinity)[0]!, x, y, style);
  }

  private line({ runs }: Line, x: number, y: number, style: Style): void {
    let left = x;
    this.document.fillColor(style.color ?? ink);
    // Aligns both faces on one baseline, regardless of their ascenders.
    const baseline = y + style.size * 1.06;
    for (const [index, { face, text }] of runs.entries()) {
      this.use(face, style);
      this.document.text(text, left, baseline, { lineBreak: false, baseline: 'alphabetic' });
      if (index < runs.length - 1) left += this.widthOf(face, text, style);
    }
  }

  private break(text: string, style: Style, within: number): Line[] {
    return breakLines(text, within, (face, piece) => this.widthOf(face, piece, style));
  }

  /** Word widths are cached, independent of the size; whole lines are not, because they rarely repeat. */
  private widthOf(face: Face, text: string, style: Style): number {
    if (text.length > maxKeptLength) return this.shapedWidth(face, text, style.size, style);
    const name = fontOf(face, style);
    const known = this.widths[name].get(text);
    if (known !== undefined) return known * style.size;
    const width = this.shapedWidth(face, text, 1_000, style) / 1_000;
    this.widths[name].set(text, width);
    return width * style.size;
  }

  private shapedWidth(face: Face, text: string, size: number, style: Style): number {
    this.use(face, { ...style, size });
    return this.document.widthOfString(text);
  }

  private use(face: Face, style: Style): void {
    const name = fontOf(face, style);
    if (!this.registered.has(name)) {
      this.document.registerFont(name, fontFile(name));
      this.registered.add(name);
    }
    this.document.font(name).fontSize(style.size);
  }
}

function fontOf(face: Face, { bold }: Style): FontName {
  return `${face} ${bold ? 'bold' : 'regular'}`;
}

function heightOf(cells: readonly Line[][], style: Style): number {
  return Math.max(...cells.map((lines) => lines.length)) * lineHeight(style) + 2 * cell.above;
}
