namespace Handler.Mcp.Transport;

/// <summary>A line of the input.</summary>
/// <param name="Utf8">Its bytes without its end; nothing when it is longer than allowed.</param>
/// <param name="IsTooLong">It is longer than allowed, and was passed over.</param>
internal readonly record struct InputLine(ReadOnlyMemory<byte> Utf8, bool IsTooLong = false);
