import type { FileReport } from './lintFile';

/** What the linter found and has not published yet. It publishes batches, as waiting for the output after each file would take longer. */
export class ReportQueue {
  /** What could not be read or written, and why; one line each. */
  readonly problems: string[] = [];
  private readonly reports: FileReport[] = [];
  private readonly lines: string[] = [];
  private readonly told = new Set<string>();
  private count = 0;

  /**
   * @param tell receives problems
   * @param publish receives the reports in the order of the files
   */
  constructor(
    private readonly tell: (line: string) => Promise<void>,
    private readonly publish: (reports: readonly FileReport[]) => Promise<void>,
  ) {}

  /** The number of reports and problems so far. */
  get size(): number {
    return this.count + this.problems.length + this.reports.length + this.lines.length;
  }

  add(report: FileReport): void {
    this.reports.push(report);
  }

  addProblem(line: string): void {
    this.lines.push(line);
  }

  /** Tells each problem once: one configuration file may affect many files. */
  async tellProblems(): Promise<void> {
    for (const line of this.lines.splice(0)) {
      if (this.told.has(line)) continue;
      this.told.add(line);
      this.problems.push(line);
      await this.tell(line);
    }
  }

  /** Publishes what was found. */
  async flush(): Promise<void> {
    await this.tellProblems();
    const reports = this.reports.splice(0);
    this.count += reports.length;
    if (reports.length > 0) await this.publish(reports);
  }
}
