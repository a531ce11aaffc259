import { t } from '../text/translations';
import type { FileReport } from './lintFile';

/** How many files were checked, and how many findings of each severity they have. */
export class Summary {
  private files = 0;
  /** The files with findings. */
  private affected = 0;
  private readonly counts = { error: 0, warning: 0, information: 0, hint: 0 };

  add(reports: readonly FileReport[]): void {
    this.files += reports.length;
    for (const { diagnostics } of reports) {
      if (diagnostics.length > 0) this.affected++;
      for (const { severity } of diagnostics) this.counts[severity]++;
    }
  }

  /** Returns the summary as the JSON format has it. */
  toJson(): object {
    const { error, warning, information, hint } = this.counts;
    return { files: this.files, errors: error, warnings: warning, information, hints: hint };
  }

  /** Returns a summary such as “3 errors, 1 warning in 2 of 16 files”; undefined if nothing was found. */
  format(): string | undefined {
    if (this.affected === 0) return undefined;
    const { error, warning, information, hint } = this.counts;
    const found = [
      error > 0 && (error === 1 ? t('1 error') : t('{0} errors', error)),
      warning > 0 && (warning === 1 ? t('1 warning') : t('{0} warnings', warning)),
      information > 0 && (information === 1 ? t('1 information') : t('{0} information', information)),
      hint > 0 && (hint === 1 ? t('1 hint') : t('{0} hints', hint)),
    ];
    const list = found.filter((kind) => kind !== false).join(', ');
    return this.files === 1
      ? t('{0} in 1 of 1 file', list)
      : t('{0} in {1} of {2} files', list, this.affected, this.files);
  }
}
