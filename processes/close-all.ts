/**
 * Closes what was opened, the last first, each after the one that may still use it. One that fails keeps none of the
 * others open: the engine, which was opened first, still writes its last snapshot. Rejects when all had their turn.
 */
export async function closeAll(closers: readonly (() => void | Promise<void>)[]): Promise<void> {
  const failures: unknown[] = []
  for (const close of closers.toReversed()) {
    try {
      await close()
    } catch (error) {
      failures.push(error)
    }
  }
  if (failures.length === 1) throw failures[0]
  if (failures.length > 1) throw new AggregateError(failures, 'some parts could not be closed')
}
