import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { RulesError } from '../../rules/rulesFile'
import { READER_FOLDER } from '../loadSecondReader'
import { sentenceSchema } from '../readerFiles'
import type { LabelledSentence } from '../readerFiles'

const NAME = join(READER_FOLDER, 'sentences.jsonl')

function parseLine(line: string, number: number): LabelledSentence {
  try {
    return sentenceSchema.parse(JSON.parse(line))
  } catch (error) {
    throw new RulesError(NAME, `line ${number}`, error instanceof SyntaxError ? 'is not JSON' : 'is not {"text", "heads"} with known heads')
  }
}

/** The labelled sentences that the second reader is trained on. Throws a RulesError naming the line that is wrong or there twice. */
export function readSentencesFile(folder: string): readonly LabelledSentence[] {
  const sentences = readFileSync(join(folder, NAME), 'utf8').trim().split('\n').map((line, index) => parseLine(line, index + 1))
  const seen = new Set<string>()
  sentences.forEach(({ text }, index) => {
    if (seen.has(text.toLowerCase())) throw new RulesError(NAME, `line ${index + 1}`, 'stands there twice')
    seen.add(text.toLowerCase())
  })
  return sentences
}
