/** One finding of a receiving mail server, such as `dkim=pass header.d=school.example`. All in small letters but the values. */
export interface MethodResult {
  readonly method: string
  readonly result: string
  /** By `ptype.property`, such as `header.from`. */
  readonly properties: ReadonlyMap<string, string>
}

export interface AuthenticationResults {
  /** Who says so. */
  readonly authservId: string
  readonly results: readonly MethodResult[]
}

interface Token {
  readonly text: string
  readonly kind: 'word' | 'equals' | 'semicolon'
  /** Follows the one before without a space, so that it may be one value with it. */
  readonly glued: boolean
}

const KEYWORD = /^[a-z0-9](?:[a-z0-9-]*[a-z0-9])?$/

/**
 * Reads the value of an Authentication-Results field (RFC 8601, 2.2), unfolded. Undefined when it is not one that can be
 * read whole: half of such a field may say the opposite of the whole.
 */
export function readAuthenticationResults(value: string): AuthenticationResults | undefined {
  const tokens = tokensOf(value)
  const [head, ...findings] = tokens ? segmentsOf(tokens) : []
  const [id, version, ...more] = joined(head ?? [])
  const known = id?.kind === 'word' && more.length === 0 && (version === undefined || /^\d+$/.test(version.text))
  if (!known || findings.length === 0) return undefined
  if (findings.length === 1 && isNone(findings[0] ?? [])) return { authservId: id.text, results: [] }
  // A semicolon at the end is no finding; several servers write one.
  if (findings.at(-1)?.length === 0) findings.pop()
  const results = findings.map(resultOf)
  const readable = results.filter((result) => result !== undefined)
  return readable.length === results.length ? { authservId: id.text, results: readable } : undefined
}

/** Words, `=` and `;` without comments. Undefined when a quotation or a comment does not end. */
function tokensOf(value: string): readonly Token[] | undefined {
  const tokens: Token[] = []
  let place = 0
  let glued = false
  while (place < value.length) {
    const rest = value.slice(place, place + 1)
    if (/\s/.test(rest)) {
      glued = false
      place++
    } else if (rest === '(') {
      const end = endOfComment(value, place)
      if (end === undefined) return undefined
      glued = false
      place = end
    } else {
      const [whole, quoted] = partAt(value, place) ?? []
      if (whole === undefined) return undefined
      const kind = whole === '=' ? 'equals' : whole === ';' ? 'semicolon' : 'word'
      tokens.push({ text: quoted === undefined ? whole : quoted.replaceAll(/\\(.)/gs, '$1'), kind, glued })
      glued = true
      place += whole.length
    }
  }
  return tokens
}

const PART = /"((?:[^"\\]|\\.)*)"|[=;]|[^\s()"=;]+/ys

/** The quotation, sign or word that begins at a place; the second element is what stands between quotes. */
function partAt(value: string, place: number): RegExpExecArray | null {
  PART.lastIndex = place
  return PART.exec(value)
}

/** Comments may hold comments. */
function endOfComment(value: string, start: number): number | undefined {
  let depth = 0
  for (let place = start; place < value.length; place++) {
    const sign = value[place]
    if (sign === '\\') place++
    else if (sign === '(') depth++
    else if (sign === ')' && --depth === 0) return place + 1
  }
  return undefined
}

function segmentsOf(tokens: readonly Token[]): Token[][] {
  const segments: Token[][] = [[]]
  for (const token of tokens) {
    if (token.kind === 'semicolon') segments.push([])
    else segments.at(-1)?.push(token)
  }
  return segments
}

const isNone = (segment: readonly Token[]): boolean => segment.length === 1 && segment[0]?.text.toLowerCase() === 'none'

function resultOf(segment: readonly Token[]): MethodResult | undefined {
  const [first, ...others] = assignments(segment) ?? []
  const method = first?.name.split('/', 1)[0] ?? ''
  const result = first?.value.toLowerCase() ?? ''
  if (!KEYWORD.test(method) || !KEYWORD.test(result)) return undefined
  return { method, result, properties: new Map(others.map(({ name, value }) => [name, value])) }
}

/**
 * `name = value` one after the other; spaces may stand around `=`, `.` and `/`. Undefined when something else is there.
 * Each token is looked at once: a field is a stranger's, and may be made of thousands of pairs.
 */
function assignments(segment: readonly Token[]): { name: string; value: string }[] | undefined {
  const pairs: { name: string; value: string }[] = []
  for (let start = 0; start < segment.length; ) {
    let equals = start
    while (equals < segment.length && segment[equals]?.kind !== 'equals') equals++
    let end = equals + 2
    while (segment[end]?.glued) end++
    const before = segment.slice(start, equals)
    const name = textOf(before).toLowerCase()
    if (equals + 1 >= segment.length || !/^[a-z0-9-]+([./][a-z0-9_-]+)?$/.test(name) || hasTwoNames(before)) return undefined
    pairs.push({ name, value: textOf(segment.slice(equals + 1, end)) })
    start = end
  }
  return pairs
}

const textOf = (tokens: readonly Token[]): string => tokens.map(({ text }) => text).join('')

/** Two words with a space between and neither `.` nor `/` at the seam are no one name. */
const hasTwoNames = (tokens: readonly Token[]): boolean =>
  tokens.slice(1).some(({ text, glued }, place) => !glued && !/^[./]/.test(text) && !/[./]$/.test(tokens[place]?.text ?? ''))

/** Tokens that stand together as one: `"sam x"@school.example`, `b=abc=`. */
function joined(tokens: readonly Token[]): { text: string; kind: Token['kind'] }[] {
  const words: { text: string; kind: Token['kind'] }[] = []
  for (const { text, kind, glued } of tokens) {
    const last = words.at(-1)
    if (last && glued) words[words.length - 1] = { text: last.text + text, kind: last.kind }
    else words.push({ text, kind })
  }
  return words
}
