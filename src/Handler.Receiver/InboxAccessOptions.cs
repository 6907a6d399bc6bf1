namespace Handler.Receiver;

/// <summary>
/// Who may list and clear the inbox. By default nobody, unless the host says otherwise on the endpoints:
/// <c>app.MapInbox("/notifications").RequireAuthorization("ops")</c>, or <c>.AllowAnonymous()</c>. The address that a request comes from
/// plays no part: behind a proxy everyone comes from loopback.
/// </summary>
public sealed class InboxAccessOptions
{
    /// <summary>The admin tokens.</summary>
    internal AcceptedTokens Tokens { get; } = new();

    /// <summary>
    /// Lets requests in without a token while every address that the server listens on is loopback. For a developer's machine. Requests
    /// that name another host, that a proxy says it passed on, or that a page of another site makes, need a token all the same.
    /// </summary>
    public bool AllowLoopback { get; set; }

    /// <summary>Lets in requests with <c>Authorization: Bearer TOKEN</c>. Call it again for each further token.</summary>
    /// <exception cref="ArgumentException">The token is empty, or has what no header can carry.</exception>
    public InboxAccessOptions Token(string token)
    {
        Tokens.Add(token);
        return this;
    }
}
