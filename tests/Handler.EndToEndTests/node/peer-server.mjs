// The official JavaScript SDK's server, 1.x: node peer-server.mjs. It speaks 1.0 and, below its compatibility layer, 0.3, over JSON-RPC and REST.
// Its tasks complete at once, but for those told to "wait": they last until they are canceled.
import express from 'express';
import { Role, TaskState } from '@a2a-js/sdk';
import { AgentEvent, DefaultRequestHandler, InMemoryPushNotificationStore, InMemoryTaskStore } from '@a2a-js/sdk/server';
import { agentCardHandler, jsonRpcHandler, restHandler, UserBuilder } from '@a2a-js/sdk/server/express';
import { createLegacyAwarePushNotificationSender } from '@a2a-js/sdk/compat/v0_3/server';

const legacyCompat = { enabled: true };
const userBuilder = UserBuilder.noAuthentication;
const app = express();
const server = app.listen(0, '127.0.0.1', () => {
  const url = `http://127.0.0.1:${server.address().port}`;
  const pushes = new InMemoryPushNotificationStore();
  const requestHandler = new DefaultRequestHandler(
    cardOf(url), new InMemoryTaskStore(), new Agent(), undefined, pushes, createLegacyAwarePushNotificationSender(pushes));
  app.use('/.well-known/agent-card.json', agentCardHandler({ agentCardProvider: requestHandler, legacyCompat }));
  app.use('/rest', restHandler({ requestHandler, userBuilder, legacyCompat }));
  app.use('/rpc', jsonRpcHandler({ requestHandler, userBuilder, legacyCompat }));
  console.log(`Listening on ${url}`);
});

const cardOf = url => ({
  name: 'JavaScript peer', description: 'An agent of the official SDK.', version: '1', provider: undefined, documentationUrl: undefined, iconUrl: undefined,
  supportedInterfaces: ['1.0', '0.3'].flatMap(protocolVersion => [
    { url: `${url}/rpc`, protocolBinding: 'JSONRPC', tenant: '', protocolVersion },
    { url: `${url}/rest`, protocolBinding: 'HTTP+JSON', tenant: '', protocolVersion },
  ]),
  capabilities: { streaming: true, pushNotifications: true, extensions: [], extendedAgentCard: false },
  securitySchemes: {}, securityRequirements: [], signatures: [], defaultInputModes: ['text/plain'], defaultOutputModes: ['text/plain'],
  skills: [{ id: 'work', name: 'Work', description: 'Works.', tags: ['work'], examples: [], inputModes: [], outputModes: [], securityRequirements: [] }],
});

const text = value => ({ content: { $case: 'text', value }, metadata: undefined, filename: '', mediaType: '' });

class Agent {
  waiting = new Map();

  async execute({ taskId, contextId, userMessage }, bus) {
    const status = (state, words) => ({
      state, timestamp: new Date().toISOString(),
      message: words && {
        messageId: crypto.randomUUID(), contextId, taskId, role: Role.ROLE_AGENT, parts: [text(words)], metadata: undefined, extensions: [], referenceTaskIds: [],
      },
    });
    const tell = (state, words) => bus.publish(AgentEvent.statusUpdate({ taskId, contextId, status: status(state, words), metadata: undefined }));
    bus.publish(AgentEvent.task({ id: taskId, contextId, status: status(TaskState.TASK_STATE_SUBMITTED), artifacts: [], history: [userMessage], metadata: undefined }));
    tell(TaskState.TASK_STATE_WORKING, 'At it');
    const ends = userMessage.parts[0].content.value !== 'wait' || await new Promise(answer => this.waiting.set(taskId, answer));
    if (ends) {
      bus.publish(AgentEvent.artifactUpdate({
        taskId, contextId, append: false, lastChunk: true, metadata: undefined,
        artifact: { artifactId: 'a', name: 'result', description: '', parts: [text('Done by the peer')], metadata: undefined, extensions: [] },
      }));
    }
    tell(ends ? TaskState.TASK_STATE_COMPLETED : TaskState.TASK_STATE_CANCELED);
    bus.finished();
  }

  async cancelTask(taskId) { this.waiting.get(taskId)?.(false); }
}
