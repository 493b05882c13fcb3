import { readFileSync } from 'node:fs'

/** What may be the value of an attribute. */
export type ValueKind = { readonly kind: 'text' | 'number' | 'boolean' } | { readonly kind: 'word' | 'words'; readonly of: readonly string[] }

export interface ElementRule {
  readonly attributes: ReadonlyMap<string, ValueKind>
  /** Names of the elements that may stand in it. */
  readonly children: ReadonlySet<string>
}

/** The language that calls are told what to do in: every element by its name, `Response` first. */
export type VoiceLanguage = ReadonlyMap<string, ElementRule>

interface Usage {
  readonly parent: string
  readonly child: string
}

/**
 * Reads the language out of the SDK itself: attributes and their values from its types, what stands in what and under
 * which name from the calls that build it. Both files are generated, one line a statement.
 * @throws when they are not written as expected
 */
export function voiceLanguage(): VoiceLanguage {
  const types = readFileSync(require.resolve('twilio/lib/twiml/VoiceResponse.d.ts'), 'utf8')
  const code = readFileSync(require.resolve('twilio/lib/twiml/VoiceResponse.js'), 'utf8')
  const values = valuesOf(types)
  const attributes = attributesOf(types, values)
  const names = new Map([['VoiceResponse', 'Response']])
  const usages: Usage[] = []
  for (const [parent, body] of classesOf(code)) {
    for (const [, child = '', name = ''] of body.matchAll(/new VoiceResponse\.(\w+)\(this\.\w+\.ele\("([\w-]+)"/g)) {
      names.set(child, name)
      usages.push({ parent, child })
    }
  }
  const childrenOf = (parent: string): string[] => usages.filter((usage) => usage.parent === parent).map(({ child }) => names.get(child) ?? '')
  const language = new Map<string, ElementRule>()
  for (const [written, name] of names) {
    const known = language.get(name)
    language.set(name, {
      attributes: new Map([...(known?.attributes ?? []), ...(attributes.get(written) ?? [])]),
      children: new Set([...(known?.children ?? []), ...childrenOf(written)]),
    })
  }
  if (language.size < 40) throw new Error('The SDK writes its voice language in another way than it used to.')
  return language
}

/** The words of each named set. */
function valuesOf(types: string): ReadonlyMap<string, readonly string[]> {
  const sets = [...types.matchAll(/^ {4}(?:export )?type (\w+) = ("[^;]*);$/gm)]
  return new Map(sets.map(([, name = '', words = '']) => [name, words.split(' | ').map((word) => word.slice(1, -1))]))
}

function attributesOf(types: string, values: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, ReadonlyMap<string, ValueKind>> {
  const interfaces = [...types.matchAll(/^ {4}(?:export )?interface (\w+)Attributes \{\n([\s\S]*?)^ {4}\}/gm)]
  return new Map(interfaces.map(([, name = '', body = '']) => {
    const properties = [...body.matchAll(/^ {8}(?:"([^"]+)"|(\w+))\?: ([^;]+);$/gm)]
    return [name, new Map(properties.map(([, quoted, plain, type = '']) => [quoted ?? plain ?? '', kindOf(type, values)]))]
  }))
}

function kindOf(type: string, values: ReadonlyMap<string, readonly string[]>): ValueKind {
  if (type === 'number' || type === 'boolean') return { kind: type }
  const of = values.get(type.replace(/^VoiceResponse\./, '').replace(/\[\]$/, ''))
  if (!of) return { kind: 'text' }
  return { kind: type.endsWith('[]') ? 'words' : 'word', of }
}

function classesOf(code: string): [name: string, body: string][] {
  const [, ...parts] = code.split(/^(?: {4})?class (?=\w+ extends TwiML)/m)
  return parts.map((part) => [/^\w+/.exec(part)?.[0] ?? '', part])
}
