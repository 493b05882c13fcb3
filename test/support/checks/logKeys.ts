import { parseSync } from '@swc/core'
import type { SourceFile } from './architecture'

export interface LogKey {
  readonly path: string
  /** `?` where what is logged cannot be read from the source: it must stand in the call, or in the same file. */
  readonly key: string
}

interface Node {
  readonly type?: string
  readonly value?: unknown
  readonly id?: Node
  readonly init?: Node | null
  readonly object?: Node
  readonly property?: Node
  readonly callee?: Node
  readonly key?: Node
  readonly properties?: readonly Node[]
  readonly arguments?: unknown
}

const LEVELS: readonly unknown[] = ['trace', 'debug', 'info', 'warn', 'error', 'fatal', 'child']

/** Every key under which the file logs something. */
export function logKeysOf({ path, text }: SourceFile): LogKey[] {
  const calls: Node[] = []
  const named = new Map<unknown, Node>()
  visit(parseSync(text, { syntax: 'typescript', target: 'es2022' }), (node) => {
    if (node.type === 'CallExpression' && isLog(node.callee)) calls.push(node)
    if (node.type === 'VariableDeclarator' && node.init) named.set(node.id?.value, node.init)
  })
  return calls.flatMap((call) => keysOf(firstArgument(call), named)).map((key) => ({ path, key }))
}

/** `log.warn`, `deps.log.warn`, `this.deps.log.warn`. */
function isLog(callee: Node | undefined): boolean {
  if (callee?.type !== 'MemberExpression' || !LEVELS.includes(callee.property?.value)) return false
  return callee.object?.value === 'log' || callee.object?.property?.value === 'log'
}

function firstArgument({ arguments: given }: Node): Node | undefined {
  return Array.isArray(given) ? (given[0] as { expression: Node } | undefined)?.expression : undefined
}

function keysOf(argument: Node | undefined, named: ReadonlyMap<unknown, Node>): string[] {
  switch (argument?.type) {
    case 'ObjectExpression':
      return (argument.properties ?? []).flatMap((property) => {
        if (property.type === 'SpreadElement') return keysOf(property.arguments as Node, named)
        return [String(property.type === 'Identifier' ? property.value : property.key?.value)]
      })
    // Words alone.
    case 'StringLiteral': case 'TemplateLiteral':
      return []
    case 'Identifier':
      return named.has(argument.value) ? keysOf(named.get(argument.value), named) : ['?']
    default:
      return ['?']
  }
}

function visit(value: unknown, see: (node: Node) => void): void {
  if (Array.isArray(value)) value.forEach((item) => visit(item, see))
  else if (typeof value === 'object' && value !== null) {
    see(value)
    Object.values(value).forEach((item) => visit(item, see))
  }
}
