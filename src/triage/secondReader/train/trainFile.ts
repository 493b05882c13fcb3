import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { LIKENESSES } from '../../../domain/triage'
import { findRulesFolder } from '../../rules/findRulesFolder'
import { readRulesFile } from '../../rules/rulesFile'
import { READER_FOLDER } from '../loadSecondReader'
import { readerSchema } from '../readerFiles'
import { readSentencesFile } from './sentencesFile'
import { trainReader } from './trainReader'
import { weightsText } from './weightsText'

// The command behind `npm run triage:train`: trains the second reader and says how well unseen sentences are told apart.
function main(): number {
  try {
    const folder = findRulesFolder()
    const settings = readRulesFile(folder, join(READER_FOLDER, 'reader.json'), readerSchema)
    const weights = trainReader(readSentencesFile(folder), settings)
    writeFileSync(join(folder, READER_FOLDER, 'weights.json'), weightsText(weights))
    const rows = LIKENESSES.map((likeness) => {
      const { sentences, areaUnderCurve } = weights.heads[likeness].figures
      return `  ${likeness.padEnd(16)} ${String(sentences).padStart(4)} sentences   area under curve ${areaUnderCurve.toFixed(3)}\n`
    })
    process.stdout.write(`second reader ${weights.version}, ${weights.sentences} sentences, ${settings.training.folds} folds\n${rows.join('')}`)
    return 0
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
    return 1
  }
}

process.exitCode = main()
