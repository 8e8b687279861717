import { join, relative, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import swcJest from '@swc/jest';

const SRC = resolve('src');
const DIST = resolve('dist');

/** Threads, the verifier of a pack and the pages' assets are files of the build: `src` finds them there. */
const asBuilt = (source, file) => {
  const path = relative(SRC, file);
  if (path.startsWith('..')) return source;
  const built = pathToFileURL(join(DIST, path.replace(/\.tsx?$/, '.js')));
  return source.replaceAll('import.meta.url', JSON.stringify(built.href));
};

/** Compiles TypeScript for Jest. A module of `src` takes the place of its own file in `dist`. */
export default {
  createTransformer(options) {
    const swc = swcJest.createTransformer(options);
    return {
      ...swc,
      process: (source, file, ...rest) => swc.process(asBuilt(source, file), file, ...rest),
      processAsync: (source, file, ...rest) => swc.processAsync(asBuilt(source, file), file, ...rest),
      getCacheKey: (source, file, ...rest) => swc.getCacheKey(asBuilt(source, file), file, ...rest),
    };
  },
};
