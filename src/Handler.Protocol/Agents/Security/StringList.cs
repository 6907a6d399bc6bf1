namespace Handler.Protocol;

/// <summary>A list of strings as a value of a map (<c>{"list":[…]}</c> on the wire).</summary>
public sealed record StringList : WireObject
{
    /// <summary>The strings; <c>null</c> is the same as empty.</summary>
    public IReadOnlyList<string>? List { get; init; }
}
