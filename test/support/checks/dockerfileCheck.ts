import { execFile } from 'node:child_process'
import { findHadolint } from '../../../src/local/parts/findHadolint'
import { toolbox } from '../servers/toolbox'

/** Lints the Dockerfile with hadolint; prints what it finds. */
export async function dockerfileCheck(root: string): Promise<boolean> {
  const hadolint = await findHadolint(toolbox())
  return new Promise((resolve) => {
    execFile(hadolint, ['--config', 'config/hadolint.yaml', 'Dockerfile'], { cwd: root }, (error, stdout, stderr) => {
      process.stdout.write(stdout + stderr)
      resolve(error === null)
    })
  })
}
