import { Fault } from '../../core/units/index.ts'

/** Names the operation that the system refused. */
export function guard<Result>(operation: string, work: () => Result): Result {
  try {
    return work()
  } catch (cause) {
    if (cause instanceof Fault) throw cause
    const reason = cause instanceof Error ? cause.message : String(cause)
    throw new Fault('storage_failed', { cause, detail: `could not ${operation}: ${reason}` })
  }
}

/** The same for what takes its time. */
export async function guardLater(operation: string, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (cause) {
    guard(operation, () => {
      throw cause
    })
  }
}
