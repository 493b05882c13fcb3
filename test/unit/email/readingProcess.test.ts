import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { builtSources } from '../../support/builtSources'

test('a reading process, whose start every backlog waits for, loads nothing that checks settings: it is handed them checked', () => {
  const program = join(builtSources(), 'src/email/reading/readingProcess.js')
  const script = `require(${JSON.stringify(program)}); console.log(JSON.stringify(Object.keys(require.cache))); process.exit()`
  const loaded = JSON.parse(execFileSync(process.execPath, ['-e', script], { encoding: 'utf8' })) as string[]
  expect(loaded).toContain(program)
  expect(loaded.filter((path) => path.includes('/node_modules/zod/') || path.startsWith(join(builtSources(), 'config')))).toEqual([])
})
