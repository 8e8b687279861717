import vm from 'node:vm';
import { TestEnvironment } from 'jest-environment-node';

const { createContext } = vm;
/** Its global object is an ordinary one: behind Jest's own, each look at a global leaves the engine. */
const ordinary = () => createContext(vm.constants.DONT_CONTEXTIFY);

/**
 * A test file has its modules loaded for it anew, which for the whole service takes longer than most tests. What is
 * imported here is loaded once by each of Jest's processes, as Node itself does it.
 */
export default class extends TestEnvironment {
  constructor(...given) {
    vm.createContext = ordinary;
    try {
      super(...given);
    } finally {
      vm.createContext = createContext;
    }
  }

  async setup() {
    await super.setup();
    this.global.loadedOnce = () => import('./support/loaded-once.ts');
    this.ends = [];
    this.global.atEnd = (end) => this.ends.push(end);
  }

  /** What the files of a part share is ended after the last of them. */
  async teardown() {
    await Promise.all(this.ends.map((end) => end()));
    await super.teardown();
  }
}
