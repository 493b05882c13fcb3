import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { z } from 'zod'
import { RulesError } from '../../rules/rulesFile'
import { READER_FOLDER } from '../loadSecondReader'
import { learnedSchema, messageSchema, sentenceSchema } from '../readerFiles'
import type { LabelledMessage, LabelledSentence } from '../readerFiles'
import { mixLetters } from './mixLetters'

/** What one hand wrote and labelled. */
export interface Material {
  /** The name of the file, without its ending; `mixed` for letters that are made of two. */
  readonly hand: string
  readonly sentences: readonly LabelledSentence[]
  readonly messages: readonly LabelledMessage[]
}

function parseLine<T>(name: string, line: string, number: number, schema: z.ZodType<T>): T {
  try {
    return schema.parse(JSON.parse(line))
  } catch (error) {
    throw new RulesError(name, `line ${number}`, error instanceof SyntaxError ? 'is not JSON' : 'does not have the fields and labels that README.md names')
  }
}

function readLines<T extends { readonly text: string }>(folder: string, kind: 'sentences' | 'messages' | 'learned', schema: z.ZodType<T>): Map<string, readonly T[]> {
  const seen = new Set<string>()
  const files = readdirSync(join(folder, READER_FOLDER, kind)).filter((file) => file.endsWith('.jsonl')).toSorted()
  return new Map(files.map((file) => {
    const name = join(READER_FOLDER, kind, file)
    const lines = readFileSync(join(folder, name), 'utf8').trim().split('\n').map((line, index) => parseLine(name, line, index + 1, schema))
    lines.forEach(({ text }, index) => {
      if (text === '') return
      if (seen.has(text.toLowerCase())) throw new RulesError(name, `line ${index + 1}`, 'stands there twice')
      seen.add(text.toLowerCase())
    })
    return [file.replace(/\.jsonl$/, ''), lines]
  }))
}

/** All that the second reader is trained on, by who wrote it. Throws a RulesError naming the line that is wrong or there twice. */
export function readMaterial(folder: string): readonly Material[] {
  const sentences = readLines(folder, 'sentences', sentenceSchema)
  const messages = readLines<LabelledMessage>(folder, 'messages', messageSchema)
  const learned = readLines<LabelledMessage>(folder, 'learned', learnedSchema)
  return [
    ...[...new Set([...sentences.keys(), ...messages.keys(), ...learned.keys()])]
      .map((hand) => ({ hand, sentences: sentences.get(hand) ?? [], messages: [...messages.get(hand) ?? [], ...learned.get(hand) ?? []] })),
    { hand: 'mixed', sentences: [], messages: mixLetters([...messages.values()].flat()) },
  ]
}
