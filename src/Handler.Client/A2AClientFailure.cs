namespace Handler.Client;

/// <summary>Why a call to an agent failed. A caller who canceled gets an <see cref="OperationCanceledException"/> instead.</summary>
public enum A2AClientFailure
{
    /// <summary>No answer came: name resolution, connection or TLS failed, or the connection broke before the answer was whole.</summary>
    Unreachable,

    /// <summary>The answer took longer than <see cref="A2AClientOptions.Timeout"/>, or a stream was silent for longer than
    /// <see cref="A2AClientOptions.StreamSilence"/>.</summary>
    TimedOut,

    /// <summary>HTTP 401 or 403: credentials are missing or not good enough.</summary>
    Unauthorized,

    /// <summary>No agent card was found; the message lists what was tried.</summary>
    CardNotFound,

    /// <summary>The agent's card offers no interface that this client speaks; the message lists what it offers.</summary>
    NoUsableInterface,

    /// <summary>Something answered, but not as A2A says, or with more bytes than allowed.</summary>
    ProtocolError,

    /// <summary>A stream ended before its task did. <see cref="A2AClientException.LastEvent"/> says how far it came.</summary>
    StreamBroken,

    /// <summary>The agent answered with an error; <see cref="A2AClientException.ErrorCode"/> and what follows it are set.</summary>
    AgentError,

    /// <summary>The task has no push config, or several and none is called <c>default</c>; the message lists their ids.</summary>
    NoPushConfig,

    /// <summary>The agent's card leads to another origin than <see cref="A2AClientOptions.CredentialOrigin"/>; nothing was sent there.</summary>
    ForeignOrigin,

    /// <summary>The dialect that the agent is called in has no such operation; nothing was sent. The message says what to do instead.</summary>
    NotInProtocol,
}
