// The load generator: a process on a core of its own that runs the loads it is given.
import { driveHttp, type HttpLoad } from './drive-http.ts'
import { driveSocket, type SocketLoad } from './drive-socket.ts'
import { speak } from './pinned.ts'

speak({}, (load: HttpLoad | SocketLoad) => (load.kind === 'http' ? driveHttp(load) : driveSocket(load)))
