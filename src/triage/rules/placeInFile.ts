import type * as JsonParser from 'jsonc-parser'

/** Where in a file something stands: names and places of what holds it, from outside in. */
export type PathInFile = readonly (string | number)[]

/** Loaded only once a file is broken: sound files need no positions, and every start would wait for it. */
const parser = (): typeof JsonParser => require('jsonc-parser')

/** The line of an offset, from 1 on; what is missing at the end is missing on the last line that says something. */
export const lineAt = (text: string, offset: number): number => text.slice(0, Math.min(offset, text.trimEnd().length)).split('\n').length

/** The line on which an entry begins, from 1 on; of one that is missing, that of what should hold it. */
export function lineOfEntry(text: string, path: PathInFile): number | undefined {
  const { parseTree, findNodeAtLocation } = parser()
  const root = parseTree(text)
  if (!root) return undefined
  for (let length = path.length; length > 0; length -= 1) {
    const node = findNodeAtLocation(root, path.slice(0, length))
    if (node) return lineAt(text, node.offset)
  }
  return lineAt(text, root.offset)
}

/** Where a text stops being JSON, and what is wrong there: the same words on every Node.js. */
export function firstMistake(text: string): { readonly line: number; readonly problem: string } | undefined {
  const { parseTree, printParseErrorCode } = parser()
  const mistakes: JsonParser.ParseError[] = []
  parseTree(text, mistakes, { disallowComments: true })
  const [first] = mistakes
  if (!first) return undefined
  const problem = printParseErrorCode(first.error).replaceAll(/(?!^)[A-Z]/g, (letter) => ` ${letter.toLowerCase()}`)
  return { line: lineAt(text, first.offset), problem: `is not JSON: ${problem.charAt(0).toLowerCase()}${problem.slice(1)}` }
}
