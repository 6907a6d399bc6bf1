namespace Handler.Protocol;

/// <summary>The media types that A2A uses.</summary>
public static class A2AMediaTypes
{
    /// <summary>JSON-RPC, and everything before 1.0.</summary>
    public const string Json = "application/json";

    /// <summary>The body of 1.0 push notifications and, where asked for, of REST.</summary>
    public const string A2AJson = "application/a2a+json";

    /// <summary>Streams.</summary>
    public const string EventStream = "text/event-stream";
}
