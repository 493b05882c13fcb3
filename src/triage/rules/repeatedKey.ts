import { lineAt } from './placeInFile'

const TOKENS = /[{}]|("(?:[^"\\]+|\\.)*")(\s*:)?/g

/** The first key that stands twice in one object of what is sound JSON: whoever parses it takes the last, and says nothing. */
export function repeatedKey(text: string): { readonly key: string; readonly line: number } | undefined {
  const open: Set<string>[] = []
  for (const { 0: token, 1: name, 2: colon, index } of text.matchAll(TOKENS)) {
    if (token === '{') open.push(new Set())
    if (token === '}') open.pop()
    if (name === undefined || colon === undefined) continue
    const key = String(JSON.parse(name))
    if (open.at(-1)?.has(key)) return { key, line: lineAt(text, index) }
    open.at(-1)?.add(key)
  }
  return undefined
}
