/** Work that waits, in turns of those for whom it is done: who asks for much keeps nobody else waiting. */
export class Queue<Job extends { readonly key: string }> {
  private readonly waiting = new Map<string, Job[]>();

  add(job: Job): void {
    const others = this.waiting.get(job.key);
    if (others) others.push(job);
    else this.waiting.set(job.key, [job]);
  }

  /** What was begun is the first of its key again. */
  putBack(job: Job): void {
    this.waiting.set(job.key, [job, ...(this.waiting.get(job.key) ?? [])]);
  }

  /** The first of whose turn it is, among those who may; their next turn comes after all others. */
  next(may: (key: string) => boolean): Job | undefined {
    for (const [key, jobs] of this.waiting) {
      if (!may(key)) continue;
      const job = jobs.shift()!;
      this.waiting.delete(key);
      if (jobs.length > 0) this.waiting.set(key, jobs);
      return job;
    }
    return undefined;
  }

  remove(job: Job): void {
    const left = this.waiting.get(job.key)?.filter((other) => other !== job) ?? [];
    if (left.length > 0) this.waiting.set(job.key, left);
    else this.waiting.delete(job.key);
  }

  clear(): Job[] {
    const all = [...this.waiting.values()].flat();
    this.waiting.clear();
    return all;
  }
}
