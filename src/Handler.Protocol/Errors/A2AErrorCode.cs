namespace Handler.Protocol.Errors;

/// <summary>The errors of A2A, numbered as in JSON-RPC (A2A 1.0, 5.4 and 9.5).</summary>
public enum A2AErrorCode
{
    /// <summary>The task or the push config is unknown to this caller.</summary>
    TaskNotFound = -32001,

    /// <summary>The task has ended or cannot be canceled.</summary>
    TaskNotCancelable = -32002,

    /// <summary>The agent does not push.</summary>
    PushNotificationNotSupported = -32003,

    /// <summary>The agent does not do this, or not to a task in this state.</summary>
    UnsupportedOperation = -32004,

    /// <summary>A media type that the agent cannot take or make.</summary>
    ContentTypeNotSupported = -32005,

    /// <summary>The agent's own code answered what the protocol does not allow.</summary>
    InvalidAgentResponse = -32006,

    /// <summary>The extended card is announced and not there.</summary>
    ExtendedAgentCardNotConfigured = -32007,

    /// <summary>The client does not name an extension that the agent requires.</summary>
    ExtensionSupportRequired = -32008,

    /// <summary>The agent does not speak this version of the protocol.</summary>
    VersionNotSupported = -32009,

    /// <summary>The text is not JSON.</summary>
    ParseError = -32700,

    /// <summary>The JSON is no JSON-RPC request.</summary>
    InvalidRequest = -32600,

    /// <summary>There is no such method.</summary>
    MethodNotFound = -32601,

    /// <summary>The method does not take these params.</summary>
    InvalidParams = -32602,

    /// <summary>The agent failed.</summary>
    InternalError = -32603,
}
