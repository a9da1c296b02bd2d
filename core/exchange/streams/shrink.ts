/**
 * Leaves out what a failure does not need: ever smaller pieces of the list, as long as what is left still fails.
 * `budget` is how many elements may be tried in all.
 */
export function shrink<Element>(
  list: Element[],
  fails: (list: Element[]) => boolean,
  budget: number,
): Element[] {
  let left = list
  let tried = 0
  for (let size = Math.ceil(left.length / 2); size >= 1; size = size === 1 ? 0 : Math.ceil(size / 2)) {
    for (let from = left.length - size; from > -size && tried < budget; from -= size) {
      const shorter = [...left.slice(0, Math.max(from, 0)), ...left.slice(from + size)]
      tried += shorter.length
      if (fails(shorter)) left = shorter
    }
  }
  return left
}
