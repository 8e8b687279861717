interface Waiter {
  readonly size: number;
  readonly resolve: () => void;
  readonly reject: (error: Error) => void;
}

/** Who waits for the tree to have so many leaves. */
export class Waiters {
  private waiting: Waiter[] = [];

  get some(): boolean {
    return this.waiting.length > 0;
  }

  until(size: number): Promise<void> {
    return new Promise((resolve, reject) => this.waiting.push({ size, resolve, reject }));
  }

  reached(size: number): void {
    const done = this.waiting.filter((waiter) => waiter.size <= size);
    this.waiting = this.waiting.filter((waiter) => waiter.size > size);
    for (const { resolve } of done) resolve();
  }

  failed(error: Error): void {
    for (const { reject } of this.waiting.splice(0)) reject(error);
  }
}
