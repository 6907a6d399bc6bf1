// The client of @a2a-js/sdk 1.x: its types are the protobuf of A2A 1.0, also where it speaks 0.3.
import { Role, taskStateToJSON, roleToJSON, StreamResponse } from '@a2a-js/sdk';
import { ClientFactory, DefaultAgentCardResolver, JsonRpcTransportFactory, RestTransportFactory } from '@a2a-js/sdk/client';

const factories = { JSONRPC: JsonRpcTransportFactory, 'HTTP+JSON': RestTransportFactory };

/** With `legacy` the card of 0.3 is read, and what it names is called as 0.3. */
export async function connect(url, binding, legacy) {
  const legacyCompat = { enabled: legacy };
  const factory = new ClientFactory({
    transports: [new factories[binding]({ legacyCompat })], preferredTransports: [binding], cardResolver: new DefaultAgentCardResolver({ legacyCompat }),
  });
  return new Peer(await factory.createFromUrl(url, legacy ? '.well-known/agent.json' : undefined));
}

class Peer {
  constructor(client) { this.client = client; }

  async card() {
    const card = await this.client.getAgentCard();
    return { name: card.name, version: this.client.protocolVersion, push: card.capabilities.pushNotifications, streaming: card.capabilities.streaming };
  }

  async send(text, options) { return task(await this.client.sendMessage(request(text, options))); }
  async *stream(text) { for await (const one of this.client.sendMessageStream(request(text, {}))) yield event(one); }
  async *follow(id) { for await (const one of this.client.resubscribeTask({ tenant: '', id })) yield event(one); }
  async get(id, historyLength) { return task(await this.client.getTask({ tenant: '', id, historyLength })); }
  async cancel(id) { return task(await this.client.cancelTask({ tenant: '', id, metadata: undefined })); }

  async tasks(contextId) {
    const { tasks, totalSize } = await this.client.listTasks({ tenant: '', contextId, status: 0, pageSize: 5, pageToken: '', statusTimestampAfter: undefined });
    return { tasks: tasks.map(task), totalSize };
  }

  async set(taskId, hook) { return config(await this.client.createTaskPushNotificationConfig(written(taskId, hook))); }
  async read(taskId, id) { return config(await this.client.getTaskPushNotificationConfig({ tenant: '', taskId, id })); }
  async list(taskId) { return (await this.client.listTaskPushNotificationConfig({ tenant: '', taskId, pageSize: 0, pageToken: '' })).configs.map(config); }
  async remove(taskId, id) { await this.client.deleteTaskPushNotificationConfig({ tenant: '', taskId, id }); }

  /** What arrives at the webhook is one event of a stream. */
  push(body) { return event(StreamResponse.fromJSON(body)); }
}

const request = (text, { wait = true, hook, contextId = '' }) => ({
  tenant: '',
  metadata: undefined,
  message: {
    messageId: crypto.randomUUID(), contextId, taskId: '', role: Role.ROLE_USER, metadata: undefined, extensions: [], referenceTaskIds: [],
    parts: [{ content: { $case: 'text', value: text }, metadata: undefined, filename: '', mediaType: '' }],
  },
  configuration: { acceptedOutputModes: ['text/plain'], returnImmediately: !wait, taskPushNotificationConfig: hook && written('', hook) },
});

const written = (taskId, { id = '', url, token = '', scheme, credentials }) => ({
  tenant: '', taskId, id, url, token, authentication: scheme && { scheme, credentials },
});

const config = ({ taskId, id, url, token, authentication }) => ({ taskId, id, url, token, scheme: authentication?.scheme });
const texts = parts => (parts ?? []).map(part => part.content?.value).join('');
const name = (state, prefix) => state.slice(prefix.length).toLowerCase().replaceAll('_', '-');
const stateOf = status => status && name(taskStateToJSON(status.state), 'TASK_STATE_');

const task = ({ id, contextId, status, artifacts, history }) => ({
  id, contextId, state: stateOf(status), artifacts: (artifacts ?? []).map(one => texts(one.parts)),
  history: (history ?? []).map(one => `${name(roleToJSON(one.role), 'ROLE_')}: ${texts(one.parts)}`),
});

const kinds = { task: 'task', message: 'message', statusUpdate: 'status-update', artifactUpdate: 'artifact-update' };
const event = ({ payload: { $case, value } }) => ({
  kind: kinds[$case], taskId: value.taskId ?? value.id, state: stateOf(value.status), text: value.artifact && texts(value.artifact.parts),
});
