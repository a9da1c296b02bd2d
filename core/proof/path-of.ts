import type { SumNode, SumTree } from './sum-tree.ts'

/** A node beside the way from a leaf to the top, and on which hand it stands. */
export type PathNode = SumNode & { sibling: 'left' | 'right' }

/** Everything that the owner of a leaf needs to walk to the top himself, from the bottom up. */
export function pathOf(tree: Pick<SumTree, 'leaves' | 'node'>, position: number): PathNode[] {
  const path: PathNode[] = []
  for (let index = tree.leaves + position; index > 1; index >>= 1) {
    path.push({ ...tree.node(index ^ 1), sibling: index % 2 === 0 ? 'right' : 'left' })
  }
  return path
}
