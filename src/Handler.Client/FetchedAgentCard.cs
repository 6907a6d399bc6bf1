namespace Handler.Client;

/// <summary>A card as it was served, unread: it may be no card at all.</summary>
/// <param name="Utf8">The bytes of the answer.</param>
/// <param name="Url">The URL that served it.</param>
public sealed record FetchedAgentCard(ReadOnlyMemory<byte> Utf8, Uri Url);
