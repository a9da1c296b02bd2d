import { useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import {
  Badge,
  Button,
  DataTable,
  dateTimeText,
  EmptyState,
  Pager,
  Panel,
  SelectField,
  type Column,
} from '../../../web/kit/index.ts'
import { ApiError, keyOf, messageOf, resourceApi, send, type Activity } from '../../api/index.ts'
import { activityText, deviceText } from './activity-words.ts'

const rowsPerPage = 25
const topics = [
  { value: 'all', label: 'Everything' },
  { value: 'session', label: 'Sign-ins' },
  { value: 'password', label: 'Password' },
  { value: 'otp', label: 'Two-factor' },
  { value: 'account', label: 'Account' },
]

/** What happened to the account, newest first. */
export function ActivitySection() {
  const [{ topic, page }, setPlace] = useState({ topic: 'all', page: 1 })
  const input = { topic, page, limit: rowsPerPage }
  const list = useQuery({
    queryKey: [...keyOf(resourceApi.activity, input), 'with total'],
    queryFn: ({ signal }) => readPage(input, signal),
    placeholderData: (before) => before,
    staleTime: 0,
  })
  const total = list.data?.total ?? 0
  return (
    <Panel
      title="Account activity"
      aside={
        <SelectField
          label="Show"
          hideLabel
          compact
          options={topics}
          value={topic}
          onValue={(next) => setPlace({ topic: next, page: 1 })}
        />
      }
    >
      {list.isError ? (
        <EmptyState
          icon="warn"
          title="The activity could not be loaded"
          text={messageOf(list.error)}
          action={<Button onClick={() => void list.refetch()}>Try again</Button>}
        />
      ) : (
        <>
          <DataTable
            caption="Account activity"
            columns={columns}
            rows={list.data?.rows ?? []}
            keyOf={(row) => row.id}
            loading={list.isPending}
            loadingRows={8}
            empty={
              <EmptyState
                icon="clock"
                title="Nothing yet"
                text="Sign-ins and changes to your account appear here."
              />
            }
          />
          <Pager
            label="Pages of the account activity"
            page={page}
            hasNext={page * rowsPerPage < total}
            onPage={(next) => setPlace({ topic, page: next })}
          />
        </>
      )}
    </Panel>
  )
}

type Page = { rows: Activity[]; total: number }

/** The wire refuses to list nothing, and tells the total in a header. */
async function readPage(
  input: { topic: string; page: number; limit: number },
  signal: AbortSignal,
): Promise<Page> {
  try {
    const { body, headers } = await send(resourceApi.activity, input, signal)
    return { rows: body, total: Number(headers.get('Total') ?? body.length) }
  } catch (error) {
    if (error instanceof ApiError && error.has('resource.user.no_activity')) return { rows: [], total: 0 }
    throw error
  }
}

const columns: readonly Column<Activity>[] = [
  { id: 'time', head: 'Time', cell: (row) => <span className="num">{dateTimeText(row.created_at)}</span> },
  { id: 'what', head: 'What', cell: activityText },
  {
    id: 'result',
    head: 'Result',
    cell: ({ result }) =>
      result === 'succeed' ? (
        <Badge tone="good">Done</Badge>
      ) : (
        <Badge tone="bad">{result === 'denied' ? 'Denied' : 'Failed'}</Badge>
      ),
  },
  { id: 'ip', head: 'IP address', cell: (row) => <span className="profile-code">{row.user_ip}</span> },
  {
    id: 'device',
    head: 'Device',
    cell: (row) => <span title={row.user_agent}>{deviceText(row.user_agent)}</span>,
  },
]
