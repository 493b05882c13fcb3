/** Finds the beginnings of a word among stems, in one walk along its letters. */
export class StemTrie<Value> {
  private readonly root: Node<Value> = { stem: '', values: [], next: new Map() }

  add(stem: string, value: Value): void {
    let node = this.root
    for (let at = 0; at < stem.length; at += 1) {
      const unit = stem.charCodeAt(at)
      const next: Node<Value> = node.next.get(unit) ?? { stem: stem.slice(0, at + 1), values: [], next: new Map() }
      node.next.set(unit, next)
      node = next
    }
    node.values.push(value)
  }

  /** The longest stem that the word begins with, or ''. All shorter ones are beginnings of it. */
  longestIn(word: string): string {
    let longest = ''
    for (const { stem, values } of this.along(word)) if (values.length > 0) longest = stem
    return longest
  }

  /** The values of every stem that the word begins with, the shortest stem's first. */
  valuesIn(word: string): Value[] {
    return this.along(word).flatMap(({ values }) => values)
  }

  private along(word: string): Node<Value>[] {
    const nodes: Node<Value>[] = []
    let node: Node<Value> | undefined = this.root
    for (let at = 0; node; at += 1) {
      nodes.push(node)
      node = at < word.length ? node.next.get(word.charCodeAt(at)) : undefined
    }
    return nodes
  }
}

interface Node<Value> {
  readonly stem: string
  readonly values: Value[]
  readonly next: Map<number, Node<Value>>
}
