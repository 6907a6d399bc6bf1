// The client of @a2a-js/sdk 0.3, made from nothing but an agent's address: node peer-default-card.mjs AGENT
import { ClientFactory } from '@a2a-js/sdk-0.3/client';

const client = await new ClientFactory().createFromUrl(process.argv[2]);
const card = await client.getAgentCard();
const task = await client.sendMessage({
  message: { kind: 'message', messageId: crypto.randomUUID(), role: 'user', parts: [{ kind: 'text', text: 'hello' }] }, configuration: { blocking: true },
});
console.log(JSON.stringify({ version: card.protocolVersion, kind: task.kind, state: task.status.state }));
