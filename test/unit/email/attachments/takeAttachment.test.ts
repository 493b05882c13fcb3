import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { builtSources } from '../../../support/builtSources'

const TAKEN = join(builtSources(), 'src/email/attachments/takeAttachment.js')

/** In a process of its own, which must outlive it. */
const PROGRAM = `
  process.execPath = '/nowhere/node'
  require(${JSON.stringify(TAKEN)}).takeAttachment(Buffer.alloc(1_000_000), 0).then(() => console.log('taken'), () => console.log('refused'))
    .then(() => setTimeout(() => console.log('still here'), 200))
`

test('an attachment is refused, and whoever asked lives on, when no process can be started for it', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['--eval', PROGRAM])
  expect(stdout).toBe('refused\nstill here\n')
})
