interface Waiter {
  readonly count: number;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** Who waits for something to have grown to a count. */
export class Waiters {
  private waiting: Waiter[] = [];

  get some(): boolean {
    return this.waiting.length > 0;
  }

  until(count: number): Promise<void> {
    return new Promise((resolve, reject) => this.waiting.push({ count, resolve, reject }));
  }

  reached(count: number): void {
    const done = this.waiting.filter((waiter) => waiter.count <= count);
    this.waiting = this.waiting.filter((waiter) => waiter.count > count);
    for (const { resolve } of done) resolve();
  }

  failed(error: Error): void {
    for (const { reject } of this.waiting.splice(0)) reject(error);
  }
}
