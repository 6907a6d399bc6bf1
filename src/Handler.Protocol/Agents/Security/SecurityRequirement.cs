namespace Handler.Protocol;

/// <summary>Ways to authenticate that are needed together (A2A 1.0, 4.5.1).</summary>
public sealed record SecurityRequirement : WireObject
{
    /// <summary>Scopes by the name of the scheme in the card.</summary>
    public IReadOnlyDictionary<string, StringList>? Schemes { get; init; }
}
