import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { loadRules } from '../../loadRules'
import { findRulesFolder } from '../../rules/findRulesFolder'
import { loadReaderSettings, READER_FOLDER } from '../loadSecondReader'
import { readMaterial } from './material'
import { trainReader } from './trainReader'
import { weightsText } from './weightsText'

// The command behind `npm run triage:train`: trains the second reader.
function main(): number {
  try {
    const folder = findRulesFolder()
    const weights = trainReader(loadRules(folder), readMaterial(folder), loadReaderSettings(folder))
    writeFileSync(join(folder, READER_FOLDER, 'weights.json'), weightsText(weights))
    process.stdout.write(`second reader ${weights.version}: trained on ${weights.sentences} sentences and ${weights.messages} messages\n`)
    return 0
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  }
}

process.exitCode = main()
