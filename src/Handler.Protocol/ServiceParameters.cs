namespace Handler.Protocol;

/// <summary>HTTP headers that go with a call (A2A 1.0, 3.2.6).</summary>
public static class ServiceParameters
{
    /// <summary>The protocol version of the caller, such as <c>1.0</c>. May also be a query parameter.</summary>
    public const string Version = "A2A-Version";

    /// <summary>URIs of the extensions that the caller wants, separated by commas.</summary>
    public const string Extensions = "A2A-Extensions";
}
