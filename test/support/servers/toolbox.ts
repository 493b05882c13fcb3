import { join } from 'node:path'
import { createToolbox, type Toolbox } from '../../../src/local/parts/toolbox'

/** The project's own, so that downloads are shared with `npm start`. */
export const toolbox = (): Toolbox =>
  createToolbox({
    cacheDir: join(__dirname, '../../../.local/parts'),
    say: line => process.stdout.write(`${line}\n`),
  })
