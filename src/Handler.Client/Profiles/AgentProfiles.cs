using Handler.Protocol;
using Handler.Protocol.Errors;
using Handler.Protocol.Webhooks;

namespace Handler.Client.Profiles;

/// <summary>
/// What a user's programs remember of the agents that they call: where a conversation stands, and the credentials. Shared by processes;
/// an agent is known by scheme, host, port and path of its URL.
/// </summary>
/// <remarks>Reading and writing throw <see cref="ProfileException"/>; a URL that is none is an <see cref="ArgumentException"/>.</remarks>
public sealed class AgentProfiles
{
    /// <summary>More than anybody goes back to, and few enough for one small file; the oldest goes.</summary>
    private const int MostSessions = 200;

    private readonly ProfileTable<SessionRow> _sessions;
    private readonly ProfileTable<CredentialRow> _credentials;
    private readonly TimeProvider _clock;

    internal AgentProfiles(IProfileFiles files, TimeProvider clock)
    {
        _sessions = new(files, "sessions.json", ProfileJsonContext.Default.ProfileDocumentSessionRow);
        _credentials = new(files, "credentials.json", ProfileJsonContext.Default.ProfileDocumentCredentialRow);
        _clock = clock;
    }

    /// <summary>What is saved in a folder, which is made at the first write. Nothing is read before it is asked for.</summary>
    /// <param name="folder">The folder (see <see cref="ProfileFolder"/>); <c>null</c> = none: nothing is saved, and saving fails.</param>
    /// <param name="clock">Tells when a session is saved.</param>
    /// <param name="note">Told what the user should know, a sentence each: loose permissions, a damaged file that was kept aside.</param>
    public static AgentProfiles In(string? folder, TimeProvider clock, Action<string> note) =>
        new(folder is null ? new NoProfileFiles() : new ProfileFiles(folder, clock, note), clock);

    /// <summary>All sessions, the newest first.</summary>
    public IReadOnlyList<SavedSession> ListSessions() =>
        [.. _sessions.Read().Select(row => SessionOf(row.Key, row.Value)).OrderByDescending(session => session.SavedAt)];

    /// <summary>The session with an agent; <c>null</c> when there is none.</summary>
    public SavedSession? FindSession(string agentUrl)
    {
        var key = SavedUrl.Of(agentUrl);
        return _sessions.Read().TryGetValue(key, out var row) ? SessionOf(key, row) : null;
    }

    /// <summary>
    /// The session with an agent as it can go on: without its task when that has ended or the agent no longer knows it. <c>null</c> when
    /// there is none, or nothing of it is left.
    /// </summary>
    /// <param name="agentUrl">The agent.</param>
    /// <param name="client">Asks the agent for the task.</param>
    /// <param name="cancel">Ends the wait.</param>
    /// <exception cref="A2AClientException">The agent could not be asked.</exception>
    public async Task<SavedSession?> ResumeSessionAsync(string agentUrl, A2AClient client, CancellationToken cancel = default)
    {
        var session = FindSession(agentUrl);
        if (session?.TaskId is { } task && !await TakesMessagesAsync(client, task, cancel))
        {
            session = session with { TaskId = null };
        }

        return session is { ContextId: null, TaskId: null } ? null : session;
    }

    /// <summary>Remembers where a conversation stands, in the place of what was remembered before; without any id nothing is changed.</summary>
    /// <param name="agentUrl">The agent.</param>
    /// <param name="contextId">The conversation.</param>
    /// <param name="taskId">The task.</param>
    /// <param name="state">The task's state: one that has ended is not remembered, for nothing can be said to it.</param>
    /// <param name="cancel">Ends the wait for other processes.</param>
    public Task SaveSessionAsync(string agentUrl, string? contextId, string? taskId, TaskState? state, CancellationToken cancel = default)
    {
        var key = SavedUrl.Of(agentUrl);
        var row = new SessionRow(_clock.GetUtcNow(), contextId, state?.IsTerminal == true ? null : taskId);
        return row is { ContextId: null, TaskId: null } ? Task.CompletedTask : _sessions.ChangeAsync(rows => Put(rows, key, row), cancel);
    }

    /// <summary>Forgets the session with an agent; false when there was none.</summary>
    public Task<bool> ClearSessionAsync(string agentUrl, CancellationToken cancel = default) => RemoveAsync(_sessions, SavedUrl.Of(agentUrl), cancel);

    /// <summary>Forgets all sessions and says how many there were. Credentials stay.</summary>
    public async Task<int> ClearSessionsAsync(CancellationToken cancel = default)
    {
        var count = 0;
        await _sessions.ChangeAsync(
            rows =>
            {
                count = rows.Count;
                rows.Clear();
                return count > 0;
            },
            cancel);
        return count;
    }

    /// <summary>The credential for an agent; <c>null</c> when there is none.</summary>
    public SavedCredential? FindCredential(string agentUrl)
    {
        var key = SavedUrl.Of(agentUrl);
        return _credentials.Read().TryGetValue(key, out var row)
            ? new SavedCredential
            {
                AgentUrl = key,
                Type = row.Type,
                Secret = row.Secret,
                ApiKeyHeader = row.Header ?? SavedCredential.DefaultApiKeyHeader,
            }
            : null;
    }

    /// <summary>Saves a bearer token for an agent, in the place of what was saved before.</summary>
    /// <exception cref="ArgumentException">It cannot be sent in a header.</exception>
    public Task SetBearerTokenAsync(string agentUrl, string token, CancellationToken cancel = default) =>
        SetAsync(agentUrl, new CredentialRow(CredentialType.Bearer, Sendable(token, nameof(token))), cancel);

    /// <summary>Saves an API key for an agent, in the place of what was saved before.</summary>
    /// <param name="agentUrl">The agent.</param>
    /// <param name="key">The key.</param>
    /// <param name="header">The header that it is sent in.</param>
    /// <param name="cancel">Ends the wait for other processes.</param>
    /// <exception cref="ArgumentException">It cannot be sent in that header.</exception>
    public Task SetApiKeyAsync(
        string agentUrl, string key, string header = SavedCredential.DefaultApiKeyHeader, CancellationToken cancel = default) =>
        SetAsync(agentUrl, new CredentialRow(CredentialType.ApiKey, Sendable(key, nameof(key)), Named(header)), cancel);

    /// <summary>Forgets the credential for an agent; false when there was none.</summary>
    public Task<bool> ClearCredentialAsync(string agentUrl, CancellationToken cancel = default) =>
        RemoveAsync(_credentials, SavedUrl.Of(agentUrl), cancel);

    private static SavedSession SessionOf(string key, SessionRow row) =>
        new() { AgentUrl = key, ContextId = row.ContextId, TaskId = row.TaskId, SavedAt = row.SavedAt };

    private static bool Put(Dictionary<string, SessionRow> rows, string key, SessionRow row)
    {
        rows[key] = row;
        foreach (var old in rows.OrderByDescending(saved => saved.Value.SavedAt).Skip(MostSessions).Select(saved => saved.Key).ToList())
        {
            rows.Remove(old);
        }

        return true;
    }

    private static async Task<bool> RemoveAsync<TRow>(ProfileTable<TRow> table, string key, CancellationToken cancel)
    {
        var isRemoved = false;
        await table.ChangeAsync(rows => isRemoved = rows.Remove(key), cancel);
        return isRemoved;
    }

    private static async Task<bool> TakesMessagesAsync(A2AClient client, string taskId, CancellationToken cancel)
    {
        try
        {
            return !(await client.GetTaskAsync(taskId, historyLength: 0, cancel)).Status.State.IsTerminal;
        }
        catch (A2AClientException gone) when (gone.ErrorCode == A2AErrorCode.TaskNotFound)
        {
            return false;
        }
    }

    private static string Sendable(string secret, string parameter) =>
        secret.Length == 0 ? throw new ArgumentException("The secret is empty. Give one, or clear what is saved.", parameter)
        : HeaderValue.FaultOf(secret) is { } fault ? throw new ArgumentException($"The secret {fault}.", parameter)
        : secret;

    private static string Named(string header)
    {
        // A name that is a content header or none at all is refused only by a real header collection.
        using var probe = new HttpRequestMessage();
        return probe.Headers.TryAddWithoutValidation(header, "") ? header : throw new ArgumentException(
            $"'{header}' cannot be sent as a request header; use another name, such as {SavedCredential.DefaultApiKeyHeader}.", nameof(header));
    }

    private Task SetAsync(string agentUrl, CredentialRow row, CancellationToken cancel)
    {
        var key = SavedUrl.Of(agentUrl);
        return _credentials.ChangeAsync(
            rows =>
            {
                rows[key] = row;
                return true;
            },
            cancel);
    }
}
