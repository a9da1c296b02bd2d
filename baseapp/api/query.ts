import { QueryClient, useQuery, type UseQueryResult } from '@tanstack/react-query'
import { ApiError } from './api-error.ts'
import { call } from './call.ts'
import type { Input, Remote } from './remote.ts'

/** A refusal is an answer: only a server that did not answer is asked again. */
const isWorthRepeating = (failures: number, error: unknown) =>
  failures < 2 && (!(error instanceof ApiError) || error.status === 0 || error.status >= 500)

export const queries = new QueryClient({
  defaultOptions: {
    queries: { retry: isWorthRepeating, staleTime: 10_000, refetchOnWindowFocus: false },
    mutations: { retry: false },
  },
})

/** The key under which an answer is cached; `queries.invalidateQueries({ queryKey: keyOf(endpoint) })` forgets all. */
export const keyOf = (remote: Remote<string, unknown>, input?: Input): readonly unknown[] =>
  input === undefined ? [remote.mount, remote.path] : [remote.mount, remote.path, input]

type RemoteOptions = { enabled?: boolean; staleTimeMs?: number; refreshMs?: number; keepPrevious?: boolean }

/** Reads an endpoint and caches its answer. */
export function useRemote<Name extends string, Reply>(
  remote: Remote<Name, Reply>,
  input: Input<Name> = {},
  { enabled = true, staleTimeMs, refreshMs, keepPrevious = false }: RemoteOptions = {},
): UseQueryResult<Reply> {
  return useQuery<Reply>({
    queryKey: keyOf(remote, input),
    queryFn: ({ signal }) => call(remote, input, signal),
    enabled,
    ...(staleTimeMs !== undefined && { staleTime: staleTimeMs }),
    ...(refreshMs !== undefined && { refetchInterval: refreshMs }),
    ...(keepPrevious && { placeholderData: (previous: Reply | undefined) => previous as never }),
  })
}

/** Starts reading before a screen asks, so that the answer is there sooner. */
export function prefetch<Name extends string>(remote: Remote<Name, unknown>, input: Input<Name> = {}): void {
  void queries.prefetchQuery({
    queryKey: keyOf(remote, input),
    queryFn: ({ signal }) => call(remote, input, signal),
  })
}
