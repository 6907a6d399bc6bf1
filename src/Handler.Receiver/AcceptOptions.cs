namespace Handler.Receiver;

/// <summary>Which pushes are accepted. With nothing configured all are; once something is, a push must satisfy it.</summary>
public sealed class AcceptOptions
{
    /// <summary>The tokens of which a push must carry one, if there are any.</summary>
    internal AcceptedTokens Tokens { get; } = new();

    /// <summary>
    /// Accepts pushes that carry this notification token, the <c>token</c> of their config. Call it again for each further token:
    /// while one is rotated, the old and the new.
    /// </summary>
    /// <exception cref="ArgumentException">The token is empty, or has what no header can carry.</exception>
    public AcceptOptions Token(string token)
    {
        Tokens.Add(token);
        return this;
    }
}
