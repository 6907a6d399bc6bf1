// The official JavaScript SDK's server of A2A 0.3: node peer-server-03.mjs. It speaks 0.3 over JSON-RPC and REST.
// Its tasks complete at once, but for those told to "wait": they last until they are canceled.
import express from 'express';
import { DefaultRequestHandler, InMemoryPushNotificationStore, InMemoryTaskStore, DefaultPushNotificationSender } from '@a2a-js/sdk-0.3/server';
import { agentCardHandler, jsonRpcHandler, restHandler, UserBuilder } from '@a2a-js/sdk-0.3/server/express';

const userBuilder = UserBuilder.noAuthentication;
const app = express();
const server = app.listen(0, '127.0.0.1', () => {
  const url = `http://127.0.0.1:${server.address().port}`;
  const pushes = new InMemoryPushNotificationStore();
  const requestHandler = new DefaultRequestHandler(
    cardOf(url), new InMemoryTaskStore(), new Agent(), undefined, pushes, new DefaultPushNotificationSender(pushes));
  app.use('/.well-known/agent-card.json', agentCardHandler({ agentCardProvider: requestHandler }));
  app.use('/rest', restHandler({ requestHandler, userBuilder }));
  app.use('/rpc', jsonRpcHandler({ requestHandler, userBuilder }));
  console.log(`Listening on ${url}`);
});

const cardOf = url => ({
  name: 'JavaScript peer', description: 'An agent of the official SDK.', version: '1', protocolVersion: '0.3.0',
  url: `${url}/rpc`, preferredTransport: 'JSONRPC', additionalInterfaces: [{ url: `${url}/rpc`, transport: 'JSONRPC' }, { url: `${url}/rest`, transport: 'HTTP+JSON' }],
  capabilities: { streaming: true, pushNotifications: true }, defaultInputModes: ['text/plain'], defaultOutputModes: ['text/plain'],
  skills: [{ id: 'work', name: 'Work', description: 'Works.', tags: ['work'] }],
});

class Agent {
  waiting = new Map();

  async execute({ taskId, contextId, userMessage }, bus) {
    const text = value => ({ kind: 'text', text: value });
    const status = (state, words) => ({
      state, timestamp: new Date().toISOString(),
      message: words && { kind: 'message', messageId: crypto.randomUUID(), contextId, taskId, role: 'agent', parts: [text(words)] },
    });
    const tell = (state, words, final) => bus.publish({ kind: 'status-update', taskId, contextId, status: status(state, words), final });
    bus.publish({ kind: 'task', id: taskId, contextId, status: status('submitted'), artifacts: [], history: [userMessage] });
    tell('working', 'At it', false);
    const ends = userMessage.parts[0].text !== 'wait' || await new Promise(answer => this.waiting.set(taskId, answer));
    if (ends) {
      bus.publish({
        kind: 'artifact-update', taskId, contextId, append: false, lastChunk: true,
        artifact: { artifactId: 'a', name: 'result', parts: [text('Done by the peer')] },
      });
    }
    tell(ends ? 'completed' : 'canceled', undefined, true);
    bus.finished();
  }

  async cancelTask(taskId) { this.waiting.get(taskId)?.(false); }
}
