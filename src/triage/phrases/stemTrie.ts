/** Finds the beginnings of a word among stems, in one walk along its letters. Something is kept for each stem. */
export class StemTrie<Kept> {
  private readonly root: Node<Kept>

  /** @param make what is kept for a stem, and for '', at first */
  constructor(private readonly make: () => Kept) {
    this.root = { kept: make(), next: new Map() }
  }

  /** What is kept for the stem. */
  at(stem: string): Kept {
    let node = this.root
    for (let at = 0; at < stem.length; at += 1) {
      const unit = stem.charCodeAt(at)
      const next: Node<Kept> = node.next.get(unit) ?? { kept: undefined, next: new Map() }
      node.next.set(unit, next)
      node = next
    }
    return (node.kept ??= this.make())
  }

  /** What is kept for the longest stem that the word begins with. All shorter ones are beginnings of it. */
  longestIn(word: string): Kept {
    let node: Node<Kept> | undefined = this.root
    let longest = this.at('')
    for (let at = 0; node; at += 1) {
      longest = node.kept ?? longest
      node = at < word.length ? node.next.get(word.charCodeAt(at)) : undefined
    }
    return longest
  }

  /** What is kept for each stem that the word begins with, the shortest first. */
  allIn(word: string): Kept[] {
    const all: Kept[] = []
    let node: Node<Kept> | undefined = this.root
    for (let at = 0; node; at += 1) {
      if (node.kept !== undefined) all.push(node.kept)
      node = at < word.length ? node.next.get(word.charCodeAt(at)) : undefined
    }
    return all
  }
}

interface Node<Kept> {
  kept: Kept | undefined
  readonly next: Map<number, Node<Kept>>
}
