import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { openGateway, type UpstreamRoad } from '../../examples/supergraph/gateway.ts';

/** A Hive Gateway as a process of its own, so that it can be killed as one: `gateway-process.ts <supergraph> <port> <road>`. */
const [supergraph = '', port = '', road = 'sse'] = process.argv.slice(2);

const gateway = await openGateway(readFileSync(supergraph, 'utf8'), { road: road as UpstreamRoad });
const server = createServer(gateway.handle);
gateway.attach(server);
server.listen(Number(port), '127.0.0.1');
