using Handler.Client;
using Handler.Client.Profiles;
using Handler.Mcp.Arguments;
using Microsoft.Extensions.Logging;

namespace Handler.Mcp.Calls;

/// <summary>How tools reach agents, and what is saved of them.</summary>
internal sealed partial class AgentCalls(HandlerMcpOptions options)
{
    private readonly ILogger _log = options.Loggers.CreateLogger("Handler.Mcp");

    public AgentProfiles Profiles => options.Profiles;

    public TimeProvider Clock => options.TimeProvider;

    public ILogger Log => _log;

    /// <summary>A client for the agent, with the credentials that are given, else with those saved for it.</summary>
    /// <exception cref="A2AClientException">There is no agent, or none that can be called.</exception>
    public Task<A2AClient> ConnectAsync(AgentArguments given, ToolCall call, CancellationToken cancel) =>
        A2AClient.ConnectAsync(given.AgentUrl, OptionsFor(given.AgentUrl, call, given.BearerToken, given.ApiKey), cancel);

    /// <summary>How the agent at a URL is called; a saved secret that goes along is masked in the answer.</summary>
    public A2AClientOptions OptionsFor(string agentUrl, ToolCall call, string? bearer = null, string? apiKey = null)
    {
        var saved = (bearer ?? apiKey) is null ? FindCredential(agentUrl) : null;
        call.Hide(saved?.Secret);
        return new()
        {
            BearerToken = bearer ?? saved?.BearerToken,
            ApiKey = apiKey ?? saved?.ApiKey,
            ApiKeyHeader = saved?.ApiKeyHeader ?? SavedCredential.DefaultApiKeyHeader,
            CredentialOrigin = saved?.Origin,
            Timeout = options.Timeout,
            HttpClient = options.HttpClient,
            TimeProvider = options.TimeProvider,
        };
    }

    /// <summary>The credential saved for an agent. A folder that this user may not read holds none of this user's.</summary>
    public SavedCredential? FindCredential(string agentUrl)
    {
        try
        {
            return Profiles.FindCredential(agentUrl);
        }
        catch (ProfileException unread) when (unread.Failure == ProfileFailure.Unavailable)
        {
            LogUnread(unread.Message);
            return null;
        }
    }

    /// <summary>Saves where a conversation stands. That it cannot be saved is no failure of the message, which was sent.</summary>
    public async Task SaveSessionAsync(string agentUrl, string? contextId, Protocol.AgentTask? task)
    {
        try
        {
            // Also when the caller has had enough: the task goes on.
            await Profiles.SaveSessionAsync(agentUrl, contextId, task?.Id, task?.Status.State, CancellationToken.None);
        }
        catch (ProfileException unsaved)
        {
            LogUnsaved(unsaved.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "No saved credentials are used: {Fault}")]
    private partial void LogUnread(string fault);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The session was not saved: {Fault}")]
    private partial void LogUnsaved(string fault);
}
