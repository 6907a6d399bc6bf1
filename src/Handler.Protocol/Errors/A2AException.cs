namespace Handler.Protocol.Errors;

/// <summary>An error of the protocol, told to the caller in the words of its binding.</summary>
public sealed class A2AException : Exception
{
    /// <summary>Makes an error. Its message is sent to the caller: it names what was wrong and what to do, and no secret.</summary>
    public A2AException(A2AErrorCode code, string message, Exception? innerException = null)
        : base(message, innerException)
    {
        Code = code;
    }

    /// <summary>Which error it is; a number outside the table when a foreign agent answered one.</summary>
    public A2AErrorCode Code { get; }

    /// <summary>Facts for <c>ErrorInfo.metadata</c>.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    /// <summary>The fields that are to blame.</summary>
    public IReadOnlyList<FieldViolation>? FieldViolations { get; init; }

    /// <summary>The row of the error table.</summary>
    public A2AError Error => A2AErrors.Find(Code);

    /// <summary>An unknown task. The same text for one that exists and is not the caller's.</summary>
    public static A2AException TaskNotFound(string taskId) =>
        new(A2AErrorCode.TaskNotFound, $"Task '{taskId}' was not found. Check the id; tasks of other callers are not shown.")
        {
            Metadata = Facts(("taskId", taskId)),
        };

    /// <summary>An unknown push config, told as TaskNotFound; it does not tell whether the task exists.</summary>
    public static A2AException PushNotificationConfigNotFound(string taskId, string configId) =>
        new(A2AErrorCode.TaskNotFound, $"Task '{taskId}' with a push notification config '{configId}' was not found. " +
            "Check both ids; tasks of other callers are not shown.")
        {
            Metadata = Facts(("taskId", taskId), ("configId", configId)),
        };

    /// <summary>A task that cannot be canceled because of its state.</summary>
    public static A2AException TaskNotCancelable(string taskId, TaskState state) =>
        new(A2AErrorCode.TaskNotCancelable, $"Task '{taskId}' cannot be canceled: it is {state.DisplayName}.")
        {
            Metadata = Facts(("taskId", taskId), ("state", state.WireName)),
        };

    /// <summary>The agent does not push.</summary>
    public static A2AException PushNotificationNotSupported() =>
        new(A2AErrorCode.PushNotificationNotSupported, "This agent does not send push notifications (capabilities.pushNotifications of its card).");

    /// <summary>Something that the agent does not do; <paramref name="message"/> says what and why.</summary>
    public static A2AException UnsupportedOperation(string message) => new(A2AErrorCode.UnsupportedOperation, message);

    /// <summary>A media type that the agent cannot take or make.</summary>
    public static A2AException ContentTypeNotSupported(string contentType, string supported) =>
        new(A2AErrorCode.ContentTypeNotSupported, $"'{contentType}' is not supported; use {supported}.")
        {
            Metadata = Facts(("contentType", contentType)),
        };

    /// <summary>The agent's own code broke the protocol; <paramref name="message"/> says how.</summary>
    public static A2AException InvalidAgentResponse(string message) => new(A2AErrorCode.InvalidAgentResponse, message);

    /// <summary>The extended card is announced and not there.</summary>
    public static A2AException ExtendedAgentCardNotConfigured() =>
        new(A2AErrorCode.ExtendedAgentCardNotConfigured, "This agent announces an extended card and has none configured.");

    /// <summary>An extension that the agent requires and the client did not name.</summary>
    public static A2AException ExtensionSupportRequired(string uri) =>
        new(
            A2AErrorCode.ExtensionSupportRequired,
            $"This agent requires the extension '{uri}'. Name it in the {ServiceParameters.Extensions} header.")
        {
            Metadata = Facts(("extension", uri)),
        };

    /// <summary>A version that the agent does not speak.</summary>
    public static A2AException VersionNotSupported(string version, string supported) =>
        new(A2AErrorCode.VersionNotSupported, $"{ServiceParameters.Version} '{version}' is not supported; this agent speaks {supported}.")
        {
            Metadata = Facts(("version", version), ("supported", supported)),
        };

    /// <summary>Text that is not JSON.</summary>
    public static A2AException ParseError(string message, Exception? cause = null) => new(A2AErrorCode.ParseError, message, cause);

    /// <summary>JSON that is no request.</summary>
    public static A2AException InvalidRequest(string message) => new(A2AErrorCode.InvalidRequest, message);

    /// <summary>An unknown method; <paramref name="methods"/> are those that there are.</summary>
    public static A2AException MethodNotFound(string method, IEnumerable<string> methods) =>
        new(A2AErrorCode.MethodNotFound, $"There is no method '{Shorten(method)}'. Names are case-sensitive; this agent has {string.Join(", ", methods)}.")
        {
            Metadata = Facts(("method", Shorten(method))),
        };

    /// <summary>Params that do not fit their method as a whole.</summary>
    public static A2AException InvalidParams(string message, Exception? cause = null) => new(A2AErrorCode.InvalidParams, message, cause);

    /// <summary>Params with one field that breaks a rule.</summary>
    public static A2AException InvalidField(string field, string description) =>
        new(A2AErrorCode.InvalidParams, $"{field}: {description}") { FieldViolations = [new FieldViolation(field, description)] };

    /// <summary>A failure of the agent that says nothing of its inside.</summary>
    public static A2AException InternalError(Exception? cause = null) =>
        new(A2AErrorCode.InternalError, "The agent failed to answer; its log says why.", cause);

    private static string Shorten(string text)
    {
        const int Shown = 80;
        return text.Length <= Shown ? text : string.Concat(text.AsSpan(0, Shown), "…");
    }

    private static Dictionary<string, string> Facts(params ReadOnlySpan<(string Key, string Value)> facts)
    {
        var metadata = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (key, value) in facts)
        {
            metadata[key] = value;
        }

        return metadata;
    }
}
