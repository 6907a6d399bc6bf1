using Handler.Protocol.Webhooks;

namespace Handler.Server;

/// <summary>How the operations of an agent are protected when no authorization policy does it.</summary>
public sealed class OperationsOptions
{
    /// <summary>The least characters of a token: it opens what all callers of the agent are sent.</summary>
    public const int MinTokenLength = 16;

    /// <summary>
    /// Who sends it as <c>Authorization: Bearer TOKEN</c> is an operator. Visible ASCII, <see cref="MinTokenLength"/> characters or more, at
    /// best made by a generator of random numbers. Null (the default) when <c>RequireAuthorization</c> on what <c>MapOperations</c> gives back
    /// decides who is.
    /// </summary>
    public string? Token { get; set; }

    // What is told of a token must not be the token.
    internal string? FaultOfToken => Token switch
    {
        null => null,
        { Length: < MinTokenLength } token => $"has {token.Length} characters; give it {MinTokenLength} or more",
        { } token => HeaderValue.FaultOf(token),
    };
}
