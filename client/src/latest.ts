/** Runs work once at a time: calls in the meantime cause one more run afterwards. */
export class Latest {
  private running = false;
  private again = false;

  constructor(private readonly work: () => Promise<void>) {}

  async run(): Promise<void> {
    this.again = this.running;
    if (this.running) return;
    this.running = true;
    try {
      await this.work();
    } finally {
      this.running = false;
    }
    if (this.again) await this.run();
  }
}
